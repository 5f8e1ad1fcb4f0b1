import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import type { RowCheck } from './row-check.ts'
import type { SourceTable } from './source-table.ts'
import { sqlName, sqlTexts } from './sql-text.ts'

/** What people of six languages call a row that sums others; no place has such a name. */
const WORDS = [
  'total',
  'totals',
  'subtotal',
  'grand total',
  'sum',
  'sums',
  'all',
  'all modes',
  'all vehicles',
  'total vehicles',
  'summe',
  'gesamt',
  'gesamtsumme',
  'insgesamt',
  'zusammen',
  'zwischensumme',
  'alle',
  'alle verkehrsmittel',
  'kfz gesamt',
  'kfz insgesamt',
  'suma',
  'todos',
  'todos los modos',
  'todos os modos',
  'total general',
  'somme',
  'sous-total',
  'ensemble',
  'tous modes',
  'tous modes confondus',
  'total général',
  'soma',
  'total geral',
  '合计',
  '总计',
  '小计',
  '总和',
  '总数',
  '共计',
  '全部',
  '合計',
  '總計',
]

const DETAIL =
  'Rows are called a sum, such as Total or Summe, and would count beside their parts: leave them out.'

/** Whether people call a text a sum. */
export function isSumWord(text: string): boolean {
  const word = text.trim().toLowerCase()
  return WORDS.includes(word.endsWith(':') ? word.slice(0, -1).trim() : word)
}

/** An SQL condition of texts that people call a sum. */
export const isCalledSum = (column: string): string =>
  `lower(trim(${sqlName(column)}, ' :')) IN ${sqlTexts(WORDS)}`

/** Finds rows that are called a sum of others in a column of periods, places or modes. */
export const sumWordChecks = (columns: readonly string[]): readonly RowCheck[] =>
  columns.map((column) => ({
    code: 'duplicate-key',
    column,
    detail: DETAIL,
    where: isCalledSum(column),
    of: column,
  }))

/** Published parts are rounded. */
const TOLERANCE = 0.001

/** What tells rows apart, and what they hold. */
interface SummedColumns {
  readonly keys: readonly string[]
  readonly sums: readonly string[]
  readonly number: (column: string) => string
}

/** A table without rows that sum others in it, and what is to be said of them. */
interface WithoutSums {
  readonly source: SourceTable
  readonly notices: readonly ImportNotice[]
}

/**
 * Leaves out rows that leave a column of the key empty and come to the sum of the rows that fill it, all else alike: they are their
 * sum, and would count a second time. An empty cell that is no sum is something not known.
 *
 * @param mayBeEmpty columns of the key that only some rows fill
 */
export async function withoutSumRows(
  source: SourceTable,
  database: ImportDatabase,
  summed: SummedColumns,
  mayBeEmpty: readonly string[],
): Promise<WithoutSums> {
  let { view } = source
  const notices: ImportNotice[] = []
  if (summed.sums.length === 0) return { source, notices }
  for (const column of mayBeEmpty) {
    const isSum = sumCondition(view, column, summed)
    const [found] = await database.rows<{ count: number }>(
      `SELECT countif(${isSum})::DOUBLE AS count FROM ${view}`,
    )
    const count = found?.count ?? 0
    if (count === 0) continue
    const parts = `${source.view}_without_${column}`
    await database.run(`CREATE OR REPLACE TEMP VIEW ${parts} AS SELECT * FROM ${view} WHERE NOT (${isSum})`)
    view = parts
    const detail = `${count} rows without ${column} are the sum of the rows with it, and were left out: they would count a second time.`
    notices.push({ code: 'rows-left-out', detail })
  }
  return { source: { ...source, view }, notices }
}

/** An SQL condition of the rows of a view that are the sum of others but for one column. */
function sumCondition(view: string, column: string, { keys, sums, number }: SummedColumns): string {
  const name = sqlName(column)
  const others = keys.filter((key) => key !== column).map((key) => `coalesce(${sqlName(key)}, '')`)
  const group = `(${[...others, "''"].join(', ')})`
  const whole = (sum: string): string => `sum(${number(sum)}) FILTER (${name} IS NULL)`
  const parts = (sum: string): string => `sum(${number(sum)}) FILTER (${name} IS NOT NULL)`
  // A sum that stands on one side only says nothing against it.
  const agree = sums.map(
    (sum) => `coalesce(abs(${whole(sum)} - ${parts(sum)}) <= ${TOLERANCE} * ${parts(sum)}, true)`,
  )
  const isAny = sums.map((sum) => `coalesce(${whole(sum)} > 0 AND ${parts(sum)} > 0, false)`)
  return `${name} IS NULL AND ${group} IN (SELECT ${group} FROM ${view} GROUP BY ALL
    HAVING ${agree.join(' AND ')} AND (${isAny.join(' OR ')}))`
}
