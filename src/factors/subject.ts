import {
  ALL_VEHICLE_CLASSES,
  EMISSION_STANDARDS,
  ENERGY_CARRIERS,
  GASES,
  GWP_SETS,
  MODES,
  POWERTRAINS,
  SETTINGS,
  SUB_SECTORS,
} from '../vocabulary.ts'

/** What a record states. The comment gives the canonical unit that published units are converted to. */
export const FACTOR_KINDS = [
  'energy-intensity', //            MJ/vkm, L/vkm, kg/vkm, MJ/pkm or MJ/tkm of one carrier, over all distance driven
  'energy-intensity-in-mode', //    MJ/vkm of a plug-in hybrid, per vkm driven on that carrier
  'energy-level', //                MJ/vkm of one carrier, over all distance driven: a nation's mean, at its own conditions
  'class-index', //                 ratio: energy of a class over that of the mean of its mode
  'powertrain-index', //            ratio: energy of a powertrain over that of the one whose level stands in for it
  'standard-index', //              ratio: energy of an emission standard over that of the one its table counts from
  'standard-mixture', //            ratio: mean of the standard indices of a nation's vehicles, by distance
  'density-slope', //               change of ln(energy per distance) for a change of ln(persons per km2)
  'reference-density', //           persons/km2 at which vehicles use what the nation's mean is
  'setting-density', //             persons/km2 of a kind of place
  'place-spread', //                1: how far places lie from what is known of them, as an interval around 1
  'direct-factor', //               g of gas per vkm, pkm or tkm, where the source gives no energy
  'fuel-factor', //                 kg of gas per TJ burnt; CO2 of a biogenic carrier is biogenic
  'net-calorific-value', //         MJ/kg
  'density', //                     kg/L
  'well-to-tank', //                g CO2e/MJ of a fuel
  'biofuel-share', //               share of the energy of the fuel as sold
  'grid-intensity', //              g/kWh generated
  'grid-loss', //                   share of generation lost before the consumer
  'grid-well-to-tank', //           g CO2e/kWh generated, upstream of the power station
  'grid-gas-share', //              share of CO2 in the CO2e of power stations; of CH4, N2O in the rest of it
  'grid-life-cycle-share', //       the same of intensities that hold the supply of fuels and the building of plants
  'fleet-share', //                 share of a mode's vehicle distance
  'class-fleet-share', //           share of the vehicle distance of one class of a mode
  'occupancy', //                   persons/vehicle
  'load', //                        t/vehicle, empty running included
  'deadhead-share', //              share of vehicle distance without passengers
  'utility-factor', //              share of a plug-in hybrid's distance driven on grid electricity
  'mean-speed', //                  km/h
  'road-speed', //                  km/h: mean speed on a kind of road
  'road-share', //                  share of a nation's distance that is driven on a kind of road
  'fuel-economy-index', //          share: energy of a standard's new vehicles over that of the curve's own
  'mean-temperature', //            °C outdoors, mean of the year or of a month
  'trip-rate', //                   trips/person/day of residents, by all modes
  'trip-share', //                  share of those trips; shares of one place and year may leave a rest
  'trip-length', //                 km, mean of a mode's trips
  'annual-distance', //             km a vehicle is driven in a year
  'gwp', //                         kg CO2e/kg
] as const
export type FactorKind = (typeof FACTOR_KINDS)[number]

/** What a record is: one figure of a kind, or a curve. */
type RecordKind = FactorKind | 'speed-curve' | 'gas-curve' | 'cold-start'

/** What may be known of a place: its kind, motorways too, or class and powertrain of the vehicles there. */
export const PLACE_KNOWN = [...SETTINGS, 'motorway', 'vehicle'] as const

