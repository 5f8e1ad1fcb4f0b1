import type { DuckdbFile } from './duckdb-file.ts'
import type { FactStore } from './facts.ts'
import type { FailedRelease, ReleasedStore } from './released.ts'

type Failed = Pick<ReleasedStore, 'findFailedRelease'> &
  Pick<FactStore, 'noteFailedRelease' | 'endFailedRelease'>

/** Releases that were due and could not be made, in the embedded database. */
export const duckdbFailedReleases = ({ rows, run }: DuckdbFile): Failed => ({
  findFailedRelease: async (dataset) => {
    const [row] = await rows<Row>('SELECT * FROM failed_release WHERE dataset = $1', [dataset])
    return row && { dataset: row.dataset, failedAt: row.failed_at, reason: row.reason, tries: row.tries }
  },
  noteFailedRelease: ({ dataset, failedAt, reason }) =>
    run(
      `INSERT INTO failed_release SELECT id, $2, $3, 1 FROM dataset WHERE id = $1
       ON CONFLICT (dataset) DO UPDATE SET failed_at = excluded.failed_at, reason = excluded.reason, tries = tries + 1`,
      [dataset, failedAt, reason],
    ),
  endFailedRelease: (dataset) => run('DELETE FROM failed_release WHERE dataset = $1', [dataset]),
})

interface Row {
  readonly dataset: string
  readonly failed_at: FailedRelease['failedAt']
  readonly reason: string
  readonly tries: number
}
