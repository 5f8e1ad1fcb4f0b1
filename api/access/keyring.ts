import type { AccessKey, KeyStore } from '../store/keys.ts'
import { idIn, isSecretOf } from './secret.ts'

/** A digest that no key has: an unknown id takes as long to refuse as a wrong key. */
const NO_DIGEST = '0'.repeat(64)

/** The keys of the store, at hand for every request. */
export interface Keyring {
  /** Undefined alike for a key that is wrong, cut short, unknown or revoked. */
  find(secret: string): AccessKey | undefined
  /** Whether a command made a key that is not revoked. Those of datasets come with them and open no door. */
  hasMadeKey(): boolean
  /** Of a key that was right before; one that no ring has, such as that of a token, is not. */
  isRevoked(id: string): boolean
  /** Takes in what was changed in the store. */
  reload(): Promise<void>
}

export function keyringOf(store: Pick<KeyStore, 'listKeys'>): Keyring {
  let keys: ReadonlyMap<string, AccessKey> = new Map()
  return {
    find: (secret) => {
      const key = keys.get(idIn(secret) ?? '')
      const isRight = isSecretOf(secret, key?.digest ?? NO_DIGEST)
      return isRight && key && key.revokedAt === undefined ? key : undefined
    },
    hasMadeKey: () =>
      [...keys.values()].some(({ origin, revokedAt }) => origin === 'command' && revokedAt === undefined),
    isRevoked: (id) => keys.get(id)?.revokedAt !== undefined,
    reload: async () => {
      keys = new Map((await store.listKeys()).map((key) => [key.id, key]))
    },
  }
}
