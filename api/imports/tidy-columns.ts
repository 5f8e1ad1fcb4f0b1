import { FLOWS } from '../../src/index.ts'
import { plainName } from '../request/folded-name.ts'
import type { FactColumn } from '../store/datasets.ts'
import type { WordKey } from '../words/catalogue.ts'
import { namesOf } from '../words/meaning.ts'
import type { SourceColumn } from './source-column.ts'

/** A documented column of the tidy table. */
export interface TidyColumn extends SourceColumn {
  readonly fact: FactColumn
  readonly meaning: string
}

/** The columns of the tidy table, in the order of its template. */
export const TIDY_COLUMNS: readonly TidyColumn[] = named([
  { name: 'period', fact: 'period', role: 'period', required: true, meaning: '2024, 2024-03 or 2024-03-15' },
  { name: 'city', fact: 'city', role: 'code', meaning: 'id of the city, for rows about whole cities' },
  { name: 'origin', fact: 'origin', role: 'code', isZone: true, meaning: 'zone where the trips begin' },
  {
    name: 'destination',
    fact: 'destination',
    role: 'code',
    isZone: true,
    meaning: 'zone where the trips end',
  },
  { name: 'flow', fact: 'flow', role: 'code', meaning: FLOWS.join(', ') },
  { name: 'mode', fact: 'mode', role: 'code', meaning: 'a mode of /v1/vocabulary' },
  {
    name: 'distance_band_km',
    fact: 'distance_band',
    role: 'code',
    headers: ['distance_band'],
    meaning: '2-10 or 50+',
  },
  {
    name: 'speed_band_km_per_h',
    fact: 'speed_band',
    role: 'code',
    headers: ['speed_band'],
    meaning: '20-30 or 90+',
  },
  {
    name: 'trips',
    fact: 'trips',
    role: 'measure',
    units: ['trips', 'number', 'Anzahl', 'Wege', 'viajes', 'viagens', 'nombre', '次', '人次'],
    otherUnits: ['daily trips', 'trips per day'],
    meaning: 'trips of persons',
  },
  {
    name: 'passenger_distance_pkm',
    fact: 'passenger_distance_pkm',
    role: 'measure',
    isDistance: true,
    units: [
      'passenger-km',
      'pkm',
      'km',
      'Personen-km',
      'viajeros-km',
      'pasajeros-km',
      'voyageurs-km',
      'passageiros-km',
      '人公里',
      '公里',
    ],
    otherUnits: ['PMT', 'passenger miles'],
    headers: ['pkm'],
    meaning: 'passenger-kilometres',
  },
  {
    name: 'vehicle_distance_vkm',
    fact: 'vehicle_distance_vkm',
    role: 'measure',
    isDistance: true,
    units: [
      'vehicle-km',
      'vkm',
      'km',
      'Fz-km',
      'Fzkm',
      'Fahrzeug-km',
      'veh-km',
      'véhicules-km',
      'vehículos-km',
      'veículos-km',
      '车公里',
      '公里',
    ],
    otherUnits: ['VMT', 'vehicle miles', 'vehicle miles traveled', 'vehicle miles travelled', 'DVMT', 'AADT'],
    headers: ['vkm'],
    meaning: 'vehicle-kilometres',
  },
  {
    name: 'tonne_distance_tkm',
    fact: 'tonne_distance_tkm',
    role: 'measure',
    isDistance: true,
    units: ['tonne-km', 'tkm', 'Tonnen-km', 't-km', '吨公里'],
    otherUnits: ['ton-miles', 'ton miles'],
    headers: ['tkm'],
    meaning: 'tonne-kilometres',
  },
  {
    name: 'mean_speed_km_per_h',
    fact: 'mean_speed_km_per_h',
    role: 'measure',
    meaning: 'mean speed of the vehicles',
  },
  { name: 'index_value', fact: 'index_value', role: 'measure', meaning: 'an index without a unit' },
  {
    name: 'contributors',
    fact: 'contributors',
    role: 'measure',
    isCount: true,
    meaning: 'distinct persons or devices behind the row, as counted and not scaled up',
  },
  {
    name: 'largest_share',
    fact: 'largest_share',
    role: 'measure',
    meaning: 'share of the row that its largest contributor or firm makes, 0 to 1; asked of freight',
  },
  {
    name: 'second_share',
    fact: 'second_share',
    role: 'measure',
    meaning: 'share of the second largest',
  },
])

/** Columns with the names that people of six languages give them. */
function named(columns: readonly TidyColumn[]): readonly TidyColumn[] {
  return columns.map((column) => ({
    ...column,
    headers: [...(column.headers ?? []), ...namesOf(`tidy.${column.name}` as WordKey)],
  }))
}

export const TIDY_MEASURES = TIDY_COLUMNS.filter(({ role }) => role === 'measure').map(({ name }) => name)
/** What says how much; a share says of what only. */
export const TIDY_AMOUNTS = TIDY_MEASURES.filter((name) => !name.endsWith('_share'))
/** A speed and an index are no sums. */
export const TIDY_SUMS = ['trips', 'passenger_distance_pkm', 'vehicle_distance_vkm', 'tonne_distance_tkm']
export const TIDY_KEY = TIDY_COLUMNS.filter(({ role }) => role !== 'measure').map(({ name }) => name)

/** An empty tidy table to fill in: one line of headers. */
export const tidyTemplate = (): string => `${TIDY_COLUMNS.map(({ name }) => name).join(',')}\n`

/** Where trips begin, and where figures are from. */
const SOURCE = 'Quelle'

/** The columns for a table with these heads: beside no destination, `Quelle` is the source of the figures and no place. */
export function tidyColumnsFor(heads: readonly string[]): readonly TidyColumn[] {
  const plain = new Set(heads.map(plainName))
  const hasEnd = TIDY_COLUMNS.some(
    ({ name, headers = [] }) =>
      name === 'destination' && [name, ...headers].some((head) => plain.has(plainName(head))),
  )
  if (hasEnd || !plain.has(plainName(SOURCE))) return TIDY_COLUMNS
  return TIDY_COLUMNS.map((column) =>
    column.name === 'origin'
      ? { ...column, headers: (column.headers ?? []).filter((head) => head !== SOURCE) }
      : column,
  )
}
