import type { FactorSet } from '../factors/factor-set.ts'
import type { Refusal } from '../issues.ts'
import { MODE_FACTS, type Mode, type Powertrain, VEHICLE_CLASSES, type VehicleClass } from '../vocabulary.ts'
import { checkDuplicates } from './check-duplicate.ts'
import { checkRanges } from './check-range.ts'
import type { DemandRow, EstimateInput, FleetRow, Stated } from './input.ts'
import { carriersOf } from './vehicle.ts'

/** Rounded shares of a long table may miss 1 by the last digit; more than this is a mistake. */
const SHARE_TOLERANCE = 1e-6

/** Two statements of one activity may differ by their rounding. */
const AGREEMENT_TOLERANCE = 0.005

/** The base year of the Kyoto protocol: the earliest that inventories go back to. */
const FIRST_YEAR = 1990

/** Every fault of an input that crosses fields; the shape of single fields is checked before. */
export function checkInput(input: EstimateInput, set: FactorSet): readonly Refusal[] {
  return [
    ...checkRanges(input),
    ...checkPeriod(input, set),
    ...checkOptions(input),
    ...checkActivity(input),
    ...input.demand.flatMap(checkDemandRow),
    ...input.fleet.flatMap(checkFleetRow),
    ...checkDuplicates(input),
    ...checkVehicles([...input.demand, ...input.fleet]),
    ...checkShares(input),
    ...checkFilling(input),
    ...checkElectricity(input, set),
  ]
}

function checkPeriod({ period: { year } }: EstimateInput, set: FactorSet): readonly Refusal[] {
  const released = Number(set.content.released.slice(0, 4))
  if (year >= FIRST_YEAR && year <= released) return []
  const detail = `The period must lie between ${FIRST_YEAR} and ${released}, the year that factor set ${set.content.id} was released in.`
  return [{ code: 'period-invalid', pointer: '/period', detail }]
}

function checkOptions({ allocation }: EstimateInput): readonly Refusal[] {
  if (allocation === 'geographic') return []
  const detail = `Only the geographic allocation is available: what is driven inside the boundary counts, whoever drives it. '${allocation}' needs flows with their lengths inside and outside.`
  return [{ code: 'allocation-not-available', pointer: '/allocation', detail, candidates: ['geographic'] }]
}

function checkActivity({ demand, travel, city, fuelSales }: EstimateInput): readonly Refusal[] {
  const refusals: Refusal[] = []
  if (demand.length === 0 && !travel)
    refusals.push({
      code: 'activity-missing',
      pointer: '',
      detail:
        fuelSales.length > 0
          ? 'Fuel sales alone do not say which modes burnt the fuel: state them as demand rows with energy and carrier.'
          : 'State demand (one row per mode) or travel (trips per person, mode shares of trips and trip lengths).',
    })
  if (travel && !city.population)
    refusals.push({
      code: 'activity-incomplete',
      pointer: '/city/population',
      detail: 'Travel is stated per person, so the population is needed.',
    })
  return refusals
}

function checkDemandRow(row: DemandRow): readonly Refusal[] {
  const {
    pointer,
    mode,
    trips,
    meanTripLength,
    passengerDistance,
    tonneDistance,
    vehicleDistance,
    energy,
    carrier,
  } = row
  const refusals: Refusal[] = []
  const { payload, propulsion } = MODE_FACTS[mode]
  const incomplete = (detail: string, at = pointer): void =>
    void refusals.push({ code: 'activity-incomplete', pointer: at, detail })
  const mismatch = (detail: string, at: string): void =>
    void refusals.push({ code: 'payload-mismatch', pointer: at, detail })
  if (trips && !meanTripLength) incomplete('Trips need a meanTripLength to give a distance.', trips.pointer)
  if (meanTripLength && !trips)
    incomplete('A meanTripLength needs trips to give a distance.', meanTripLength.pointer)
  if (!trips && !meanTripLength && !passengerDistance && !tonneDistance && !vehicleDistance && !energy)
    incomplete(
      'State trips with meanTripLength, passengerDistance, tonneDistance, vehicleDistance, or energy with carrier.',
    )
  if (energy && !carrier) incomplete('Energy needs a carrier.', energy.pointer)
  if (carrier && !energy) incomplete('A carrier speaks of energy, which is not stated.', `${pointer}/carrier`)
  if (passengerDistance && payload !== 'passengers')
    mismatch(
      `${MODE_FACTS[mode].title} carries no passengers; state tonneDistance or vehicleDistance.`,
      passengerDistance.pointer,
    )
  if (tonneDistance && payload !== 'freight')
    mismatch(
      `${MODE_FACTS[mode].title} carries no freight here; state passengerDistance or vehicleDistance.`,
      tonneDistance.pointer,
    )
  if (energy && propulsion === 'human')
    mismatch(`${MODE_FACTS[mode].title} uses no energy carrier.`, energy.pointer)
  if (payload === 'none' && !energy)
    incomplete(`${MODE_FACTS[mode].title} is estimated from its energy: state energy and carrier.`)
  if (energy && row.energyIntensity)
    mismatch('Energy is stated, so an energy intensity has nothing to act on.', row.energyIntensity.pointer)
  refusals.push(...checkIntensity(row.energyIntensity, row.powertrain ?? MODE_FACTS[mode].onlyPowertrain))
  if (row.energyIntensity && isPlugIn(row.powertrain))
    incomplete('A plug-in hybrid has two intensities; state them in fleet.', row.energyIntensity.pointer)
  refusals.push(...checkAgreement(row))
  return refusals
}

