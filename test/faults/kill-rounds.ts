import { createHash } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { randomOf } from '../fuzz/random.ts'

/** What was found in rounds of work and SIGKILL; but for what was acknowledged, zeros are what should be. */
export interface KillReport {
  readonly rounds: number
  readonly estimates: number
  readonly files: number
  readonly replaced: number
  readonly deleted: number
  readonly zones: number
  readonly lost: number
  /** Deleted or replaced, acknowledged, and there again. */
  readonly returned: number
  readonly halfWritten: number
  readonly runningJobs: number
  readonly stagingLeft: number
  readonly findings: readonly string[]
}

interface Options {
  readonly dataFolder: string
  readonly rounds: number
  readonly seed: number
  /** Begins no more rounds after so long; the report says how many were. */
  readonly minutes?: number
  /** Told of each finding when it is made, and how far it got now and then. */
  readonly tell?: (what: object) => void
}

const ROWS = 400
/** Trips of a row: more than any minimum of a cell asks for. */
const TRIPS = 100_000
const MAX_KILL_AFTER_MS = 2500
const MAX_WAIT_MS = 60_000
/** Estimates that are read after each round, the newest; at the end all are. */
const READ_AGAIN = 150
const TELL_EVERY = 10

/** A file of many facts of one day and place of its own: all of it is there, or nothing. */
const fileOf = (name: string): string =>
  `period,origin,destination,mode,trips\n${Array.from({ length: ROWS }, (_, index) => `2024-01-01,${name},z${index},car,${TRIPS + index}`).join('\n')}\n`

const digestOf = (file: string): string => `sha256:${createHash('sha256').update(file).digest('hex')}`

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < MAX_WAIT_MS; waited += 20) await pause(20)
}

/** What was acknowledged, and what was asked and may or may not have been done. */
function newLedger() {
  return {
    estimates: new Map<string, string>(),
    files: new Set<string>(),
    gone: new Set<string>(),
    zones: 0,
    /** Files, those that others have taken the place of too. */
    acknowledged: 0,
    /** Estimates that were to be deleted. */
    asked: new Set<string>(),
    /** The file last sent to take the place of another, by the digest of that. */
    successors: new Map<string, string>(),
    replaced: 0,
    deleted: 0,
  }
}
type Ledger = ReturnType<typeof newLedger>

/** Lets the service work, kills it at some moment, and looks at what it left, again and again. */
export async function killRounds({
  dataFolder,
  rounds,
  seed,
  minutes = Number.POSITIVE_INFINITY,
  tell = () => undefined,
}: Options): Promise<KillReport> {
  const started = performance.now()
  const random = randomOf(seed)
  const ledger = newLedger()
  const findings: string[] = []
  const counts = { lost: 0, returned: 0, halfWritten: 0, runningJobs: 0, stagingLeft: 0 }
  const note = (kind: keyof typeof counts, what: string): void => {
    counts[kind] += 1
    tell({ kind, what })
    if (findings.length < 20) findings.push(`${kind}: ${what}`)
  }
  let service = await startService(dataFolder, true)
  await json(service, 'POST', '/v1/datasets', { ...FLOWS_OF_TEST, legalBasis: 'public-task' })
  let done = 0
  for (let isLast = false; !isLast; done += 1) {
    const round = done
    // Every other round ends at some moment after a file was taken in, every other of these after it took the place of
    // another, however slow the machine is; the rest end while that is under way.
    const { acknowledged, replaced } = ledger
    const begun =
      round % 2 === 1
        ? Promise.resolve()
        : until(() => (round % 4 === 2 ? ledger.replaced > replaced : ledger.acknowledged > acknowledged))
    const killed = begun
      .then(() => pause(200 + random.below(MAX_KILL_AFTER_MS)))
      .then(() => service.child.kill('SIGKILL'))
    await Promise.allSettled([
      saves(service, round, ledger),
      imports(service, round, ledger),
      zones(service, ledger),
    ])
    await killed
    await service.ended
    service = await startService(dataFolder, true)
    const seconds = Math.round((performance.now() - started) / 1000)
    isLast = round + 1 >= rounds || seconds > minutes * 60
    await look(service, dataFolder, ledger, note, isLast)
    if (round % TELL_EVERY === 0)
      tell({ round, seconds, files: ledger.acknowledged, replaced: ledger.replaced, ...counts })
  }
  service.child.kill('SIGTERM')
  await service.ended
  return {
    rounds: done,
    estimates: ledger.estimates.size,
    files: ledger.acknowledged,
    replaced: ledger.replaced,
    deleted: ledger.deleted,
    zones: ledger.zones,
    ...counts,
    findings,
  }
}

const send = (service: RunningService, method: string, path: string, type: string, body: string) =>
  fetch(service.url + path, { method, headers: { 'content-type': type }, body })

const json = (service: RunningService, method: string, path: string, body: object) =>
  send(service, method, path, 'application/json', JSON.stringify(body))

