import type { Fault } from '../../request/failure.ts'
import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import { refuseFaults } from '../import-option.ts'
import type { ReceivingDataset } from '../importer.ts'
import { faultOf, measure, type RowCheck } from '../row-check.ts'
import type { SourceTable } from '../source-table.ts'
import { sqlName, sqlText } from '../sql-text.ts'
import { GARBLED, LETTERS_LOST } from '../text-encoding.ts'
import { type CellMeasures, cellChecks } from './cell-rule.ts'
import {
  addressCondition,
  type IsArea,
  isInAreaList,
  isNoAddress,
  opaqueCondition,
  strangeRows,
  unlistedFaults,
} from './code-list.ts'
import { likenessOf } from './likeness.ts'
import { repeatedRows } from './repeated-key.ts'
import { type Counts, seeTexts, type TextCheck, textCounts } from './text-counts.ts'
import { ifShort, textSignCondition } from './text-sign.ts'

/** No way to write a day is longer. */
const MAX_PERIOD_LENGTH = 32
/** The time of a clock, a number as long as one of a device or of seconds, and an address. */
const OF_A_MOMENT = '[0-9]{1,2}:[0-9]{2}|[0-9]{9,}|@'

/** What the rows of a file must fulfil before any of them is grouped or saved. */
export interface GuardRules {
  /** The key: no two rows may have the same values in these columns (rule I4). */
  readonly key?: readonly string[]
  /** Absent for formats that count nobody: timetables, outputs of models, indices. */
  readonly cells?: CellMeasures
  /** Checks of the format itself. */
  readonly checks?: readonly RowCheck[]
  /** SQL conditions of rows that are only counted, for notices, and never refused. */
  readonly counts?: Readonly<Record<string, string>>
}

/** What the guard reports of a file that it accepts. */
export interface GuardedTable {
  readonly rows: number
  /** By the names of `GuardRules.counts`. */
  readonly counts: Readonly<Record<string, number>>
  readonly notices: readonly ImportNotice[]
}

/**
 * Guards datasets against personal data: looks for signs of it in the column names and values of a file as it arrived,
 * and for everything else that the format forbids. It counts everything in two passes; no value leaves the engine.
 *
 * @throws {Failure} with every fault: rule, column and count
 */
export async function guardTable(
  source: SourceTable,
  database: ImportDatabase,
  dataset: ReceivingDataset,
  { key, cells, checks = [], counts = {} }: GuardRules,
): Promise<GuardedTable> {
  const all = [
    ...garbledChecks(source),
    ...textChecks(source, dataset),
    ...momentChecks(source),
    ...checks,
    ...(cells ? cellChecks(cells, dataset) : []),
  ]
  // A column that the file does not have is alike in all rows.
  const isOfTexts = isOfOneColumn(source)
  const named = key?.filter(source.has) ?? []
  const keyColumns = named.length > 0 ? named : key
  const texts = await seeTexts(all, isOfTexts, source.view, database)
  const repeated = keyColumns
    ? [`${await repeatedRows(keyColumns, texts, source, database)} AS repeated`]
    : []
  const [found = {} as Counts] = await database.rows<Counts>(
    `SELECT ${[
      'count(*) AS row_count',
      ...repeated,
      ...(cells?.trips ? [`countif(${cells.trips} = 0) AS zero_cells`] : []),
      ...all.flatMap((check, at) => (isOfTexts(check) ? [] : [`countif(${check.where}) AS check_${at}`])),
      ...Object.entries(counts).map(([name, where]) => `countif(${where}) AS ${sqlName(name)}`),
    ].join(', ')} FROM ${source.view}`,
  )
  const ofTexts = texts ? await textCounts(all, isOfTexts, texts, database) : {}
  const countOf = (name: string): number => Number(found[name] ?? ofTexts[name] ?? 0)
  const rows = countOf('row_count')
  const seen = await seenAgain(all, (at) => countOf(`check_${at}`), source, database)
  const like = cells ? await likenessOf(source, database, dataset, cells) : { faults: [], notices: [] }
  const missing: ReadonlySet<string | undefined> = new Set(
    source.faults.flatMap(({ code, column }) =>
      code === 'column-missing' && column !== undefined ? [column] : [],
    ),
  )
  const faults: (Fault | undefined)[] = [
    ...source.faults,
    rows === 0 ? { code: 'file-unreadable', detail: 'The file has no rows.' } : undefined,
    ...all
      // Of a column that is missing nothing more is to be said.
      .map((check, at) => (missing.has(check.column) ? undefined : faultOf(check, seen[at] ?? 0, rows))),
    ...(await unlistedFaults(source, database, dataset)),
    duplicateFault(countOf('repeated'), named),
    ...like.faults,
  ]
  refuseFaults(faults.filter((fault) => fault !== undefined))
  return {
    rows,
    counts: Object.fromEntries(Object.keys(counts).map((name) => [name, countOf(name)])),
    notices: [
      ...source.notices,
      ...zeroNotice(countOf('zero_cells')),
      ...like.notices,
      ...relaxedNotice(dataset, cells),
    ],
  }
}

/** Whether a check says that it looks at one column, and does: a check made of another may say so still. */
const isOfOneColumn =
  ({ columns }: SourceTable) =>
  (check: RowCheck): check is TextCheck => {
    const { of, where } = check
    if (of === undefined || columns.every(({ name }) => name !== of)) return false
    const words = new Set(where.match(/\w+/g))
    return columns.every(({ name }) => name === of || !words.has(name))
  }

