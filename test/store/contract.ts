import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Store } from '../../api/store/store.ts'
import { savedEstimate } from './saved-estimate.ts'
import { savedFiled } from './saved-filed.ts'

/** What every store has to keep to. */
export function storeContract(name: string, open: () => Promise<Store>): void {
  describe(name, () => {
    let store: Store
    beforeEach(async () => {
      store = await open()
    })
    afterEach(() => store.close())

    test('gives back what was saved, to the byte', async () => {
      const estimate = savedEstimate('est_a')
      await store.saveEstimate(estimate)
      expect(await store.findEstimate('est_a')).toEqual(estimate)
    })

    test('finds nothing that was not saved', async () => {
      expect(await store.findEstimate('est_a')).toBeUndefined()
      expect(await store.findEstimate("' OR 1=1 --")).toBeUndefined()
      expect(await store.listEstimates({ limit: 10 })).toEqual({ items: [] })
    })

    test('saving again changes nothing', async () => {
      await store.saveEstimate(savedEstimate('est_a'))
      await store.saveEstimate(savedEstimate('est_a', { result: '{}' }))
      expect((await store.findEstimate('est_a'))?.result).toBe(savedEstimate('est_a').result)
      expect((await store.listEstimates({ limit: 10 })).items).toHaveLength(1)
    })

    test('takes many at once, of them some twice', async () => {
      const ids = Array.from({ length: 40 }, (_, index) => `est_${String(index % 20).padStart(2, '0')}`)
      await Promise.all(ids.map((id) => store.saveEstimate(savedEstimate(id))))
      const { items } = await store.listEstimates({ limit: 100 })
      expect(items.map(({ id }) => id)).toEqual([...new Set(ids)].sort())
    })

    test('lists by id in pages, without the texts', async () => {
      for (const id of ['est_c', 'est_a', 'est_b']) await store.saveEstimate(savedEstimate(id))
      const first = await store.listEstimates({ limit: 2 })
      expect([first.items.map(({ id }) => id), first.next]).toEqual([['est_a', 'est_b'], 'est_b'])
      const { request, result, lines, ...summary } = savedEstimate('est_c')
      expect(await store.listEstimates({ limit: 2, after: first.next })).toEqual({ items: [summary] })
      expect((await store.listEstimates({ limit: 3 })).next).toBeUndefined()
    })

    test('gives back filed inventories to the byte, and keeps the first of an id', async () => {
      await store.saveFiled(savedFiled('fil_a'))
      await store.saveFiled(savedFiled('fil_a', { document: '{}' }))
      expect(await store.findFiled('fil_a')).toEqual(savedFiled('fil_a'))
      expect(await store.findFiled("' OR 1=1 --")).toBeUndefined()
      expect(await store.findEstimate('fil_a')).toBeUndefined()
    })

    test('lists filed inventories by id in pages, without their documents', async () => {
      for (const id of ['fil_c', 'fil_a', 'fil_b']) await store.saveFiled(savedFiled(id))
      const first = await store.listFiled({ limit: 2 })
      expect([first.items.map(({ id }) => id), first.next]).toEqual([['fil_a', 'fil_b'], 'fil_b'])
      const { document, ...summary } = savedFiled('fil_c')
      expect(await store.listFiled({ limit: 2, after: first.next })).toEqual({ items: [summary] })
    })

    test('is ready until it is closed, which may be twice', async () => {
      expect(store.isReady()).toBe(true)
      await store.close()
      await store.close()
      expect(store.isReady()).toBe(false)
      await expect(store.saveEstimate(savedEstimate('est_a'))).rejects.toThrow('closed')
      await expect(store.findEstimate('est_a')).rejects.toThrow('closed')
      await expect(store.saveFiled(savedFiled('fil_a'))).rejects.toThrow('closed')
    })
  })
}
