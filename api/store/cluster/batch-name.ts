import { randomUUID } from 'node:crypto'
import type { Reading } from '../catalog/statements.ts'

/** An import that takes longer has died [h]. */
const ABANDONED_HOURS = 24

/**
 * A name for a batch of facts. It begins with the time, so that what was never published is told from what will be: by the
 * clock of the database, since those of two processes may differ by more than an import takes.
 */
export const newBatch = async (on: Pick<Reading, 'rows'>): Promise<string> =>
  `${await timeOf(on, 0)} ${randomUUID()}`

/** Names of batches before it are of imports that have died, unless they are published. */
export const abandonedBefore = (on: Pick<Reading, 'rows'>): Promise<string> => timeOf(on, ABANDONED_HOURS)

/** ISO 8601 with milliseconds. */
async function timeOf(on: Pick<Reading, 'rows'>, hoursAgo: number): Promise<string> {
  const [row] = await on.rows<{ at: string }>(
    `SELECT to_char((clock_timestamp() - make_interval(hours => $1::INTEGER)) AT TIME ZONE 'UTC',
       'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS at`,
    [hoursAgo],
  )
  if (!row) throw new Error('The database has no clock.')
  return row.at
}
