import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { getProject } from '../../api/settings/project.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { fileCases, seedsOf, workbookSeeds } from './file-cases.ts'
import { findHeld, leakOf, type Sample } from './leaks.ts'
import { startProbe } from './probe.ts'
import { randomOf } from './random.ts'
import { type Case, type Contract, requestCases } from './request-cases.ts'
import { type Answered, newSender } from './sender.ts'
import { statusesOf } from './statuses.ts'

export interface FuzzOptions {
  readonly cases: number
  readonly seed: number
  readonly dataFolder: string
  /** The share of cases that are files. */
  readonly files?: number
  readonly atOnce?: number
  /** Sends no more after so long, however few were sent; the report says how many. */
  readonly minutes?: number
  /** Sends no more from then on either. */
  readonly until?: AbortSignal
  /** Told of each finding when it is made, and how far it got now and then: a run may take hours. */
  readonly tell?: (what: object) => void
}

/** What was found; zeros are what should be. */
export interface FuzzReport {
  readonly seed: number
  readonly cases: number
  readonly byKind: Readonly<Record<string, number>>
  readonly byStatus: Readonly<Record<string, number>>
  /** Of the files: most must be read, and not be of a dataset that is not there. */
  readonly fileStatus: Readonly<Record<string, number>>
  readonly serverErrors: number
  readonly undocumented: number
  readonly unanswered: number
  readonly crashes: number
  readonly healthHangs: number
  readonly slowestHealthMs: number
  readonly leakedFiles: number
  readonly leakedMebibytes: number
  readonly seconds: number
  /** The first of each kind, to be sent again. */
  readonly findings: readonly object[]
  /** Cases that took longer than a hang: not wrong by themselves, but where to look for what is. */
  readonly slowest: readonly object[]
}

const HANG_MS = 2000
const MAX_FINDINGS = 20
const MAX_SLOWEST = 8
const TELL_EVERY = 500
const SAMPLE_EVERY_MS = 250

/** Sends cases to the real service on this machine, and watches it from outside. */
export async function fuzz({
  cases,
  seed,
  dataFolder,
  files = 0.15,
  atOnce = 6,
  minutes = Number.POSITIVE_INFINITY,
  until,
  tell = () => undefined,
}: FuzzOptions): Promise<FuzzReport> {
  const started = performance.now()
  let service = await begin(dataFolder)
  const probe = await startProbe(HANG_MS)
  probe.watch(service)
  const contract = (await (await fetch(`${service.url}/openapi.json`)).json()) as Contract
  const statusesFor = statusesOf(contract)
  const random = randomOf(seed)
  const nextRequest = requestCases(contract, examples(), await prepared(service.url))
  const nextFile = fileCases(seedsOf(await parquetSeed()), workbookSeeds(), 'flows')
  const sender = newSender(() => service.url)
  const byKind: Record<string, number> = {}
  const byStatus: Record<string, number> = {}
  const fileStatus: Record<string, number> = {}
  const counts = { serverErrors: 0, undocumented: 0, unanswered: 0, crashes: 0 }
  const findings: object[] = []
  const slow: { readonly ms: number }[] = []
  const note = (kind: keyof typeof counts, one: Case, more: object): void => {
    counts[kind] += 1
    const finding = { kind, ...shown(one), ...more }
    tell(finding)
    if (findings.length < MAX_FINDINGS) findings.push(finding)
  }
  let restarting: Promise<void> | undefined
  const restart = async (one: Case): Promise<void> => {
    note('crashes', one, { said: service.complaint().slice(-500) })
    probe.watch(undefined)
    service = await begin(dataFolder)
    probe.watch(service)
    restarting = undefined
  }
  const judge = async (one: Case, { status, ms }: Answered): Promise<void> => {
    if (ms > HANG_MS) slow.push({ ms, ...shown(one) })
    byStatus[status ?? 'none'] = (byStatus[status ?? 'none'] ?? 0) + 1
    if (service.child.exitCode !== null || service.child.signalCode !== null) {
      restarting ??= restart(one)
      await restarting
    } else if (status === undefined) {
      if (one.raw === undefined) note('unanswered', one, { ms })
    } else if (status >= 500 && status !== 501 && status !== 503) note('serverErrors', one, { status })
    else if (!statusesFor(one).has(status)) note('undocumented', one, { status })
  }
  let sent = 0
  const share = (): number => Math.max(sent / cases, (performance.now() - started) / 60_000 / minutes)
  const samples: Sample[] = []
  const sample = (): void => {
    const held = findHeld(service.child.pid)
    if (held) samples.push({ share: share(), ...held })
  }
  const sampling = setInterval(sample, SAMPLE_EVERY_MS)
  const run = async (): Promise<void> => {
    while (share() < 1 && until?.aborted !== true) {
      sent += 1
      if (sent % TELL_EVERY === 0)
        tell({
          sent,
          seconds: Math.round((performance.now() - started) / 1000),
          ...counts,
          health: await probe.seen(),
          ...findHeld(service.child.pid),
        })
      const one = random.chance(files) ? nextFile(random) : nextRequest(random)
      byKind[kindOf(one)] = (byKind[kindOf(one)] ?? 0) + 1
      const answered = await sender.send(one)
      await judge(one, answered)
      if (kindOf(one) === 'file') {
        const status = String(answered.status ?? 'none')
        fileStatus[status] = (fileStatus[status] ?? 0) + 1
      }
      // Of what is no more, every later case would say only that.
      if (one.method === 'DELETE' && answered.status === 200) await prepared(service.url)
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, run))
  } catch (error) {
    clearInterval(sampling)
    // A fault of ours must not leave a service behind.
    service.child.kill('SIGKILL')
    await probe.end()
    throw error
  }
  sender.close()
  await new Promise((resolve) => setTimeout(resolve, 1500))
  sample()
  clearInterval(sampling)
  const { hangs, slowestMs } = await probe.end()
  service.child.kill('SIGTERM')
  await service.ended
  return {
    seed,
    cases: sent,
    byKind,
    byStatus,
    fileStatus,
    ...counts,
    healthHangs: hangs,
    slowestHealthMs: Math.round(slowestMs),
    leakedFiles: leakOf(samples, 'files'),
    leakedMebibytes: leakOf(samples, 'mebibytes'),
    seconds: Math.round((performance.now() - started) / 1000),
    findings,
    slowest: slow.sort((a, b) => b.ms - a.ms).slice(0, MAX_SLOWEST),
  }
}

