import type { DuckdbFile } from './duckdb-file.ts'
import type { JobRecord, JobState, JobStore } from './jobs.ts'
import { pageOfRows } from './page.ts'

const INTERRUPTED = JSON.stringify({ reason: 'interrupted: send the file again' })

/** Ends the jobs of a process that has died. */
export const INTERRUPT_JOBS = `
  UPDATE job SET state = 'failed', outcome = '${INTERRUPTED}' WHERE state = 'running';`

/** Jobs in the embedded database. */
export const duckdbJobs = ({ rows, run }: DuckdbFile): JobStore => ({
  startJob: ({ id, kind, dataset, format, startedAt }) =>
    run(`INSERT INTO job VALUES ($1, $2, $3, $4, 'running', $5, NULL, NULL)`, [
      id,
      kind,
      dataset,
      format,
      startedAt,
    ]),
  endJob: ({ id, state, endedAt, outcome }) =>
    run(`UPDATE job SET state = $2, ended_at = $3, outcome = $4 WHERE id = $1 AND state = 'running'`, [
      id,
      state,
      endedAt,
      outcome ?? null,
    ]),
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
    const found = await rows<Row>(
      `SELECT * FROM job WHERE ($1::VARCHAR IS NULL OR id < $1)
         AND ($3::VARCHAR IS NULL OR list_contains($3::VARCHAR::JSON::VARCHAR[], dataset))
       ORDER BY id DESC LIMIT $2`,
      [after ?? null, limit + 1, datasets ? JSON.stringify(datasets) : null],
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
