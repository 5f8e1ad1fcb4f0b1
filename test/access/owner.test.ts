import { expect, test } from 'vitest'
import type { Caller } from '../../api/access/caller.ts'
import { requireOwner } from '../../api/access/owner.ts'
import { memoryStore } from '../../api/store/memory-store.ts'

const keyOf = (id: string): Caller => ({ kind: 'key', id, scopes: ['contribute'] })

test('what is owned and not saved yet is not for another key', async () => {
  const store = memoryStore()
  const owned = (id: string): Promise<void> => requireOwner(store, 'city', 'leeds', keyOf(id))
  // Who comes first may save it, and owns it before it is there.
  await expect(owned('first')).resolves.toBeUndefined()
  await store.own('city', 'leeds', 'first')
  await expect(owned('first')).resolves.toBeUndefined()
  await expect(owned('second')).rejects.toMatchObject({ slug: 'forbidden' })
  await store.close()
})
