import { toProblem } from '../http/problem.ts'
import { SenderGone } from '../imports/staging.ts'
import { isFailure } from '../request/failure.ts'
import { type KeptFile, withoutOptions } from '../store/intake.ts'
import type { JobRecord } from '../store/jobs.ts'
import type { JobView } from './job-schema.ts'
import type { ImportState } from './progress.ts'

type Outcome = Pick<JobView, 'file' | 'again' | 'problem' | 'reason'>

const INTERRUPTED = 'interrupted: send the file again'

/** A job as callers see it. */
export function jobViewOf({ outcome, ...job }: JobRecord, progress: ImportState | undefined): JobView {
  return {
    ...job,
    ...(job.state === 'running' && progress ? { progress } : {}),
    ...(outcome === undefined ? {} : (JSON.parse(outcome) as Outcome)),
  }
}

/** The outcome to save of a job that succeeded, as JSON. */
export const succeededOutcome =
  (again: boolean) =>
  (kept: KeptFile): string =>
    JSON.stringify({ file: withoutOptions(kept), again })

/** The outcome to save of a job that failed, as JSON; never a value of its file. */
export function failedOutcome(error: unknown, id: string): string {
  if (isFailure(error, 'not-ready') || error instanceof SenderGone)
    return JSON.stringify({ reason: INTERRUPTED })
  if (isFailure(error, 'conflict')) return JSON.stringify({ reason: error.detail })
  return JSON.stringify({ problem: toProblem(error, id) })
}
