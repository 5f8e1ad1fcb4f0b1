import { spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { auditedStore } from '../../api/access/audited-store.ts'
import { auditStateOf } from '../../api/store/audit.ts'
import { backUpFolder } from '../../api/store/backup.ts'
import { readMark } from '../../api/store/backup-mark.ts'
import { deletionListIn, NO_DELETIONS } from '../../api/store/deletion-list.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { restore } from '../../api/store/restore.ts'
import { bundledProgram } from '../fixtures/bundled-program.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-backup-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))
const newFile = (): string => join(newFolder(), 'one.cordon-backup')

const HEAD = 'period,city,mode,vehicle_distance_vkm\n'
/** Names that stand in the file as they are: so few of them are not compressed. */
const canary = (at: number): string => `canary-${'x'.repeat(20)}-${String(at).padStart(5, '0')}`
const rows = (from: number, count: number): string =>
  Array.from({ length: count }, (_, at) => `2019-01-01,${canary(from + at)},car,${7_000_001 + at}\n`).join('')

/** The files of a folder that hold a text in their bytes, however deep they lie. */
const filesWith = (text: string, folder: string): readonly string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
    (name) => statSync(join(folder, name)).isFile() && readFileSync(join(folder, name)).includes(text),
  )

const noList = async () => NO_DELETIONS

const into = (folder: string, deletions: string | undefined) => ({
  folder,
  isReplacing: false,
  deletions,
  listFile: deletionListIn(folder),
})

/** What a folder has, as its store tells it. */
async function contentOf(folder: string) {
  const store = await openDuckdbStore(folder)
  const { items } = await store.listEstimates({ limit: 1000 })
  const datasets = (await store.listDatasets({ limit: 100 })).items.map(({ id, facts, retentionMonths }) => ({
    id,
    facts,
    retentionMonths,
  }))
  const keys = await store.listKeys()
  const audit = await auditStateOf(store)
  const actions = (await store.listAudit(1000)).map(({ action }) => action)
  await store.close()
  return { estimates: items.map(({ id }) => id), datasets, keys, audit, actions }
}

async function withData(folder: string): Promise<WholeStore> {
  const store = auditedStore(await openDuckdbStore(folder))
  for (const id of ['flows', 'other']) await store.registerDataset({ ...FLOWS_OF_TEST, id })
  await importText(store, HEAD + rows(0, 50))
  await importText(store, HEAD + rows(50_000, 50), { dataset: 'other' })
  for (const id of ['est_a', 'est_b']) await store.saveEstimate(savedEstimate(id))
  return store
}

describe('a backup of an open store', () => {
  test('is of one moment, while others write', async () => {
    const store = await withData(newFolder())
    const file = newFile()
    let saved = 0
    let isMade = false
    const writing = (async () => {
      for (; !isMade; saved += 1)
        await store.saveEstimate(savedEstimate(`est_w${String(saved).padStart(5, '0')}`))
    })()
    const backup = await store.backUp(file)
    isMade = true
    await writing
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readdirSync(join(file, '..'))).toEqual(['one.cordon-backup'])
    await store.close()

    const folder = newFolder()
    const restored = await restore(file, into(folder, undefined))
    expect(restored.digest).toBe(backup.digest)
    const { estimates, datasets, audit, actions } = await contentOf(folder)
    expect(datasets.map(({ id, facts }) => [id, facts])).toEqual([
      ['flows', 50],
      ['other', 50],
    ])
    // Each save is noted before it is done: of one moment, there is at most one note more.
    const notes = actions.filter((action) => action === 'estimate.save').length
    expect(estimates.slice(0, 2)).toEqual(['est_a', 'est_b'])
    expect([0, 1]).toContain(notes - estimates.length)
    expect(audit).toMatchObject({ entries: actions.length })
    expect(actions.slice(-1)).toEqual(['data.restore'])
  })

  test('holds no byte of what was deleted before it', async () => {
    const store = await withData(newFolder())
    const [before, after] = [newFile(), newFile()]
    await store.backUp(before)
    await store.deleteEstimate('est_a')
    await store.deleteDataset('flows', '2026-01-01T00:00:00.000Z')
    await store.backUp(after)
    await store.close()
    expect(readFileSync(before).includes(canary(1))).toBe(true)
    expect(readFileSync(after).includes(canary(1))).toBe(false)
    expect(readFileSync(after).includes(canary(50_001))).toBe(true)
  })
})

