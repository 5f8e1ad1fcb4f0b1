import { describe, expect, test } from 'vitest'
import { auditedStore } from '../../api/access/audited-store.ts'
import { auditDigest, auditStateOf } from '../../api/store/audit.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, LIMITS } from '../fixtures/importing.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { TALLY } from '../fixtures/tally-importer.ts'
import { savedEstimate } from '../store/saved-estimate.ts'
import { keyedService } from './keyed-service.ts'

describe('the log of what was done', () => {
  test('names who did what to which thing, and never a value', async () => {
    const service = await keyedService({}, { importers: [TALLY], importLimits: LIMITS })
    const { secret, id: writer } = await service.keyFor(['contribute'])
    const { secret: read, id: reader } = await service.keyFor(['read'])
    await service.ask(secret, { method: 'POST', url: '/v1/datasets', payload: FLOWS_OF_TEST })
    await service.ask(secret, {
      method: 'PUT',
      url: '/v1/datasets/flows/content?format=tally',
      payload: 'period,city,mode,vehicle_distance_vkm\n2019,leeds,car,424242\n',
      headers: { 'content-type': 'text/csv' },
    })
    const saved = await service.ask(secret, {
      method: 'POST',
      url: '/v1/estimates?save=true',
      payload: SMALL_CITY,
    })
    await service.ask(read, { url: '/v1/datasets/flows/estimates?period=2019' })
    await service.ask(read, { url: '/v1/datasets/not-there/estimates?period=2019' })
    await service.ask(secret, { method: 'DELETE', url: '/v1/datasets/flows' })
    // A bulk read is noted beside its answer, not before it.
    await expect
      .poll(async () => (await service.store.listAudit(99)).some(({ action }) => action === 'bulk.read'))
      .toBe(true)
    const entries = await service.store.listAudit(99)
    const short = entries
      .map(({ actor, action, subject }) => `${actor} ${action} ${subject}`)
      .filter((line) => !line.includes('key.'))
    expect(short.sort()).toEqual(
      [
        `${writer} dataset.register flows`,
        `${writer} file.import flows`,
        `${writer} estimate.save ${saved.json().id}`,
        `${reader} bulk.read flows`,
        `${writer} dataset.delete flows`,
      ].sort(),
    )
    expect(JSON.stringify(entries)).not.toContain('424242')
    expect(await auditStateOf(service.store)).toMatchObject({ entries: entries.length })
    await service.close()
  })

  test('lacks nothing that was done: what cannot be noted is not done', async () => {
    const store = memoryStore()
    const full = auditedStore({ ...store, appendAudit: () => Promise.reject(new Error('no room')) })
    await expect(full.saveEstimate(savedEstimate('est_a'))).rejects.toThrow('no room')
    expect(await store.findEstimate('est_a')).toBeUndefined()
    await store.close()
  })

  test('says so of what failed', async () => {
    const store = memoryStore()
    const failing = auditedStore({ ...store, saveEstimate: () => Promise.reject(new Error('broken')) })
    await expect(failing.saveEstimate(savedEstimate('est_a'))).rejects.toThrow('broken')
    const details = (await store.listAudit(9)).map(({ detail }) => JSON.parse(detail))
    expect(details).toEqual([{}, { failed: true }])
    await store.close()
  })

  test('is one chain, however many write at once', async () => {
    const store = memoryStore()
    const audited = auditedStore(store)
    const ids = Array.from({ length: 30 }, (_, at) => `est_${at}`)
    await Promise.all(ids.map((id) => audited.saveEstimate(savedEstimate(id))))
    expect(await auditStateOf(store)).toMatchObject({ entries: 30 })
    const [first, second] = await store.listAudit(2)
    expect(first && auditDigest(first)).toBe(second?.before)
    await store.close()
  })
})
