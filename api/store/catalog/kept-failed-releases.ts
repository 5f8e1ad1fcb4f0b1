import type { FactStore } from '../facts.ts'
import type { FailedRelease, ReleasedStore } from '../released.ts'
import type { Catalog } from './statements.ts'

type Failed = Pick<ReleasedStore, 'findFailedRelease'> &
  Pick<FactStore, 'noteFailedRelease' | 'endFailedRelease'>

/** Releases that were due and could not be made. */
export const keptFailedReleases = ({ rows, change }: Catalog): Failed => ({
  findFailedRelease: async (dataset) => {
    const [row] = await rows<Row>('SELECT * FROM failed_release WHERE dataset = $1', [dataset])
    return row && { dataset: row.dataset, failedAt: row.failed_at, reason: row.reason, tries: row.tries }
  },
  noteFailedRelease: async ({ dataset, failedAt, reason }) => {
    await change(
      `INSERT INTO failed_release SELECT id, $2::VARCHAR, $3::VARCHAR, 1 FROM dataset WHERE id = $1
       ON CONFLICT (dataset) DO UPDATE SET failed_at = excluded.failed_at, reason = excluded.reason, tries = failed_release.tries + 1`,
      [dataset, failedAt, reason],
    )
  },
  endFailedRelease: async (dataset) => {
    await change('DELETE FROM failed_release WHERE dataset = $1', [dataset])
  },
})

interface Row {
  readonly dataset: string
  readonly failed_at: FailedRelease['failedAt']
  readonly reason: string
  readonly tries: number
}
