import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createReadStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Imported, importFile, receiveFile } from '../api/datasets/import-file.ts'
import { newProgress } from '../api/datasets/progress.ts'
import { childReader } from '../api/imports/child/child-reader.ts'
import { gtfs } from '../api/imports/gtfs/gtfs.ts'
import type { Importer } from '../api/imports/importer.ts'
import { tidy } from '../api/imports/tidy.ts'
import { IMPORT_LIMITS } from '../api/settings/config.ts'
import { openDuckdbStore } from '../api/store/duckdb-store.ts'
import type { Measurement } from './measurement.ts'

const WORKER = new URL('../dist/api/import-worker.js', import.meta.url)
const FEEDS = '../shared/data/gtfs'
const MAX_RESIDENT_MB = 600

/** 28 days a month × 250 cities × 4 modes. */
const ROWS_OF_A_MONTH = 28_000
const MONTHS = 24
const MONTHS_OF_A_LARGE_FILE = 192

/**
 * Tables and feeds taken in, from their bytes to their facts in the store, guard and checks included, by a process that
 * is warm; against the same table read into a table of DuckDB by itself, which is what no import can be faster than. And
 * a cube over the facts.
 */
export async function benchImport(smoke: boolean): Promise<readonly Measurement[]> {
  const months = smoke ? 1 : MONTHS
  const rows = months * ROWS_OF_A_MONTH
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const at = (name: string): string => join(folder, name)
  try {
    await writeFlows(at('flows.csv'), months)
    await writeFlows(at('flows.parquet'), months)
    await writeFlows(at('large.csv'), smoke ? 1 : MONTHS_OF_A_LARGE_FILE)
    const bareMs = await bareRead(at('flows.csv'))
    const service = await openService(at('data'))
    try {
      const csvMs = await service.take('csv', tidy, at('flows.csv'))
      const parquetMs = await service.take('parquet', tidy, at('flows.parquet'))
      const cubeMs = await service.cubeMs('csv')
      await service.take('large', tidy, at('large.csv'))
      const peaks = service.peaks()
      return [
        { name: 'import.rows', value: rows, unit: 'rows' },
        { name: 'import.reader-start', value: service.startMs, unit: 'ms' },
        { name: 'import.bare', value: perSecond(rows, bareMs), unit: 'rows/s' },
        {
          name: 'import.tidy',
          value: perSecond(rows, csvMs),
          unit: 'rows/s',
          ratio: bareMs / csvMs,
          against: 'DuckDB: CREATE TABLE AS SELECT * FROM read_csv',
        },
        { name: 'import.parquet', value: perSecond(rows, parquetMs), unit: 'rows/s' },
        { name: 'import.cube', value: cubeMs, unit: 'ms' },
        ...(await feedTimes(service)),
        { name: 'import.resident-reader', value: peaks.readerMb, unit: 'MB', target: MAX_RESIDENT_MB },
        { name: 'import.resident-service', value: peaks.serviceMb, unit: 'MB', target: MAX_RESIDENT_MB },
      ]
    } finally {
      await service.close()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const perSecond = (rows: number, ms: number): number => rows / (ms / 1000)

/** Daily trips by city and mode: as many rows as `cities × modes × days`, as text or as Parquet. */
async function writeFlows(path: string, months: number): Promise<void> {
  await withEngine(`COPY (
    SELECT printf('%d-%02d-%02d', 2010 + month // 12, 1 + month % 12, day) AS period, 'city-' || city AS city,
      ['car', 'bus', 'tram', 'cycle'][1 + mode] AS mode, trips, trips * (3 + mode) + day AS passenger_distance_pkm
    FROM (SELECT *, 1000 + (city * 7919 + day * 31 + mode * 101 + month * 17) % 9973 AS trips
      FROM (SELECT unnest(range(${months})) AS month), (SELECT unnest(range(1, 29)) AS day),
        (SELECT unnest(range(250)) AS city), (SELECT unnest(range(4)) AS mode))
    ) TO '${path}' (FORMAT ${path.endsWith('.csv') ? 'csv' : 'parquet'})`)
}

const bareRead = (path: string): Promise<number> =>
  withEngine(`CREATE TABLE bare AS SELECT * FROM read_csv('${path}')`)

/** Runs a statement in an engine of its own, in a process of its own: this one stands for the service. @returns [ms] */
async function withEngine(sql: string): Promise<number> {
  const engine = fork(new URL('./engine.ts', import.meta.url), [sql], {
    execArgv: ['--import', import.meta.resolve('tsx')],
  })
  const ended = once(engine, 'exit')
  const [ms] = (await Promise.race([once(engine, 'message'), ended])) as [number]
  const [code] = (await ended) as [number | null]
  if (code !== 0) throw new Error('The engine of the benchmark failed.')
  return ms
}

/** The three feeds of real cities; nothing where they are not at hand. */
async function feedTimes(service: Service): Promise<readonly Measurement[]> {
  if (!existsSync(FEEDS)) return []
  const times: Measurement[] = []
  for (const name of ['irl_dub', 'bra_cur', 'usa_det']) {
    const ms = await service.take(name.replace('_', '-'), gtfs, join(FEEDS, `${name}_gtfs.zip`), {
      city: name,
    })
    times.push({ name: `import.gtfs-${name}`, value: ms, unit: 'ms', target: 1000 })
  }
  return times
}

type Service = Awaited<ReturnType<typeof openService>>

/** What takes files in, with a process that has read a small one. */
async function openService(data: string) {
  const store = await openDuckdbStore(data)
  let peakBytes = 0
  const reader = childReader({
    worker: WORKER,
    measured: (bytes) => {
      peakBytes = Math.max(peakBytes, bytes)
    },
  })
  const take = async (
    dataset: string,
    importer: Importer,
    path: string,
    options: Readonly<Record<string, string>> = {},
  ): Promise<number> => {
    await store.registerDataset({
      id: dataset,
      title: 'Daily trips',
      owner: 'Benchmark',
      legalBasis: 'open-licence',
      licence: 'CC BY 4.0',
      country: 'DE',
      grain: 'day',
    })
    const signal = new AbortController().signal
    const progress = newProgress(undefined, () => undefined)
    const order = { dataset, importer, options }
    const taking = { store, reader }
    const start = performance.now()
    const staged = await receiveFile(taking, order, createReadStream(path), IMPORT_LIMITS, progress, signal)
    const done: Imported = await importFile(taking, order, staged, progress, signal)
    const ms = performance.now() - start
    if (done.again) throw new Error(`${dataset} has the file already.`)
    return ms
  }
  const small = join(data, '..', 'small.csv')
  await writeFlows(small, 1)
  const startMs = await take('small', tidy, small)
  return {
    take,
    startMs,
    cubeMs: async (dataset: string): Promise<number> => {
      const asked = performance.now()
      await store.cube({ dataset, by: ['month', 'city', 'mode'] })
      return performance.now() - asked
    },
    peaks: () => ({ readerMb: peakBytes / 1e6, serviceMb: peakOfThisProcess() / 1e6 }),
    close: async () => {
      await reader.close()
      await store.close()
    },
  }
}

/** The most that this process, which stands for the service, has held. */
function peakOfThisProcess(): number {
  if (!existsSync('/proc/self/status')) return process.resourceUsage().maxRSS * 1024
  const [, kibibytes] = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? []
  return Number(kibibytes) * 1024
}
