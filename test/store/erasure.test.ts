import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { lookedUp } from './planted-file.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-erasure-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

/** The files of a folder that hold a text in their bytes, however deep they lie. */
function filesWith(text: string, folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text),
  )
}

/** Names long enough to stand in the file as they are, and to be found in it. */
const canary = (at: number): string => `canary-${'x'.repeat(20)}-${String(at).padStart(5, '0')}`
const rows = (from: number, count: number, period = '2019-01-01'): string =>
  Array.from({ length: count }, (_, at) => `${period},${canary(from + at)},car,${7_000_001 + at}\n`).join('')
const HEAD = 'period,city,mode,vehicle_distance_vkm\n'

describe('what is deleted', () => {
  test('is gone from every byte of the data folder, and what others have stays', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    for (const id of ['flows', 'other']) await store.registerDataset({ ...FLOWS_OF_TEST, id })
    await importText(store, HEAD + rows(0, 3000))
    await importText(store, HEAD + rows(50_000, 3000), { dataset: 'other' })
    await store.saveZones('flows', [{ zone: `zone-${canary(90_000)}`, city: 'leeds' }])
    await store.saveEstimate(savedEstimate('est_kept'))
    await store.close()

    const again = await openDuckdbStore(folder)
    // The control: before the deletion the search finds them, so that finding nothing means something.
    const gone = [canary(0).slice(0, 30), `zone-${canary(90_000)}`]
    for (const text of gone) expect(filesWith(text, folder)).not.toEqual([])
    const deleted = await again.deleteDataset('flows', '2026-01-01T00:00:00.000Z')
    expect(deleted).toMatchObject({ facts: 3000, zones: 1 })
    for (const at of [0, 1, 1500, 2999]) expect(filesWith(canary(at), folder)).toEqual([])
    expect(filesWith(`zone-${canary(90_000)}`, folder)).toEqual([])
    expect(filesWith('Flows of a test', folder)).not.toEqual([])

    // The store goes on in the new file.
    expect((await again.cube({ dataset: 'other', by: [] }))[0]?.vehicleDistanceVkm).toBe(
      // 3000 rows of 7 000 001 + 0 … 2999
      3000 * 7_000_001 + (2999 * 3000) / 2,
    )
    expect(await again.findEstimate('est_kept')).toEqual(savedEstimate('est_kept'))
    await again.saveEstimate(savedEstimate('est_after'))
    await again.close()
    expect(readdirSync(folder).sort()).toEqual(['cordon.duckdb', 'deletions.jsonl'])
    expect(await lookedUp(folder, 'SELECT count(*)::INTEGER AS due FROM erasure_due')).toEqual([{ due: 0 }])
    const last = await openDuckdbStore(folder)
    expect(await last.findEstimate('est_after')).toBeDefined()
    await last.close()
  })

  test('is erased while others read and write', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    for (const id of ['flows', 'other']) await store.registerDataset({ ...FLOWS_OF_TEST, id })
    await importText(store, HEAD + rows(0, 500))
    const ids = Array.from({ length: 40 }, (_, at) => `est_${String(at).padStart(2, '0')}`)
    const [deleted] = await Promise.all([
      store.deleteDataset('flows', '2026-01-01T00:00:00.000Z'),
      ...ids.map((id) => store.saveEstimate(savedEstimate(id))),
      importText(store, HEAD + rows(10_000, 500), { dataset: 'other' }),
      importText(store, HEAD + rows(20_000, 500, '2020-01-01'), { dataset: 'other' }),
      ...ids.map(() => store.cube({ dataset: 'other', by: ['period'] })),
    ])
    expect(deleted?.facts).toBe(500)
    expect((await store.listEstimates({ limit: 99 })).items.map(({ id }) => id)).toEqual(ids)
    expect((await store.findDataset('other'))?.facts).toBe(1000)
    expect(store.isReady()).toBe(true)
    await store.close()
    const again = await openDuckdbStore(folder)
    expect((await again.listEstimates({ limit: 99 })).items).toHaveLength(40)
    expect((await again.cube({ dataset: 'other', by: [] }))[0]?.periods).toBe(2)
    await again.close()
    expect(filesWith(canary(3), folder)).toEqual([])
  })

  test('of a file that was replaced and of an estimate is erased when it is time', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    await store.registerDataset(FLOWS_OF_TEST)
    const { file } = await importText(store, HEAD + rows(0, 50))
    await importText(store, HEAD + rows(100, 50), { replaces: file.digest })
    await store.saveEstimate(savedEstimate('est_a', { result: `{"a":"${canary(70_000)}"}` }))
    await store.deleteEstimate('est_a')
    expect(await store.erase()).toBe(true)
    expect([filesWith(canary(3), folder), filesWith(canary(70_000), folder)]).toEqual([[], []])
    expect(filesWith(canary(103), folder)).toEqual(['cordon.duckdb'])
    await store.close()
  })

  test('leaves no half-written file behind, if a process ended before it was erased', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    await store.close()
    writeFileSync(join(folder, 'cordon.duckdb.rewriting'), 'half')
    const again = await openDuckdbStore(folder)
    expect(readdirSync(folder).sort()).not.toContain('cordon.duckdb.rewriting')
    expect(await again.erase()).toBe(true)
    await again.close()
  })
})

describe('facts that have had their time', () => {
  test('go when their whole period is over, as the next version', async () => {
    const store = await openDuckdbStore(newFolder())
    await store.registerDataset({ ...FLOWS_OF_TEST, retentionMonths: 12 })
    const periods = ['2023', '2024', '2024-04', '2024-05', '2024-05-09', '2024-05-10', '2024-05-11', '2025']
    for (const period of periods) await importText(store, `${HEAD}${period},leeds,car,1000\n`)
    // Before 10 May 2024: 2023, April and 9 May are over; 2024 and May are not.
    expect(await store.expireFacts('flows', '2024-05-10', '2026-01-01T00:00:00.000Z')).toBe(3)
    const left = (await store.cube({ dataset: 'flows', by: ['period'] })).map(({ period }) => period)
    expect(left).toEqual(['2024', '2024-05', '2024-05-10', '2024-05-11', '2025'])
    expect((await store.findDataset('flows'))?.version).toBe(periods.length + 1)
    expect(await store.expireFacts('flows', '2024-05-10', '2026-01-01T00:00:00.000Z')).toBe(0)
    expect((await store.findDataset('flows'))?.version).toBe(periods.length + 1)
    expect((await store.findDataset('flows'))?.facts).toBe(5)
    await store.retain('flows', undefined)
    expect(await store.findDataset('flows')).not.toHaveProperty('retentionMonths')
    await store.close()
  })
})
