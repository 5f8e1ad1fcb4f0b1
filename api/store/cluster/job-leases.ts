import { randomUUID } from 'node:crypto'
import { INTERRUPTED } from '../catalog/kept-jobs.ts'
import { SCHEMA_VERSION } from '../migration.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'

export const LEASE_SECONDS = 30

const LATER =
  'A later Cordon has brought the catalog up to date while this process stood still. Start that Cordon in its place.'

/** Which process runs which job: a job whose process is gone has failed, and no other. */
export interface JobLeases {
  own(job: string): Promise<void>
  close(): Promise<void>
}

/**
 * Says again and again that this process lives, and ends the jobs of those that do not. When the database was away, all of them
 * look dead to whoever is back first: until they had the time to be back too, nobody's jobs are ended.
 *
 * @param seconds a process that has not been seen for so long is gone, by the clock of the database
 */
export async function jobLeases(catalog: PostgresCatalog, seconds: number): Promise<JobLeases> {
  const process = randomUUID()
  let seenAt = performance.now()
  let backSince = Number.NEGATIVE_INFINITY
  const renew = async (): Promise<void> => {
    // Whoever stood still for long enough was taken for gone, and the tables may be those of a later Cordon by now.
    const [found] = await catalog.rows<{ version: number }>(
      'SELECT max(version) AS version FROM schema_version',
    )
    if ((found?.version ?? 0) > SCHEMA_VERSION) {
      catalog.giveUp(LATER)
      return
    }
    await catalog.change(
      `INSERT INTO process VALUES ($1, clock_timestamp())
       ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at`,
      [process],
    )
    const now = performance.now()
    if (now - seenAt > seconds * 1000) backSince = now
    seenAt = now
    if (now - backSince < seconds * 1000) return
    await catalog.change(
      `UPDATE job SET state = 'failed', outcome = $1
       WHERE state = 'running' AND pg_postmaster_start_time() < clock_timestamp() - make_interval(secs => $2::FLOAT8)
         AND NOT EXISTS (
         SELECT 1 FROM job_owner JOIN process ON process.id = job_owner.process
         WHERE job_owner.job = job.id AND process.seen_at > clock_timestamp() - make_interval(secs => $2::FLOAT8))`,
      [INTERRUPTED, seconds],
    )
  }
  await renew()
  const timer = setInterval(() => void renew().catch(() => undefined), (seconds * 1000) / 3).unref()
  return {
    own: async (job) => {
      await catalog.change('INSERT INTO job_owner VALUES ($1, $2)', [job, process])
    },
    close: async () => {
      clearInterval(timer)
      await catalog.change('DELETE FROM process WHERE id = $1', [process]).catch(() => undefined)
    },
  }
}
