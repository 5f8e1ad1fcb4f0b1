import type { WordKey } from '../words/language.ts'

/** A unit that a row takes: its words, and how the request says it. */
export interface Unit {
  readonly id: string
  readonly words: WordKey
  /** The text behind the number in the request; absent: a plain number. */
  readonly suffix?: string
  /** What a plain number is divided by, such as 100 for a percentage. */
  readonly divisor?: number
  /** True: things are counted, so that `97.000` has one reading. */
  readonly isCount?: true
  /** How many of the thing itself the unit has, such as a million vehicle-km. */
  readonly size?: number
}

/** Where a figure goes in a request. */
export type RowPlace =
  | { readonly part: 'demand'; readonly mode: string; readonly field: string; readonly carrier?: string }
  /** What a row of vehicles says besides their number. */
  | { readonly part: 'annual-distance'; readonly mode: string }
  | { readonly part: 'trip-rate' }
  | { readonly part: 'trip-share'; readonly mode: string }
  | { readonly part: 'trip-length'; readonly mode: string }
  | { readonly part: 'fuel-sale'; readonly carrier: string }

/** A figure that a city may have. */
export interface Row {
  readonly id: string
  readonly words: WordKey
  /** The mode that its words name, where they name one. */
  readonly mode?: string
  /** Who has it. */
  readonly who: WordKey
  readonly units: readonly Unit[]
  readonly place: RowPlace
  /** What of `coverage.missing` the row mends. */
  readonly mends?: string
}

const VEHICLES: readonly Unit[] = [{ id: 'vehicles', words: 'unit.vehicles', isCount: true }]
const LITRES: readonly Unit[] = [
  { id: 'litres', words: 'unit.litres', suffix: 'L' },
  { id: 'gallons', words: 'unit.gallons', suffix: 'US gal' },
]
const POWER: readonly Unit[] = [
  { id: 'gwh', words: 'unit.gwh', suffix: 'GWh' },
  { id: 'mwh', words: 'unit.mwh', suffix: 'MWh' },
  { id: 'kwh', words: 'unit.kwh', suffix: 'kWh' },
]
const DISTANCE: readonly Unit[] = [
  { id: 'vkm', words: 'unit.vkm-million', suffix: 'million vkm', size: 1e6 },
  { id: 'vmi', words: 'unit.vmi-million', suffix: 'million vmi', size: 1e6 },
]
const TRIPS: readonly Unit[] = [{ id: 'trips', words: 'unit.trips' }]
const PERCENT: readonly Unit[] = [{ id: 'percent', words: 'unit.percent', divisor: 100 }]
const LENGTH: readonly Unit[] = [
  { id: 'km', words: 'unit.km', suffix: 'km' },
  { id: 'miles', words: 'unit.miles', suffix: 'mi' },
]

const row = (id: string, units: readonly Unit[], place: RowPlace, mends?: string): Row => ({
  id,
  words: `row.${id}` as WordKey,
  who: `row.${id}.who` as WordKey,
  units,
  place,
  ...(mends === undefined ? {} : { mends }),
})

const fleet = (id: string, mode: string): Row =>
  row(id, VEHICLES, { part: 'demand', mode, field: 'vehicles' })
const energy = (id: string, mode: string, carrier: string, units: readonly Unit[], mends?: string): Row =>
  row(id, units, { part: 'demand', mode, field: 'energy', carrier }, mends)
const distance = (id: string, mode: string, mends?: string): Row =>
  row(id, DISTANCE, { part: 'demand', mode, field: 'vehicleDistance' }, mends)
const sale = (id: string, carrier: string): Row =>
  row(id, LITRES, { part: 'fuel-sale', carrier }, `${carrier}-sold`)

/** What an office has: registrations, and what operators use. */
const OFFICE_ROWS: readonly Row[] = [
  fleet('cars', 'car'),
  row('car-annual', LENGTH, { part: 'annual-distance', mode: 'car' }),
  energy('buses-diesel', 'bus', 'diesel', LITRES, 'buses'),
  energy('buses-electricity', 'bus', 'electricity', POWER),
  energy('trams', 'tram', 'electricity', POWER, 'rail'),
  energy('metro', 'metro', 'electricity', POWER),
  fleet('vans', 'van'),
  row('van-annual', LENGTH, { part: 'annual-distance', mode: 'van' }),
  sale('petrol-sold', 'petrol'),
  sale('diesel-sold', 'diesel'),
]

/** What a road authority has. */
const ROAD_ROWS: readonly Row[] = [
  distance('car-km', 'car', 'cars'),
  distance('motorcycle-km', 'motorcycle', 'two-wheelers'),
  distance('van-km', 'van', 'vans'),
  distance('rigid-km', 'rigid-truck', 'trucks'),
  distance('articulated-km', 'articulated-truck'),
  distance('bus-km', 'bus'),
]

const SURVEYED = ['car', 'bus', 'rail', 'tram', 'metro', 'cycle', 'walk']

/** Words that name the mode, and are the same for each. */
const ofMode = (what: 'share' | 'length', mode: string, units: readonly Unit[]): Row => ({
  id: `${what}-${mode}`,
  words: `row.${what}`,
  mode,
  who: `row.${what}.who`,
  units,
  place: { part: `trip-${what}`, mode },
})

/** What a travel survey has. */
const TRIP_ROWS: readonly Row[] = [
  row('trips-a-day', TRIPS, { part: 'trip-rate' }),
  ...SURVEYED.flatMap((mode) => [ofMode('share', mode, PERCENT), ofMode('length', mode, LENGTH)]),
]

/** The rows of the form in their groups; the office mix comes first. */
export const ROW_GROUPS: readonly { readonly words: WordKey; readonly rows: readonly Row[] }[] = [
  { words: 'start.office', rows: OFFICE_ROWS },
  { words: 'start.rest', rows: ROAD_ROWS },
  { words: 'start.trips', rows: TRIP_ROWS },
]

export const ROWS: readonly Row[] = ROW_GROUPS.flatMap(({ rows }) => rows)

/** Parts of a family, by the row that adds one of them. */
const ROWS_OF_PARTS: Readonly<Record<string, string>> = {
  'other-traffic': 'car-km',
  'city-buses': 'buses-diesel',
  'rigid-trucks': 'rigid-km',
  'articulated-trucks': 'articulated-km',
  'urban-rail': 'trams',
}

/** The row that adds a part which an answer lacks; undefined where the form has none. */
export const rowFor = (missing: string | null): string | undefined =>
  missing === null ? undefined : (ROWS_OF_PARTS[missing] ?? ROWS.find(({ mends }) => mends === missing)?.id)
