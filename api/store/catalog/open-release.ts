import { createHash } from 'node:crypto'
import type { DuckDBConnection } from '@duckdb/node-api'
import { insertRelease, nextReleaseNumber } from './duckdb-released.ts'
import { rowsOn } from './rows-on.ts'

/** Notes a version of an openly published dataset as released, as it is; a version of another is not released by itself. */
export async function releaseAsPublished(
  on: DuckDBConnection,
  dataset: string,
  version: number,
): Promise<void> {
  const [open] = await rowsOn<{ licence: string | null }>(
    on,
    `SELECT json_extract_string(registration, '$.licence') AS licence FROM dataset
     WHERE id = $1 AND json_extract_string(registration, '$.legalBasis') = 'open-licence'`,
    [dataset],
  )
  if (!open) return
  const number = await nextReleaseNumber(on)
  const madeAt = new Date().toISOString()
  const id = releaseId(dataset, version, number)
  const certificate = JSON.stringify({
    release: id,
    dataset,
    version,
    madeAt,
    rules: ['published as it is'],
    licence: open.licence,
  })
  await insertRelease(on, number, { id, dataset, version, madeAt, isOpen: true, cells: 0, certificate })
}

export const releaseId = (dataset: string, version: number, number: number | string): string =>
  `rel_${createHash('sha256').update(`${dataset} ${version} ${number}`).digest('hex').slice(0, 16)}`
