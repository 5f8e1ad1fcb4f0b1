import type { DuckDBConnection } from '@duckdb/node-api'
import { AMOUNTS, DIMENSIONS, factRelation, kept, MILLIONTHS } from './fact-column.ts'
import type { FactsFile } from './intake.ts'
import type { OwnFiles } from './repeated-facts.ts'
import { rowsOn } from './rows-on.ts'

/** Sums of a longer period stand beside their parts: what the supplier left out of these follows, or all counts twice. */
export class TellingTotals extends Error {
  override readonly name = 'TellingTotals'
  /** Sums beside which so few parts are missing that they follow, or are of fewer than ten contributors together. */
  readonly told: number
  readonly beside: number

  constructor(told: number, beside: number) {
    super('Sums stand beside their parts.')
    this.told = told
    this.beside = beside
  }
}

/** What a supplier may send of a cell needs as many contributors. */
export const MIN_CONTRIBUTORS = 10

const PLACES = DIMENSIONS.filter((name) => name !== 'period')

/** Parts of a period that the calendar has: `part` is as long a text as those that are there. */
const EXPECTED = `CASE WHEN length(whole) = 7 THEN day(last_day((whole || '-01')::DATE))
    WHEN part = 7 THEN 12 ELSE dayofyear((whole || '-12-31')::DATE) END`

/**
 * Looks for sums of a longer period beside their parts, in a file and in what the dataset has already. Whoever sees them
 * takes the parts from the sum, as our own audit of what is given out does. What is openly published everybody has.
 *
 * @param own files whose facts do not count
 * @throws {TellingTotals}
 */
export async function refuseTellingTotals(
  on: DuckDBConnection,
  read: FactsFile,
  dataset: string,
  own: OwnFiles,
): Promise<void> {
  const [open] = await rowsOn(
    on,
    `SELECT 1 FROM dataset WHERE id = $1 AND json_extract_string(registration, '$.legalBasis') = 'open-licence'`,
    [dataset],
  )
  if (open) return
  const added = factRelation(read)
  const of = 'dataset = $1 AND file NOT IN ($2, $3)'
  const [kinds] = await rowsOn<{ count: number }>(
    on,
    `SELECT count(DISTINCT length(period))::DOUBLE AS count
     FROM (SELECT period FROM ${added} UNION ALL SELECT period FROM activity_fact WHERE ${of})`,
    [dataset, ...own],
  )
  if ((kinds?.count ?? 0) < 2) return
  const has = (name: string): boolean => name in read.columns
  const places = (from: (name: string) => string): string =>
    `concat_ws(chr(31), ${PLACES.map((name) => `coalesce(${from(name)}, '')`).join(', ')}) AS place`
  const amount = (from: (name: string) => string): string =>
    `coalesce(${AMOUNTS.map(from).join(', ')}, 0)::DOUBLE AS amount`
  const inFile = (name: string): string => (has(name) ? name : 'NULL')
  const [found] = await rowsOn<{ told: number; beside: number }>(
    on,
    `WITH fact AS (
       SELECT period, ${places((name) => `${inFile(name)}::VARCHAR`)}, ${amount(inFile)},
         ${inFile('contributors')}::DOUBLE AS contributors FROM ${added}
       UNION ALL
       SELECT period, ${places((name) => name)}, ${amount((name) => `${kept(name)} / ${MILLIONTHS}`)},
         ${kept('contributors')}::DOUBLE / ${MILLIONTHS} FROM activity_fact WHERE ${of}
     ), cell AS (
       SELECT place, period, sum(amount) AS amount, max(contributors) AS contributors FROM fact GROUP BY place, period
     ), beside AS (
       SELECT whole_one.period AS whole, length(part_one.period) AS part, any_value(whole_one.amount) AS amount,
         any_value(whole_one.contributors) AS contributors, any_value(whole_one.amount) - sum(part_one.amount) AS rest,
         count(*) AS present
       FROM cell whole_one JOIN cell part_one ON part_one.place = whole_one.place AND length(part_one.period) > length(whole_one.period)
         AND starts_with(part_one.period, whole_one.period)
       GROUP BY whole_one.place, whole, part
     )
     SELECT count(*)::DOUBLE AS beside, (count(*) FILTER (
       rest > 1e-6 * amount AND ${EXPECTED} > present
         AND (${EXPECTED} = present + 1 OR rest * contributors < ${MIN_CONTRIBUTORS} * amount)))::DOUBLE AS told
     FROM beside`,
    [dataset, ...own],
  )
  if (found && found.beside > 0) throw new TellingTotals(found.told, found.beside)
}
