import { copyFileSync, cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { giveUpYears } from '../../api/releases/lost.ts'
import { deletionListIn } from '../../api/store/deletion-list.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { restore } from '../../api/store/restore.ts'
import type { Counted } from '../privacy/people.ts'
import { type Target, targetOf } from '../privacy/target.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-lost-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

const counted = (period: string, km: number): readonly Counted[] => [
  { period, city: 'leeds', mode: 'car', trips: 4000, km, contributors: 200 },
]

const open = async (folder: string): Promise<Target> => targetOf(undefined, await openDuckdbStore(folder))

const into = (folder: string, deletions: string | undefined) => ({
  folder,
  isReplacing: false,
  deletions,
  listFile: deletionListIn(folder),
})

/** Of months. */
const releasedKm = async ({ json }: Target): Promise<readonly [string, number][]> =>
  (await json('/v1/datasets/flows/released')).body.items
    .filter(({ period }: { period: string }) => /^\d{4}-\d\d$/.test(period))
    .map((cell: Record<string, unknown>) => [cell['period'], cell['passengerDistancePkm']])

interface PastBackup {
  readonly folder: string
  readonly backup: string
}

let made: Promise<PastBackup> | undefined

/** What a service left that released a month, was backed up, and released another one: made once, and copied for each test. */
async function releasedPastBackup(): Promise<PastBackup> {
  made ??= makePastBackup()
  const { folder, backup } = await made
  const copy = newFolder()
  cpSync(folder, copy, { recursive: true })
  return { folder: copy, backup }
}

async function makePastBackup(): Promise<PastBackup> {
  const folder = newFolder()
  const backup = join(newFolder(), 'one.cordon-backup')
  const target = await open(folder)
  await target.register('flows')
  await target.plant('flows', counted('2023-12', 30_000))
  await target.release('flows')
  await target.store.backUp(backup)
  await target.plant('flows', counted('2024-01', 40_000))
  expect((await target.release('flows')).status).toBe(201)
  await target.close()
  return { folder, backup }
}

describe('releases that a backup does not have', () => {
  test('are named, and nothing else is released until the same is released again', async () => {
    const { folder, backup } = await releasedPastBackup()
    const again = newFolder()
    const { lost } = await restore(backup, into(again, deletionListIn(folder)))
    expect(lost).toMatchObject([{ dataset: 'flows', years: ['2024'] }])
    const target = await open(again)
    // One person with 7 km less than before.
    const file = await target.plant('flows', counted('2024-01', 39_993))
    const refused = await target.release('flows')
    expect(refused.status).toBe(409)
    expect(refused.body.detail).toContain(`${lost?.[0]?.release} of flows (2024)`)
    expect(await releasedKm(target)).toEqual([['2023-12', 30_000]])
    await target.plant('flows', counted('2024-01', 40_000), file)
    expect((await target.release('flows')).status).toBe(201)
    expect(await releasedKm(target)).toEqual([
      ['2023-12', 30_000],
      ['2024-01', 40_000],
    ])
    await target.plant('flows', counted('2024-02', 50_000))
    expect((await target.release('flows')).status).toBe(201)
    await target.close()
    // And not lost again at the next start.
    const later = await open(again)
    await later.plant('flows', counted('2024-03', 50_000))
    expect((await later.release('flows')).status).toBe(201)
    await later.close()
  })

  test('are asked for again where the same backup is restored a second time', async () => {
    const { folder, backup } = await releasedPastBackup()
    const [once, twice] = [newFolder(), newFolder()]
    await restore(backup, into(once, deletionListIn(folder)))
    const target = await open(once)
    await target.plant('flows', counted('2024-01', 40_000))
    await target.release('flows')
    await target.close()
    // The first and its repetition told the same: one of them is enough.
    expect((await restore(backup, into(twice, deletionListIn(once)))).lost).toHaveLength(1)
  })

  test('are noticed where the data file is copied by hand, or is gone', async () => {
    const { folder, backup } = await releasedPastBackup()
    for (const hasBackup of [true, false]) {
      const copied = newFolder()
      if (hasBackup) copyFileSync(backup, join(copied, 'cordon.duckdb'))
      copyFileSync(deletionListIn(folder), deletionListIn(copied))
      const target = await open(copied)
      if (!hasBackup) await target.register('flows')
      await target.plant('flows', counted('2024-01', 39_993))
      expect((await target.release('flows')).status).toBe(409)
      await target.close()
    }
  })

  test('bar another dataset of the same contributors, and none of others', async () => {
    const { folder, backup } = await releasedPastBackup()
    const again = newFolder()
    await restore(backup, into(again, deletionListIn(folder)))
    const target = await open(again)
    await target.register('sibling')
    await target.register('stranger', { owner: 'Another carrier' })
    for (const id of ['sibling', 'stranger']) await target.plant(id, counted('2024-01', 39_993))
    expect((await target.release('sibling')).status).toBe(409)
    expect((await target.release('stranger')).status).toBe(201)
    await target.close()
  })

  test('are given up with their years: nothing more of these is released, and others go on', async () => {
    const { folder, backup } = await releasedPastBackup()
    const again = newFolder()
    await restore(backup, into(again, deletionListIn(folder)))
    const target = await open(again)
    await target.plant('flows', [...counted('2024-01', 39_993), ...counted('2025-01', 60_000)])
    await expect(giveUpYears('flows', ['2023'], target.store)).rejects.toThrow('told of 2024 too')
    await expect(giveUpYears('flows', [], target.store)).rejects.toThrow('told of 2024 too')
    await giveUpYears('flows', ['2024'], target.store)
    await expect(giveUpYears('flows', ['2024'], target.store)).rejects.toThrow('No release')
    expect((await target.release('flows')).status).toBe(201)
    expect(await releasedKm(target)).toEqual([
      ['2023-12', 30_000],
      ['2025-01', 60_000],
    ])
    await target.close()
  })

  test('are unknown without a list: nothing is released until somebody says which years they told of', async () => {
    const { backup } = await releasedPastBackup()
    const again = newFolder()
    expect((await restore(backup, into(again, undefined))).lost).toBeUndefined()
    const target = await open(again)
    await target.plant('flows', counted('2025-01', 60_000))
    expect((await target.release('flows')).status).toBe(409)
    await giveUpYears('flows', [], target.store)
    expect((await target.release('flows')).status).toBe(201)
    await target.close()
  })
})

describe('the list', () => {
  test('has every release with digests and years, and no figure, city or owner', async () => {
    const { folder } = await releasedPastBackup()
    const text = readFileSync(deletionListIn(folder), 'utf8')
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    expect(lines.map(({ kind, years }) => [kind, years])).toEqual([
      ['release', ['2023']],
      ['released', undefined],
      ['release', ['2024']],
      ['released', undefined],
    ])
    expect(text).not.toMatch(/leeds|carrier|30000|40000/)
  })

  test('that began later than releases did learns of them at the next start', async () => {
    const { folder, backup } = await releasedPastBackup()
    const list = deletionListIn(folder)
    const before = readFileSync(list, 'utf8')
    rmSync(list)
    await (await openDuckdbStore(folder)).close()
    const idsOf = (text: string): readonly string[] =>
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line).id)
    expect(idsOf(readFileSync(list, 'utf8'))).toEqual(idsOf(before))
    expect(existsSync(backup)).toBe(true)
  })

  test('is not lost a release that could not be saved', async () => {
    const folder = newFolder()
    const target = await open(folder)
    await target.register('flows')
    const release = {
      id: 'rel_failed',
      dataset: 'gone',
      version: 1,
      madeAt: '2024-04-01T00:00:00.000Z',
      pool: 'pool',
      settled: [],
      flows: [],
      ledger: [],
      certificateOf: () => '{}',
    }
    await expect(target.store.saveRelease(release)).rejects.toThrow()
    await target.close()
    const kinds = readFileSync(deletionListIn(folder), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).kind)
    expect(kinds).toEqual(['release', 'unreleased'])
    const later = await open(folder)
    await later.plant('flows', counted('2024-01', 40_000))
    expect((await later.release('flows')).status).toBe(201)
    await later.close()
  })

  test('has a release whose end nobody saw: the database that was left says it, and a restored one does not', async () => {
    const { folder, backup } = await releasedPastBackup()
    const list = deletionListIn(folder)
    const lines = readFileSync(list, 'utf8').trim().split('\n')
    // A process was killed before it noted that it had saved.
    writeFileSync(list, `${lines.slice(0, -1).join('\n')}\n`)
    const again = newFolder()
    expect((await restore(backup, into(again, list))).lost).toHaveLength(1)
    await (await openDuckdbStore(folder)).close()
    expect(readFileSync(list, 'utf8')).toMatch(/"kind":"released","id":"rel_[0-9a-f]+","at":"[^"]+"\}\n$/)
    // Or before it saved: nothing went out.
    const killed = newFolder()
    copyFileSync(backup, join(killed, 'cordon.duckdb'))
    writeFileSync(deletionListIn(killed), `${lines.slice(0, -1).join('\n')}\n`)
    const target = await open(killed)
    await target.plant('flows', counted('2024-01', 39_993))
    expect((await target.release('flows')).status).toBe(201)
    await target.close()
  })

  test('with a line of a release that cannot be read stops the start', async () => {
    const { folder } = await releasedPastBackup()
    const list = deletionListIn(folder)
    writeFileSync(list, readFileSync(list, 'utf8').replace('"years":["2024"]', '"years":2024'))
    await expect(openDuckdbStore(folder)).rejects.toThrow('Line 3 of the list of deletions')
  })
})