const isPlugIn = (powertrain: Powertrain | undefined): boolean =>
  powertrain !== undefined && carriersOf(powertrain).length > 1

/** An intensity is of a carrier, which only the powertrain tells. */
function checkIntensity(
  intensity: Stated | undefined,
  powertrain: Powertrain | undefined,
): readonly Refusal[] {
  if (!intensity || (powertrain !== undefined && carriersOf(powertrain).length > 0)) return []
  const detail = 'An energy intensity needs the powertrain it speaks of, which tells its carrier.'
  return [{ code: 'activity-incomplete', pointer: intensity.pointer, detail }]
}

function checkFleetRow(row: FleetRow): readonly Refusal[] {
  const { pointer, powertrain, energyIntensity, electricEnergyIntensity, utilityFactor } = row
  const refusals = [...checkIntensity(energyIntensity, powertrain ?? MODE_FACTS[row.mode].onlyPowertrain)]
  if (isPlugIn(powertrain)) {
    if ((energyIntensity === undefined) !== (electricEnergyIntensity === undefined)) {
      const detail =
        'A plug-in hybrid needs both energyIntensity (on fuel) and electricEnergyIntensity, or neither.'
      refusals.push({ code: 'activity-incomplete', pointer, detail })
    }
  } else
    for (const stated of [electricEnergyIntensity, utilityFactor])
      if (stated) {
        const detail =
          'Only a plug-in hybrid is driven on two carriers; leave this out or name its powertrain.'
        refusals.push({ code: 'activity-incomplete', pointer: stated.pointer, detail })
      }
  return refusals
}

function checkAgreement({
  mode,
  trips,
  meanTripLength,
  passengerDistance,
  vehicleDistance,
  pointer,
}: DemandRow): readonly Refusal[] {
  if (!trips || !meanTripLength) return []
  const other: Stated | undefined =
    MODE_FACTS[mode].payload === 'passengers' ? passengerDistance : vehicleDistance
  if (!other) return []
  const product = trips.value * meanTripLength.value
  const apart = Math.abs(product - other.value) / Math.max(product, other.value, Number.MIN_VALUE)
  if (apart <= AGREEMENT_TOLERANCE) return []
  const detail = `Trips × meanTripLength gives ${product} ${other.unit}, but ${other.value} ${other.unit} is stated too; they differ by ${(apart * 100).toPrecision(2)} %.`
  return [{ code: 'activity-disagrees', pointer, detail }]
}

function checkVehicles(
  rows: readonly { pointer: string; mode: Mode; vehicleClass?: VehicleClass | undefined }[],
): readonly Refusal[] {
  return rows.flatMap(({ pointer, mode, vehicleClass }) => {
    const known: readonly VehicleClass[] = VEHICLE_CLASSES[mode]
    if (vehicleClass === undefined || known.includes(vehicleClass)) return []
    return [
      {
        code: 'class-not-of-mode' as const,
        pointer: `${pointer}/vehicleClass`,
        detail: `${MODE_FACTS[mode].title} has no class '${vehicleClass}'.`,
        candidates: known,
      },
    ]
  })
}

function checkShares({ fleet, travel, renormaliseShares }: EstimateInput): readonly Refusal[] {
  const fleets = [...new Set(fleet.map(({ mode }) => mode))].map((mode) => ({
    what: `Distance shares of ${mode}`,
    pointer: '/fleet',
    shares: fleet.filter((row) => row.mode === mode).map((row) => row.distanceShare.value),
  }))
  const trips = travel
    ? [
        {
          what: 'Trip shares',
          pointer: '/travel/modes',
          shares: travel.modes.map(({ tripShare }) => tripShare.value),
        },
      ]
    : []
  return [...fleets, ...trips].flatMap(({ what, pointer, shares }) => {
    const sum = shares.reduce((total, share) => total + share, 0)
    if (Math.abs(sum - 1) <= SHARE_TOLERANCE || (renormaliseShares && sum > 0)) return []
    const detail = `${what} sum to ${Number(sum.toPrecision(12))}, not to 1. Add what is missing, or set renormaliseShares to true to have them scaled.`
    return [{ code: 'shares-not-one' as const, pointer, detail }]
  })
}

function checkFilling({ occupancy, loads }: EstimateInput): readonly Refusal[] {
  const wrong = [
    ...occupancy
      .filter(({ mode }) => MODE_FACTS[mode].payload !== 'passengers')
      .map((row) => ({ row, detail: 'carries no passengers here; state its loads' })),
    ...loads
      .filter(({ mode }) => MODE_FACTS[mode].payload !== 'freight')
      .map((row) => ({ row, detail: 'carries no freight here; state its occupancy' })),
  ]
  return wrong.map(({ row, detail }) => ({
    code: 'payload-mismatch',
    pointer: row.pointer,
    detail: `${MODE_FACTS[row.mode].title} ${detail}.`,
  }))
}

function checkElectricity({ electricity, city }: EstimateInput, set: FactorSet): readonly Refusal[] {
  const grid = electricity?.grid
  if (grid === undefined || set.content.subnational[grid] === city.country) return []
  const candidates = Object.keys(set.content.subnational).filter(
    (code) => set.content.subnational[code] === city.country,
  )
  const detail = `The factor set knows no grid '${grid}' in ${city.country}.`
  return [{ code: 'factor-not-found', pointer: '/electricity/grid', detail, candidates }]
}
