import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { AccessKey } from '../store/keys.ts'

const FORM = /^cordon_([0-9a-f]{12})_[0-9a-f]{64}$/

/** What a key is made with. */
export type KeyFacts = Pick<AccessKey, 'name' | 'scopes' | 'origin'> &
  Partial<Pick<AccessKey, 'dataset' | 'perMinute' | 'perDay'>>

/** A new key: the text that its holder sends, which is kept nowhere, and what is kept of it. */
export function newKey(facts: KeyFacts): { readonly secret: string; readonly key: AccessKey } {
  const id = randomBytes(6).toString('hex')
  const secret = `cordon_${id}_${randomBytes(32).toString('hex')}`
  return { secret, key: { ...facts, id, digest: digestOf(secret), madeAt: new Date().toISOString() } }
}

/** The id that a key names, whether or not there is such a key. */
export const idIn = (secret: string): string | undefined => FORM.exec(secret)?.[1]

/** Plain SHA-256: a slow hash protects words that people choose, and nobody can try all 2^256 keys. */
const digestOf = (secret: string): string => createHash('sha256').update(secret).digest('hex')

/** Takes the same time wherever the digests differ. */
export const isSecretOf = (secret: string, digest: string): boolean =>
  timingSafeEqual(Buffer.from(digestOf(secret), 'hex'), Buffer.from(digest, 'hex'))
