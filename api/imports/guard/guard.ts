import type { Fault } from '../../request/failure.ts'
import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import { refuseFaults } from '../import-option.ts'
import { faultOf, measure, type RowCheck } from '../row-check.ts'
import type { SourceTable } from '../source-table.ts'
import { sqlName } from '../sql-text.ts'
import { type CellMeasures, cellChecks } from './cell-rule.ts'
import { textSignCondition } from './text-sign.ts'

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

type Counts = Readonly<Record<string, bigint>>

/**
 * Guards datasets against personal data: looks for signs of it in the column names and values of a file as it arrived,
 * and for everything else that the format forbids. It counts everything in two passes; no value leaves the engine.
 *
 * @throws {Failure} with every fault: rule, column and count
 */
export async function guardTable(
  source: SourceTable,
  database: ImportDatabase,
  dataset: Dataset,
  { key, cells, checks = [], counts = {} }: GuardRules,
): Promise<GuardedTable> {
  const all = [
    ...textChecks(source),
    ...momentChecks(source),
    ...checks,
    ...(cells ? cellChecks(cells, dataset) : []),
  ]
  // A column that the file does not have is alike in all rows.
  const isOfTexts = isOfOneColumn(source)
  const named = key?.filter(source.has) ?? []
  const keyColumns = (named.length > 0 ? named : key)?.map(sqlName).join(', ')
  const [found = {} as Counts] = await database.rows<Counts>(
    `SELECT ${[
      'count(*) AS row_count',
      ...(keyColumns ? [`count(*) - count(DISTINCT hash(${keyColumns})) AS repeated`] : []),
      ...(cells?.trips ? [`count(*) FILTER (WHERE ${cells.trips} = 0) AS zero_cells`] : []),
      ...all.flatMap((check, at) =>
        isOfTexts(check) ? [] : [`count(*) FILTER (WHERE ${check.where}) AS check_${at}`],
      ),
      ...Object.entries(counts).map(
        ([name, where]) => `count(*) FILTER (WHERE ${where}) AS ${sqlName(name)}`,
      ),
    ].join(', ')} FROM ${source.view}`,
  )
  const ofTexts = await textCounts(all, isOfTexts, source.view, database)
  const countOf = (name: string): number => Number(found[name] ?? ofTexts[name] ?? 0)
  const rows = countOf('row_count')
  const faults: (Fault | undefined)[] = [
    ...source.faults,
    rows === 0 ? { code: 'file-unreadable', detail: 'The file has no rows.' } : undefined,
    ...all.map((check, at) => faultOf(check, countOf(`check_${at}`), rows)),
    duplicateFault(countOf('repeated')),
    await uniformFault(source, database, dataset, cells, rows),
  ]
  refuseFaults(faults.filter((fault) => fault !== undefined))
  return {
    rows,
    counts: Object.fromEntries(Object.keys(counts).map((name) => [name, countOf(name)])),
    notices: [...source.notices, ...zeroNotice(countOf('zero_cells')), ...relaxedNotice(dataset, cells)],
  }
}

/** A check that looks at one column only. */
type TextCheck = RowCheck & { readonly of: string }

/** Whether a check says that it looks at one column of the file, and does: a check made of another may say so still. */
const isOfOneColumn =
  ({ columns, has }: SourceTable) =>
  (check: RowCheck): check is TextCheck => {
    const { of, where } = check
    if (of === undefined || !has(of)) return false
    const words = new Set(where.match(/\w+/g))
    return columns.every(({ name }) => name === of || !words.has(name))
  }

/**
 * Counts the rows that meet the checks of one column each: the rows of each text are counted first, and the checks asked
 * once for each text, because most columns have few.
 */
async function textCounts(
  checks: readonly RowCheck[],
  isOfTexts: (check: RowCheck) => check is TextCheck,
  view: string,
  database: ImportDatabase,
): Promise<Counts> {
  const columns = [...new Set(checks.filter(isOfTexts).map(({ of }) => of))]
  if (columns.length === 0) return {}
  const names = columns.map(sqlName)
  // One bit for each column, the last one the lowest, set where the rows are not counted by it.
  const isBy = (of: string): number =>
    2 ** columns.length - 1 - 2 ** (columns.length - 1 - columns.indexOf(of))
  const counts = checks.flatMap((check, at) =>
    isOfTexts(check)
      ? [`sum(n) FILTER (WHERE is_by = ${isBy(check.of)} AND (${check.where})) AS check_${at}`]
      : [],
  )
  const [found = {}] = await database.rows<Counts>(
    `SELECT ${counts.join(', ')} FROM (
      SELECT ${names.join(', ')}, count(*) AS n, GROUPING(${names.join(', ')}) AS is_by FROM ${view}
      GROUP BY GROUPING SETS (${names.map((name) => `(${name})`).join(', ')}))`,
  )
  return found
}

const textChecks = ({ columns, has }: SourceTable): RowCheck[] =>
  columns
    .filter(({ role, name }) => role !== 'measure' && has(name))
    .map(({ name, role }) => ({
      code: 'person-level-data',
      column: name,
      detail: 'Values look like identifiers, places or times, or are too long for a code or name (rule I2).',
      // A period has at most ten characters; every text that is not a period is refused by its own check.
      where:
        role === 'period'
          ? `strlen(${sqlName(name)}) > 10`
          : textSignCondition(sqlName(name), role === 'name' ? 'name' : 'code'),
      of: name,
    }))

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

const duplicateFault = (count: number): Fault | undefined =>
  count === 0
    ? undefined
    : {
        code: 'duplicate-key',
        detail: 'Several rows have the same key: each key may have only one row, its sum (rule I4).',
        count,
      }

/** If too many rows have the same number of contributors, they look like single rows multiplied (rule I6). */
async function uniformFault(
  { view }: SourceTable,
  database: ImportDatabase,
  dataset: Dataset,
  cells: CellMeasures | undefined,
  rows: number,
): Promise<Fault | undefined> {
  if (cells?.contributors === undefined || dataset.legalBasis === 'open-licence') return undefined
  const [most] = await database.rows<{ same: bigint | null; seen: bigint | null }>(
    `SELECT max(n) AS same, CAST(sum(n) AS BIGINT) AS seen FROM (SELECT count(*) AS n FROM (
      SELECT ${cells.contributors} AS contributors FROM ${view} LIMIT 1000000
    ) WHERE contributors > 0 GROUP BY contributors)`,
  )
  const seen = Number(most?.seen ?? 0)
  const same = Number(most?.same ?? 0)
  if (rows < 50 || same <= seen * 0.25) return undefined
  const detail =
    'Too many rows have the same number of contributors, as if single rows were multiplied (rule I6).'
  return { code: 'cells-look-scaled', column: 'contributors', detail, count: same }
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
