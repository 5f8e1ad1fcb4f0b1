import type { Dataset, DatasetDescription } from './datasets.ts'

/** What a key allows; each one includes reading. */
export const SCOPES = ['read', 'contribute', 'release', 'operate'] as const
export type Scope = (typeof SCOPES)[number]

/** A key as it is kept: never the key itself. */
export interface AccessKey {
  readonly id: string
  /** For the operator's list. */
  readonly name: string
  readonly scopes: readonly Scope[]
  /** The only dataset that it may write. */
  readonly dataset?: string
  /** SHA-256 of the key, hexadecimal. */
  readonly digest: string
  /** Where it was made: by a command, or with the dataset that it is for. */
  readonly origin: 'command' | 'registration'
  /** Requests; absent: as the service limits all. */
  readonly perMinute?: number
  readonly perDay?: number
  readonly madeAt: string
  readonly revokedAt?: string
}

/** Whatever belongs to the key that saved it. */
export type OwnedKind = 'dataset' | 'city' | 'estimate' | 'filed-inventory'

/** Whose saved things are listed. */
export interface HeldBy {
  readonly holder: string
  /** Whether what belongs to no key is listed too. */
  readonly withUnowned: boolean
}

/** Who registers a dataset, and its new key. */
export interface DatasetClaim {
  readonly holder: string | undefined
  readonly key: AccessKey
}

/** Keys, and whose things are whose. */
export interface KeyStore {
  addKey(key: AccessKey): Promise<void>
  /** Whether there was such a key that was not revoked. */
  revokeKey(id: string, at: string): Promise<boolean>
  /** All there ever were, the first first. */
  listKeys(): Promise<readonly AccessKey[]>
  /**
   * Registers a dataset; if it is new, its key and its owner are kept with it, all or none.
   *
   * @throws {DatasetExists}
   */
  registerOwned(facts: DatasetDescription, claim: DatasetClaim): Promise<{ dataset: Dataset; isNew: boolean }>
  listHolders(kind: OwnedKind, subject: string): Promise<readonly string[]>
  /** What a key owns of a kind. */
  listOwned(kind: OwnedKind, holder: string): Promise<readonly string[]>
  own(kind: OwnedKind, subject: string, holder: string): Promise<void>
  /** @param holder all of them if absent */
  disown(kind: OwnedKind, subject: string, holder?: string): Promise<void>
}
