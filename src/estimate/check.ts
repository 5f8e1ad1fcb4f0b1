import { BLEND_GRADES, gradesOf } from '../factors/blend-grade.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { gridsOfState } from '../factors/grid-name.ts'
import type { Refusal } from '../issues/issue.ts'
import {
  GWP_SETS,
  type GwpSet,
  MODE_PROPERTIES,
  type Mode,
  VEHICLE_CLASSES,
  type VehicleClass,
} from '../vocabulary.ts'
import { checkDemandRow } from './check-demand.ts'
import { checkDuplicates } from './check-duplicate.ts'
import { checkFlows } from './check-flow.ts'
import { checkHousehold } from './check-household.ts'
import { checkIntensity, isPlugIn } from './check-intensity.ts'
import { checkNotationKeys } from './check-notation-key.ts'
import { checkRanges } from './check-range.ts'
import { ROAD_FIELDS } from './driving-speed.ts'
import { countsInFull } from './fuel-sold.ts'
import type { EstimateInput, FleetRow } from './input.ts'
import { checkStatedTwice } from './stated-twice.ts'

/** Rounded shares of a long table may miss 1 by the last digit; more than this is a mistake. */
const SHARE_TOLERANCE = 1e-6

/** The base year of the Kyoto protocol: the earliest that inventories go back to. */
const FIRST_YEAR = 1990

/** Every fault of an input that crosses fields; the shape of single fields is checked before. */
export function checkInput(input: EstimateInput, set: FactorSet): readonly Refusal[] {
  return [
    ...checkRanges(input),
    ...checkHousehold(input),
    ...checkPeriod(input, set),
    ...checkFlows(input),
    ...checkGwp(input, set),
    ...checkActivity(input),
    ...input.demand.flatMap((row) => checkDemandRow(row, input.period)),
    ...input.fleet.flatMap(checkFleetRow),
    ...checkDuplicates(input),
    ...checkStatedTwice(input),
    ...checkVehicles([...input.demand, ...input.fleet]),
    ...checkShares(input),
    ...checkFilling(input),
    ...checkElectricity(input, set),
    ...checkGrades(input),
    ...checkNotationKeys(input),
  ]
}

function checkPeriod({ period: { year } }: EstimateInput, set: FactorSet): readonly Refusal[] {
  const released = Number(set.content.released.slice(0, 4))
  if (year >= FIRST_YEAR && year <= released) return []
  const ahead = ' Years ahead are what scenarios are of: POST /v1/scenarios, or cordon scenario.'
  const detail = `The period must lie between ${FIRST_YEAR} and ${released}, the year in which factor set ${set.content.id} was released.${year > released ? ahead : ''}`
  return [{ code: 'period-invalid', pointer: '/period', detail }]
}

/** Potentials of CH4 and N2O in the same set of potentials, or none. */
function checkGwp({ gwp }: EstimateInput, set: FactorSet): readonly Refusal[] {
  const isIn = (gwpSet: GwpSet): boolean =>
    (['ch4', 'n2o'] as const).every((gas) => set.find({ kind: 'gwp', gas, gwpSet }, 'GLO').length > 0)
  if (isIn(gwp)) return []
  const candidates = GWP_SETS.filter(isIn)
  const detail = `Factor set ${set.content.id} has no ${gwp} warming potentials of CH4 and N2O; it has ${candidates.join(', ')}. Name one of these, or another factorSet.`
  return [{ code: 'factor-not-found', pointer: '/gwp', detail, candidates }]
}

/** A grade is of one fuel. */
function checkGrades({ fuels }: EstimateInput): readonly Refusal[] {
  return fuels.flatMap(({ pointer, carrier, blend }) => {
    if (blend === undefined || BLEND_GRADES[blend].carrier === carrier) return []
    const detail = `${blend} is a grade of ${BLEND_GRADES[blend].carrier}, not of ${carrier}.`
    const candidates = gradesOf(carrier)
    return [{ code: 'invalid-field' as const, pointer: `${pointer}/blend`, detail, candidates }]
  })
}

function checkActivity(input: EstimateInput): readonly Refusal[] {
  const { demand, travel, city, fuelSales } = input
  const refusals: Refusal[] = []
  if (input.allocation === 'fuel-sales') refusals.push(...checkFuelSales(input))
  else if (demand.length === 0 && !travel)
    refusals.push({
      code: 'activity-missing',
      pointer: '',
      detail:
        fuelSales.length > 0
          ? 'Fuel sales do not tell which modes burnt the fuel. State demand rows with energy and carrier, or set allocation to "fuel-sales".'
          : 'State demand, with one row per mode such as {"mode": "car", "vehicleDistance": "120 million vkm"}, or travel (trips per person, mode shares of trips and trip lengths).',
    })
  if (travel && !city.population)
    refusals.push({
      code: 'activity-incomplete',
      pointer: '/city/population',
      detail: 'Travel is stated per person, so it needs city.population.',
    })
  return refusals
}

