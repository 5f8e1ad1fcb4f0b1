import { randomBytes } from 'node:crypto'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { dataCommands } from '../../api/about/data-commands.ts'
import { explainFailure } from '../../api/shell/failure.ts'
import type { Terminal } from '../../api/shell/terminal.ts'
import { auditStateOf } from '../../api/store/audit.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { firstTables } from '../../api/store/migrations/0001-first-tables.ts'
import { databaseFileIn } from '../../api/store/open-database.ts'
import { startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { plant } from '../store/planted-file.ts'
import { savedEstimate } from '../store/saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-data-commands-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

async function run(folder: string, name: string, ...words: readonly string[]): Promise<string> {
  let said = ''
  const terminal: Terminal = {
    environment: { CORDON_DATA_DIR: folder },
    readInput: () => Buffer.from(''),
    write: (text) => {
      said += text
    },
    complain: () => undefined,
    isTerminal: false,
  }
  const command = dataCommands(terminal).find((one) => one.name() === name)
  try {
    await command?.exitOverride().parseAsync([...words], { from: 'user' })
  } catch (error) {
    said += explainFailure(error).text
  }
  return said
}

async function saved(folder: string, ...ids: readonly string[]): Promise<void> {
  const store = await openDuckdbStore(folder)
  for (const id of ids)
    await store.saveEstimate(savedEstimate(id, { lines: randomBytes(30_000).toString('base64') }))
  await store.close()
}

async function idsIn(folder: string): Promise<readonly string[]> {
  const store = await openDuckdbStore(folder)
  const { items } = await store.listEstimates({ limit: 100 })
  await store.close()
  return items.map(({ id }) => id)
}

describe('cordon migrate', () => {
  test('says what it would do, does it, and has nothing to do afterwards', async () => {
    const folder = newFolder()
    await plant(folder, firstTables.sql)
    const before = readFileSync(databaseFileIn(folder))
    const would = await run(folder, 'migrate', '--dry-run')
    expect(would).toMatch(/^The data file has version 1\. Steps:\n {2}2: /)
    expect(readFileSync(databaseFileIn(folder)).equals(before)).toBe(true)
    expect(await run(folder, 'migrate')).toBe(`${would}Done.\n`)
    expect(await run(folder, 'migrate')).toMatch(
      /^The data file has version \d+: there is nothing to do\.\n$/,
    )
  })

  test('refuses a file of a later Cordon', async () => {
    const folder = newFolder()
    await saved(folder)
    await plant(folder, "INSERT INTO schema_version VALUES (99, 'later', '2030-01-01')")
    expect(await run(folder, 'migrate')).toContain('it has schema version 99')
  })
})

describe('cordon backup and restore', () => {
  test('a backup holds all, and is put back; what was there is kept aside', async () => {
    const folder = newFolder()
    const file = join(root, 'one.backup')
    await saved(folder, 'est_a', 'est_b')
    expect(await run(folder, 'backup', file)).toMatch(/estimate +2\n/)
    expect(await run(folder, 'backup', file)).toContain('is there already')
    await saved(folder, 'est_c')

    const none = ['--deletions', 'none']
    expect(await run(folder, 'restore', file, '--replace')).toContain('write --deletions none')
    expect(await run(folder, 'restore', file, ...none)).toContain('add --replace')
    expect(await idsIn(folder)).toEqual(['est_a', 'est_b', 'est_c'])
    expect(await run(folder, 'restore', file, '--replace', ...none)).toMatch(/estimate +2\n/)
    expect(await idsIn(folder)).toEqual(['est_a', 'est_b'])
    expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toHaveLength(1)

    const fresh = newFolder()
    await run(fresh, 'restore', file, ...none)
    expect(await idsIn(fresh)).toEqual(['est_a', 'est_b'])
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(statSync(databaseFileIn(fresh)).mode & 0o777).toBe(0o600)
    // What follows the restoring follows from what was done before it. Without a list nobody knows what was released since.
    expect(await actionsIn(fresh)).toEqual(['data.back-up', 'release.lost', 'data.restore'])
  })

  test('a service that runs backs up by itself, and goes on', async () => {
    const folder = newFolder()
    const service = await startService(folder)
    const save = async (name: string): Promise<string> => {
      const answer = await fetch(`${service.url}/v1/estimates?save=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...SMALL_CITY, city: { ...SMALL_CITY.city, name } }),
      })
      expect(answer.status).toBe(201)
      return ((await answer.json()) as { id: string }).id
    }
    try {
      const before = await save('Before')
      const file = join(root, 'running.backup')
      const [said, beside] = await Promise.all([run(folder, 'backup', file), save('Beside')])
      expect(said).toMatch(/^Backed up to .*\n[\s\S]*Digest of its data: sha256:[0-9a-f]{64}\n$/)
      expect(await run(folder, 'backup', file)).toContain('is there already')
      const after = await save('After')
      const fresh = newFolder()
      await run(fresh, 'restore', file, '--deletions', 'none')
      const restored = await idsIn(fresh)
      expect(restored).toContain(before)
      expect(restored).not.toContain(after)
      expect(restored.filter((id) => id !== beside)).toEqual([before])
      expect((await actionsIn(fresh)).slice(-1)).toEqual(['data.restore'])
    } finally {
      service.child.kill('SIGTERM')
      expect(await service.ended).toBe(0)
    }
  })

  test('a folder in use, without data or damaged is not backed up, and no junk is restored', async () => {
    const folder = newFolder()
    expect(await run(folder, 'backup', join(root, 'none.backup'))).toContain('There is no data')
    await saved(folder, ...Array.from({ length: 40 }, (_, index) => `est_${index}`))
    const junk = join(root, 'junk')
    closeSync(openSync(junk, 'w'))
    const none = ['--deletions', 'none']
    expect(await run(folder, 'restore', join(root, 'nothing'), ...none)).toContain('There is no file')
    expect(await run(newFolder(), 'restore', junk, ...none)).toContain('is no whole backup')
    damage(databaseFileIn(folder))
    expect(await run(folder, 'backup', join(root, 'damaged.backup'))).toContain('cannot be used')
    // The service too says so at the start, and not when somebody asks for that row.
    await expect(openDuckdbStore(folder)).rejects.toThrow('cannot be used')
  })
})

/** What the log says was done, if it is whole. */
async function actionsIn(folder: string): Promise<readonly string[]> {
  const store = await openDuckdbStore(folder)
  expect(await auditStateOf(store)).toMatchObject({ entries: expect.any(Number) })
  const entries = await store.listAudit(1000)
  await store.close()
  return entries.map(({ action }) => action)
}

/** Overwrites 512 bytes here and there, in every block: some blocks hold nothing. */
function damage(file: string): void {
  const open = openSync(file, 'r+')
  for (let at = 300_000; at < statSync(file).size - 512; at += 100_000)
    writeSync(open, Buffer.alloc(512, 0xa5), 0, 512, at)
  closeSync(open)
}
