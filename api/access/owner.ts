import { Failure } from '../request/failure.ts'
import type { KeyStore, OwnedKind } from '../store/keys.ts'
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

/** The datasets whose jobs and files a caller may see; undefined: all. */
export async function ownDatasets(
  store: Pick<KeyStore, 'listOwned'>,
  caller: Caller = currentCaller(),
): Promise<readonly string[] | undefined> {
  if (isTrusted(caller)) return undefined
  if (caller.kind !== 'key') return []
  return caller.dataset === undefined ? store.listOwned('dataset', caller.id) : [caller.dataset]
}
