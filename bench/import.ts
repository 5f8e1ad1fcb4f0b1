import { createReadStream, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { importFile, receiveFile } from '../api/datasets/import-file.ts'
import { newProgress } from '../api/datasets/progress.ts'
import { childReader } from '../api/imports/child/child-reader.ts'
import { tidy } from '../api/imports/tidy.ts'
import { IMPORT_LIMITS } from '../api/settings/config.ts'
import { openDuckdbStore } from '../api/store/duckdb-store.ts'
import type { Measurement } from './measurement.ts'

const CITIES = 250
const MODES = ['car', 'bus', 'tram', 'cycle'] as const
const DAYS_OF_MONTH = 28

/**
 * A tidy table taken in, from its bytes to its facts in the store, guard and checks included; against the same file read
 * into a table of DuckDB by itself, which is what no import can be faster than. And a cube over the facts.
 */
export async function benchImport(smoke: boolean): Promise<readonly Measurement[]> {
  const months = smoke ? 1 : 24
  const folder = mkdtempSync(join(tmpdir(), 'cordon-bench-'))
  const path = join(folder, 'flows.csv')
  try {
    const rows = writeFlows(path, months)
    const bareMs = await bareRead(path)
    const { importMs, cubeMs } = await taken(folder, path)
    const perSecond = (ms: number): number => rows / (ms / 1000)
    return [
      { name: 'import.rows', value: rows, unit: 'rows' },
      { name: 'import.bare', value: perSecond(bareMs), unit: 'rows/s' },
      {
        name: 'import.tidy',
        value: perSecond(importMs),
        unit: 'rows/s',
        ratio: bareMs / importMs,
        against: 'DuckDB: CREATE TABLE AS SELECT * FROM read_csv',
      },
      { name: 'import.cube', value: cubeMs, unit: 'ms' },
      { name: 'import.resident', value: process.memoryUsage.rss() / 1e6, unit: 'MB' },
    ]
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Daily trips by city and mode: as many rows as `cities × modes × days`. */
function writeFlows(path: string, months: number): number {
  const rows = ['period,city,mode,trips,passenger_distance_pkm']
  for (let month = 0; month < months; month += 1)
    for (let day = 1; day <= DAYS_OF_MONTH; day += 1) {
      const period = `${2020 + Math.floor(month / 12)}-${two((month % 12) + 1)}-${two(day)}`
      for (let city = 0; city < CITIES; city += 1)
        for (const [at, mode] of MODES.entries()) {
          const trips = 1000 + ((city * 7919 + day * 31 + at * 101 + month * 17) % 9973)
          rows.push(`${period},city-${city},${mode},${trips},${trips * (3 + at) + day}`)
        }
    }
  writeFileSync(path, `${rows.join('\n')}\n`)
  return rows.length - 1
}

const two = (number: number): string => String(number).padStart(2, '0')

async function bareRead(path: string): Promise<number> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  const start = performance.now()
  await connection.run(`CREATE TABLE bare AS SELECT * FROM read_csv('${path}')`)
  const ms = performance.now() - start
  connection.closeSync()
  instance.closeSync()
  return ms
}

async function taken(folder: string, path: string): Promise<{ importMs: number; cubeMs: number }> {
  const store = await openDuckdbStore(join(folder, 'data'))
  const reader = childReader()
  const signal = new AbortController().signal
  try {
    await store.registerDataset({
      id: 'bench',
      title: 'Daily trips',
      owner: 'Benchmark',
      legalBasis: 'open-licence',
      licence: 'CC BY 4.0',
      country: 'DE',
      grain: 'day',
    })
    const order = { dataset: 'bench', importer: tidy, options: {} }
    const taking = { store, reader }
    const progress = newProgress(undefined, () => undefined)
    const start = performance.now()
    const staged = await receiveFile(taking, order, createReadStream(path), IMPORT_LIMITS, progress, signal)
    await importFile(taking, order, staged, progress, signal)
    const importMs = performance.now() - start
    const asked = performance.now()
    await store.cube({ dataset: 'bench', by: ['month', 'city', 'mode'] })
    return { importMs, cubeMs: performance.now() - asked }
  } finally {
    await reader.close()
    await store.close()
  }
}
