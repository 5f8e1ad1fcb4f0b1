import type {
  DemandRow,
  Estimate,
  EstimateInput,
  FactorRecord,
  FactorSet,
  FieldGroup,
  Mode,
} from '../../src/index.ts'
import { type Case, estimated, inputOf, payloadOf, stated } from './case.ts'

/** An estimate of which something was assumed, and the same with that stated. */
export interface Back {
  readonly before: EstimateInput
  readonly after: EstimateInput
}

/** How a default is stated back; none where a case takes no such default. */
export type StateBack = (of: Case, set: FactorSet) => readonly Back[]

/** Why a field has no default to state back. */
type Reason = string

const ACTIVITY: Reason = 'an activity, of which nothing is assumed'
const COMPARED: Reason = 'compared with the flows; nothing is assumed'
const SPLIT: Reason = 'a part of crossing trips, which an allocation takes'

/** The records that an estimate took by default. */
const assumed = (estimate: Estimate, kind: FactorRecord['kind']): readonly FactorRecord[] =>
  estimate.assumptions.flatMap(({ record }) => (record.kind === kind ? [record as FactorRecord] : []))

/** States the one default of a kind back, in a request of a vehicle distance and in one of a payload. */
const back =
  (kind: FactorRecord['kind'], more: (record: FactorRecord, of: Case) => Partial<EstimateInput>): StateBack =>
  (of, set) =>
    bases(of).flatMap((before) => {
      const made = estimated(before, set)
      return made
        ? assumed(made, kind).map((record) => ({ before, after: { ...before, ...more(record, of) } }))
        : []
    })

/** A payload that a request may state instead of a vehicle distance. */
export function payloadRow(mode: Mode): Partial<DemandRow> | undefined {
  const payload = payloadOf(mode)
  if (payload === 'none') return undefined
  return payload === 'passengers'
    ? { passengerDistance: stated(1e7, 'pkm', '/demand/0/passengerDistance') }
    : { tonneDistance: stated(1e7, 'tkm', '/demand/0/tonneDistance') }
}

/** The case by its vehicle distance, and by a payload. */
export function bases(of: Case): readonly EstimateInput[] {
  const payload = payloadRow(of.mode)
  return [inputOf(of), ...(payload ? [inputOf(of, payload)] : [])]
}

const row = (mode: Mode, list: string) => ({ pointer: `/${list}/0`, mode })

/** The energy per vehicle-km of each kind of vehicle of the default fleet, stated alone. */
const energyBack: StateBack = (of, set) => {
  const made = estimated(inputOf(of), set)
  const powertrains = new Set(made?.lines.flatMap(({ powertrain }) => powertrain ?? []))
  return [...powertrains].flatMap((powertrain) => {
    const before = inputOf(of, { powertrain })
    const alone = estimated(before, set)
    const { energyMj, vehicleDistanceVkm } = alone?.totals ?? {}
    if (!alone || !energyMj || !vehicleDistanceVkm || powertrain.startsWith('plug-in')) return []
    if (powertrain === 'mixed') return []
    const energyIntensity = stated(energyMj / vehicleDistanceVkm, 'MJ/vkm', '/demand/0/energyIntensity')
    return [{ before, after: inputOf(of, { powertrain, energyIntensity }) }]
  })
}

/** The default fleet as rows. */
function fleetRows(of: Case, set: FactorSet): EstimateInput['fleet'] {
  const made = estimated(inputOf(of), set)
  if (!made) return []
  return assumed(made, 'fleet-share').map((record, index) => ({
    ...{ pointer: `/fleet/${index}`, mode: of.mode },
    vehicleClass: record.vehicleClass,
    powertrain: record.powertrain,
    emissionStandard: record.emissionStandard,
    distanceShare: stated(record.canonicalValue, 'share', `/fleet/${index}/distanceShare`),
  }))
}

const fleetBack: StateBack = (of, set) => {
  const before = inputOf(of)
  const fleet = fleetRows(of, set)
  return fleet.length === 0 ? [] : [{ before, after: { ...before, fleet } }]
}

/** Share of biofuel in the volume, of that in the energy. */
function volumeShare(record: FactorRecord, of: Case, set: FactorSet): number | undefined {
  const biofuel =
    record.carrier === 'petrol' ? 'ethanol' : record.carrier === 'diesel' ? 'biodiesel' : undefined
  if (!biofuel || !record.carrier) return undefined
  const perLitre = [biofuel, record.carrier].map((carrier) =>
    (['density', 'net-calorific-value'] as const)
      .map(
        (kind) =>
          set.find({ kind, carrier: carrier as never }, of.country)[0] ??
          set.find({ kind, carrier: carrier as never }, 'GLO')[0],
      )
      .reduce((product, one) => product * (one?.canonicalValue ?? Number.NaN), 1),
  ) as [number, number]
  const [bio, fossil] = [record.canonicalValue / perLitre[0], (1 - record.canonicalValue) / perLitre[1]]
  const share = bio / (bio + fossil)
  return Number.isFinite(share) ? share : undefined
}

