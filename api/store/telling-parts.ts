import type { DuckDBConnection } from '@duckdb/node-api'
import type { FactColumn } from './datasets.ts'
import { AMOUNTS, DIMENSIONS, factRelation, kept, MILLIONTHS } from './fact-column.ts'
import type { FactsFile } from './intake.ts'
import type { OwnFiles } from './repeated-facts.ts'
import { rowsOn } from './rows-on.ts'
import { MIN_CONTRIBUTORS } from './telling-totals.ts'

/** Sums stand beside their parts of the same period, and leave a few persons whom the supplier left out. */
export class TellingParts extends Error {
  override readonly name = 'TellingParts'
  /** What the parts have and the sums have not; `city`: zones beside their city. */
  readonly column: FactColumn
  readonly told: number

  constructor(column: FactColumn, told: number) {
    super('Sums leave a few of their parts.')
    this.column = column
    this.told = told
  }
}

const WITHIN = DIMENSIONS.filter((name) => name !== 'period')

/**
 * Looks for sums that a file, or the dataset beside it, states with most of their parts: all modes beside each mode, a zone
 * beside its pairs, a city beside its zones. What such a sum leaves is what the supplier withheld.
 *
 * @param own files whose facts do not count
 * @throws {TellingParts}
 */
export async function refuseTellingParts(
  on: DuckDBConnection,
  read: FactsFile,
  dataset: string,
  own: OwnFiles,
): Promise<void> {
  const [registered] = await rowsOn<{ is_open: boolean; rounded_to: number }>(
    on,
    `SELECT json_extract_string(registration, '$.legalBasis') = 'open-licence' AS is_open,
       coalesce(json_extract(registration, '$.roundedTo')::DOUBLE, 1) AS rounded_to FROM dataset WHERE id = $1`,
    [dataset],
  )
  if (!registered || registered.is_open) return
  const added = factRelation(read)
  const inFile = (name: string): string => (name in read.columns ? name : 'NULL')
  const beside = `dataset = $1 AND file NOT IN ($2, $3) AND period IN (SELECT DISTINCT period FROM ${added})`
  const facts = `(
    SELECT period, ${WITHIN.map((name) => `${inFile(name)}::VARCHAR AS ${name}`).join(', ')},
      ${[...AMOUNTS, 'contributors'].map((name) => `${inFile(name)}::DOUBLE AS ${name}`).join(', ')} FROM ${added}
    UNION ALL
    SELECT period, ${WITHIN.join(', ')},
      ${[...AMOUNTS, 'contributors'].map((name) => `${kept(name)}::DOUBLE / ${MILLIONTHS} AS ${name}`).join(', ')}
    FROM activity_fact WHERE ${beside})`
  const [mixed] = await rowsOn<Record<string, boolean | null>>(
    on,
    `SELECT ${WITHIN.map((name) => `bool_or(${name} IS NULL) AND bool_or(${name} IS NOT NULL) AS ${name}`).join(', ')}
     FROM ${facts}`,
    [dataset, ...own],
  )
  const found = WITHIN.filter((name) => mixed?.[name] === true)
  for (const column of found) {
    const told =
      column === 'city'
        ? await toldBy(on, { facts: cityFacts(facts), part: 'is_zone', dataset, own, registered })
        : await toldBy(on, {
            facts,
            part: `${column} IS NOT NULL`,
            without: column,
            dataset,
            own,
            registered,
          })
    if (told > 0) throw new TellingParts(column, told)
  }
}

/** Cities with what begins in each of their zones and stays in it, as if both had no zones. */
const cityFacts = (facts: string): string => `(
  SELECT fact.* REPLACE (coalesce(fact.city, origin_zone.city) AS city, NULL AS origin, NULL AS destination,
      nullif(fact.flow, 'within') AS flow),
    fact.city IS NULL AS is_zone
  FROM ${facts} fact
    LEFT JOIN zone origin_zone ON origin_zone.dataset = $1 AND origin_zone.zone = fact.origin
    LEFT JOIN zone end_zone ON end_zone.dataset = $1 AND end_zone.zone = fact.destination
  WHERE (fact.city IS NOT NULL AND fact.origin IS NULL AND fact.destination IS NULL)
    OR (fact.city IS NULL AND origin_zone.city IS NOT NULL
      AND (fact.destination IS NULL OR end_zone.city IS NOT DISTINCT FROM origin_zone.city)))`

/** How many sums leave fewer than ten persons beside their parts, but not nothing. */
async function toldBy(
  on: DuckDBConnection,
  {
    facts,
    part,
    without,
    dataset,
    own,
    registered,
  }: {
    readonly facts: string
    /** Whether a fact is a part. */
    readonly part: string
    readonly without?: string
    readonly dataset: string
    readonly own: OwnFiles
    readonly registered: { readonly rounded_to: number }
  },
): Promise<number> {
  const keys = ['period', ...WITHIN.filter((name) => name !== without)]
  const place = `concat_ws(chr(31), ${keys.map((name) => `coalesce(${name}, '')`).join(', ')})`
  // Each number was rounded, and what the roundings leave is nobody's.
  const slack = (name: string): string => (name === 'trips' ? '0.5 * rounding' : '0.05')
  const left = (name: string): string => `(whole_${name} - part_${name})`
  const isLeft = AMOUNTS.map(
    (name) => `coalesce(${left(name)} > ${slack(name)} * (parts + 1) + 1e-6 * whole_${name}, false)`,
  )
  const persons = AMOUNTS.map(
    (name) => `coalesce(${left(name)} / nullif(whole_${name}, 0) * whole_contributors, 0)`,
  )
  const [found] = await rowsOn<{ told: number }>(
    on,
    `WITH cell AS (
       SELECT ${place} AS place, ${part} AS is_part, ${AMOUNTS.map((name) => `sum(${name}) AS ${name}`).join(', ')},
         sum(contributors) AS contributors, count(*) AS facts
       FROM ${facts} GROUP BY ALL
     ), rounded AS (
       SELECT greatest(${registered.rounded_to}, CASE WHEN bool_and(trips % 10 = 0) THEN 10
         WHEN bool_and(trips % 5 = 0) THEN 5 ELSE 1 END) AS rounding FROM cell
     ), beside AS (
       SELECT ${AMOUNTS.map((name) => `whole_one.${name} AS whole_${name}, part_one.${name} AS part_${name}`).join(', ')},
         whole_one.contributors AS whole_contributors, part_one.contributors AS part_contributors,
         part_one.facts AS parts, coalesce(rounding, 1) AS rounding
       FROM cell whole_one JOIN cell part_one ON part_one.place = whole_one.place, rounded
       WHERE part_one.is_part AND NOT whole_one.is_part
     )
     SELECT count(*)::DOUBLE AS told FROM beside
     WHERE whole_contributors > 0 AND (${isLeft.join(' OR ')})
       AND coalesce(whole_contributors - part_contributors, 0) < ${MIN_CONTRIBUTORS}
       AND greatest(${persons.join(', ')}) < ${MIN_CONTRIBUTORS}`,
    [dataset, ...own],
  )
  return found?.told ?? 0
}
