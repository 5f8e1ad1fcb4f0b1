import type { DuckDBConnection } from '@duckdb/node-api'
import { type FactColumn, UnknownDataset } from './datasets.ts'
import { nextVersion } from './duckdb-datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { noteErasure } from './erasure-due.ts'
import { DIMENSIONS, factRelation, kept, MEASURES, MILLIONTHS, writtenRows } from './fact-column.ts'
import {
  AlreadyKept,
  type EndedJob,
  type FactsFile,
  type Intake,
  type IntakeStore,
  type KeptFile,
  type NewFile,
} from './intake.ts'
import { releaseAsPublished } from './open-release.ts'
import { RepeatedFacts, refuseRepeatedFacts } from './repeated-facts.ts'
import { StatementFailed } from './statement-failed.ts'
import { refuseTellingTotals, TellingTotals } from './telling-totals.ts'
import { inTransaction } from './transaction.ts'

/** Errors that say what is in the way, and no values. */
const OURS = [AlreadyKept, UnknownDataset, RepeatedFacts, TellingTotals] as const

/** Saves files, each on a connection of its own. */
export const duckdbIntake = ({ aside, writing, seen }: DuckdbFile): Pick<IntakeStore, 'takeIn'> => ({
  takeIn: (work, signal) =>
    aside(async (on) => {
      signal.throwIfAborted()
      const interrupt = (): void => on.interrupt()
      signal.addEventListener('abort', interrupt)
      try {
        await on.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false')
        return await work(intakeOn(on, writing, seen, signal))
      } finally {
        signal.removeEventListener('abort', interrupt)
      }
    }),
})

function intakeOn(
  on: DuckDBConnection,
  writing: DuckdbFile['writing'],
  seen: DuckdbFile['seen'],
  signal: AbortSignal,
): Intake {
  const said = async <T>(statement: () => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    try {
      return await statement()
    } catch (error) {
      if (OURS.some((one) => error instanceof one)) throw error
      const other = seen(error)
      throw other === error ? new StatementFailed(error) : other
    }
  }
  return {
    progress: () => {
      const { rows_processed, total_rows_to_process } = on.progress
      return { rows: Number(rows_processed), totalRows: Number(total_rows_to_process) }
    },
    keep: (facts, file, job) =>
      writing(() => said(() => inTransaction(on, () => keep(on, facts, file, job)))),
  }
}

/** Removes the replaced file. */
async function makeRoom(on: DuckDBConnection, { dataset, digest, replaces }: NewFile): Promise<void> {
  if (replaces !== digest) {
    const same = 'SELECT 1 FROM imported_file WHERE dataset = $1 AND digest = $2'
    if ((await on.runAndReadAll(same, [dataset, digest])).currentRowCount > 0) throw new AlreadyKept()
  }
  if (replaces === undefined) return
  await noteErasure(on, 'file', new Date().toISOString())
  for (const [table, column] of [
    ['activity_fact', 'file'],
    ['comparison_figure', 'file'],
    ['imported_file', 'digest'],
  ])
    await on.run(`DELETE FROM ${table} WHERE dataset = $1 AND ${column} = $2`, [dataset, replaces])
}

async function keep(on: DuckDBConnection, read: FactsFile, file: NewFile, job?: EndedJob): Promise<KeptFile> {
  const { dataset, digest } = file
  await makeRoom(on, file)
  if (file.sameKeys !== 'add') await refuseRepeatedFacts(on, read, dataset, digest)
  await refuseTellingTotals(on, read, dataset, digest)
  const version = await nextVersion(on, dataset)
  const has = (name: FactColumn): boolean => name in read.columns
  const texts = DIMENSIONS.filter(has)
  const numbers = MEASURES.filter(has)
  const inserted = await on.run(
    `INSERT INTO activity_fact (${['dataset', 'version', 'file', ...texts, ...numbers.map(kept)].join(', ')})
     SELECT ${['$1', '$2', '$3', ...texts, ...numbers.map(inMillionths)].join(', ')} FROM ${factRelation(read)}`,
    [dataset, version, digest],
  )
  if (read.hasComparison)
    await on.run(
      `INSERT INTO comparison_figure SELECT $1, $2, city, period, mode, flow, quantity, value, unit
       FROM ${writtenRows(read.path)} WHERE quantity IS NOT NULL`,
      [dataset, digest],
    )
  const keptFile: KeptFile = {
    dataset,
    format: file.format,
    digest,
    version,
    rowsRead: read.rowsRead,
    facts: inserted.rowsChanged,
    notices: read.notices,
    options: file.options,
  }
  await on.run('INSERT INTO imported_file VALUES ($1, $2, $3, $4, $5, $6, $7, $8)', [
    dataset,
    digest,
    file.format,
    JSON.stringify(file.options),
    version,
    keptFile.rowsRead,
    keptFile.facts,
    JSON.stringify(keptFile.notices),
  ])
  await releaseAsPublished(on, dataset, version)
  if (job)
    await on.run(`UPDATE job SET state = 'succeeded', ended_at = $2, outcome = $3 WHERE id = $1`, [
      job.id,
      job.endedAt(),
      job.outcomeOf(keptFile),
    ])
  return keptFile
}

const inMillionths = (name: FactColumn): string => `round(${name} * ${MILLIONTHS})::BIGINT`
