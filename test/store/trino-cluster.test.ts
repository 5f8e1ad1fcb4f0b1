import { randomUUID } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type ClusterSettings, openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { trinoAt } from '../../api/store/cluster/trino.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { findPostgres, type RunningPostgres, startPostgres } from '../fixtures/postgres.ts'
import { findJava, type RunningTrino, startTrino } from '../fixtures/trino.ts'
import { storeContract } from './contract.ts'
import { datasetContract } from './contract-datasets.ts'
import { FACTS_PER_FILE, killableFile, TRIPS_PER_FILE } from './killable-file.ts'
import { allAnswers } from './same-answers.ts'

// npm run test:cluster starts it: a coordinator and two workers take minutes and gigabytes.
const server = process.env['CORDON_TRINO_SERVER'] ?? ''
const missing = [
  ...(server === '' ? ['CORDON_TRINO_SERVER names no server'] : []),
  ...(findPostgres() ? [] : ['PostgreSQL is not installed']),
  ...(findJava() ? [] : ['there is no Java for Trino']),
].join(', ')

const WORKERS = 2
/** Where others work too, a statement may stand for longer than it would in use. */
const PATIENT_MS = 60_000
/** Whoever asks is told within so long that a node is lost [ms]. */
const MAX_TOLD_MS = 15_000
const UNAVAILABLE = expect.objectContaining({ name: 'StoreUnavailable' })

