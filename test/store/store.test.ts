import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, describe, expect, test } from 'vitest'
import { openDuckdbStore, StoreRefused } from '../../api/store/duckdb-store.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { bundledProgram } from '../fixtures/bundled-program.ts'
import { storeContract } from './contract.ts'
import { datasetContract } from './contract-datasets.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-store-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
let count = 0
const newFolder = (): string => {
  count += 1
  return join(root, `${count}`, 'data')
}

storeContract('the memory store', async () => memoryStore())
storeContract('the DuckDB store', () => openDuckdbStore(newFolder()))
datasetContract('datasets of the memory store', async () => memoryStore())
datasetContract('datasets of the DuckDB store', () => openDuckdbStore(newFolder()))

describe('the DuckDB store', () => {
  test('makes its folder, writes nothing beside it, and keeps what it was given', async () => {
    const folder = newFolder()
    const store = await openDuckdbStore(folder)
    await store.saveEstimate(savedEstimate('est_a'))
    await store.close()
    expect(readdirSync(folder)).toEqual(['cordon.duckdb'])
    expect(readdirSync(join(folder, '..'))).toEqual(['data'])
    const again = await openDuckdbStore(folder)
    expect(await again.findEstimate('est_a')).toEqual(savedEstimate('est_a'))
    await again.close()
  })

  test('refuses a file that is none of its own', async () => {
    const folder = mkdtempSync(join(root, 'bad-'))
    writeFileSync(join(folder, 'cordon.duckdb'), 'this is no database')
    await expect(openDuckdbStore(folder)).rejects.toThrow(StoreRefused)
  })

  test('refuses a folder that is a file', async () => {
    const file = join(root, 'file')
    writeFileSync(file, '')
    await expect(openDuckdbStore(file)).rejects.toThrow(`The data folder ${file} cannot be used`)
  })
})

/** Saves without end in a process of its own, saying each id once it is acknowledged. */
async function startSaving(folder: string) {
  const program = await bundledProgram(new URL('./saving.ts', import.meta.url))
  const child = spawn(process.execPath, [program, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  return { child, acknowledged: createInterface({ input: child.stdout }) }
}

describe('a process that is killed', () => {
  test('loses nothing that it acknowledged, and leaves nothing half', async () => {
    const folder = newFolder()
    for (const atLeast of [30, 60]) {
      const { child, acknowledged } = await startSaving(folder)
      const exited = once(child, 'exit')
      const ids: string[] = []
      for await (const id of acknowledged) {
        ids.push(id)
        if (ids.length === atLeast) child.kill('SIGKILL')
      }
      await exited
      expect(ids.length).toBeGreaterThanOrEqual(atLeast)

      const store = await openDuckdbStore(folder)
      for (const id of ids) expect(await store.findEstimate(id)).toEqual(savedEstimate(id))
      const { items } = await store.listEstimates({ limit: 10_000 })
      for (const { id } of items) expect(await store.findEstimate(id)).toEqual(savedEstimate(id))
      await store.close()
    }
  })

  test('while it lives, nobody else takes its folder', async () => {
    const folder = newFolder()
    const { child, acknowledged } = await startSaving(folder)
    await once(acknowledged, 'line')
    expect(existsSync(join(folder, 'cordon.duckdb'))).toBe(true)
    await expect(openDuckdbStore(folder)).rejects.toThrow('in use by another process')
    const exited = once(child, 'exit')
    child.kill('SIGKILL')
    await exited
  })
})
