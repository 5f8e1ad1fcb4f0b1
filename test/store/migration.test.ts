import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { openDuckdbStore, StoreRefused } from '../../api/store/duckdb-store.ts'
import { MIGRATIONS, SCHEMA_VERSION } from '../../api/store/migration.ts'
import { firstTables } from '../../api/store/migrations/0001-first-tables.ts'
import { importText } from '../fixtures/importing.ts'
import { lookedUp, plant } from './planted-file.ts'
import { savedEstimate } from './saved-estimate.ts'

const root = mkdtempSync(join(tmpdir(), 'cordon-migration-'))
afterAll(() => rmSync(root, { recursive: true, force: true }))
const newFolder = (): string => mkdtempSync(join(root, 'data-'))

const ESTIMATE = (id: string, request: string): string =>
  `INSERT INTO estimate VALUES ('${id}', 'Leeds', 'GB', '2019', '2026.1', 5, 't CO2e', '${request}', '{"a":1}', '{}')`

/** What a file of before versions may hold. */
const OLD_ROWS = [
  ESTIMATE('est_stated', '{"demand":[],"text":"\\ud800"}'),
  ESTIMATE('est_flows', '{"demand":[],"demandSource":{"dataset":"flows","version":1}}'),
  `INSERT INTO dataset VALUES ('flows', '{"id":"flows","title":"Flows","owner":"Test","legalBasis":"public-task","country":"GB","grain":"day"}', 1)`,
  `INSERT INTO activity_fact (dataset, version, file, period, city, mode, trips_e6) VALUES ('flows', 1, 'sha256:a', '2024-01-01', 'leeds', 'car', 1500000)`,
  `INSERT INTO imported_file VALUES ('flows', 'sha256:a', 'tidy', '{}', 1, 1, 1, '[]')`,
]

const VERSIONS = 'SELECT version::INTEGER AS version FROM schema_version ORDER BY version'
const COLUMNS = `SELECT table_name, column_name, data_type, is_nullable FROM duckdb_columns()
  WHERE NOT internal ORDER BY table_name, column_name`
const ALL = MIGRATIONS.map(({ version }) => ({ version }))

test('the steps are numbered without a gap', () => {
  expect(MIGRATIONS.map(({ version }) => version)).toEqual(MIGRATIONS.map((_, index) => index + 1))
  expect(SCHEMA_VERSION).toBeGreaterThan(1)
})

