import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openClusterStore } from '../../api/store/cluster/cluster-store.ts'
import { trinoAt } from '../../api/store/cluster/trino.ts'
import { openDuckdbStore } from '../../api/store/duckdb-store.ts'
import type { WholeStore } from '../../api/store/facts.ts'
import { findPostgres, startPostgres } from '../fixtures/postgres.ts'
import { findJava, javaVersion, MEASURED, startTrino, trinoVersion } from '../fixtures/trino.ts'
import { keepHere, keepThere, type SharedPlace } from './many-facts.ts'
import { lineThrough, type Spent, spentOn } from './spent.ts'

// npm run bench:cluster -- <folder of Trino> [millions of rows …]: asks for the same sums of the same facts in Trino and in a data
// file, one after the other, and prints a line of JSON for each size, and one for what they say of ten thousand million rows.
const [, , folder, ...sizes] = process.argv
const [programs, java] = [findPostgres(), findJava()]
if (folder === undefined || !programs || !java) {
  process.stderr.write(
    'Not run: it needs a folder for what is downloaded (npm run bench:cluster -- ./trino), PostgreSQL, and a Java of version 24 or later (JAVA_HOME).\n',
  )
  process.exit(1)
}

const WORKERS = 2
const RUNS = 5
const FAR = 1e10
const MILLION = 1_000_000
const MILLIONS = sizes.length > 0 ? sizes.map(Number) : [1, 10, 50]
/** Where others work too, a statement may stand for longer than it would in use. */
const PATIENT_MS = 600_000
const QUESTION = { dataset: 'flows', by: ['month', 'city', 'mode'] } as const

const print = (line: object): void =>
  void process.stdout.write(
    `${JSON.stringify(line, (_, value: unknown) => (typeof value === 'number' ? Number(value.toPrecision(3)) : value))}\n`,
  )

const server = execFileSync(join(import.meta.dirname, '..', '..', 'build', 'fetch-trino.sh'), [folder], {
  encoding: 'utf8',
  stdio: ['ignore', 'pipe', 'inherit'],
}).trim()
const root = mkdtempSync(join(tmpdir(), 'cordon-costs-'))
const postgres = await startPostgres(programs)
try {
  const trino = await startTrino({ server, java, postgres: postgres.url, workers: WORKERS, jvm: MEASURED })
  try {
    await measure(
      [trino.coordinator, ...trino.workers].map((node) => node.pid()),
      { catalog: postgres.url, schema: 'costs', facts: placeAt(trino.host) },
    )
  } finally {
    await trino.stop()
  }
} finally {
  await postgres.stop()
  rmSync(root, { recursive: true, force: true })
}

async function measure(pids: readonly number[], place: SharedPlace): Promise<void> {
  print({
    date: new Date().toISOString().slice(0, 10),
    trino: trinoVersion(server),
    workers: WORKERS,
    java: javaVersion(java ?? ''),
    node: process.version,
  })
  await madeSchema(place)
  const shared = await openClusterStore({ ...place, stallMs: PATIENT_MS }, join(root, 'shared'))
  const all: { readonly rows: number; readonly trino: Spent; readonly duckdb: Spent }[] = []
  let kept = 0
  for (const millions of MILLIONS) {
    const rows = millions * MILLION
    const loading = await spentOn(0, pids, () => keepThere(shared, place, kept, rows))
    const added = rows - kept
    kept = rows
    const there = await spentOn(RUNS, pids, () => shared.cube(QUESTION))
    const here = await inDataFile(rows, (store) => spentOn(RUNS, [], () => store.cube(QUESTION)))
    if (JSON.stringify(there.answer) !== JSON.stringify(here.answer))
      throw new Error('Trino gives another answer than the data file.')
    print({
      millions,
      groups: there.answer.length,
      trino: there.median,
      trinoFirst: there.first,
      duckdb: here.median,
      duckdbFirst: here.first,
      cpuRatio: there.median.cpuSeconds / here.median.cpuSeconds,
      writtenInTrino: { millions: added / MILLION, ...loading.first },
    })
    all.push({ rows, trino: there.median, duckdb: here.median })
  }
  await shared.close()
  if (all.length < 2) return
  for (const engine of ['trino', 'duckdb'] as const) {
    const line = lineThrough(all.map((one) => ({ rows: one.rows, seconds: one[engine].cpuSeconds })))
    print({
      engine,
      fixedCpuSeconds: line.fixed,
      cpuSecondsPerMillion: line.perMillion,
      rows: FAR,
      cpuSeconds: line.fixed + (line.perMillion * FAR) / MILLION,
    })
  }
}

async function inDataFile<T>(rows: number, work: (store: WholeStore) => Promise<T>): Promise<T> {
  const own = mkdtempSync(join(root, 'file-'))
  const store = await openDuckdbStore(join(own, 'data'))
  try {
    await keepHere(store, own, rows)
    return await work(store)
  } finally {
    await store.close()
    rmSync(own, { recursive: true, force: true })
  }
}

function placeAt(host: string): SharedPlace['facts'] {
  return { url: `http://${host}`, user: 'cordon', catalog: 'lake', schema: 'costs' }
}

async function madeSchema({ facts }: SharedPlace): Promise<void> {
  const trino = trinoAt(facts, PATIENT_MS)
  await trino.rows(`CREATE SCHEMA ${facts.catalog}.${facts.schema}`)
  trino.close()
}
