import type { ImportDatabase } from '../../store/intake.ts'
import type { RowCheck } from '../row-check.ts'
import { sqlName } from '../sql-text.ts'
import { ifShort, signSearch } from './text-sign.ts'

/** A count of what no row has is null. */
export type Counts = Readonly<Record<string, bigint | null>>

/** A check that looks at one column only, which the file may lack. */
export type TextCheck = RowCheck & { readonly of: string }

/** The table of the texts that were counted. */
export const SEEN_TEXTS = 'guarded_text'
const ANY_TEXT = '"any text"'
const SIGN = '"sign in text"'

/** The texts of some columns, each with its rows. */
export interface SeenTexts {
  readonly columns: readonly string[]
  /** What `is_by` is in the rows of a column: one bit for each column, the last one the lowest, set where they are not counted by it. */
  readonly isBy: (column: string) => number
}

/** Counts the rows of each text of the columns that checks of one column look at: most columns have few. */
export async function seeTexts(
  checks: readonly RowCheck[],
  isOfTexts: (check: RowCheck) => check is TextCheck,
  view: string,
  database: ImportDatabase,
): Promise<SeenTexts | undefined> {
  const columns = [...new Set(checks.filter(isOfTexts).map((check) => check.of))]
  if (columns.length === 0) return undefined
  const names = columns.map(sqlName).join(', ')
  // Of a table that is so small, one thread looks through it.
  await database.run(
    `CREATE OR REPLACE TEMP TABLE ${SEEN_TEXTS} AS SELECT *, coalesce(${names}) AS ${ANY_TEXT} FROM (
      SELECT ${names}, count(*) AS n, GROUPING(${names}) AS is_by FROM ${view}
      GROUP BY GROUPING SETS (${columns.map((name) => `(${sqlName(name)})`).join(', ')}))`,
  )
  return {
    columns,
    isBy: (of) => 2 ** columns.length - 1 - 2 ** (columns.length - 1 - columns.indexOf(of)),
  }
}

/** Counts the rows that meet the checks of one column each, by their place in the list; they are asked once for each text. */
export async function textCounts(
  checks: readonly RowCheck[],
  isOfTexts: (check: RowCheck) => check is TextCheck,
  { isBy }: SeenTexts,
  database: ImportDatabase,
): Promise<Counts> {
  const asked = checks.flatMap((check, at) => (isOfTexts(check) ? [{ check, at }] : []))
  const alike = alikeOf(asked.map(({ check }) => check))
  const ofThese = (names: Iterable<string>, what: string): string =>
    `CASE WHEN is_by IN (${[...new Set(names)].map(isBy).join(', ')}) THEN (${what}) END`
  const answers = [...alike].map(([where, of], at) => `${ofThese(of, where)} AS alike_${at}`)
  const searched = [...alike.values()].flat()
  const sign = searched.length === 0 ? 'NULL' : ofThese(searched, ifShort(ANY_TEXT, signSearch(ANY_TEXT)))
  const isMet = ({ where, ofText }: TextCheck): string =>
    ofText ? `alike_${[...alike.keys()].indexOf(ofText(ANY_TEXT, SIGN))}` : `(${where})`
  const counts = asked.map(
    ({ check, at }) => `sum(n) FILTER (WHERE is_by = ${isBy(check.of)} AND ${isMet(check)}) AS check_${at}`,
  )
  const [found = {}] = await database.rows<Counts>(
    `SELECT ${counts.join(', ')} FROM (SELECT ${['*', ...answers].join(', ')} FROM (
      SELECT *, ${sign} AS ${SIGN} FROM ${SEEN_TEXTS}))`,
  )
  await database.run(`DROP TABLE ${SEEN_TEXTS}`)
  return found
}

/**
 * What several columns ask of any text, with these columns. The engine makes a pattern ready for each place where it stands,
 * and for each thread: with the signs of persons that takes longer than to look through a large table with it. So they are
 * looked for once for all.
 */
function alikeOf(checks: readonly TextCheck[]): ReadonlyMap<string, readonly string[]> {
  const alike = new Map<string, string[]>()
  for (const { of, ofText } of checks) {
    if (!ofText) continue
    const where = ofText(ANY_TEXT, SIGN)
    alike.set(where, [...(alike.get(where) ?? []), of])
  }
  return alike
}
