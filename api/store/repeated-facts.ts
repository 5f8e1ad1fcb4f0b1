import type { DuckDBConnection } from '@duckdb/node-api'
import { DIMENSIONS, factRelation } from './fact-column.ts'
import type { FactsFile } from './intake.ts'
import { rowsOn } from './rows-on.ts'

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

/** The digests of a new file and of the one that it replaces; twice the same if it replaces none. */
export type OwnFiles = readonly [string, string]

/**
 * Looks for facts of other files with the keys of new ones: the same period, place, mode and bands.
 *
 * @param own files whose facts do not count
 * @throws {RepeatedFacts}
 */
export async function refuseRepeatedFacts(
  on: DuckDBConnection,
  read: FactsFile,
  dataset: string,
  own: OwnFiles,
): Promise<void> {
  const facts = factRelation(read)
  const ofOthers = 'kept.dataset = $1 AND kept.file NOT IN ($2, $3)'
  const isAny = async (where: string, values: readonly string[] = []): Promise<boolean> => {
    const sql = `SELECT 1 FROM activity_fact kept WHERE ${ofOthers}${where} LIMIT 1`
    return (await rowsOn(on, sql, [dataset, ...own, ...values])).length > 0
  }
  // The first file of a dataset is beside none.
  if (!(await isAny(''))) return
  const [span] = await rowsOn<{ least: string | null; most: string | null }>(
    on,
    `SELECT min(period) AS least, max(period) AS most FROM ${facts}`,
  )
  if (span?.least == null || span.most == null) return
  // Files of a dataset most often differ in their periods: then no key has to be compared.
  const near = ' AND kept.period BETWEEN $4 AND $5'
  const ends = [span.least, span.most]
  if (!(await isAny(near, ends))) return
  const named = DIMENSIONS.filter((name) => name in read.columns)
  const sameKeys = DIMENSIONS.map((name) =>
    name in read.columns ? `kept.${name} IS NOT DISTINCT FROM added.${name}` : `kept.${name} IS NULL`,
  )
  const files = await rowsOn<{ file: string; count: number }>(
    on,
    `WITH added AS (SELECT DISTINCT ${named.join(', ')} FROM ${facts})
     SELECT kept.file, count(*)::DOUBLE AS count
     FROM activity_fact kept, added
     WHERE ${ofOthers}${near} AND ${sameKeys.join(' AND ')}
     GROUP BY kept.file ORDER BY count DESC, kept.file LIMIT 20`,
    [dataset, ...own, ...ends],
  )
  if (files.length > 0)
    throw new RepeatedFacts(
      files.reduce((sum, { count }) => sum + count, 0),
      files.map(({ file }) => file),
    )
}
