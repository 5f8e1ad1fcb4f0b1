import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { factsMemoryOf, MIN_FACTS_MEMORY } from '../api/settings/facts-memory.ts'
import type { CubeQuery } from '../api/store/datasets.ts'
import { openDuckdbStore } from '../api/store/duckdb-store.ts'
import type { WholeStore } from '../api/store/facts.ts'
import { databaseFileIn, largeOf } from '../api/store/open-database.ts'
import { rowsOn } from '../api/store/rows-on.ts'
import { BANDS, CITIES, DAYS, keep, MODES } from './kept-facts.ts'
import { type Measurement, percentile } from './measurement.ts'

const MILLION = 1_000_000
const SIZES = [1, 10, 50].map((millions) => millions * MILLION)
const SMOKE = [20_000]
const RUNS = 5

const QUERY = { by: ['month', 'city', 'mode'] } as const satisfies Pick<CubeQuery, 'by'>

/** The same sums without Cordon: what whoever has the facts would write. */
const bare = (facts: string): string => `
  SELECT left(period, 7) AS month, city, mode, count(*) AS facts, sum(trips_e6) AS trips, sum(passenger_distance_pkm_e6) AS distance
  FROM ${facts} WHERE dataset = 'flows' GROUP BY ALL ORDER BY ALL`

/** As {@link bare}, over a file with the names and units that importers read. */
const bareInPlace = (path: string): string => `
  SELECT left(period, 7) AS month, city, mode, count(*) AS facts, sum(round(trips * 1e6)::BIGINT) AS trips,
    sum(round(passenger_distance_pkm * 1e6)::BIGINT) AS distance
  FROM read_parquet('${path}') GROUP BY ALL ORDER BY ALL`

/** What the database of a service takes here if nothing is stated, and on a small server [bytes]. */
const SERVED = factsMemoryOf()
const SMALL_SERVER = MIN_FACTS_MEMORY
/** What a database takes that is told nothing [bytes]. */
const UNBOUNDED = Math.floor(0.8 * totalmem())

/** A cube over many facts, kept and in place, beside the database alone over the same bytes and in the same memory. */
export async function benchFacts(smoke: boolean): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (const rows of smoke ? SMOKE : SIZES) measured.push(...(await ofSize(rows, smoke ? 1 : RUNS)))
  return measured
}

