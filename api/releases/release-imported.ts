import { Failure } from '../request/failure.ts'
import { UnknownDataset } from '../store/datasets.ts'
import { type Making, releaseWhole } from './make-release.ts'

/**
 * Releases what a file or a table of zones made whole.
 *
 * @returns why nothing was released, if that failed
 */
export type ReleaseImported = (dataset: string) => Promise<string | undefined>

/** A making that tells its service what went wrong. */
export type WatchedMaking = Making & { readonly faulted?: (error: unknown, dataset: string) => void }

/**
 * Releases the periods of a dataset that are over and whole. The file is imported, whatever becomes of the release: if it
 * fails, that is noted for the owner and for whoever tries again.
 */
export async function releaseImported(id: string, making: WatchedMaking): Promise<string | undefined> {
  const { store, faulted, now = () => new Date() } = making
  const dataset = await store.findDataset(id)
  if (!dataset || dataset.legalBasis === 'open-licence') return undefined
  try {
    await releaseWhole(dataset, making)
    await store.endFailedRelease(id)
    return undefined
  } catch (error) {
    // It was deleted meanwhile.
    if (error instanceof UnknownDataset) return undefined
    faulted?.(error, id)
    const reason = error instanceof Failure ? error.detail : INTERNAL
    await store.noteFailedRelease({ dataset: id, failedAt: now().toISOString(), reason })
    return reason
  }
}

/** What a command says of it. */
export const unreleasedText = (reason: string): string =>
  `What is over was not released: ${reason} A service tries again within the hour, and cordon releases make at once.`

const INTERNAL = 'The service failed, and its log says how.'
