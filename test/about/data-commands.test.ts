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
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import { firstTables } from '../../api/store/migrations/0001-first-tables.ts'
import { databaseFileIn } from '../../api/store/open-database.ts'
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

    expect(await run(folder, 'restore', file)).toContain('add --replace')
    expect(await idsIn(folder)).toEqual(['est_a', 'est_b', 'est_c'])
    expect(await run(folder, 'restore', file, '--replace')).toMatch(/estimate +2\n/)
    expect(await idsIn(folder)).toEqual(['est_a', 'est_b'])
    expect(readdirSync(folder).filter((name) => name.includes('.before-'))).toHaveLength(1)

    const fresh = newFolder()
    await run(fresh, 'restore', file)
    expect(await idsIn(fresh)).toEqual(['est_a', 'est_b'])
  })

  test('a folder in use, without data or damaged is not backed up, and no junk is restored', async () => {
    const folder = newFolder()
    expect(await run(folder, 'backup', join(root, 'none.backup'))).toContain('There is no data')
    await saved(folder, ...Array.from({ length: 40 }, (_, index) => `est_${index}`))
    const junk = join(root, 'junk')
    closeSync(openSync(junk, 'w'))
    expect(await run(folder, 'restore', join(root, 'nothing'), '--replace')).toContain('There is no file')
    damage(databaseFileIn(folder))
    expect(await run(folder, 'backup', join(root, 'damaged.backup'))).toContain('cannot be used')
    // The service too says so at the start, and not when somebody asks for that row.
    await expect(openDuckdbStore(folder)).rejects.toThrow('cannot be used')
  })
})

/** Overwrites 512 bytes here and there, in every block: some blocks hold nothing. */
function damage(file: string): void {
  const open = openSync(file, 'r+')
  for (let at = 300_000; at < statSync(file).size - 512; at += 100_000)
    writeSync(open, Buffer.alloc(512, 0xa5), 0, 512, at)
  closeSync(open)
}
