import { join } from 'node:path'
import { DECIMAL_MARKS, FLOWS, MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { FactColumn } from '../store/datasets.ts'
import type { ImportDatabase } from '../store/intake.ts'
import type { WordKey } from '../words/catalogue.ts'
import { namesOf } from '../words/meaning.ts'
import { factSelect } from './fact-select.ts'
import { cellsOf } from './guard/cell-rule.ts'
import { guardTable } from './guard/guard.ts'
import { refuseFaults } from './import-option.ts'
import type { Importer } from './importer.ts'
import { asTable } from './own-sheet.ts'
import { periodChecks, periodDays } from './period.ts'
import { ROUNDING_OPTION, statedRounding } from './rounding.ts'
import { measureCheck, patternCheck, type RowCheck, wordCheck } from './row-check.ts'
import { keepRows } from './rows-once.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { withoutSmallCells, withoutWithheld } from './withheld-row.ts'
import { inCodes } from './word-codes.ts'
import { withWrittenDays } from './written-day.ts'
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

const BAND = '[0-9]{1,5}([.][0-9]{1,2})?(-[0-9]{1,5}([.][0-9]{1,2})?|[+])'
/** Classes of a table; more of them are values. */
const MAX_BANDS = 30
/** The largest speed of a band and of a mean, and the narrowest band by its lower bound. */
const MAX_SPEED_KM_PER_H = 1000
const MAX_BAND_KM = 20_000
const MAX_BAND_SPEED_KM_PER_H = 400
const MIN_BAND_WIDTH = 0.01

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

const MEASURES = TIDY_COLUMNS.filter(({ role }) => role === 'measure').map(({ name }) => name)
/** What says how much; a share says of what only. */
const AMOUNTS = MEASURES.filter((name) => !name.endsWith('_share'))
/** A speed and an index are no sums. */
const SUMS = ['trips', 'passenger_distance_pkm', 'vehicle_distance_vkm', 'tonne_distance_tkm']
const KEY = TIDY_COLUMNS.filter(({ role }) => role !== 'measure').map(({ name }) => name)

/** An empty tidy table to fill in: one line of headers. */
export const tidyTemplate = (): string => `${TIDY_COLUMNS.map(({ name }) => name).join(',')}\n`

const OPTIONS = { ...DECIMAL_OPTION, ...ROUNDING_OPTION }

/** The generic table: a row for each sum, a column for each field. */
export const tidy: Importer = {
  format: 'tidy',
  title: 'Tidy table: one row per sum',
  containers: ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet', 'xlsx'],
  columns: TIDY_COLUMNS,
  options: OPTIONS,
  words: { decimal: DECIMAL_MARKS },
  read: async (given, store, dataset, options) => {
    const roundedTo = statedRounding(options, dataset)
    const mark = statedMark(options)
    const file = given.container === 'xlsx' ? await asTable(given, dataset, TIDY_COLUMNS, mark) : given
    const database = shieldedDatabase(store)
    const table = await openSourceTable(file, database, TIDY_COLUMNS)
    const opened = await inCodes(file, await withWrittenDays(table, database), database)
    // The table of a workbook has its numbers read already.
    const rules = { stated: file === given ? mark : undefined }
    const isTyped = !MEASURES.some((name) => opened.has(name) && opened.isText(name))
    const once =
      isTyped || (await isPublished(file, rules))
        ? await keepRows(opened, database, join(file.folder, 'rows.parquet'))
        : undefined
    const whole = once
      ? { source: once.source, notices: [] }
      : await withoutWithheld(opened, AMOUNTS, database, dataset)
    const { number, checks } = once
      ? PLAIN
      : await writtenMeasures(file, whole.source, MEASURES, database, rules)
    const isOpen = dataset.legalBasis === 'open-licence'
    const large =
      isOpen || !opened.has('contributors')
        ? { source: whole.source, notices: [] }
        : await withoutSmallCells(whole.source, number('contributors'), database, dataset)
    const { source } = large
    // Rows that are kept already are whole: what is left out, or rounded, is written anew.
    const kept = isOpen && source === whole.source ? once : undefined
    const ofColumn = (name: string): string | undefined => (source.has(name) ? number(name) : undefined)
    const { rows, notices } = await guardTable(source, database, dataset, {
      key: KEY,
      cells: cellsOf({
        trips: ofColumn('trips'),
        contributors: ofColumn('contributors'),
        passengerDistancePkm: ofColumn('passenger_distance_pkm'),
        vehicleDistanceVkm: ofColumn('vehicle_distance_vkm'),
        tonneDistanceTkm: ofColumn('tonne_distance_tkm'),
        mode: source.has('mode') ? 'mode' : undefined,
        sums: SUMS.filter(source.has).map(number),
        days: periodDays('period'),
        roundedTo,
        isOwnTable: true,
      }),
      checks: [
        ...periodChecks('period', dataset.grain, source.view),
        ...checks,
        ...tidyChecks(source, number),
      ],
    })
    await requireFewBands(source, database)
    const expressions = Object.fromEntries(
      TIDY_COLUMNS.map(({ name, fact, role }) => {
        if (role !== 'measure') return [fact, name]
        // What stands behind a tenth of a kilometre is no figure of many persons.
        return [fact, !isOpen && SUMS.includes(name) ? `round(${number(name)}, 1)` : number(name)]
      }),
    )
    // No two rows have the same key, so each is a fact.
    const facts = factSelect(expressions, source.view, 'as-is')
    const columns = TIDY_COLUMNS.filter(({ name }) => source.has(name)).map(({ name, fact }) => [fact, name])
    return {
      facts,
      ...(kept ? { written: { path: kept.path, columns: Object.fromEntries(columns) } } : {}),
      rowsRead: rows,
      notices: [...notices, ...whole.notices, ...large.notices],
    }
  },
}

/** A class of a table is told apart from others; a value of each row is none. */
async function requireFewBands({ view, has }: SourceTable, database: ImportDatabase): Promise<void> {
  const faults: Fault[] = []
  for (const name of ['distance_band_km', 'speed_band_km_per_h'].filter(has)) {
    const [found] = await database.rows<{ bands: number }>(
      `SELECT count(DISTINCT ${name})::DOUBLE AS bands FROM ${view}`,
    )
    if ((found?.bands ?? 0) > MAX_BANDS)
      faults.push({
        code: 'value-not-read',
        column: name,
        detail: `A table has at most ${MAX_BANDS} different bands.`,
        count: found?.bands ?? 0,
      })
  }
  refuseFaults(faults)
}

function tidyChecks({ has }: SourceTable, number: WrittenMeasures['number']): RowCheck[] {
  const band = (column: string): RowCheck =>
    patternCheck(column, BAND, 'Bands must be written like 2-10 or 50+.')
  const from = (column: string): string => `TRY_CAST(string_split(rtrim(${column}, '+'), '-')[1] AS DOUBLE)`
  const to = (column: string): string => `TRY_CAST(string_split(${column}, '-')[2] AS DOUBLE)`
  const rising = (column: string, most: number): RowCheck => ({
    code: 'value-not-read',
    column,
    detail: `Bands must rise, by a hundredth at least, and end at ${most} at most.`,
    where: `${to(column)} < ${from(column)} * ${1 + MIN_BAND_WIDTH} OR coalesce(${to(column)}, ${from(column)}) > ${most}`,
    of: column,
  })
  const measures = AMOUNTS.filter((name) => name !== 'contributors' && has(name))
  return [
    wordCheck('flow', FLOWS),
    wordCheck('mode', MODES),
    band('distance_band_km'),
    band('speed_band_km_per_h'),
    rising('distance_band_km', MAX_BAND_KM),
    rising('speed_band_km_per_h', MAX_BAND_SPEED_KM_PER_H),
    ...(has('mean_speed_km_per_h')
      ? [
          {
            code: 'value-not-read' as const,
            column: 'mean_speed_km_per_h',
            detail: `Speeds must be ${MAX_SPEED_KM_PER_H} km/h at most.`,
            where: `${number('mean_speed_km_per_h')} > ${MAX_SPEED_KM_PER_H}`,
          },
        ]
      : []),
    ...sharesCheck(has, number),
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

/** Two shares of one row are at most all of it, the larger first. */
function sharesCheck(has: SourceTable['has'], number: WrittenMeasures['number']): RowCheck[] {
  const share = (name: string): string => (has(name) ? `coalesce(${number(name)}, 0)` : '0')
  const [first, second] = [share('largest_share'), share('second_share')]
  if (!has('largest_share') && !has('second_share')) return []
  return [
    {
      code: 'value-not-read',
      column: has('largest_share') ? 'largest_share' : 'second_share',
      detail: 'Shares of the two largest are parts of 1, the larger first.',
      where: `${second} > ${first} OR ${first} + ${second} > 1.000001`,
    },
  ]
}
