import { Failure } from '../request/failure.ts'
import type { KeyStore, OwnedKind } from '../store/keys.ts'
import type { Store } from '../store/store.ts'
import { type Caller, currentCaller, isTrusted } from './caller.ts'

/** The one answer to whoever may not, whatever the reason. */
export const forbidden = (): Failure => new Failure('forbidden', 'This key may not do this.')

/** Whether a caller owns a thing, or may act as its owner. */
export async function isOwner(
  store: Pick<KeyStore, 'listHolders'>,
  kind: OwnedKind,
  subject: string,
  caller: Caller = currentCaller(),
): Promise<boolean> {
  if (isTrusted(caller)) return true
  if (caller.kind !== 'key') return false
  if (kind === 'dataset' && caller.dataset !== undefined) return caller.dataset === subject
  return (await store.listHolders(kind, subject)).includes(caller.id)
}

/**
 * Refuses whoever does not own a thing that is there, or is owned before it is. Who saves a city first owns it; of a dataset
 * that is not there the handler says so.
 */
export async function requireOwner(
  store: Store,
  kind: 'dataset' | 'city',
  subject: string,
  caller: Caller = currentCaller(),
): Promise<void> {
  if (await isOwner(store, kind, subject, caller)) return
  const isThere = kind === 'dataset' ? await store.findDataset(subject) : await store.findCity(subject)
  if (isThere || (await store.listHolders(kind, subject)).length > 0) throw forbidden()
}

/** The datasets whose jobs and files a caller may see; undefined: all. */
export async function ownDatasets(
  store: Pick<KeyStore, 'listOwned'>,
  caller: Caller = currentCaller(),
): Promise<readonly string[] | undefined> {
  if (isTrusted(caller)) return undefined
  if (caller.kind !== 'key') return []
  return caller.dataset === undefined ? store.listOwned('dataset', caller.id) : [caller.dataset]
}
