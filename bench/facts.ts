import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import type { CubeQuery } from '../api/store/datasets.ts'
import { openDuckdbStore } from '../api/store/duckdb-store.ts'
import { databaseFileIn } from '../api/store/open-database.ts'
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

/** A cube over many facts, kept and in place, beside the database alone over the same bytes. */
export async function benchFacts(smoke: boolean): Promise<readonly Measurement[]> {
  const measured: Measurement[] = []
  for (const rows of smoke ? SMOKE : SIZES) measured.push(...(await ofSize(rows, smoke ? 1 : RUNS)))
  return measured
}

export async function ofSize(rows: number, runs: number): Promise<readonly Measurement[]> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const data = join(folder, 'data')
  const path = join(folder, 'facts.parquet')
  try {
    await generate(path, rows)
    const store = await openDuckdbStore(data)
    const inPlace = await openDuckdbStore(join(folder, 'in-place'))
    try {
      await keep(store, path, rows)
      await keep(inPlace, path, rows, true)
      const kept = await timed(runs, () => store.cube({ dataset: 'flows', ...QUERY }))
      const place = await timed(runs, () => inPlace.cube({ dataset: 'flows', ...QUERY }))
      requireSame(kept.answer, place.answer)
      await store.close()
      const alone = await withDatabase(databaseFileIn(data), (on) =>
        timed(runs, () => rowsOn(on, bare('activity_fact'))),
      )
      const aloneInPlace = await withDatabase(':memory:', (on) =>
        timed(runs, () => rowsOn(on, bareInPlace(path))),
      )
      const name = `facts.${rows / MILLION}M`
      return [
        ...lines(`${name}.kept`, kept, alone),
        ...lines(`${name}.in-place`, place, aloneInPlace),
        { name: `${name}.kept.bytes`, value: statSync(databaseFileIn(data)).size / rows, unit: 'bytes/row' },
        { name: `${name}.in-place.bytes`, value: statSync(path).size / rows, unit: 'bytes/row' },
      ]
    } finally {
      await store.close()
      await inPlace.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

interface Timed {
  readonly wallMs: number
  /** Of all threads of the process. */
  readonly cpuMs: number
  readonly answer: unknown
}

const TARGET = 1.3

const lines = (name: string, ours: Timed, alone: Timed): readonly Measurement[] => [
  {
    name: `${name}.cpu`,
    value: ours.cpuMs,
    unit: 'ms',
    ratio: ours.cpuMs / alone.cpuMs,
    against: 'DuckDB alone',
    target: TARGET,
  },
  {
    name: `${name}.wall`,
    value: ours.wallMs,
    unit: 'ms',
    ratio: ours.wallMs / alone.wallMs,
    against: 'DuckDB alone',
  },
]

/** The medians, after a first run that nobody counts. */
async function timed(runs: number, work: () => Promise<unknown>): Promise<Timed> {
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
  return { wallMs: percentile(walls, 0.5), cpuMs: percentile(cpus, 0.5), answer }
}

/** Facts of cities by day, mode and distance, and beyond 10 million by how often: seeded, no two with the same key. */
async function generate(path: string, rows: number): Promise<void> {
  const list = (words: readonly string[]): string => `[${words.map((word) => `'${word}'`).join(', ')}]`
  const [perDay, perYear] = [
    MODES.length * BANDS.length * CITIES,
    MODES.length * BANDS.length * CITIES * DAYS,
  ]
  await withDatabase(':memory:', (on) =>
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

/** With as many threads as the store takes for such a question. */
async function withDatabase<T>(path: string, work: (on: DuckDBConnection) => Promise<T>): Promise<T> {
  const mode = existsSync(path) ? { access_mode: 'READ_ONLY' } : {}
  const instance = await DuckDBInstance.create(path, { threads: '2', ...mode })
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