describe.skipIf(missing !== '')(
  `facts that Trino keeps${missing === '' ? '' : ` (skipped: ${missing})`}`,
  () => {
    const root = mkdtempSync(join(tmpdir(), 'cordon-facts-'))
    let postgres: RunningPostgres
    let trino: RunningTrino
    beforeAll(async () => {
      postgres = await startPostgres(findPostgres() ?? '')
      trino = await startTrino({ server, java: findJava() ?? '', postgres: postgres.url, workers: WORKERS })
    })
    afterAll(async () => {
      await trino?.stop()
      await postgres?.stop()
      rmSync(root, { recursive: true, force: true })
    })

    const newSettings = async (): Promise<ClusterSettings> => {
      const schema = `s${randomUUID().slice(0, 8)}`
      const facts = { url: `http://${trino.host}`, user: 'cordon', catalog: 'lake', schema }
      await run(facts, `CREATE SCHEMA lake.${schema}`)
      return { catalog: postgres.url, facts, schema, leaseSeconds: 2, stallMs: PATIENT_MS }
    }
    const run = async (place: Exclude<ClusterSettings['facts'], string>, sql: string) => {
      const on = trinoAt(place, PATIENT_MS)
      try {
        return await on.rows(sql)
      } finally {
        on.close()
      }
    }
    const openAt = (settings: ClusterSettings): Promise<WholeStore> =>
      openClusterStore(settings, join(root, randomUUID()))
    const openNew = async (): Promise<WholeStore> => openAt(await newSettings())
    /** With a file in it, and with deadlines as in use, so that a lost node is told in time. */
    const openWith = async (file: string): Promise<WholeStore> => {
      const settings = await newSettings()
      const patient = await openAt(settings)
      await patient.registerDataset(FLOWS_OF_TEST)
      await importText(patient, killableFile(file))
      await patient.close()
      const { stallMs, ...hurried } = settings
      for (;;)
        try {
          return await openAt(hurried)
        } catch (error) {
          // Others may keep the machine busy for longer than that.
          expect(error).toEqual(expect.objectContaining({ message: expect.stringContaining('be reached') }))
        }
    }
    const tripsIn = async (store: WholeStore): Promise<number | null> =>
      (await store.cube({ dataset: 'flows', by: [] }))[0]?.trips ?? null
    /** Asks until there is an answer; what fails meanwhile must say that it passes. */
    const untilAnswered = async <T>(ask: () => Promise<T>): Promise<T> => {
      for (;;)
        try {
          return await ask()
        } catch (error) {
          expect(error).toEqual(UNAVAILABLE)
          await wait(500)
        }
    }

    test('gives every answer that the embedded store gives, to the bit', async () => {
      const [embedded, shared] = [memoryStore(), await openNew()]
      const expected = await allAnswers(embedded)
      const answers = await allAnswers(shared)
      for (const [at, answer] of answers.entries()) expect([at, answer]).toEqual([at, expected[at]])
      await Promise.all([embedded.close(), shared.close()])
    })

    test('does not sum what no fact has, as the files of the lake say, to the same answer', async () => {
      const settings = await newSettings()
      const store = await openAt(settings)
      await store.registerDataset(FLOWS_OF_TEST)
      await importText(store, killableFile('few'))
      const ask = () => store.cube({ dataset: 'flows', by: ['month', 'city', 'flow', 'mode'] })
      const expected = await ask()
      const client = new pg.Client({ connectionString: postgres.url })
      await client.connect()
      // From a million facts on it looks for columns with values.
      await client.query(`UPDATE ${settings.schema}.batch SET facts = 1000000`)
      await client.end()
      expect(await ask()).toEqual(expected)
      await store.close()
    })

    test('of two that take in the same file at once, one keeps it', async () => {
      const settings = await newSettings()
      const stores = await Promise.all([openAt(settings), openAt(settings)])
      await stores[0]?.registerDataset(FLOWS_OF_TEST)
      for (const round of [1, 2]) {
        const both = await Promise.allSettled(
          stores.map((store) => importText(store, killableFile(`same-${round}`))),
        )
        expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
        for (const store of stores) expect(await tripsIn(store)).toBe(round * TRIPS_PER_FILE)
      }
      await Promise.all(stores.map((store) => store.close()))
    })

    test('a reader sees all of a file or nothing, also while others replace it', async () => {
      const settings = await newSettings()
      const [writer, reader] = await Promise.all([openAt(settings), openAt(settings)])
      await writer.registerDataset(FLOWS_OF_TEST)
      let isWriting = true
      const written = (async () => {
        let replaces: string | undefined
        for (const round of [1, 2, 3]) {
          const { file } = await importText(
            writer,
            killableFile(`turn-${round}`),
            replaces === undefined ? {} : { replaces },
          )
          replaces = file.digest
          await writer.erase()
        }
      })().finally(() => {
        isWriting = false
      })
      const sums = new Set<number | null>()
      while (isWriting) sums.add(await tripsIn(reader))
      await written
      sums.add(await tripsIn(reader))
      expect([null, TRIPS_PER_FILE]).toEqual(expect.arrayContaining([...sums]))
      expect(sums).toContain(TRIPS_PER_FILE)
      await Promise.all([writer.close(), reader.close()])
    })

    test('what is deleted is gone from every byte of the lake', async () => {
      const store = await openNew()
      const filesWith = (text: string): readonly string[] =>
        readdirSync(trino.files, { recursive: true, encoding: 'utf8' }).filter(
          (name) =>
            statSync(join(trino.files, name)).isFile() &&
            readFileSync(join(trino.files, name)).includes(text),
        )
      const canary = `canary-${'x'.repeat(30)}`
      await store.registerDataset(FLOWS_OF_TEST)
      await store.registerDataset({ ...FLOWS_OF_TEST, id: 'other' })
      await importText(store, killableFile(canary))
      await importText(store, killableFile('stays'), { dataset: 'other' })
      // The control: before, it is found.
      expect(filesWith(canary)).not.toEqual([])
      await store.deleteDataset('flows', '2026-01-01T00:00:00.000Z')
      expect(filesWith(canary)).toEqual([])
      expect((await store.cube({ dataset: 'other', by: [] }))[0]?.trips).toBe(TRIPS_PER_FILE)
      await store.close()
    })

    test('a table with other columns, or with other units, is refused', async () => {
      const changes = (table: string) => [
        `ALTER TABLE ${table} ADD COLUMN extra varchar`,
        `ALTER TABLE ${table} DROP COLUMN trips_e6`,
        `COMMENT ON COLUMN ${table}.trips_e6 IS 'thousands'`,
      ]
      for (const at of changes('').keys()) {
        const settings = await newSettings()
        const { facts } = settings
        if (typeof facts === 'string') throw new Error('These facts are in Trino.')
        await (await openAt(settings)).close()
        await run(facts, changes(`lake.${facts.schema}.activity_fact`)[at] ?? '')
        await expect(openAt(settings)).rejects.toThrow('has other columns or units than this Cordon writes')
      }
    })

    describe('when a node is lost', () => {
      test('a worker in a query: it is told in time or answered whole, and all heals', async () => {
        const store = await openWith('before')
        const worker = trino.workers[0]
        const asked = Array.from({ length: 4 }, async (_, at) => {
          // One before, and the others about when it goes.
          await wait(at * 300)
          const began = Date.now()
          const answer = await tripsIn(store).catch((error: unknown) => error)
          return { answer, took: Date.now() - began }
        })
        await wait(400)
        await worker?.kill()
        for (const { answer, took } of await Promise.all(asked)) {
          if (typeof answer === 'number') expect(answer).toBe(TRIPS_PER_FILE)
          else {
            expect(answer).toEqual(UNAVAILABLE)
            expect(took).toBeLessThan(MAX_TOLD_MS)
          }
        }
        expect(await untilAnswered(() => tripsIn(store))).toBe(TRIPS_PER_FILE)
        await worker?.start()
        await trino.ready()
        await store.close()
      })

      test('a worker in an import: the file is taken in whole or not at all, and once', async () => {
        const store = await openWith('before')
        const worker = trino.workers[0]
        const taken = importText(store, killableFile('meanwhile')).catch((error: unknown) => error)
        await wait(700)
        await worker?.kill()
        const outcome = await taken
        const isTaken = !(outcome instanceof Error)
        if (!isTaken) expect(outcome).toEqual(UNAVAILABLE)
        const kept = (await store.listFiles('flows')).length
        expect(kept).toBe(isTaken ? 2 : 1)
        expect(await untilAnswered(() => tripsIn(store))).toBe(kept * TRIPS_PER_FILE)
        await untilAnswered(() => importText(store, killableFile('meanwhile')))
        expect(await untilAnswered(() => tripsIn(store))).toBe(2 * TRIPS_PER_FILE)
        expect((await store.findDataset('flows'))?.facts).toBe(2 * FACTS_PER_FILE)
        await worker?.start()
        await trino.ready()
        await store.close()
      })

      test('the coordinator: what needs no facts is answered, and all heals when it is back', async () => {
        const store = await openWith('before')
        await trino.coordinator.kill()
        const began = Date.now()
        await expect(tripsIn(store)).rejects.toEqual(UNAVAILABLE)
        await expect(importText(store, killableFile('meanwhile'))).rejects.toEqual(UNAVAILABLE)
        expect(Date.now() - began).toBeLessThan(MAX_TOLD_MS)
        expect(store.failures()).toBeGreaterThan(0)
        expect((await store.findDataset('flows'))?.facts).toBe(FACTS_PER_FILE)
        await trino.coordinator.start()
        await trino.ready()
        expect(await untilAnswered(() => tripsIn(store))).toBe(TRIPS_PER_FILE)
        await untilAnswered(() => importText(store, killableFile('after')))
        expect(await untilAnswered(() => tripsIn(store))).toBe(2 * TRIPS_PER_FILE)
        await store.close()
      })
    })

    storeContract('the store with facts in Trino', openNew)
    datasetContract('datasets of the store with facts in Trino', openNew)
  },
)
