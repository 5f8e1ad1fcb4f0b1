import type { InjectOptions } from 'fastify'
import { keyringOf } from '../../api/access/keyring.ts'
import { newKey } from '../../api/access/secret.ts'
import type { AppOptions } from '../../api/service/app.ts'
import type { AccessSettings } from '../../api/settings/access.ts'
import type { AccessKey, Scope } from '../../api/store/keys.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { newApp } from '../fixtures/service.ts'

/** A service that asks for keys, as on an address that others reach. */
export async function keyedService(access: Partial<AccessSettings> = {}, options: Partial<AppOptions> = {}) {
  const store = memoryStore()
  const keyring = keyringOf(store)
  const app = await newApp({ store, keyring, access: { asksForKeys: true, ...access }, ...options })
  /** A new key of these scopes, as its holder sends it. */
  const keyFor = async (scopes: readonly Scope[], more: Partial<AccessKey> = {}) => {
    const { secret, key } = newKey({ name: scopes.join(' '), scopes, origin: 'command', ...more })
    await store.addKey(key)
    await keyring.reload()
    return { secret, id: key.id }
  }
  const ask = (secret: string | undefined, request: InjectOptions) =>
    app.inject({
      ...request,
      headers: { ...request.headers, ...(secret === undefined ? {} : { authorization: `Bearer ${secret}` }) },
    })
  const close = async (): Promise<void> => {
    await app.close()
    await store.close()
  }
  return { app, store, keyring, keyFor, ask, close }
}