const volumeBack: StateBack = (of, set) =>
  back('biofuel-share', (record) => {
    const share = volumeShare(record, of, set)
    if (share === undefined || !record.carrier) return {}
    const fuel = { pointer: '/fuels/0', carrier: record.carrier }
    return { fuels: [{ ...fuel, biofuelVolumeShare: stated(share, 'share', '/fuels/0/biofuelVolumeShare') }] }
  })(of, set)

/** Trips of the mode's documented length. */
const tripBack: StateBack = (of, set) => {
  const before = inputOf(of, { trips: stated(1e5, 'trips', '/demand/0/trips') })
  const made = estimated(before, set)
  return (made ? assumed(made, 'trip-length') : []).map((record) => {
    const meanTripLength = stated(record.canonicalValue, 'km', '/demand/0/meanTripLength')
    return { before, after: { ...before, demand: before.demand.map((one) => ({ ...one, meanTripLength })) } }
  })
}

/** Vehicles of the documented annual distance. */
const annualBack: StateBack = (of, set) => {
  const before = inputOf(of, { vehicles: stated(100, 'vehicles', '/demand/0/vehicles') })
  const made = estimated(before, set)
  return (made ? assumed(made, 'annual-distance') : []).map((record) => {
    const annualDistance = stated(record.canonicalValue, 'km/vehicle/a', '/demand/0/annualDistance')
    return { before, after: { ...before, demand: before.demand.map((one) => ({ ...one, annualDistance })) } }
  })
}

/** The documented travel of residents; the mode of the case does not matter, so it is asked once a country. */
const travelBack =
  (more: (made: Estimate) => object): StateBack =>
  (of, set) => {
    if (of.mode !== 'car') return []
    const { city, ...rest } = { ...inputOf(of), demand: [] }
    const population = stated(1e5, 'persons', '/city/population')
    const before = { ...rest, city: { ...city, population }, travel: { pointer: '/travel' } }
    const made = estimated(before, set)
    return made ? [{ before, after: { ...before, travel: { ...before.travel, ...more(made) } } }] : []
  }

const travelModes = (made: Estimate, hasLength: boolean) => {
  const shares = assumed(made, 'trip-share')
  const lengths = assumed(made, 'trip-length')
  const known = shares.map(({ mode, canonicalValue }, index) => {
    const pointer = `/travel/modes/${index}`
    const length = lengths.find((one) => one.mode === mode)?.canonicalValue
    return {
      ...{ pointer, mode },
      tripShare: stated(canonicalValue, 'share', `${pointer}/tripShare`),
      ...(hasLength && length ? { meanTripLength: stated(length, 'km', `${pointer}/meanTripLength`) } : {}),
    }
  })
  // Shares that leave a rest cannot be stated: they must sum to 1.
  const whole = shares.reduce((sum, { canonicalValue }) => sum + canonicalValue, 0)
  return Math.abs(whole - 1) > 1e-6 ? {} : { modes: known }
}

/** The normal temperature, of the year and of a month in winter and in summer. */
const climateBack: StateBack = (of, set) =>
  [undefined, 1, 7].flatMap((month) => {
    const normal = set.find({ kind: 'mean-temperature', month }, of.country)[0]
    if (!normal) return []
    const meanTemperature = stated(normal.canonicalValue, '°C', '/climate/meanTemperature')
    const period = { year: of.year, ...(month === undefined ? {} : { month }) }
    return bases(of).map((input) => {
      const before = { ...input, period }
      return { before, after: { ...before, climate: { pointer: '/climate', meanTemperature } } }
    })
  })

const OF_THE_MIX: Reason = 'a part of the mix of roads, which `urbanShare` states whole'

/** The nation's mix of roads, of the mode alone and of all modes. */
const roadsBack: StateBack = (of, set) => {
  const shareOf = (kind: 'urban' | 'rural' | 'motorway') =>
    [of.country, 'GLO']
      .flatMap((place) => set.find({ kind: 'road-share', mode: of.mode, placeKnown: kind }, place))
      .at(0)?.canonicalValue
  const [urban, rural, motorway] = [shareOf('urban'), shareOf('rural'), shareOf('motorway')]
  if (urban === undefined || rural === undefined || motorway === undefined) return []
  const mix = {
    pointer: '/roads/0',
    urbanShare: stated(urban, 'share', '/roads/0/urbanShare'),
    ruralShare: stated(rural, 'share', '/roads/0/ruralShare'),
    motorwayShare: stated(motorway, 'share', '/roads/0/motorwayShare'),
  }
  return bases(of).flatMap((before) => [
    { before, after: { ...before, roads: [{ ...mix, mode: of.mode }] } },
    { before, after: { ...before, roads: [mix] } },
  ])
}

/**
 * Every field of a request and how its default is stated back, or why it has none. A new field gets a line here: a test
 * compares the list with the fields.
 */
