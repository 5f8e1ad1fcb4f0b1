import { JobCancelled, type JobRecord, type JobState, type JobStore } from '../jobs.ts'
import { pageOfRows } from '../page.ts'
import type { Catalog, Statements, Value } from './statements.ts'

export const INTERRUPTED = JSON.stringify({ reason: 'interrupted: send the file again' })

/** Ends the jobs of a process that has died. */
export const INTERRUPT_JOBS = `
  UPDATE job SET state = 'failed', outcome = '${INTERRUPTED}' WHERE state = 'running';`

/**
 * Ends a job in the transaction of its work.
 *
 * @throws {JobCancelled} if another process cancelled it: its work is not saved
 */
export async function endOwnJob(on: Statements, id: string, at: string, outcome: string): Promise<void> {
  const ended = await on.change(
    `UPDATE job SET state = 'succeeded', ended_at = $2, outcome = $3 WHERE id = $1 AND state <> 'cancelled'`,
    [id, at, outcome],
  )
  if (ended > 0) return
  const cancelled = await on.rows(`SELECT id FROM job WHERE id = $1 AND state = 'cancelled'`, [id])
  if (cancelled.length > 0) throw new JobCancelled()
}

/** Jobs. */
export const keptJobs = ({ rows, change }: Catalog): JobStore => ({
  startJob: async ({ id, kind, dataset, format, startedAt }) => {
    await change(`INSERT INTO job VALUES ($1, $2, $3, $4, 'running', $5, NULL, NULL)`, [
      id,
      kind,
      dataset,
      format,
      startedAt,
    ])
  },
  endJob: async ({ id, state, endedAt, outcome }) => {
    await change(
      `UPDATE job SET state = $2, ended_at = $3, outcome = $4 WHERE id = $1 AND state = 'running'`,
      [id, state, endedAt, outcome ?? null],
    )
  },
  findJob: async (id) => {
    const [row] = await rows<Row>('SELECT * FROM job WHERE id = $1', [id])
    return row && toJob(row)
  },
  listFailedJobs: async (dataset, limit) =>
    (
      await rows<Row>(`SELECT * FROM job WHERE dataset = $1 AND state = 'failed' ORDER BY id DESC LIMIT $2`, [
        dataset,
        limit,
      ])
    ).map(toJob),
  listJobs: async ({ limit, after }, datasets) => {
    const values: Value[] = [after ?? null, limit + 1, ...(datasets ?? [])]
    const among = datasets?.map((_, at) => `$${at + 3}`).join(', ') || 'NULL'
    const found = await rows<Row>(
      `SELECT * FROM job WHERE ($1::VARCHAR IS NULL OR id < $1) ${datasets ? `AND dataset IN (${among})` : ''}
       ORDER BY id DESC LIMIT $2`,
      values,
    )
    return pageOfRows(found.map(toJob), limit)
  },
})

interface Row {
  readonly id: string
  readonly kind: 'import'
  readonly dataset: string
  readonly format: string
  readonly state: JobState
  readonly started_at: string
  readonly ended_at: string | null
  readonly outcome: string | null
}

const toJob = ({ started_at, ended_at, outcome, ...row }: Row): JobRecord => ({
  ...row,
  startedAt: started_at,
  ...(ended_at === null ? {} : { endedAt: ended_at }),
  ...(outcome === null ? {} : { outcome }),
})
