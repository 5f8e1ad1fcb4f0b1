import { chownSync, lstatSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
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
