import type { WholeStore } from '../store/facts.ts'
import { type Making, releaseWhole } from './make-release.ts'

/** Releases what a file or a table of zones made whole. */
export type ReleaseImported = (dataset: string) => Promise<void>

/**
 * Releases the periods of a dataset that are over and whole. The file is imported, whatever becomes of the release: it can
 * be made on the owner's word.
 */
export async function releaseImported(
  id: string,
  making: Making & { readonly store: WholeStore },
): Promise<void> {
  const dataset = await making.store.findDataset(id)
  if (!dataset || dataset.legalBasis === 'open-licence') return
  await releaseWhole(dataset, making).catch(() => undefined)
}