/** What the allocation by fuel sold is made from. */
function checkFuelSales({ fuelSales, demand, travel }: EstimateInput): readonly Refusal[] {
  if (fuelSales.length === 0) {
    const detail = 'The allocation "fuel-sales" needs fuelSales: one row for each carrier sold in the city.'
    return [{ code: 'activity-missing', pointer: '/fuelSales', detail }]
  }
  if (fuelSales.some(countsInFull)) return []
  const detail =
    'Fuel sold for ships and aircraft does not tell which part of it belongs to the city, and no other sale is stated. State fuel sold to road vehicles, railways or off-road equipment, or the city\'s part of the journeys as demand by another allocation, such as {"mode": "flight", "flow": "outbound", "energy": "210000 t", "carrier": "jet-kerosene", "cityShare": "30 %"}.'
  const candidates = demand.length > 0 || travel ? ['geographic'] : []
  return [{ code: 'allocation-not-available', pointer: '/fuelSales', detail, candidates }]
}

function checkFleetRow(row: FleetRow): readonly Refusal[] {
  const { pointer, powertrain, energyIntensity, electricEnergyIntensity, utilityFactor } = row
  const refusals = [
    ...checkIntensity(energyIntensity, powertrain ?? MODE_PROPERTIES[row.mode].onlyPowertrain),
  ]
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
          'Only a plug-in hybrid uses two carriers. Leave this field out, or state the powertrain of the plug-in hybrid.'
        refusals.push({ code: 'activity-incomplete', pointer: stated.pointer, detail })
      }
  return refusals
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
        detail: `${MODE_PROPERTIES[mode].title} has no class '${vehicleClass}'.`,
        candidates: known,
      },
    ]
  })
}

function checkShares({ fleet, travel, roads = [], renormaliseShares }: EstimateInput): readonly Refusal[] {
  const fleets = [...new Set(fleet.map(({ mode }) => mode))].map((mode) => ({
    what: `Distance shares of ${mode}`,
    pointer: '/fleet',
    shares: fleet.filter((row) => row.mode === mode).map((row) => row.distanceShare.value),
  }))
  const trips = travel?.modes
    ? [
        {
          what: 'Trip shares',
          pointer: '/travel/modes',
          shares: travel.modes.map(({ tripShare }) => tripShare.value),
        },
      ]
    : []
  const mixes = roads.map((row) => ({
    what: `Shares of roads${row.mode === undefined ? '' : ` of ${row.mode}`}`,
    pointer: row.pointer,
    shares: Object.values(ROAD_FIELDS).map((field) => row[field]?.value ?? 0),
  }))
  return [...fleets, ...trips, ...mixes].flatMap(({ what, pointer, shares }) => {
    const sum = shares.reduce((total, share) => total + share, 0)
    if (Math.abs(sum - 1) <= SHARE_TOLERANCE || (renormaliseShares && sum > 0)) return []
    const detail = `${what} sum to ${Number(sum.toPrecision(12))}, not to 1. Add the missing shares, or set renormaliseShares to true to scale them.`
    return [{ code: 'shares-not-one' as const, pointer, detail }]
  })
}

function checkFilling({ occupancy, loads }: EstimateInput): readonly Refusal[] {
  const wrong = [
    ...occupancy
      .filter(({ mode }) => MODE_PROPERTIES[mode].payload !== 'passengers')
      .map((row) => ({ row, detail: 'carries no passengers; state it in loads, not in occupancy' })),
    ...loads
      .filter(({ mode }) => MODE_PROPERTIES[mode].payload !== 'freight')
      .map((row) => ({ row, detail: 'carries no freight; state it in occupancy, not in loads' })),
  ]
  return wrong.map(({ row, detail }) => ({
    code: 'payload-mismatch',
    pointer: row.pointer,
    detail: `${MODE_PROPERTIES[row.mode].title} ${detail}.`,
  }))
}

function checkElectricity({ electricity, city }: EstimateInput, set: FactorSet): readonly Refusal[] {
  const grid = electricity?.grid
  if (grid === undefined || set.content.subnational[grid] === city.country) return []
  const all = Object.keys(set.content.subnational).filter(
    (code) => set.content.subnational[code] === city.country,
  )
  const ofState = gridsOfState(grid).filter((code) => all.includes(code))
  const candidates = ofState.length > 0 ? ofState : all
  const detail = `The factor set has no grid '${grid}' in ${city.country}.`
  return [{ code: 'factor-not-found', pointer: '/electricity/grid', detail, candidates }]
}