describe('what was deleted after the backup', () => {
  test('is deleted again, down to the bytes', async () => {
    const source = newFolder()
    const store = await withData(source)
    const { file: replaced } = await importText(store, HEAD + rows(20_000, 50), { dataset: 'other' })
    await store.addKey({
      id: 'k1',
      name: 'Leeds',
      scopes: ['read'],
      digest: '0',
      origin: 'command',
      madeAt: '2026-01-01T00:00:00.000Z',
    })
    await store.own('estimate', 'est_a', 'k1')
    const file = newFile()
    await store.backUp(file)
    await store.deleteDataset('flows', '2026-02-01T00:00:00.000Z')
    await store.deleteEstimate('est_a')
    await store.revokeKey('k1', '2026-02-02T00:00:00.000Z')
    await store.retain('other', 120)
    await importText(store, HEAD + rows(30_000, 10), { dataset: 'other', replaces: replaced.digest })
    await store.close()

    // The control: without the list all of it comes back, so that finding nothing means something.
    const everything = newFolder()
    await restore(file, into(everything, undefined))
    const gone = [canary(1), canary(20_001)]
    for (const text of gone) expect(filesWith(text, everything)).toEqual(['cordon.duckdb'])
    expect((await contentOf(everything)).estimates).toEqual(['est_a', 'est_b'])

    const folder = newFolder()
    const restored = await restore(file, into(folder, deletionListIn(source)))
    // The dataset, the estimate, the key and the replaced file; a period of keeping is no deletion.
    expect(restored.deletedAgain).toBe(4)
    for (const text of gone) expect(filesWith(text, folder)).toEqual([])
    expect(filesWith(canary(50_001), folder)).toEqual(['cordon.duckdb'])
    const { estimates, datasets, keys, audit, actions } = await contentOf(folder)
    expect(estimates).toEqual(['est_b'])
    // The file that took the place of another came after the backup.
    expect(datasets).toEqual([{ id: 'other', facts: 50, retentionMonths: 120 }])
    expect(keys.map(({ revokedAt }) => revokedAt)).toEqual(['2026-02-02T00:00:00.000Z'])
    expect(audit).toMatchObject({ entries: actions.length })
    expect(actions.slice(-1)).toEqual(['data.restore'])
    // The next restoring of an older backup finds the whole list.
    expect(readFileSync(deletionListIn(folder))).toEqual(readFileSync(deletionListIn(source)))
    expect(readFileSync(deletionListIn(folder), 'utf8')).not.toMatch(/canary|Leeds/)
  })

  test('is known by its list alone: another one, a shorter one and a damaged one are refused', async () => {
    const source = newFolder()
    const store = await withData(source)
    await store.deleteEstimate('est_a')
    const file = newFile()
    await store.backUp(file)
    await store.deleteEstimate('est_b')
    await store.close()
    const list = deletionListIn(source)
    const [other, short, damaged] = [newFile(), newFile(), newFile()]
    writeFileSync(other, readFileSync(list, 'utf8').replace('est_a', 'est_x'))
    writeFileSync(short, '')
    copyFileSync(list, damaged)
    appendFileSync(damaged, 'junk\n')
    const folder = newFolder()
    for (const wrong of [other, short])
      await expect(restore(file, into(folder, wrong))).rejects.toThrow('is not the list of deletions that')
    await expect(restore(file, into(folder, damaged))).rejects.toThrow('Line 3 of the list')
    await expect(restore(file, into(folder, newFile()))).rejects.toThrow('There is no list of deletions')
    expect(readdirSync(folder)).toEqual([])
    // A line that was written in part was never acknowledged.
    appendFileSync(list, '{"kind":"estimate","id":"est_')
    expect((await restore(file, into(folder, list))).deletedAgain).toBe(1)
  })
})

