import type { DuckDBConnection } from '@duckdb/node-api'
import { DIMENSIONS } from './fact-column.ts'

/** Facts of a file have the keys of facts that the dataset has from other files: both would count. */
export class RepeatedFacts extends Error {
  override readonly name = 'RepeatedFacts'
  readonly count: number
  /** The digests of the other files, those with most of these facts first. */
  readonly files: readonly string[]

  constructor(count: number, files: readonly string[]) {
    super('Facts would count twice.')
    this.count = count
    this.files = files
  }
}

/**
 * Looks for facts of other files with the keys of new ones: the same period, place, mode and bands.
 *
 * @param facts a relation with the columns of facts
 * @param digest of the new file, whose own earlier facts do not count
 * @throws {RepeatedFacts}
 */
export async function refuseRepeatedFacts(
  on: DuckDBConnection,
  facts: string,
  dataset: string,
  digest: string,
): Promise<void> {
  const sameKeys = DIMENSIONS.map((name) => `kept.${name} IS NOT DISTINCT FROM added.${name}`)
  // Files of a dataset differ in their periods most often, and row groups far from them are not read.
  const found = await on.runAndReadAll(
    `WITH added AS (SELECT DISTINCT ${DIMENSIONS.join(', ')} FROM ${facts}),
       span AS (SELECT min(period) AS first, max(period) AS last FROM added)
     SELECT kept.file, count(*)::DOUBLE AS count
     FROM activity_fact kept, added
     WHERE kept.dataset = $1 AND kept.file <> $2
       AND kept.period BETWEEN (SELECT first FROM span) AND (SELECT last FROM span)
       AND ${sameKeys.join(' AND ')}
     GROUP BY kept.file ORDER BY count DESC, kept.file LIMIT 20`,
    [dataset, digest],
  )
  const files = found.getRowObjectsJS() as unknown as { readonly file: string; readonly count: number }[]
  if (files.length > 0)
    throw new RepeatedFacts(
      files.reduce((sum, { count }) => sum + count, 0),
      files.map(({ file }) => file),
    )
}