describe('a data file', () => {
  test('that is new has the newest version', async () => {
    const folder = newFolder()
    await (await openDuckdbStore(folder)).close()
    expect(await lookedUp(folder, VERSIONS)).toEqual(ALL)
  })

  test('of before versions keeps what it holds, and takes what is saved', async () => {
    const folder = newFolder()
    await plant(folder, firstTables.sql, ...OLD_ROWS)
    for (let start = 0; start < 2; start += 1) {
      const store = await openDuckdbStore(folder)
      expect((await store.findEstimate('est_stated'))?.request).toBe('{"demand":[],"text":"\\ud800"}')
      expect((await store.listEstimates({ limit: 9 })).items.map(({ id }) => id)).toContain('est_flows')
      // 1 500 000 millionths.
      expect((await store.cube({ dataset: 'flows', by: ['city'] }))[0]).toMatchObject({
        city: 'leeds',
        trips: 1.5,
      })
      await store.saveEstimate(savedEstimate('est_new'))
      expect(await store.findEstimate('est_new')).toEqual(savedEstimate('est_new'))
      await store.close()
    }
    expect(await lookedUp(folder, VERSIONS)).toEqual(ALL)
    expect(await lookedUp(folder, 'SELECT id, dataset FROM estimate ORDER BY id')).toEqual([
      { id: 'est_flows', dataset: 'flows' },
      { id: 'est_new', dataset: null },
      { id: 'est_stated', dataset: null },
    ])
  })

  // What each earlier Cordon left: its steps, and no later one.
  test.each(ALL.slice(0, -1))(
    'of version $version keeps what it holds, and takes the rest',
    async ({ version }) => {
      const folder = newFolder()
      const record =
        'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, what VARCHAR NOT NULL, migrated_at VARCHAR NOT NULL)'
      const steps = MIGRATIONS.slice(0, version).flatMap(({ sql, version: of }) => [
        ...(of === 1 ? [sql, ...OLD_ROWS] : [sql]),
        `INSERT INTO schema_version VALUES (${of}, 'a step', '2026-01-01')`,
      ])
      await plant(folder, record, ...steps)
      const store = await openDuckdbStore(folder)
      expect((await store.findEstimate('est_stated'))?.request).toBe('{"demand":[],"text":"\\ud800"}')
      // 1 500 000 millionths.
      expect((await store.cube({ dataset: 'flows', by: ['city'] }))[0]).toMatchObject({
        city: 'leeds',
        trips: 1.5,
      })
      await store.saveEstimate(savedEstimate('est_new'))
      await store.close()
      expect(await lookedUp(folder, VERSIONS)).toEqual(ALL)
      expect(await lookedUp(folder, 'SELECT id, dataset FROM estimate ORDER BY id')).toEqual([
        { id: 'est_flows', dataset: 'flows' },
        { id: 'est_new', dataset: null },
        { id: 'est_stated', dataset: null },
      ])
      // The same tables as a new file has, column by column: nothing of a step was left out.
      const fresh = newFolder()
      await (await openDuckdbStore(fresh)).close()
      expect(await lookedUp(folder, COLUMNS)).toEqual(await lookedUp(fresh, COLUMNS))
    },
  )

  test('of before the tables of facts by their columns keeps every fact, and takes and deletes files beside them', async () => {
    const folder = newFolder()
    const steps = MIGRATIONS.slice(0, 10).flatMap(({ version, sql }) => [
      sql,
      `INSERT INTO schema_version VALUES (${version}, 'a step', '2026-01-01')`,
    ])
    const digests = ['a', 'b', 'c'].map((letter) => `sha256:${letter.repeat(64)}`)
    await plant(
      folder,
      'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, what VARCHAR NOT NULL, migrated_at VARCHAR NOT NULL)',
      ...steps,
      ...['flows', 'other'].map(
        (id) =>
          `INSERT INTO dataset VALUES ('${id}', '{"id":"${id}","title":"Flows","owner":"Test","legalBasis":"open-licence","licence":"CC0-1.0","country":"GB","grain":"day"}', 2)`,
      ),
      // Every column has a value somewhere and none elsewhere; two files have facts with the same key.
      `INSERT INTO activity_fact VALUES
         ('flows', 1, '${digests[0]}', '2024-01-01', 'leeds', NULL, NULL, NULL, 'car', NULL, NULL, 1500000, NULL, 3, NULL, NULL, NULL, 12000000, NULL, NULL),
         ('flows', 1, '${digests[0]}', '2024-01-02', NULL, 'z1', 'z2', 'within', NULL, '2-10', '30-50', NULL, 7, NULL, 9223372036854775807, 31000000, 5, NULL, 600000, 300000),
         ('flows', 2, '${digests[1]}', '2024-01-01', 'leeds', NULL, NULL, NULL, 'car', NULL, NULL, 500000, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL),
         ('other', 1, '${digests[2]}', '2023', 'york', NULL, NULL, NULL, 'bus', NULL, NULL, 0, NULL, NULL, NULL, NULL, NULL, NULL, NULL, NULL)`,
      ...[
        ['flows', digests[0], 1, 2],
        ['flows', digests[1], 2, 1],
        ['other', digests[2], 1, 1],
      ].map(
        ([dataset, digest, version, facts]) =>
          `INSERT INTO imported_file VALUES ('${dataset}', '${digest}', 'tally', '{}', ${version}, 1, ${facts}, '[]')`,
      ),
    )
    const all = 'SELECT * FROM activity_fact ORDER BY ALL'
    const columns = 'DESCRIBE activity_fact'
    const [facts, before] = [await lookedUp(folder, all), await lookedUp(folder, columns)]
    expect(facts).toHaveLength(4)
    await (await openDuckdbStore(folder)).close()
    expect(await lookedUp(folder, all)).toEqual(facts)
    expect(await lookedUp(folder, columns)).toEqual(
      before.map((column) => ({ ...column, null: expect.any(String) })),
    )

    const store = await openDuckdbStore(folder)
    // One file of each kind: of cities, of zones, and with a column that neither has.
    await importText(store, 'period,city,mode,trips\n2025-01-01,leeds,car,4\n')
    await importText(store, 'period,origin,destination,trips\n2025-01-02,z1,z2,5\n')
    await importText(store, 'period,city,flow,trips\n2025-01-03,leeds,within,6\n')
    const trips = async () =>
      (await store.cube({ dataset: 'flows', by: ['period'] })).map((row) => [row.period, row.trips])
    // 1 500 000 and 500 000 millionths on the first day, none on the second.
    expect(await trips()).toEqual([
      ['2024-01-01', 2],
      ['2024-01-02', null],
      ['2025-01-01', 4],
      ['2025-01-02', 5],
      ['2025-01-03', 6],
    ])
    // Without its file of before, the dataset has what the others say.
    await importText(store, 'period,city,mode,trips\n2025-02-01,leeds,car,7\n', {
      replaces: digests[0] ?? '',
    })
    expect(await store.expireFacts('flows', '2025-01-02', '2026-01-01')).toBe(2)
    expect(await trips()).toEqual([
      ['2025-01-02', 5],
      ['2025-01-03', 6],
      ['2025-02-01', 7],
    ])
    expect(await store.deleteDataset('flows', '2026-01-01')).toMatchObject({ facts: 3 })
    await store.close()
    expect(await lookedUp(folder, all)).toEqual(facts.slice(-1))
    expect(await lookedUp(folder, 'SELECT dataset FROM fact_batch')).toEqual([{ dataset: 'other' }])
  })

  test('of the very first tables gets the others', async () => {
    const folder = newFolder()
    const [estimates = ''] = firstTables.sql.split(';')
    await plant(folder, estimates, ESTIMATE('est_stated', '{}'))
    const store = await openDuckdbStore(folder)
    expect(await store.findEstimate('est_stated')).toBeDefined()
    expect(await store.listDatasets({ limit: 9 })).toEqual({ items: [] })
    await store.close()
  })

  test('whose tables no version had is refused at the start, with what is wrong', async () => {
    const folder = newFolder()
    await plant(
      folder,
      firstTables.sql,
      'ALTER TABLE estimate DROP COLUMN lines',
      'CREATE TABLE other (a INTEGER)',
    )
    const opened = openDuckdbStore(folder)
    await expect(opened).rejects.toThrow(StoreRefused)
    await expect(opened).rejects.toThrow('table estimate lacks lines VARCHAR; table other is not known')
  })

  test('of a later Cordon is refused at the start, and stays as it is', async () => {
    const folder = newFolder()
    await (await openDuckdbStore(folder)).close()
    await plant(folder, `INSERT INTO schema_version VALUES (${SCHEMA_VERSION + 1}, 'later', '2030-01-01')`)
    const opened = openDuckdbStore(folder)
    await expect(opened).rejects.toThrow(StoreRefused)
    await expect(opened).rejects.toThrow(
      `it has schema version ${SCHEMA_VERSION + 1}, and this one reads up to ${SCHEMA_VERSION}`,
    )
    expect(await lookedUp(folder, VERSIONS)).toEqual([...ALL, { version: SCHEMA_VERSION + 1 }])
  })

  test('stays as it was when a step fails', async () => {
    const folder = newFolder()
    await plant(
      folder,
      firstTables.sql,
      ...OLD_ROWS,
      'CREATE TABLE schema_version (version INTEGER PRIMARY KEY, what VARCHAR NOT NULL, migrated_at VARCHAR NOT NULL)',
      "INSERT INTO schema_version VALUES (1, 'first', '2026-01-01')",
      // In the way of the second step.
      'CREATE TABLE deleted_dataset (a INTEGER)',
    )
    await expect(openDuckdbStore(folder)).rejects.toThrow(StoreRefused)
    expect(await lookedUp(folder, VERSIONS)).toEqual([{ version: 1 }])
    expect(await lookedUp(folder, 'SELECT * FROM estimate LIMIT 1')).not.toHaveProperty('0.dataset')
    expect(await lookedUp(folder, 'SELECT count(*)::INTEGER AS count FROM activity_fact')).toEqual([
      { count: 1 },
    ])
  })
})
