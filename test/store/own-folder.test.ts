import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openStore, StoreRefused } from '../../api/store/open-store.ts'
import { restore } from '../../api/store/restore.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-own-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

let count = 0
const newFolder = (): string => {
  count += 1
  const folder = join(root, `folder-${count}`)
  mkdirSync(folder)
  return folder
}

const opened = (dataFolder: string) => openStore({ dataFolder, cluster: undefined })
const refusal = async (dataFolder: string): Promise<string> => {
  const error = await opened(dataFolder).catch((one: unknown) => one)
  expect(error).toBeInstanceOf(StoreRefused)
  return (error as Error).message
}

describe('a folder that holds something else', () => {
  test('is not taken for a data folder, and stays as it is', async () => {
    const folder = newFolder()
    chmodSync(folder, 0o755)
    // Names of a data folder, and of others who use them too.
    mkdirSync(join(folder, 'staging'))
    writeFileSync(join(folder, 'staging', 'site.html'), 'x')
    writeFileSync(join(folder, 'orders.csv'), 'x')
    expect(await refusal(folder)).toBe(
      `The folder ${folder} has no data of Cordon, but other things, such as staging. Name an empty folder or a new one.`,
    )
    expect(statSync(folder).mode & 0o777).toBe(0o755)
    expect(readdirSync(folder, { recursive: true })).toHaveLength(3)
    const home = newFolder()
    mkdirSync(join(home, 'photos'))
    expect(await refusal(home)).toContain('but other things, such as photos.')
  })

  test('may be what file systems and shells put there, or what was there beside data', async () => {
    const folder = newFolder()
    mkdirSync(join(folder, 'lost+found'))
    for (const name of ['.profile', 'deletions.jsonl', 'last.cordon-backup', 'request.json'])
      writeFileSync(join(folder, name), '')
    await (await opened(folder)).close()
    writeFileSync(join(folder, 'notes.txt'), '')
    await (await opened(folder)).close()
    expect(existsSync(join(folder, 'notes.txt'))).toBe(true)
  })
})

test('a folder that cannot be made is refused, and not tried for ever', async () => {
  const link = join(root, 'link')
  symlinkSync('/no/such/place', link)
  const file = join(root, 'file')
  writeFileSync(file, '')
  for (const [folder, code] of [
    // Linux makes no folder there; Node's own way to make one with those above it never ends.
    ['/proc/cordon', 'ENOENT'],
    [link, 'EEXIST'],
  ])
    expect(await refusal(`${folder}`)).toBe(
      `The data folder ${folder} cannot be used: it cannot be made (${code}).`,
    )
  expect(await refusal(join(file, 'data'))).toMatch(/cannot be used: it cannot be made \(EEXIST\)\.$/)
})

test('a restore that was broken off is told at the start, and can be done again', async () => {
  const [source, folder] = [newFolder(), newFolder()]
  const store = await opened(source)
  const backup = join(root, 'one.cordon-backup')
  await store.backUp(backup)
  await store.close()
  await (await opened(folder)).close()
  // As it stands between the two names that a restore changes: the file of before is aside, the new one is not in place.
  renameSync(join(folder, 'cordon.duckdb'), join(folder, 'cordon.duckdb.before-2026-11-30T00-00-00-000Z'))
  writeFileSync(join(folder, 'cordon.duckdb.restoring'), 'half')
  const said = await refusal(folder)
  expect(said).toMatch(/has cordon\.duckdb\..*, but no cordon\.duckdb: a restore or a move was broken off/)
  expect(existsSync(join(folder, 'cordon.duckdb'))).toBe(false)
  await restore(backup, {
    folder,
    isReplacing: true,
    deletions: undefined,
    listFile: join(folder, 'deletions.jsonl'),
  })
  await (await opened(folder)).close()
})

test('a service that starts while a restore is under way keeps its file', async () => {
  const [source, folder] = [newFolder(), newFolder()]
  const store = await opened(source)
  const backup = join(root, 'two.cordon-backup')
  await store.backUp(backup)
  await store.close()
  const restoring = restore(backup, {
    folder,
    isReplacing: false,
    deletions: undefined,
    listFile: join(folder, 'deletions.jsonl'),
  }).catch((error: Error) => error.message)
  while (!existsSync(join(folder, 'cordon.duckdb.restoring'))) await new Promise(setImmediate)
  writeFileSync(join(folder, 'cordon.duckdb'), 'of another process')
  expect(await restoring).toBe(`The folder ${folder} has data; to keep them aside, add --replace.`)
  expect(readFileSync(join(folder, 'cordon.duckdb'), 'utf8')).toBe('of another process')
})
