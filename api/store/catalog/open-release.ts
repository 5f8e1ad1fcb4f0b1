import { createHash } from 'node:crypto'
import { findRegistration } from './kept-datasets.ts'
import { insertRelease, nextReleaseNumber } from './kept-released.ts'
import type { Statements } from './statements.ts'

/** Notes a version of an openly published dataset as released, as it is; a version of another is not released by itself. */
export async function releaseAsPublished(on: Statements, dataset: string, version: number): Promise<void> {
  const registration = await findRegistration(on, dataset)
  if (registration?.legalBasis !== 'open-licence') return
  const number = await nextReleaseNumber(on)
  const madeAt = new Date().toISOString()
  const id = releaseId(dataset, version, number)
  const certificate = JSON.stringify({
    release: id,
    dataset,
    version,
    madeAt,
    rules: ['published as it is'],
    licence: registration.licence ?? null,
  })
  await insertRelease(on, number, { id, dataset, version, madeAt, isOpen: true, cells: 0, certificate })
}

export const releaseId = (dataset: string, version: number, number: number | string): string =>
  `rel_${createHash('sha256').update(`${dataset} ${version} ${number}`).digest('hex').slice(0, 16)}`
