import { type Problem, toProblem } from '../http/problem.ts'
import type { JobStore } from '../store/jobs.ts'
import { newJobId } from './import-jobs.ts'
import { failedOutcome } from './job-answer.ts'

const MAX_REFUSED = 100

/** A file that a dataset did not take in. */
export interface RefusedFile {
  readonly at: string
  readonly format: string
  readonly job: string
  readonly codes: readonly string[]
}

/** What was to be taken in, and as what. */
export interface RefusedOrder {
  readonly dataset: string
  readonly importer: { readonly format: string }
}

/** Notes that a file was refused that no job took in, as at a shell. */
export async function noteRefusal(
  error: unknown,
  { dataset, importer }: RefusedOrder,
  store: JobStore,
): Promise<void> {
  const id = newJobId()
  if (toProblem(error, id).type === 'about:blank') return
  const at = new Date().toISOString()
  await store.startJob({ id, kind: 'import', dataset, format: importer.format, startedAt: at })
  await store.endJob({ id, state: 'failed', endedAt: at, outcome: failedOutcome(error, id) })
}

/** The latest refused files of a dataset: what the jobs of its imports ended with. A job that was cancelled refused nothing. */
export async function refusedFilesOf(dataset: string, store: JobStore): Promise<readonly RefusedFile[]> {
  const jobs = await store.listFailedJobs(dataset, MAX_REFUSED)
  return jobs.flatMap(({ id, format, startedAt, endedAt, outcome = '{}' }) => {
    const { problem } = JSON.parse(outcome) as { readonly problem?: Problem }
    if (!problem || problem.status >= 500) return []
    const codes = (problem.errors ?? []).map(({ code }) => code)
    const slug = problem.type.replace(/^.*#/, '')
    return [{ at: endedAt ?? startedAt, format, job: id, codes: codes.length > 0 ? distinct(codes) : [slug] }]
  })
}

const distinct = (codes: readonly string[]): readonly string[] => [...new Set(codes)]
