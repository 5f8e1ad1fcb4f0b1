import type { Page, PageRequest } from './page.ts'

export const JOB_STATES = ['running', 'succeeded', 'failed', 'cancelled'] as const
export type JobState = (typeof JOB_STATES)[number]

/** Another process cancelled the job whose work was about to be saved. */
export class JobCancelled extends Error {
  override readonly name = 'JobCancelled'
}

/** Long work whose state callers can ask for. */
export interface JobRecord {
  /** Ids rise with time. */
  readonly id: string
  readonly kind: 'import'
  readonly dataset: string
  readonly format: string
  readonly state: JobState
  readonly startedAt: string
  readonly endedAt?: string
  /** JSON: the result if it succeeded, else the problem. */
  readonly outcome?: string
}

/** Jobs and their outcomes. */
export interface JobStore {
  startJob(job: Pick<JobRecord, 'id' | 'kind' | 'dataset' | 'format' | 'startedAt'>): Promise<void>
  /** A job that has ended stays as it is. */
  endJob(job: {
    readonly id: string
    readonly state: Exclude<JobState, 'running'>
    readonly endedAt: string
    readonly outcome?: string
  }): Promise<void>
  findJob(id: string): Promise<JobRecord | undefined>
  /** Of a dataset, the latest first. */
  listFailedJobs(dataset: string, limit: number): Promise<readonly JobRecord[]>
  /**
   * The latest first.
   *
   * @param datasets of these alone; of all if absent
   */
  listJobs(page: PageRequest, datasets?: readonly string[]): Promise<Page<JobRecord>>
}
