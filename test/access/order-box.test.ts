import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, describe, expect, test } from 'vitest'
import { askService, serveOrders } from '../../api/access/order-box.ts'
import { runCommand } from '../fixtures/command.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-orders-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

test('a folder of orders that cannot be read is told once, and ends no service', async () => {
  const folder = newFolder()
  // As for the user of a service, where root made the folder.
  writeFileSync(join(folder, 'orders'), '')
  const faults: unknown[] = []
  const end = serveOrders(
    folder,
    async () => ({ keys: [] }),
    (error) => faults.push(error),
  )
  while (faults.length === 0) await wait(10)
  rmSync(join(folder, 'orders'))
  expect(await askService(folder, { do: 'list-keys' })).toEqual({ keys: [] })
  end()
  expect(faults.map((error) => (error as Error).name)).toEqual(['OrdersUnreadable'])
})

test('a process that has the data and hears no orders is told of, and not another folder', async () => {
  const folder = newFolder()
  const duckdb = createRequire(import.meta.url).resolve('@duckdb/node-api')
  const holder = spawn(
    process.execPath,
    [
      '-e',
      `require(${JSON.stringify(duckdb)}).DuckDBInstance.create(${JSON.stringify(join(folder, 'cordon.duckdb'))}).then(() => console.log('open'))
       setInterval(() => undefined, 1000)`,
    ],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  await once(holder.stdout, 'data')
  const environment = { CORDON_DATA_DIR: folder }
  const [keys, backup] = await Promise.all([
    runCommand(['keys', 'list'], { environment }),
    runCommand(['backup', join(root, 'x.cordon-backup')], { environment }),
  ])
  holder.kill('SIGKILL')
  for (const { exitCode, complaint } of [keys, backup]) {
    expect(exitCode).toBe(2)
    expect(complaint).toMatch(/Another process has the data folder open and does not answer/)
  }
  expect(readdirSync(join(folder, 'orders'))).toEqual([])
})

const NOBODY = 65534

describe.skipIf(process.geteuid?.() !== 0)('what root does for a service of another user', () => {
  test('is its own: its service reads the orders, and starts on the data', async () => {
    const folder = newFolder()
    const aside = join(root, 'aside')
    writeFileSync(aside, '')
    chownSync(folder, NOBODY, NOBODY)
    // Whoever owns the folder might lead root elsewhere.
    symlinkSync(aside, join(folder, 'link.jsonl'))
    const owners: number[] = []
    const end = serveOrders(
      folder,
      async () => {
        const box = join(folder, 'orders')
        owners.push(...[box, ...readdirSync(box).map((name) => join(box, name))].map(ownerOf))
        return { keys: [] }
      },
      () => undefined,
    )
    await askService(folder, { do: 'list-keys' })
    end()
    // The box itself; the order was taken, and the sign of that is of whoever serves.
    expect(owners[0]).toBe(NOBODY)

    const environment = { CORDON_DATA_DIR: folder }
    const made = await runCommand(['keys', 'add', '--scope', 'read', '--name', 'x'], { environment })
    expect(made.exitCode).toBe(0)
    expect(readdirSync(folder)).toContain('cordon.duckdb')
    for (const name of readdirSync(folder))
      expect([name, ownerOf(join(folder, name))]).toEqual([name, NOBODY])
    expect(ownerOf(aside)).toBe(0)
  })
})

const ownerOf = (path: string): number => lstatSync(path).uid