const kindOf = ({ name, path }: Case): string => (path.includes('/content') ? 'file' : name)

const begin = (dataFolder: string): Promise<RunningService> =>
  startService(dataFolder, {
    CORDON_MAX_IMPORT_BYTES: '8000000',
    CORDON_MAX_UNPACKED_BYTES: '40000000',
  })

/** A dataset, a city and an estimate that requests may name; what they may be called. */
async function prepared(url: string): Promise<readonly string[]> {
  const send = (method: string, path: string, body: object) =>
    fetch(url + path, { method, headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) })
  await send('POST', '/v1/datasets', { ...FLOWS_OF_TEST, country: 'GB' })
  await send('PUT', '/v1/cities/leeds', { name: 'Leeds', country: 'GB', population: { 2019: 793_100 } })
  const saved = (await (await send('POST', '/v1/estimates?save=true', SMALL_CITY)).json()) as { id: string }
  const { items } = (await (await fetch(`${url}/v1/factor-sets`)).json()) as { items: { id: string }[] }
  return ['flows', 'leeds', saved.id, ...items.map(({ id }) => id)]
}

/** The requests of the examples, those that are cheap to answer more often. */
function examples(): readonly unknown[] {
  const folder = join(getProject().folder, 'examples')
  const found = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')) as unknown)
  const cheap = { ...SMALL_CITY, uncertainty: { method: 'none' } }
  const city = { name: 'Leeds', country: 'GB', population: { 2019: 793_100 } }
  const { id: _, ...dataset } = FLOWS_OF_TEST
  return [
    ...found,
    ...Array(20).fill(cheap),
    ...Array(4).fill(city),
    { id: 'fuzzed', ...dataset },
    { zones: [{ zone: 'a', city: 'leeds' }] },
  ]
}

async function parquetSeed(): Promise<Buffer> {
  const path = join(process.env['TMPDIR'] ?? '/tmp', `cordon-fuzz-${process.pid}.parquet`)
  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const on = await instance.connect()
  await on.run(
    `COPY (SELECT '2024-02-' || lpad((1 + range % 28)::VARCHAR, 2, '0') AS period, 'leeds' AS city, 'car' AS mode, (1000 + range)::DOUBLE AS trips FROM range(28)) TO '${path}' (FORMAT parquet)`,
  )
  on.closeSync()
  instance.closeSync()
  const { rmSync } = await import('node:fs')
  const bytes = readFileSync(path)
  rmSync(path)
  return bytes
}

/** A case as far as it fits a line. */
const shown = ({ name, method, path, headers, body, raw }: Case): object => ({
  name,
  request: `${method} ${path}`.slice(0, 300),
  headers,
  bytes: (body ?? raw)?.length ?? 0,
  body: (body ?? raw)?.subarray(0, 600).toString('base64'),
})
