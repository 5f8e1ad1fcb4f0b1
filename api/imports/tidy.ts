import { join } from 'node:path'
import { DECIMAL_MARKS, FLOWS, MODES } from '../../src/index.ts'
import type { FactColumn } from '../store/datasets.ts'
import type { WordKey } from '../words/catalogue.ts'
import { namesOf } from '../words/meaning.ts'
import { factSelect } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import type { Importer } from './importer.ts'
import { asTable } from './own-sheet.ts'
import { periodChecks, periodDays } from './period.ts'
import { measureCheck, patternCheck, type RowCheck, wordCheck } from './row-check.ts'
import { keepRows } from './rows-once.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { inCodes } from './word-codes.ts'
import {
  DECIMAL_OPTION,
  isPublished,
  PLAIN,
  statedMark,
  type WrittenMeasures,
  writtenMeasures,
} from './written-measure.ts'

/** A documented column of the tidy table. */
export interface TidyColumn extends SourceColumn {
  readonly fact: FactColumn
  readonly meaning: string
}

const BAND = '[0-9]+([.][0-9]+)?(-[0-9]+([.][0-9]+)?|[+])'

/** The columns of the tidy table, in the order of its template. */
export const TIDY_COLUMNS: readonly TidyColumn[] = named([
  { name: 'period', fact: 'period', role: 'period', required: true, meaning: '2024, 2024-03 or 2024-03-15' },
  { name: 'city', fact: 'city', role: 'code', meaning: 'id of the city, for rows about whole cities' },
  { name: 'origin', fact: 'origin', role: 'code', meaning: 'zone where the trips begin' },
  { name: 'destination', fact: 'destination', role: 'code', meaning: 'zone where the trips end' },
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
  { name: 'trips', fact: 'trips', role: 'measure', meaning: 'trips of persons' },
  {
    name: 'passenger_distance_pkm',
    fact: 'passenger_distance_pkm',
    role: 'measure',
    isDistance: true,
    headers: ['pkm'],
    meaning: 'passenger-kilometres',
  },
  {
    name: 'vehicle_distance_vkm',
    fact: 'vehicle_distance_vkm',
    role: 'measure',
    isDistance: true,
    headers: ['vkm'],
    meaning: 'vehicle-kilometres',
  },
  {
    name: 'tonne_distance_tkm',
    fact: 'tonne_distance_tkm',
    role: 'measure',
    isDistance: true,
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
])

/** Columns with the names that people of six languages give them. */
function named(columns: readonly TidyColumn[]): readonly TidyColumn[] {
  return columns.map((column) => ({
    ...column,
    headers: [...(column.headers ?? []), ...namesOf(`tidy.${column.name}` as WordKey)],
  }))
}

const MEASURES = TIDY_COLUMNS.filter(({ role }) => role === 'measure').map(({ name }) => name)
/** A speed and an index are no sums. */
const SUMS = ['trips', 'passenger_distance_pkm', 'vehicle_distance_vkm', 'tonne_distance_tkm']
const KEY = TIDY_COLUMNS.filter(({ role }) => role !== 'measure').map(({ name }) => name)

/** An empty tidy table to fill in: one line of headers. */
export const tidyTemplate = (): string => `${TIDY_COLUMNS.map(({ name }) => name).join(',')}\n`

/** The generic table: a row for each sum, a column for each field. */
export const tidy: Importer = {
  format: 'tidy',
  title: 'Tidy table: one row per sum',
  containers: ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet', 'xlsx'],
  columns: TIDY_COLUMNS,
  options: DECIMAL_OPTION,
  words: { decimal: DECIMAL_MARKS },
  read: async (given, store, dataset, options) => {
    const mark = statedMark(options)
    const file = given.container === 'xlsx' ? await asTable(given, dataset, TIDY_COLUMNS, mark) : given
    const database = shieldedDatabase(store)
    const opened = await inCodes(file, await openSourceTable(file, database, TIDY_COLUMNS), database)
    // The table of a workbook has its numbers read already.
    const rules = { stated: file === given ? mark : undefined }
    const isTyped = !MEASURES.some((name) => opened.has(name) && opened.isText(name))
    const kept =
      isTyped || (await isPublished(file, rules))
        ? await keepRows(opened, database, join(file.folder, 'rows.parquet'))
        : undefined
    const { number, checks } = kept ? PLAIN : await writtenMeasures(file, opened, MEASURES, database, rules)
    const source = kept?.source ?? opened
    const { rows, notices } = await guardTable(source, database, dataset, {
      key: KEY,
      cells: {
        ...(source.has('trips') ? { trips: number('trips') } : {}),
        ...(source.has('contributors') ? { contributors: number('contributors') } : {}),
        ...(source.has('passenger_distance_pkm')
          ? { passengerDistancePkm: number('passenger_distance_pkm') }
          : {}),
        sums: SUMS.filter(source.has).map(number),
        days: periodDays('period'),
      },
      checks: [
        ...periodChecks('period', dataset.grain, source.view),
        ...checks,
        ...tidyChecks(source, number),
      ],
    })
    const expressions = Object.fromEntries(
      TIDY_COLUMNS.map(({ name, fact, role }) => [fact, role === 'measure' ? number(name) : name]),
    )
    // No two rows have the same key, so each is a fact.
    const facts = factSelect(expressions, source.view, 'as-is')
    const columns = TIDY_COLUMNS.filter(({ name }) => source.has(name)).map(({ name, fact }) => [fact, name])
    return {
      facts,
      ...(kept ? { written: { path: kept.path, columns: Object.fromEntries(columns) } } : {}),
      rowsRead: rows,
      notices,
    }
  },
}

function tidyChecks({ has }: SourceTable, number: WrittenMeasures['number']): RowCheck[] {
  const band = (column: string): RowCheck =>
    patternCheck(column, BAND, 'Bands must be written like 2-10 or 50+.')
  const measures = MEASURES.filter((name) => name !== 'contributors' && has(name))
  return [
    wordCheck('flow', FLOWS),
    wordCheck('mode', MODES),
    band('distance_band_km'),
    band('speed_band_km_per_h'),
    ...MEASURES.filter(has).map((name) => measureCheck(name, { number: number(name) })),
    {
      code: 'value-not-read',
      detail: 'Rows need a city, an origin or a destination.',
      where: 'coalesce(city, origin, destination) IS NULL',
    },
    {
      code: 'value-not-read',
      detail: 'Rows need at least one sum, such as trips or vehicle_distance_vkm.',
      where: ['true', ...measures.map((name) => `${name} IS NULL`)].join(' AND '),
    },
  ]
}