/** One part of what a figure is about, as all that is made from it needs to know. */
interface SubjectPart {
  /** What it may be; absent: a whole number from the first of `range` to the last. */
  readonly words?: readonly string[]
  readonly range?: readonly [number, number]
  /** The word that says no more than the part's absence. */
  readonly whole?: string
  /** The kinds of figures that it splits; on others it is only a note. Absent: all. */
  readonly kinds?: readonly FactorKind[]
  /** A city's own factors do not state it. */
  readonly isPublishedOnly?: true
  /** Tables of the first sets have no column for it. */
  readonly isLater?: true
  readonly description?: string
}

/**
 * What a figure is about besides its kind, part by part in the order of columns and keys. Schemas, tables, look-up keys,
 * differences of sets and own factors follow from this list.
 */
export const SUBJECT = {
  mode: { words: MODES },
  vehicleClass: { words: ALL_VEHICLE_CLASSES, whole: 'average' },
  powertrain: { words: POWERTRAINS, whole: 'mixed' },
  emissionStandard: { words: EMISSION_STANDARDS },
  carrier: {
    words: ENERGY_CARRIERS,
    kinds: [
      'energy-intensity',
      'energy-intensity-in-mode',
      'energy-level',
      'fuel-factor',
      'net-calorific-value',
      'density',
      'well-to-tank',
      'biofuel-share',
    ],
  },
  // `co2e` where the source does not split the gases.
  gas: { words: [...GASES, 'co2e'] },
  subSector: { words: SUB_SECTORS },
  // A direct factor converted from CO2e carries the GWP set of its source for the record's sake only.
  gwpSet: { words: GWP_SETS, kinds: ['gwp'], isPublishedOnly: true },
  placeKnown: {
    words: PLACE_KNOWN,
    kinds: ['setting-density', 'place-spread', 'road-speed', 'road-share'],
    isPublishedOnly: true,
    isLater: true,
    description: 'What is known of the place: its kind, or class and powertrain of the vehicles there.',
  },
  modelYearFrom: { range: [1900, 2100], isPublishedOnly: true, isLater: true },
  modelYearTo: {
    range: [1900, 2100],
    isPublishedOnly: true,
    isLater: true,
    description: 'Last model year of the vehicles; without a first one, all up to it.',
  },
  month: {
    range: [1, 12],
    kinds: ['mean-temperature'],
    isPublishedOnly: true,
    isLater: true,
    description: 'Month of the figure, 1 to 12; absent: the whole year.',
  },
} as const satisfies Readonly<Record<string, SubjectPart>>
export type SubjectField = keyof typeof SUBJECT
export const SUBJECT_FIELDS = Object.keys(SUBJECT) as readonly SubjectField[]

type StatedOf<Part> = Part extends { readonly words: readonly (infer Word)[] } ? Word : number
type SubjectParts = { readonly [Field in SubjectField]?: StatedOf<(typeof SUBJECT)[Field]> | undefined }

/** What a figure is about; an absent part means that the source does not split by it. */
export interface FactorSubject extends SubjectParts {
  readonly kind: FactorKind
}

/** Each part with the kinds of figures that it is only a note on. */
const PARTS = SUBJECT_FIELDS.map((field) => {
  const { whole, kinds }: SubjectPart = SUBJECT[field]
  const noteOn: ReadonlySet<RecordKind> = new Set(
    kinds && FACTOR_KINDS.filter((kind) => !kinds.includes(kind)),
  )
  return { field, whole, noteOn }
})

/** What a subject says part by part: '' where a part says no more than its absence, or is only a note. */
export const statedParts = (
  subject: Omit<FactorSubject, 'kind'> & { readonly kind: RecordKind },
): readonly (string | number)[] =>
  PARTS.map(({ field, whole, noteOn }) => {
    const stated = subject[field]
    return stated === undefined || stated === whole || noteOn.has(subject.kind) ? '' : stated
  })

/** The fields that a city's own factors state. */
export type OwnField = {
  [Field in SubjectField]: (typeof SUBJECT)[Field] extends { readonly isPublishedOnly: true } ? never : Field
}[SubjectField]
export const OWN_FIELDS = SUBJECT_FIELDS.filter(
  (field): field is OwnField => !('isPublishedOnly' in SUBJECT[field]),
)
