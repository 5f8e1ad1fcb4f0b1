import type { DuckDBConnection } from '@duckdb/node-api'
import { UnknownDataset } from './datasets.ts'
import { FactsUnreadable } from './facts-unreadable.ts'
import { FactsGone } from './in-place/unchanged-files.ts'
import {
  AlreadyKept,
  type EndedJob,
  FactsElsewhere,
  type FactsFile,
  type Intake,
  type KeptFile,
  type NewFile,
  NotInPlace,
} from './intake.ts'
import { JobCancelled } from './jobs.ts'
import { RepeatedFacts } from './repeated-facts.ts'
import { StatementFailed } from './statement-failed.ts'
import { StoreUnavailable } from './store-unavailable.ts'
import { TellingParts } from './telling-parts.ts'
import { TellingTotals } from './telling-totals.ts'

/** Errors that say what is in the way, and no values. */
const OURS = [
  AlreadyKept,
  FactsElsewhere,
  FactsGone,
  NotInPlace,
  UnknownDataset,
  JobCancelled,
  RepeatedFacts,
  TellingTotals,
  TellingParts,
  StoreUnavailable,
  FactsUnreadable,
] as const

type Keep = (facts: FactsFile, file: NewFile, job?: EndedJob) => Promise<KeptFile>

/**
 * Runs work that takes a file in on a connection.
 *
 * @param signal interrupts the running statement
 * @param seen what to throw for an error of the database, if it is lost
 */
export const intakeOn =
  (on: DuckDBConnection, signal: AbortSignal, seen: (error: unknown) => unknown, keep: Keep) =>
  async <T>(work: (intake: Intake) => Promise<T>): Promise<T> => {
    signal.throwIfAborted()
    const interrupt = (): void => on.interrupt()
    signal.addEventListener('abort', interrupt)
    try {
      await on.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false')
      return await work({
        progress: () => {
          const { rows_processed, total_rows_to_process } = on.progress
          return { rows: Number(rows_processed), totalRows: Number(total_rows_to_process) }
        },
        keep: async (...file) => {
          signal.throwIfAborted()
          try {
            return await keep(...file)
          } catch (error) {
            if (OURS.some((one) => error instanceof one)) throw error
            const other = seen(error)
            throw other === error ? new StatementFailed(error) : other
          }
        },
      })
    } finally {
      signal.removeEventListener('abort', interrupt)
    }
  }
