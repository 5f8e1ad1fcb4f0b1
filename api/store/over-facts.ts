import { dirname } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { asKeptFacts, findInPlace } from './catalog/kept-in-place.ts'
import type { FactsInPlace } from './in-place/facts-in-place.ts'
import { FactsGone, requireUnchanged } from './in-place/unchanged-files.ts'

/** The table of the facts that are kept here. */
const OWN_TABLE = 'activity_fact'

/**
 * Runs work over the facts of a dataset, wherever they are.
 *
 * @param work gets a relation with the columns of the table of facts, and which of them an owner's files have
 * @throws {FactsGone} if files of their owner are gone, or are changed before the work ends
 */
export async function overFacts<T>(
  on: DuckDBConnection,
  dataset: string,
  work: (facts: string, inFiles?: ReadonlySet<string>) => Promise<T>,
): Promise<T> {
  const place = await findInPlace(statementsOn(on), dataset)
  if (!place) return work(OWN_TABLE)
  const inFiles = new Set(Object.keys(place.facts.columns))
  return whileUnchanged(place.facts, () => work(asKeptFacts(place, dataset), inFiles))
}

/** Runs work over files of an owner. @throws {FactsGone} as {@link overFacts} */
export async function whileUnchanged<T>({ files }: FactsInPlace, work: () => Promise<T>): Promise<T> {
  await requireUnchanged(files)
  const folders = [...new Set(files.map(({ path }) => dirname(path)))]
  const done = await work().catch((error: unknown) => {
    // The database names the file that it could not read. It is not our disk that fails then.
    const isOfFiles = error instanceof Error && folders.some((folder) => error.message.includes(folder))
    throw isOfFiles ? new FactsGone() : error
  })
  // What was changed meanwhile may be in the sum by half.
  await requireUnchanged(files)
  return done
}