export const STATED_BACK: {
  readonly [Group in FieldGroup]: Readonly<Record<string, StateBack | Reason>>
} = {
  city: {
    population: 'has no default',
    area: 'has no default: without it the nation is meant, and `test/src/estimate/place.test.ts` states its density',
  },
  flowTotals: {
    trips: COMPARED,
    vehicleDistance: COMPARED,
    passengerDistance: COMPARED,
    tonneDistance: COMPARED,
  },
  demand: {
    trips: ACTIVITY,
    meanTripLength: tripBack,
    passengerDistance: ACTIVITY,
    tonneDistance: ACTIVITY,
    vehicleDistance: ACTIVITY,
    vehicles: ACTIVITY,
    annualDistance: annualBack,
    energy: ACTIVITY,
    energyIntensity: energyBack,
    insideLength: SPLIT,
    insideShare: SPLIT,
    residentShare: SPLIT,
    cityShare: SPLIT,
  },
  travel: {
    tripsPerPersonPerDay: travelBack((made) => ({
      tripsPerPersonPerDay: stated(
        assumed(made, 'trip-rate')[0]?.canonicalValue ?? Number.NaN,
        'trips/person/day',
        '/travel/tripsPerPersonPerDay',
      ),
    })),
    daysPerYear: travelBack((made) => ({
      daysPerYear: stated(made.input.period.year % 4 === 0 ? 366 : 365, 'd/a', '/travel/daysPerYear'),
    })),
  },
  'travel/modes': {
    tripShare: travelBack((made) => travelModes(made, false)),
    meanTripLength: travelBack((made) => travelModes(made, true)),
    insideShare: SPLIT,
  },
  fleet: {
    distanceShare: fleetBack,
    energyIntensity: energyBack,
    electricEnergyIntensity:
      'a level of a plug-in hybrid is over all distance; `test/src/estimate/level.test.ts` has both',
    utilityFactor: (of, set) => {
      const fleet = fleetRows(of, set)
      const before = { ...inputOf(of), fleet }
      const found =
        set.find({ kind: 'utility-factor', mode: of.mode }, of.country)[0] ??
        set.find({ kind: 'utility-factor', mode: of.mode }, 'GLO')[0] ??
        set.find({ kind: 'utility-factor', mode: of.mode }, 'EUR')[0]
      if (!found || !fleet.some(({ powertrain }) => powertrain?.startsWith('plug-in'))) return []
      const utilityOf = (pointer: string) => stated(found.canonicalValue, 'share', `${pointer}/utilityFactor`)
      const after = {
        ...before,
        fleet: fleet.map((one) =>
          one.powertrain?.startsWith('plug-in') ? { ...one, utilityFactor: utilityOf(one.pointer) } : one,
        ),
      }
      return [{ before, after }]
    },
  },
  occupancy: {
    personsPerVehicle: back('occupancy', ({ canonicalValue }, { mode }) => ({
      occupancy: [
        {
          ...row(mode, 'occupancy'),
          personsPerVehicle: stated(canonicalValue, 'persons/vehicle', '/occupancy/0/personsPerVehicle'),
        },
      ],
    })),
  },
  loads: {
    tonnesPerVehicle: back('load', ({ canonicalValue }, { mode }) => ({
      loads: [
        {
          ...row(mode, 'loads'),
          tonnesPerVehicle: stated(canonicalValue, 't/vehicle', '/loads/0/tonnesPerVehicle'),
        },
      ],
    })),
  },
  speeds: {
    meanSpeed: (of, set) => {
      const found = ['GLO', 'EUR', of.country].flatMap((place) =>
        set.find({ kind: 'mean-speed', mode: of.mode }, place),
      )
      const national = found.at(-1)
      if (!national) return []
      const meanSpeed = stated(national.canonicalValue, 'km/h', '/speeds/0/meanSpeed')
      return bases(of).map((before) => ({
        before,
        after: { ...before, speeds: [{ ...row(of.mode, 'speeds'), meanSpeed }] },
      }))
    },
  },
  fuels: {
    biofuelVolumeShare: volumeBack,
    biofuelEnergyShare: back('biofuel-share', ({ carrier, canonicalValue }) => ({
      fuels: [
        {
          ...{ pointer: '/fuels/0', carrier: carrier as 'petrol' },
          biofuelEnergyShare: stated(canonicalValue, 'share', '/fuels/0/biofuelEnergyShare'),
        },
      ],
    })),
  },
  electricity: {
    intensity: (of, set) =>
      ['co2', 'co2e'].flatMap((gas) =>
        back('grid-intensity', (record) => {
          if (record.gas !== gas) return {}
          const unit = gas === 'co2' ? 'g CO2/kWh' : 'g CO2e/kWh'
          const intensity = stated(record.canonicalValue, unit, '/electricity/intensity')
          return { electricity: { pointer: '/electricity', intensity } }
        })(of, set),
      ),
    lossShare: back('grid-loss', ({ canonicalValue }) => ({
      electricity: {
        pointer: '/electricity',
        lossShare: stated(canonicalValue, 'share', '/electricity/lossShare'),
      },
    })),
  },
  climate: { meanTemperature: climateBack },
  fuelSales: { quantity: ACTIVITY },
  roads: {
    denseUrbanShare: OF_THE_MIX,
    urbanShare: roadsBack,
    townShare: OF_THE_MIX,
    ruralShare: OF_THE_MIX,
    motorwayShare: OF_THE_MIX,
  },
  causes: { quantity: 'a cause of a gap, which a reconciliation takes' },
}
