import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { getCityFacts } from '../api/demand/city-facts.ts'
import { makeRelease } from '../api/releases/make-release.ts'
import { settleTask } from '../api/releases/settle-task.ts'
import { seriesMemory } from '../api/series/released-series.ts'
import { seriesQuery } from '../api/series/schema.ts'
import { factorSetsOf } from '../api/sets/factor-sets.ts'
import { FACT_COLUMNS, type Zone } from '../api/store/datasets.ts'
import { openDuckdbStore } from '../api/store/duckdb-store.ts'
import type { WholeStore } from '../api/store/facts.ts'
import { listFactorSets, loadFactorSet } from '../emission-factors/load.ts'
import { compileFactorSet } from '../src/index.ts'
import { type Measurement, percentile } from './measurement.ts'

const SETS = new URL('../emission-factors/sets/', import.meta.url).pathname
const YEAR = '2023'
const MODES = ['car', 'walk', 'cycle', 'bus', 'tram', 'metro', 'rail', 'ferry', 'van', 'motorcycle']

/** What a release takes: many cities by month, and many zones by quarter; and what a series of it takes. */
export async function benchRelease(smoke: boolean): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const store = await openDuckdbStore(join(folder, 'data'))
  try {
    const cities = smoke ? 10 : 366
    const cityMs = await releaseMs(store, 'cities', citySql(cities))
    const zoned = smoke ? 2 : 30
    await zonesOf(store, 'zones', zoned)
    const zoneMs = await releaseMs(store, 'zones', zoneSql(zoned))
    const series = await seriesMs(store, smoke ? 5 : 200)
    return [
      { name: 'release.cities', value: cityMs, unit: 'ms', target: 10_000 },
      { name: 'release.zones', value: zoneMs, unit: 'ms', target: 60_000 },
      { name: 'release.read', value: await readMs(store, smoke ? 5 : 200), unit: 'ms' },
      { name: 'release.series', value: series.later, unit: 'ms', target: 5 },
      { name: 'release.series.first', value: series.first, unit: 'ms' },
    ]
  } finally {
    await store.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Cities × modes × months, of 1 to 800 contributors. */
const citySql = (cities: number): string => `
  SELECT printf('${YEAR}-%02d', month) AS period, 'city-' || city AS city, mode, contributors,
    contributors * 20 AS trips, contributors * (20 + (city * 7919 + month * 31) % 280) AS passenger_distance_pkm
  FROM (SELECT *, greatest(1, (city * 7919 + month * 613 + nth * 3571) % 9973 % (800 // nth)) AS contributors
    FROM (SELECT unnest(range(${cities})) AS city), (SELECT unnest(range(1, 13)) AS month),
      (SELECT unnest(${list(MODES)}) AS mode, unnest(range(1, ${MODES.length + 1})) AS nth))`

/** From 40 zones of each city to three others of it, by seven modes and month. */
const zoneSql = (cities: number): string => `
  SELECT printf('${YEAR}-%02d', month) AS period, printf('z%d-%d', city, zone) AS origin,
    printf('z%d-%d', city, (zone * step + 1) % ${ZONES}) AS destination, mode, contributors, contributors * 20 AS trips,
    contributors * (20 + (city * 7919 + zone * 31) % 280) AS passenger_distance_pkm
  FROM (SELECT *, greatest(10, (city * 7919 + month * 613 + nth * 3571 + zone * 197) % 9973 % (600 // nth)) AS contributors
    FROM (SELECT unnest(range(${cities})) AS city), (SELECT unnest(range(1, 13)) AS month),
      (SELECT unnest(range(${ZONES})) AS zone), (SELECT unnest([1, 3, 7]) AS step),
      (SELECT unnest(${list(MODES.slice(0, 7))}) AS mode, unnest(range(1, 8)) AS nth))`

const ZONES = 40

const list = (texts: readonly string[]): string => `[${texts.map((text) => `'${text}'`).join(', ')}]`

/** Registers a dataset, fills it and releases all of it. */
async function releaseMs(store: WholeStore, id: string, sql: string): Promise<number> {
  await register(store, id)
  await fill(store, id, sql)
  const dataset = await store.findDataset(id)
  if (!dataset) throw new Error('It was registered.')
  const start = performance.now()
  const release = await makeRelease(dataset, {}, { store, settle: (task) => settleTask(task) })
  if (!release) throw new Error('Nothing was released.')
  return performance.now() - start
}

const register = (store: WholeStore, id: string) =>
  store.registerDataset({
    id,
    title: id,
    owner: id,
    legalBasis: 'agreement',
    country: 'DE',
    grain: 'month',
    contributorUnit: 'person',
  })

async function zonesOf(store: WholeStore, id: string, cities: number): Promise<void> {
  await register(store, id)
  const zones: Zone[] = []
  for (let city = 0; city < cities; city += 1)
    for (let zone = 0; zone < ZONES; zone += 1)
      zones.push({ zone: `z${city}-${zone}`, city: `zoned-${city}`, areaKm2: 4 })
  await store.saveZones(id, zones)
}

async function fill(store: WholeStore, dataset: string, sql: string): Promise<void> {
  const path = join(store.stagingFolder(), `${dataset}.parquet`)
  const instance = await DuckDBInstance.create(':memory:')
  const on = await instance.connect()
  const columns = Object.entries(FACT_COLUMNS).map(([name, type]) => `${name} ${type}`)
  await on.run(`CREATE TABLE fact (${columns.join(', ')})`)
  await on.run(`INSERT INTO fact BY NAME ${sql}`)
  await on.run(`COPY fact TO '${path}' (FORMAT parquet)`)
  on.closeSync()
  instance.closeSync()
  const staged = {
    path,
    columns: Object.fromEntries(Object.keys(FACT_COLUMNS).map((name) => [name, name])),
    hasComparison: false,
    rowsRead: 0,
    notices: [],
  }
  const order = {
    dataset,
    format: 'tidy',
    digest: `sha256:${dataset}`,
    options: {},
    sameKeys: 'add',
  } as const
  await store.takeIn((intake) => intake.keep(staged, order), new AbortController().signal)
  rmSync(path)
}

/** The median time to read what was given out of a city in a year. */
async function readMs(store: WholeStore, runs: number): Promise<number> {
  const dataset = await store.findDataset('cities')
  if (!dataset) throw new Error('It was registered.')
  const asked = { dataset, years: { from: YEAR, to: YEAR }, lengths: [7], at: { dataset: {}, city: {} } }
  return medianMs(runs, (city) => getCityFacts({ ...asked, city }, store))
}

/** The median time of a series by month, whole: the first time, when it is estimated from what was given out, and later. */
async function seriesMs(
  store: WholeStore,
  runs: number,
): Promise<{ readonly first: number; readonly later: number }> {
  const [newest] = listFactorSets(SETS)
  if (!newest) throw new Error('There is no factor set.')
  const sets = factorSetsOf([compileFactorSet(loadFactorSet(newest.folder))])
  const query = seriesQuery.parse({ dataset: 'cities', from: `${YEAR}-01`, to: `${YEAR}-12`, by: 'month' })
  const first = await medianMs(runs, (city) => seriesMemory(store, sets)(city, query))
  const seriesOf = seriesMemory(store, sets)
  for (let city = 0; city < CITIES_READ; city += 1) await seriesOf(`city-${city}`, query)
  return { first, later: await medianMs(runs, (city) => seriesOf(city, query)) }
}

const CITIES_READ = 10

async function medianMs(runs: number, work: (city: string) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const start = performance.now()
    await work(`city-${run % CITIES_READ}`)
    times.push(performance.now() - start)
  }
  return percentile(times, 0.5)
}
