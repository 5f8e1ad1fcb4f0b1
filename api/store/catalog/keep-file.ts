import { chunksOf } from '../chunks.ts'
import type { ComparisonFigure } from '../datasets.ts'
import {
  AlreadyKept,
  type EndedJob,
  FactsElsewhere,
  type FactsFile,
  type KeptFile,
  type NewFile,
} from '../intake.ts'
import { noteErasure } from './erasure-due.ts'
import { nextVersion } from './kept-datasets.ts'
import { noteInPlace } from './kept-in-place.ts'
import { endOwnJob } from './kept-jobs.ts'
import { releaseAsPublished } from './open-release.ts'
import type { Statements } from './statements.ts'

/** The facts that stand beside the catalog, in the same database or in another. */
export interface FactRows {
  /** In a transaction of the catalog; what it removes nobody sees once that is saved. @param digest of one file */
  remove(on: Statements, dataset: string, digest?: string): Promise<unknown>
}

/** The facts of one file that is taken in. */
export interface FactsOfFile extends FactRows {
  /** @throws RepeatedFacts, TellingTotals */
  refuse(read: FactsFile, file: NewFile): Promise<void>
  /** Nobody sees them before the transaction of the catalog is saved. @returns how many */
  write(on: Statements, read: FactsFile, file: NewFile, version: number): Promise<number>
  /** The emissions that the file itself gives. */
  listComparisonFigures(read: FactsFile): Promise<readonly ComparisonFigure[]>
}

const COMPARISON = {
  city: 'VARCHAR',
  period: 'VARCHAR',
  mode: 'VARCHAR',
  flow: 'VARCHAR',
  quantity: 'VARCHAR',
  value: 'FLOAT8',
  unit: 'VARCHAR',
} as const

/**
 * Saves a file and its facts as the next version of its dataset, in a transaction of the catalog.
 *
 * @throws {UnknownDataset}, {@link AlreadyKept}, {@link FactsElsewhere} or as {@link FactsOfFile.refuse}
 */
export async function keepFile(
  on: Statements,
  facts: FactsOfFile,
  read: FactsFile,
  file: NewFile,
  job?: EndedJob,
): Promise<KeptFile> {
  const { dataset, digest, format, options } = file
  // The first to raise it keeps all others out until it is saved.
  const version = await nextVersion(on, dataset)
  await makeRoom(on, facts, file)
  await refuseElsewhere(on, dataset, read.inPlace !== undefined)
  await facts.refuse(read, file)
  if (read.inPlace) await noteInPlace(on, dataset, digest, read.inPlace)
  const kept: KeptFile = {
    dataset,
    format,
    digest,
    version,
    rowsRead: read.rowsRead,
    facts: read.inPlace ? read.rowsRead : await facts.write(on, read, file, version),
    notices: read.notices,
    options,
  }
  if (read.hasComparison)
    for (const some of chunksOf(await facts.listComparisonFigures(read)))
      await on.change(
        `INSERT INTO comparison_figure ${on.unfolded('$1::VARCHAR, $2::VARCHAR', '$3', COMPARISON)}`,
        [dataset, digest, JSON.stringify(some)],
      )
  await on.change('INSERT INTO imported_file VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    dataset,
    digest,
    format,
    JSON.stringify(options),
    version,
    kept.rowsRead,
    kept.facts,
    JSON.stringify(kept.notices),
  ])
  await releaseAsPublished(on, dataset, version)
  if (job) await endOwnJob(on, job.id, job.endedAt(), job.outcomeOf(kept))
  return kept
}

/** Removes the replaced file. */
async function makeRoom(
  on: Statements,
  facts: FactRows,
  { dataset, digest, replaces }: NewFile,
): Promise<void> {
  if (replaces !== digest) {
    const same = await on.rows('SELECT digest FROM imported_file WHERE dataset = $1 AND digest = $2', [
      dataset,
      digest,
    ])
    if (same.length > 0) throw new AlreadyKept()
  }
  if (replaces !== undefined) await deleteFile(on, facts, dataset, replaces, new Date().toISOString())
}

/** Sums of both would need each question to be asked twice. */
async function refuseElsewhere(on: Statements, dataset: string, isInPlace: boolean): Promise<void> {
  const others = isInPlace ? 'imported_file' : 'facts_in_place'
  const found = await on.rows(`SELECT digest FROM ${others} WHERE dataset = $1 LIMIT 1`, [dataset])
  if (found.length > 0) throw new FactsElsewhere()
}

/** Deletes a file and its facts, in a transaction of the caller's. @returns whether there was one */
export async function deleteFile(
  on: Statements,
  facts: FactRows,
  dataset: string,
  file: string,
  at: string,
): Promise<boolean> {
  await noteErasure(on, 'file', at)
  await facts.remove(on, dataset, file)
  await on.change('DELETE FROM comparison_figure WHERE dataset = $1 AND file = $2', [dataset, file])
  for (const table of ['file_in_place', 'facts_in_place'])
    await on.change(`DELETE FROM ${table} WHERE dataset = $1 AND digest = $2`, [dataset, file])
  const deleted = await on.change('DELETE FROM imported_file WHERE dataset = $1 AND digest = $2', [
    dataset,
    file,
  ])
  return deleted > 0
}