export async function ofSize(rows: number, runs: number): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const [data, inPlace] = [join(folder, 'data'), join(folder, 'in-place')]
  const path = join(folder, 'facts.parquet')
  try {
    await generate(path, rows)
    await inStore(data, SERVED, (store) => keep(store, path, rows))
    await inStore(inPlace, SERVED, (store) => keep(store, path, rows, true))
    const ours = (at: string, bytes: number): Promise<Timed> =>
      inStore(at, bytes, (store) => timed(bytes, runs, () => store.cube({ dataset: 'flows', ...QUERY })))
    const alone = (at: string, bytes: number, sql: string): Promise<Timed> =>
      inDatabase(at, bytes, (on) => timed(bytes, runs, () => rowsOn(on, sql)))
    const name = `facts.${rows / MILLION}M`
    const ofMemory = async (bytes: number): Promise<readonly Measurement[]> => {
      const kept = await ours(data, bytes)
      const place = await ours(inPlace, bytes)
      requireSame(kept.answer, place.answer)
      return [
        ...lines(`${name}.kept`, kept, await alone(databaseFileIn(data), bytes, bare('activity_fact'))),
        ...lines(`${name}.in-place`, place, await alone(':memory:', bytes, bareInPlace(path))),
      ]
    }
    const served = await ours(data, SERVED)
    const unbounded = await alone(databaseFileIn(data), UNBOUNDED, bare('activity_fact'))
    return [
      ...(await ofMemory(SMALL_SERVER)),
      ...(await ofMemory(SERVED)),
      ...lines(`${name}.kept`, served, unbounded),
      { name: `${name}.kept.bytes`, value: statSync(databaseFileIn(data)).size / rows, unit: 'bytes/row' },
      { name: `${name}.in-place.bytes`, value: statSync(path).size / rows, unit: 'bytes/row' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function inStore<T>(
  folder: string,
  factsMemoryBytes: number,
  work: (store: WholeStore) => Promise<T>,
): Promise<T> {
  const store = await openDuckdbStore(folder, { factsMemoryBytes })
  try {
    return await work(store)
  } finally {
    await store.close()
  }
}

interface Timed {
  readonly bytes: number
  readonly wallMs: number
  /** Of all threads of the process. */
  readonly cpuMs: number
  readonly answer: unknown
}

const TARGET = 1.3

const lines = (name: string, ours: Timed, alone: Timed): readonly Measurement[] => {
  const both = { against: 'DuckDB alone', memory: { ours: inMb(ours.bytes), against: inMb(alone.bytes) } }
  return [
    {
      name: `${name}.cpu`,
      value: ours.cpuMs,
      unit: 'ms',
      ratio: ours.cpuMs / alone.cpuMs,
      ...both,
      target: TARGET,
    },
    { name: `${name}.wall`, value: ours.wallMs, unit: 'ms', ratio: ours.wallMs / alone.wallMs, ...both },
  ]
}

const inMb = (bytes: number): number => Math.round(bytes / MILLION)

/** The medians, after a first run that nobody counts. */
async function timed(bytes: number, runs: number, work: () => Promise<unknown>): Promise<Timed> {
  let answer = await work()
  const walls: number[] = []
  const cpus: number[] = []
  for (let run = 0; run < runs; run += 1) {
    const [start, before] = [performance.now(), process.cpuUsage()]
    answer = await work()
    walls.push(performance.now() - start)
    const { user, system } = process.cpuUsage(before)
    cpus.push((user + system) / 1000)
  }
  return { bytes, wallMs: percentile(walls, 0.5), cpuMs: percentile(cpus, 0.5), answer }
}

/** Facts of cities by day, mode and distance, and beyond 10 million by how often: seeded, no two with the same key. */
async function generate(path: string, rows: number): Promise<void> {
  const list = (words: readonly string[]): string => `[${words.map((word) => `'${word}'`).join(', ')}]`
  const [perDay, perYear] = [
    MODES.length * BANDS.length * CITIES,
    MODES.length * BANDS.length * CITIES * DAYS,
  ]
  await inDatabase(':memory:', UNBOUNDED, (on) =>
    on.run(
      `COPY (SELECT strftime(DATE '2023-01-01' + (i // ${perDay} % ${DAYS})::INTEGER, '%Y-%m-%d') AS period,
         'city-' || (i // ${MODES.length * BANDS.length} % ${CITIES}) AS city,
         ${list(MODES)}[1 + i % ${MODES.length}] AS mode, ${list(BANDS)}[1 + i // ${MODES.length} % ${BANDS.length}] AS distance_band,
         CASE i // ${perYear} WHEN 0 THEN NULL ELSE (i // ${perYear} * 10) || '+' END AS speed_band,
         (hash(i) % 100000) / 100 AS trips, (hash(i, 7) % 10000000) / 10 AS passenger_distance_pkm
       FROM range(${rows}) made(i)) TO '${path}' (FORMAT parquet)`,
    ),
  )
}

/** With as many threads as the store takes for such a question. @param bytes what it may take of the memory */
async function inDatabase<T>(
  path: string,
  bytes: number,
  work: (on: DuckDBConnection) => Promise<T>,
): Promise<T> {
  const mode = existsSync(path) ? { access_mode: 'READ_ONLY' } : {}
  const instance = await DuckDBInstance.create(path, { ...largeOf(bytes), ...mode, temp_directory: tmpdir() })
  const on = await instance.connect()
  try {
    return await work(on)
  } finally {
    on.closeSync()
    instance.closeSync()
  }
}

function requireSame(one: unknown, other: unknown): void {
  if (JSON.stringify(one) !== JSON.stringify(other)) throw new Error('Facts in place gave another answer.')
}