/** Saves estimates until the service is gone. */
async function saves(service: RunningService, round: number, ledger: Ledger): Promise<void> {
  for (let index = 0; ; index += 1) {
    const body = { ...SMALL_CITY, city: { ...SMALL_CITY.city, name: `City ${round} ${index}` } }
    const answer = await json(service, 'POST', '/v1/estimates?save=true', body)
    const text = await answer.text()
    if (answer.status === 201) ledger.estimates.set((JSON.parse(text) as { id: string }).id, text)
    if (index % 7 < 6) continue
    const [id = ''] = [...ledger.estimates.keys()].slice(-1)
    ledger.asked.add(id)
    const deleted = await fetch(`${service.url}/v1/estimates/${id}`, { method: 'DELETE' })
    if (deleted.status !== 200) continue
    ledger.estimates.delete(id)
    ledger.gone.add(id)
    ledger.deleted += 1
  }
}

/** Takes files in until the service is gone; every other takes the place of one before, in every other round the first. */
async function imports(service: RunningService, round: number, ledger: Ledger): Promise<void> {
  for (let index = 0; ; index += 1) {
    const file = fileOf(`${round}-${index}`)
    const before = (round + 2 * index) % 4 >= 2 ? [...ledger.files].at(-1) : undefined
    if (before !== undefined) ledger.successors.set(before, digestOf(file))
    const replaces = before === undefined ? '' : `&replaces=${before}`
    const path = `/v1/datasets/flows/content?format=tidy${replaces}`
    const answer = await send(service, 'PUT', path, 'text/csv', file)
    if (answer.status !== 201) continue
    const { digest } = (await answer.json()) as { digest: string }
    ledger.files.add(digest)
    ledger.acknowledged += 1
    if (before === undefined) continue
    ledger.files.delete(before)
    ledger.gone.add(before)
    ledger.replaced += 1
  }
}

/** Sets as many zones as it is the time, until the service is gone. */
async function zones(service: RunningService, ledger: Ledger): Promise<void> {
  for (;;) {
    const count = ledger.zones + 1
    const rows = Array.from({ length: count }, (_, index) => `zone${index},leeds`)
    const answer = await send(
      service,
      'PUT',
      '/v1/datasets/flows/zones',
      'text/csv',
      `zone,city\n${rows.join('\n')}\n`,
    )
    if (answer.status === 200) ledger.zones = count
    await answer.arrayBuffer()
    await pause(20)
  }
}

type Note = (kind: 'lost' | 'returned' | 'halfWritten' | 'runningJobs' | 'stagingLeft', what: string) => void

/** Compares what is there with what was acknowledged. */
async function look(
  service: RunningService,
  dataFolder: string,
  ledger: Ledger,
  note: Note,
  isLast: boolean,
): Promise<void> {
  const read = async <T>(path: string): Promise<T> => {
    const answer = await fetch(service.url + path)
    const text = await answer.text()
    if (answer.status !== 200) throw new Error(`${path}: ${answer.status} ${text}\n${service.complaint()}`)
    return JSON.parse(text) as T
  }
  const estimates = [...ledger.estimates]
  for (const [id, text] of isLast ? estimates : estimates.slice(-READ_AGAIN)) {
    const answer = await fetch(`${service.url}/v1/estimates/${id}`)
    if ((await answer.text()) === text) continue
    // Whether a deletion that was not acknowledged was done, nobody can tell.
    if (answer.status === 404 && ledger.asked.has(id)) ledger.estimates.delete(id)
    else note('lost', `estimate ${id}`)
  }
  const gone = [...ledger.gone].filter((id) => id.startsWith('est_'))
  for (const id of isLast ? gone : gone.slice(-READ_AGAIN)) {
    const answer = await fetch(`${service.url}/v1/estimates/${id}`)
    await answer.arrayBuffer()
    if (answer.status !== 404) note('returned', `estimate ${id}`)
  }
  const detail = await read<{
    items: { digest: string; facts: number }[]
    zones: { mapped: number }
    dataset: { facts: number }
  }>('/v1/datasets/flows')
  const kept = new Map(detail.items.map(({ digest, facts }) => [digest, facts]))
  for (const digest of ledger.files) {
    const successor = ledger.successors.get(digest)
    const isReplaced = successor !== undefined && kept.has(successor)
    if (kept.has(digest)) {
      if (isReplaced) note('halfWritten', `file ${digest} is there beside the one that took its place`)
      continue
    }
    // Whether a replacement that was not acknowledged was done, nobody can tell; but one of the two is there.
    if (isReplaced) {
      ledger.files.delete(digest)
      ledger.files.add(successor)
    } else note('lost', `file ${digest}`)
  }
  for (const digest of ledger.gone) if (kept.has(digest)) note('returned', `file ${digest}`)
  for (const [digest, facts] of kept)
    if (facts !== ROWS) note('halfWritten', `file ${digest} has ${facts} facts`)
  if (detail.dataset.facts !== kept.size * ROWS)
    note('halfWritten', `${detail.dataset.facts} facts of ${kept.size} files`)
  // One set of zones more may have been saved than was acknowledged.
  if (detail.zones.mapped < ledger.zones || detail.zones.mapped > ledger.zones + 1)
    note('lost', `${detail.zones.mapped} zones in place of ${ledger.zones}`)
  ledger.zones = detail.zones.mapped
  const { items: jobs } = await read<{ items: { id: string; state: string }[] }>('/v1/jobs?limit=1000')
  for (const { id, state } of jobs) if (state === 'running') note('runningJobs', id)
  const left = readdirSync(dataFolder).includes('staging') ? readdirSync(join(dataFolder, 'staging')) : []
  for (const name of left) note('stagingLeft', name)
}
