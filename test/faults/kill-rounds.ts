import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { type RunningService, startService } from '../fixtures/running-service.ts'
import { randomOf } from '../fuzz/random.ts'
import {
  draws,
  imports,
  json,
  type Ledger,
  MONTH_MODES,
  newLedger,
  ROWS,
  releases,
  saves,
  zones,
} from './killed-work.ts'

/** What was found in rounds of work and SIGKILL; but for what was acknowledged, zeros are what should be. */
export interface KillReport {
  readonly rounds: number
  readonly estimates: number
  readonly files: number
  readonly replaced: number
  readonly deleted: number
  readonly zones: number
  readonly releases: number
  /** Estimates whose interval was drawn. */
  readonly drawn: number
  readonly lost: number
  /** There twice. */
  readonly doubled: number
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

const MAX_KILL_AFTER_MS = 2500
const MAX_WAIT_MS = 60_000
/** Estimates that are read after each round, the newest; at the end all are. */
const READ_AGAIN = 150
const TELL_EVERY = 10
/** A list of releases is no longer. */
const MAX_LISTED_RELEASES = 1000

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < MAX_WAIT_MS; waited += 20) await pause(20)
}

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
  const counts = { lost: 0, doubled: 0, returned: 0, halfWritten: 0, runningJobs: 0, stagingLeft: 0 }
  const note = (kind: keyof typeof counts, what: string): void => {
    counts[kind] += 1
    tell({ kind, what })
    if (findings.length < 20) findings.push(`${kind}: ${what}`)
  }
  let service = await startService(dataFolder)
  // Files of a dataset with zones name those alone, so that zones which change have one of their own.
  for (const facts of [{ id: 'flows' }, { id: 'places' }, { id: 'cities', grain: 'month' }])
    await json(service, 'POST', '/v1/datasets', { ...FLOWS_OF_TEST, legalBasis: 'public-task', ...facts })
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
      draws(service, round, ledger),
      releases(service, ledger),
    ])
    await killed
    await service.ended
    service = await startService(dataFolder)
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
    releases: ledger.releases.size,
    drawn: ledger.drawn,
    ...counts,
    findings,
  }
}

type Note = (
  kind: 'lost' | 'doubled' | 'returned' | 'halfWritten' | 'runningJobs' | 'stagingLeft',
  what: string,
) => void

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
  if (detail.items.length !== kept.size)
    note('doubled', `${detail.items.length} files of ${kept.size} digests`)
  const cities = await read<{ items: { digest: string; facts: number }[] }>('/v1/datasets/cities')
  const months = new Map(cities.items.map(({ digest, facts }) => [digest, facts]))
  for (const digest of ledger.months) if (!months.has(digest)) note('lost', `month ${digest}`)
  for (const [digest, facts] of months)
    if (facts !== MONTH_MODES.length) note('halfWritten', `month ${digest} has ${facts} facts`)
  const { items: made } = await read<{ items: { id: string }[] }>('/v1/datasets/cities/releases')
  const released = new Set(made.map(({ id }) => id))
  if (released.size !== made.length) note('doubled', `${made.length} releases of ${released.size} ids`)
  if (made.length < MAX_LISTED_RELEASES)
    for (const id of ledger.releases) if (!released.has(id)) note('lost', `release ${id}`)
  // One set of zones more may have been saved than was acknowledged.
  const places = await read<{ zones: { mapped: number } }>('/v1/datasets/places')
  if (places.zones.mapped < ledger.zones || places.zones.mapped > ledger.zones + 1)
    note('lost', `${places.zones.mapped} zones in place of ${ledger.zones}`)
  ledger.zones = places.zones.mapped
  const { items: jobs } = await read<{ items: { id: string; state: string }[] }>('/v1/jobs?limit=1000')
  for (const { id, state } of jobs) if (state === 'running') note('runningJobs', id)
  const left = readdirSync(dataFolder).includes('staging') ? readdirSync(join(dataFolder, 'staging')) : []
  for (const name of left) note('stagingLeft', name)
}