/** A check of codes that is made again with all codes that it found: together they tell more than each. */
interface CodeCheck extends RowCheck {
  readonly of: string
  readonly isArea: IsArea
}

const isOfCodes = (check: RowCheck): check is CodeCheck => 'isArea' in check

/** How many rows meet each check, after codes were looked at as a list. */
async function seenAgain(
  checks: readonly RowCheck[],
  countOf: (at: number) => number,
  source: SourceTable,
  database: ImportDatabase,
): Promise<readonly number[]> {
  const seen: number[] = []
  for (const [at, check] of checks.entries()) {
    const count = countOf(at)
    const isDoubtful = count > 0 && isOfCodes(check)
    seen.push(isDoubtful ? await strangeRows(check.of, check.where, check.isArea, source, database) : count)
  }
  return seen
}

/** Whatever the column: a place of such a name is no other's. */
const garbledChecks = ({ columns, has }: SourceTable): RowCheck[] =>
  columns
    .filter(({ role, name }) => (role === 'code' || role === 'name') && has(name))
    .map(({ name }) => {
      const text = sqlName(name)
      return {
        code: 'value-not-read',
        column: name,
        detail: LETTERS_LOST,
        where: `CASE WHEN strlen(${text}) <> length(${text}) THEN regexp_matches(${text}, ${sqlText(GARBLED)}) ELSE contains(${text}, chr(0)) END`,
        of: name,
      }
    })

function textChecks({ columns, has }: SourceTable, dataset: ReceivingDataset): RowCheck[] {
  const texts = columns.filter(({ role, name }) => role !== 'measure' && has(name))
  const signs = texts.map(({ name, role }) => {
    const check = {
      code: 'person-level-data',
      column: name,
      detail: 'Values look like identifiers, places or times, or are too long for a code or name (rule I2).',
      of: name,
    } as const
    // Every text that is not a period is refused by its own check; a clock time, a long number or a sentence may be somebody's.
    return role === 'period'
      ? {
          ...check,
          where: `CASE WHEN length(${sqlName(name)}) > ${MAX_PERIOD_LENGTH} THEN true ELSE regexp_matches(${sqlName(name)}, '${OF_A_MOMENT}') END`,
        }
      : {
          ...check,
          ...ofAnyText(name, (text, found) =>
            textSignCondition(text, role === 'name' ? 'name' : 'code', found),
          ),
          isArea: isInAreaList(dataset, true),
        }
  })
  // Whoever publishes openly has given the codes to everybody.
  if (dataset.legalBasis === 'open-licence') return signs
  const codes = texts.filter(({ role }) => role === 'code' || role === 'name')
  return [
    ...signs,
    ...codes.flatMap(({ name, role }): CodeCheck[] => {
      const check = { code: 'person-level-data', column: name, of: name } as const
      const ofAddress = {
        ...check,
        detail: 'Values look like addresses or households: name cities, districts or zones (rule I2).',
        ...ofAnyText(name, (text) => ifShort(text, addressCondition(text))),
        isArea: isNoAddress,
      }
      if (role === 'name') return [ofAddress]
      const ofCode = {
        ...check,
        detail:
          'Codes may be of persons, devices or single houses. If they are of areas, register the zones of the dataset first, with their areas (rule I2).',
        ...ofAnyText(name, (text, found) =>
          ifShort(text, `(${opaqueCondition(text)}) AND NOT (${textSignCondition(text, 'code', found)})`),
        ),
        isArea: isInAreaList(dataset, false),
      }
      return [ofAddress, ofCode]
    }),
  ]
}

const ofAnyText = (name: string, ofText: NonNullable<RowCheck['ofText']>) => ({
  where: ofText(sqlName(name)),
  ofText,
})

/** Seconds since 1970 in a column of numbers that are no distances: some sums may look like them by chance. */
const momentChecks = ({ columns, has }: SourceTable): RowCheck[] =>
  columns
    .filter(({ role, name, isDistance }) => role === 'measure' && !isDistance && has(name))
    .map(({ name }) => ({
      code: 'person-level-data',
      column: name,
      detail: 'Most numbers look like times in seconds since 1970 (rule I2).',
      where: `${measure(sqlName(name))} BETWEEN 1.2e9 AND 2.1e9`,
      tolerated: { share: 0.5, fromRows: 3 },
    }))

const duplicateFault = (count: number, key: readonly string[]): Fault | undefined =>
  // Without a column of the key, rows cannot be told apart, and what is missing is said.
  count === 0 || key.length === 0
    ? undefined
    : {
        code: 'duplicate-key',
        detail: `Several rows have the same key (${key.join(', ')}): each key may have only one row, its sum (rule I4).`,
        count,
      }

/** A zero may be a small cell that the supplier set to 0 (rule I11). */
function zeroNotice(count: number): ImportNotice[] {
  if (count === 0) return []
  const detail = `${count} rows have 0 trips. They are kept as 0, although the supplier may have set small numbers to 0.`
  return [{ code: 'zero-cells', detail }]
}

function relaxedNotice({ legalBasis }: Dataset, cells: CellMeasures | undefined): ImportNotice[] {
  if (cells === undefined || legalBasis !== 'open-licence') return []
  const detail =
    'The dataset has an open licence, so its publisher answers for minimum cells, contributors and multiples. Only names and ' +
    'values were checked (rules I1 to I4).'
  return [{ code: 'cell-rules-relaxed', detail }]
}
