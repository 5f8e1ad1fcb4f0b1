import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { describe, expect, test, vi } from 'vitest'
import {
  type ClusterSettings,
  clusterRefusal,
  openClusterStore,
} from '../../api/store/cluster/cluster-store.ts'
import { postgresCatalog } from '../../api/store/cluster/postgres-catalog.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { SCHEMA_VERSION } from '../../api/store/migration.ts'
import type { StorePlace } from '../../api/store/open-store.ts'
import { clusterInTest } from '../fixtures/cluster-in-test.ts'
import { clusterParts } from '../fixtures/cluster-parts.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { FACTS_PER_FILE, killableFile, TRIPS_PER_FILE } from './killable-file.ts'
import { killedAfter } from './killed-after.ts'

/** Few here; 50 by `CORDON_ROUNDS=50 npx vitest run test/store/several-processes.test.ts`. */
const ROUNDS = Number(process.env['CORDON_ROUNDS'] ?? 4)

const { found, missing } = clusterParts()

describe.skipIf(!found)(`several processes${found ? '' : ` (skipped: ${missing})`}`, () => {
  const { root, postgres, settings } = clusterInTest(found)
  const newPlace = (): StorePlace => {
    const schema = `s${randomUUID().slice(0, 8)}`
    return { dataFolder: join(root, schema, 'own'), cluster: settings(schema) }
  }
  const openAt = ({ cluster, dataFolder }: StorePlace): Promise<WholeStore> => {
    if (!cluster) throw new Error('These places are shared.')
    return openClusterStore(cluster, dataFolder)
  }

  test('of two that take in the same file at once, one keeps it', async () => {
    const place = newPlace()
    const stores = await Promise.all([openAt(place), openAt(place)])
    await stores[0]?.registerDataset(FLOWS_OF_TEST)
    for (let round = 0; round < ROUNDS; round += 1) {
      const text = killableFile(`same-${round}`)
      const both = await Promise.allSettled(stores.map((store) => importText(store, text)))
      // The second is told that it is kept already, or gets what the first kept.
      expect(both.some(({ status }) => status === 'fulfilled')).toBe(true)
      for (const store of stores) {
        const files = await store.listFiles('flows')
        expect(files.map(({ facts }) => facts)).toEqual(Array(round + 1).fill(FACTS_PER_FILE))
        const [sum] = await store.cube({ dataset: 'flows', by: [] })
        expect(sum?.trips).toBe((round + 1) * TRIPS_PER_FILE)
      }
    }
    await Promise.all(stores.map((store) => store.close()))
  })

  test('a reader sees all of a file or nothing, also while others replace it', async () => {
    const place = newPlace()
    const [writer, reader] = await Promise.all([openAt(place), openAt(place)])
    await writer.registerDataset(FLOWS_OF_TEST)
    let isWriting = true
    const written = (async () => {
      let replaces: string | undefined
      for (let round = 0; round < ROUNDS; round += 1) {
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
    while (isWriting) sums.add((await reader.cube({ dataset: 'flows', by: [] }))[0]?.trips ?? null)
    await written
    expect([null, TRIPS_PER_FILE]).toEqual(expect.arrayContaining([...sums]))
    expect(sums).toContain(TRIPS_PER_FILE)
    await Promise.all([writer.close(), reader.close()])
  })

  test('one that is killed leaves all of a file or nothing, and only its own jobs fail', async () => {
    const place = newPlace()
    const living = await openAt(place)
    await living.startJob({
      id: 'job_living',
      kind: 'import',
      dataset: 'flows',
      format: 'tally',
      startedAt: 'now',
    })
    const acknowledged: string[] = []
    for (let round = 0; round < ROUNDS; round += 1)
      acknowledged.push(
        ...(await killedAfter(place, round === 0 ? undefined : Math.random() * 1500)).acknowledged,
      )
    const sums = await living.cube({ dataset: 'flows', by: ['origin'] })
    expect(sums.every(({ trips }) => trips === TRIPS_PER_FILE)).toBe(true)
    const kept = new Set(sums.map(({ origin }) => origin))
    expect(acknowledged.filter((name) => !kept.has(name))).toEqual([])
    expect((await living.listFiles('flows')).length).toBe(kept.size)
    // The lease of the dead runs out.
    while (
      (await living.listJobs({ limit: 1000 })).items.filter(({ state }) => state === 'running').length > 1
    )
      await wait(200)
    for (const { id, state } of (await living.listJobs({ limit: 1000 })).items)
      expect([id, state]).toEqual([
        id,
        id === 'job_living' ? 'running' : kept.has(id.replace('job_', '')) ? 'succeeded' : 'failed',
      ])
    await living.close()
  })

  test('many releases that are ordered at once are made one after another, in two processes', async () => {
    const place = newPlace()
    const stores = await Promise.all([openAt(place), openAt(place)])
    let [working, most] = [0, 0]
    // More than a process has connections.
    const all = Array.from({ length: 24 }, (_, at) => stores[at % 2]).map((store) =>
      store?.releasing(async () => {
        working += 1
        most = Math.max(most, working)
        // Work of its own needs a connection too.
        const { items } = await store.listDatasets({ limit: 1 })
        working -= 1
        return items.length
      }),
    )
    expect(await Promise.all(all)).toEqual(Array(24).fill(0))
    expect(most).toBe(1)
    for (const store of stores) expect(store.failures()).toBe(0)
    await Promise.all(stores.map((store) => store.close()))
  })

  test('a process whose clock is two days ahead erases nothing that another is about to publish', async () => {
    const place = newPlace()
    const schema = (place.cluster as ClusterSettings).schema
    const [importing, erasing] = await Promise.all([openAt(place), openAt(place)])
    await importing.registerDataset(FLOWS_OF_TEST)
    const client = new pg.Client({ connectionString: postgres().url, options: `-c search_path=${schema}` })
    await client.connect()
    await client.query("INSERT INTO erasure_due VALUES ('of before', '2026-01-01T00:00:00.000Z')")
    // Files can be looked for and not noted: the facts are written by then, and not published.
    await client.query('BEGIN; LOCK TABLE imported_file IN SHARE MODE')
    const imported = importText(importing, killableFile('staged'))
    const WAITING = `SELECT 1 FROM pg_locks WHERE relation = 'imported_file'::regclass AND NOT granted`
    while ((await client.query(WAITING)).rowCount === 0) await wait(50)
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 48 * 3_600_000 })
    try {
      expect(await erasing.erase()).toBe(true)
    } finally {
      vi.useRealTimers()
    }
    await client.query('COMMIT')
    await imported
    expect((await erasing.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(TRIPS_PER_FILE)
    await client.end()
    await Promise.all([importing.close(), erasing.close()])
  })

  test('when the database goes, nothing is answered in part, and all heals when it is back', async () => {
    const store = await openAt(newPlace())
    await store.registerDataset(FLOWS_OF_TEST)
    await importText(store, killableFile('before'))
    await postgres().kill()
    for (const question of [
      () => store.findDataset('flows'),
      () => store.cube({ dataset: 'flows', by: [] }),
      () => importText(store, killableFile('meanwhile')),
    ])
      await expect(question()).rejects.toThrow(expect.objectContaining({ name: 'StoreUnavailable' }))
    expect(store.isReady()).toBe(false)
    expect(store.failures()).toBe(1)
    await postgres().start()
    while (!store.isReady()) await wait(100)
    expect((await store.cube({ dataset: 'flows', by: [] }))[0]?.trips).toBe(TRIPS_PER_FILE)
    await importText(store, killableFile('after'))
    expect((await store.findDataset('flows'))?.facts).toBe(2 * FACTS_PER_FILE)
    await store.close()
  })

  test('a database that was away for longer than a lease ends no job of who was there all the while', async () => {
    const place = newPlace()
    const stores = await Promise.all([openAt(place), openAt(place)])
    const started = { kind: 'import', dataset: 'flows', format: 'tally', startedAt: 'now' } as const
    for (const [at, store] of stores.entries()) await store.startJob({ ...started, id: `job_${at}` })
    await postgres().kill()
    // The lease is of two seconds here.
    await wait(2500)
    await postgres().start()
    const client = new pg.Client({ connectionString: postgres().url })
    await client.connect()
    // Both are back, and have looked for the dead since.
    const SEEN = `SELECT 1 FROM ${(place.cluster as ClusterSettings).schema}.process
      WHERE seen_at > pg_postmaster_start_time() + INTERVAL '5 seconds'`
    while ((await client.query(SEEN)).rowCount !== 2) await wait(100)
    const jobs = await stores[0]?.listJobs({ limit: 10 })
    expect(jobs?.items.map(({ id, state }) => [id, state]).toSorted()).toEqual([
      ['job_0', 'running'],
      ['job_1', 'running'],
    ])
    await client.end()
    await Promise.all(stores.map((store) => store.close()))
  })

  test('what is deleted is gone from every byte of the lake', async () => {
    const place = newPlace()
    const store = await openAt(place)
    const filesWith = (text: string): readonly string[] =>
      readdirSync(root, { recursive: true, encoding: 'utf8' }).filter(
        (name) => statSync(join(root, name)).isFile() && readFileSync(join(root, name)).includes(text),
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

  test.each([
    [
      { catalog: 'postgresql://cordon:secret-word@127.0.0.1:9/postgres' },
      'The catalog at 127.0.0.1:9/postgres cannot be reached.',
    ],
    [{ extensions: '/nowhere' }, 'lacks postgres_scanner.duckdb_extension and ducklake.duckdb_extension'],
    [
      { facts: import.meta.filename },
      'several-processes.test.ts of CORDON_FACTS cannot be written (EEXIST).',
    ],
  ])('of %j one sentence says what is wrong', async (wrong, says) => {
    const { cluster, dataFolder } = newPlace()
    const refused = openClusterStore({ ...(cluster as ClusterSettings), ...wrong }, dataFolder)
    await expect(refused).rejects.toThrow(says)
    await expect(refused).rejects.not.toThrow('secret-word')
  })

  test.each([
    ['/elsewhere', 'cordon', '/elsewhere is a database that is not there; make it with createdb.'],
    ['/postgres', 'stranger', '/postgres does not take this user in.'],
    [
      '/postgres?sslmode=verify-full',
      'cordon',
      '/postgres offers no TLS, which the sslmode of CORDON_CATALOG asks for.',
    ],
  ])(
    'of a URL that ends in %s and names %s, one sentence says what is wrong',
    async (pathname, user, says) => {
      const { cluster, dataFolder } = newPlace()
      const [path = '', search = ''] = pathname.split('?')
      const url = Object.assign(new URL(postgres().url), {
        pathname: path,
        search,
        username: user,
        password: 'secret-word',
      })
      const refused = openClusterStore({ ...(cluster as ClusterSettings), catalog: url.href }, dataFolder)
      await expect(refused).rejects.toThrow(says)
      await expect(refused).rejects.not.toThrow('secret-word')
    },
  )

  test.each(['DEPTH_ZERO_SELF_SIGNED_CERT', 'ERR_TLS_CERT_ALTNAME_INVALID', 'CERT_HAS_EXPIRED'])(
    'of a certificate that is refused with %s, one sentence says what to name',
    (code) => {
      const error = Object.assign(new Error('of a certificate'), { code })
      expect(clusterRefusal('postgresql://cordon:secret-word@db.example/cordon', error)).toMatchObject({
        name: 'StoreRefused',
        message: `The catalog at db.example/cordon has a certificate that nobody vouches for (${code}). Name that of its authority with sslrootcert=<file> in CORDON_CATALOG.`,
      })
    },
  )

  test('a catalog of the version before is brought up to date, once no process of before uses it', async () => {
    const place = newPlace()
    const first = await openAt(place)
    await first.saveCity({ id: 'a', name: 'A', country: 'ES', population: {} })
    await first.close()
    const { schema } = place.cluster as ClusterSettings
    const client = new pg.Client({ connectionString: postgres().url })
    await client.connect()
    const tables = async (): Promise<readonly unknown[]> =>
      (
        await client.query(
          'SELECT table_name, column_name, data_type, is_nullable FROM information_schema.columns WHERE table_schema = $1 ORDER BY 1, 2',
          [schema],
        )
      ).rows
    const newest = await tables()
    // The last step added two tables; the one before it is of facts alone.
    for (const table of ['facts_in_place', 'file_in_place'])
      await client.query(`DROP TABLE ${schema}.${table}`)
    await client.query(`DELETE FROM ${schema}.schema_version WHERE version >= ${SCHEMA_VERSION - 1}`)
    await client.query(`INSERT INTO ${schema}.process VALUES ('before', now())`)
    await expect(openAt(place)).rejects.toThrow('1 processes of an earlier Cordon use the catalog. Stop them')
    expect(await tables()).not.toEqual(newest)
    await client.query(`DELETE FROM ${schema}.process`)
    const next = await openAt(place)
    expect(await tables()).toEqual(newest)
    expect((await next.listCities({ limit: 5 })).items).toHaveLength(1)
    await next.close()
    // A step that did more than add cannot be taken this way.
    await client.query(`DELETE FROM ${schema}.schema_version WHERE version > 1`)
    await expect(openAt(place)).rejects.toThrow('The catalog has schema version 1, and')
    await client.end()
  })

  test('a connection that breaks between two statements ends no process', async () => {
    const catalog = postgresCatalog(postgres().url, 'public')
    const client = new pg.Client({ connectionString: postgres().url })
    await client.connect()
    const broken = catalog.inTransaction(async (on) => {
      const [own] = await on.rows<{ pid: number }>('SELECT pg_backend_pid() AS pid')
      await client.query('SELECT pg_terminate_backend($1)', [own?.pid])
      while (catalog.isReady()) await wait(1)
      await on.rows('SELECT 1')
    })
    await expect(broken).rejects.toThrow(Error)
    // The next gets another connection.
    expect(await catalog.rows('SELECT 1 AS one')).toEqual([{ one: 1 }])
    await catalog.close()
    await client.end()
  })

  test('a process that stood still while a later Cordon came answers nothing any more, and says why', async () => {
    const place = newPlace()
    const told: unknown[] = []
    const store = await openClusterStore(place.cluster as ClusterSettings, place.dataFolder, {
      changed: (...what) => told.push(what),
    })
    const { schema } = place.cluster as ClusterSettings
    const client = new pg.Client({ connectionString: postgres().url })
    await client.connect()
    await client.query(`INSERT INTO ${schema}.schema_version VALUES (99, 'of a later Cordon')`)
    while (store.isReady()) await wait(20)
    await expect(store.saveCity({ id: 'a', name: 'A', country: 'ES', population: {} })).rejects.toThrow(
      expect.objectContaining({ name: 'StoreUnavailable' }),
    )
    expect(told).toEqual([[false, expect.stringMatching(/^A later Cordon has brought the catalog/)]])
    await store.close()
    await client.end()
  })

  test('a catalog of another version is refused', async () => {
    const place = newPlace()
    await (await openAt(place)).close()
    const client = new pg.Client({ connectionString: postgres().url })
    await client.connect()
    await client.query(
      `INSERT INTO ${(place.cluster as ClusterSettings).schema}.schema_version VALUES (999, 'later')`,
    )
    await client.end()
    await expect(openAt(place)).rejects.toThrow('The catalog has schema version 999')
  })
})