describe('a backup that is not what was written', () => {
  test('is refused, and nothing is left in the folder', async () => {
    const store = await withData(newFolder())
    const file = newFile()
    await store.backUp(file)
    await expect(store.backUp(file)).rejects.toThrow('is there already')
    await expect(store.backUp(join(root, 'no', 'folder'))).rejects.toThrow('There is no folder')
    await store.close()
    const folder = newFolder()
    const changed = (name: string, change: (bytes: Buffer) => Buffer): string => {
      const path = join(root, name)
      writeFileSync(path, change(readFileSync(file)))
      return path
    }
    const flipped = changed('flipped', (bytes) => {
      bytes[200_000] = (bytes[200_000] ?? 0) ^ 1
      return bytes
    })
    const cut = changed('cut', (bytes) => bytes.subarray(0, -1))
    const grown = changed('grown', (bytes) => Buffer.concat([Buffer.from('x'), bytes]))
    const later = changed('later', (bytes) => {
      const at = bytes.lastIndexOf('"schemaVersion":') + '"schemaVersion":'.length
      return Buffer.concat([bytes.subarray(0, at), Buffer.from('9'), bytes.subarray(at)])
    })
    await expect(restore(flipped, into(folder, undefined))).rejects.toThrow('was changed or damaged')
    for (const path of [cut, grown])
      await expect(restore(path, into(folder, undefined))).rejects.toThrow('is no whole backup')
    await expect(restore(later, into(folder, undefined))).rejects.toThrow('A later Cordon made')
    expect(readdirSync(folder)).toEqual([])
    writeFileSync(join(folder, 'notes.txt'), '')
    await expect(restore(file, into(folder, undefined))).rejects.toThrow('is not empty: it has notes.txt')
    await expect(restore(file, into(join(root, 'made'), undefined))).resolves.toBeDefined()
    await expect(restore(file, into(join(root, 'made'), undefined))).rejects.toThrow('has data')
  })
})

test('of two backups that are ordered at once under one name, one is made', async () => {
  const store = await withData(newFolder())
  const file = newFile()
  const both = await Promise.allSettled([store.backUp(file), store.backUp(file)])
  expect(both.map((one) => (one.status === 'fulfilled' ? 'made' : one.reason.message))).toEqual([
    'made',
    `${file} is there already; name a new file.`,
  ])
  await store.close()
  await restore(file, into(newFolder(), undefined))
})

describe('a process that is killed', () => {
  /** Kills a program as soon as a file is there, whatever it writes then. */
  async function killedAt(file: string, ...words: readonly string[]): Promise<void> {
    const program = await bundledProgram(new URL('./backing-up.ts', import.meta.url))
    const child = spawn(process.execPath, [program, ...words], { stdio: 'inherit' })
    const exited = once(child, 'exit')
    while (!existsSync(file) && child.exitCode === null) await pause(1)
    child.kill('SIGKILL')
    await exited
  }

  test('leaves no half of a backup and no half of what it restored', async () => {
    const source = newFolder()
    await (await withData(source)).close()
    const cut = newFile()
    await killedAt(`${cut}.part`, 'backup', source, cut)
    // Killed, or done just before; never something under the name that is not whole.
    if (existsSync(cut)) await readMark(cut)
    else expect(existsSync(`${cut}.part`)).toBe(true)
    const file = newFile()
    await backUpFolder(source, file, noList)
    const folder = newFolder()
    await killedAt(join(folder, 'cordon.duckdb.restoring'), 'restore', file, folder)
    const isDone = existsSync(join(folder, 'cordon.duckdb'))
    if (!isDone) await restore(file, into(folder, undefined))
    expect(readdirSync(folder)).toEqual(['cordon.duckdb'])
    expect((await contentOf(folder)).datasets.map(({ facts }) => facts)).toEqual([50, 50])
  })
})
