import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, expect, test } from 'vitest'
import { duckdbFile } from '../../api/store/duckdb-file.ts'
import { prepareStore, storeOn } from '../../api/store/duckdb-store.ts'
import type { Opened } from '../../api/store/open-database.ts'
import { isStoreLost } from '../../api/store/store-unavailable.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-full-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))

/** What the engine says when its log cannot be written. */
const FULL =
  'FATAL Error: Failed to create checkpoint because of error: Could not write file "x": No space left on device'

/** A store whose disk can be full, and a count of how often its file was opened. */
function newStore() {
  const disk = { isFull: false, opened: 0, invalidated: false }
  const file = join(mkdtempSync(join(root, 'data-')), 'cordon.duckdb')
  const staging = join(root, 'staging')
  const open = async (): Promise<Opened> => {
    disk.opened += 1
    disk.invalidated = false
    const instance = await DuckDBInstance.create(file, { threads: '1' })
    const connection = await instance.connect()
    await prepareStore(connection, file)
    return { instance: faulty(instance), connection: faulty(connection) }
  }
  /** Writes fail on a full disk; from then on everything does, until the file is opened again. */
  const faulty = <T extends object>(real: T): T =>
    new Proxy(real, {
      get: (target, name) => {
        const value = Reflect.get(target, name)
        if (name === 'connect')
          return async () => faulty(await (target as unknown as DuckDBInstance).connect())
        if (typeof value !== 'function') return value
        return (...given: unknown[]) => {
          if ((name === 'run' || name === 'runAndReadAll') && refuses(String(given[0]))) throw new Error(FULL)
          return (value as (...all: unknown[]) => unknown).apply(target, given)
        }
      },
    })
  const refuses = (sql: string): boolean => {
    if (disk.isFull && /\b(INSERT|UPDATE|DELETE|CREATE)\b/.test(sql)) disk.invalidated = true
    return disk.invalidated
  }
  const changes: boolean[] = []
  const store = storeOn(
    duckdbFile(open, staging, {
      hasRoom: async () => !disk.isFull,
      changed: (isReady) => changes.push(isReady),
      retryMs: 5,
    }),
  )
  return { store, disk, changes }
}

test('a full disk makes the service not ready, and it is ready again by itself when there is room', async () => {
  const { store, disk, changes } = newStore()
  const app = await newApp({ store })
  const save = () => postEstimate(app, { ...SMALL_CITY, period: '2018' }, '?save=true')
  const ready = async (): Promise<number> => (await app.inject('/readyz')).statusCode
  await store.saveEstimate(savedEstimate('est_before'))
  expect(await ready()).toBe(200)

  disk.isFull = true
  const refused = await save()
  expect([refused.statusCode, refused.headers['retry-after']]).toEqual([503, '1'])
  expect(refused.json()).toMatchObject({ type: '/docs/problems#not-ready' })
  expect(await ready()).toBe(503)
  // Reading too: the engine has given up the whole file.
  expect((await app.inject('/v1/estimates')).statusCode).toBe(503)
  expect((await app.inject('/healthz')).statusCode).toBe(200)
  // What needs no store goes on.
  expect((await postEstimate(app, SMALL_CITY)).statusCode).toBe(200)
  await pause(50)
  expect([await ready(), disk.opened]).toEqual([503, 1])

  disk.isFull = false
  while ((await ready()) !== 200) await pause(5)
  expect(disk.opened).toBe(2)
  expect((await app.inject('/v1/estimates/est_before')).statusCode).toBe(200)
  expect((await save()).statusCode).toBe(201)
  expect(changes).toEqual([false, true])
  expect(store.failures()).toBe(1)
  await app.close()
  await store.close()
})

test('an import that meets a full disk saves nothing, and is taken in afterwards', async () => {
  const { store, disk } = newStore()
  await store.registerDataset(FLOWS_OF_TEST)
  disk.isFull = true
  await expect(importText(store, 'period,city,trips\n2024-01-01,A,5\n')).rejects.toMatchObject({
    name: 'StoreUnavailable',
  })
  disk.isFull = false
  while (!store.isReady()) await pause(5)
  expect(await store.findDataset('flows')).toMatchObject({ version: 0, facts: 0 })
  await importText(store, 'period,city,trips\n2024-01-01,A,5\n')
  expect(await store.findDataset('flows')).toMatchObject({ version: 1, facts: 1 })
  await store.close()
})

test.each([
  [FULL, true],
  ['FATAL Error: Failed: database has been invalidated because of a previous fatal error.', true],
  ['TransactionContext Error: Failed to commit: Could not write file "x": No space left on device', true],
  ['IO Error: Cannot open file "x": No such file or directory', false],
  ['Conversion Error: Could not convert string "No" to INT32', false],
])('%s: lost %s', (text, lost) => {
  expect(isStoreLost(new Error(text))).toBe(lost)
})
