import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import type { RunningService } from '../fixtures/running-service.ts'

/** What came of cities that each send a file a day. */
export interface AppendReport {
  readonly cities: number
  readonly days: number
  readonly files: number
  /** Files that were not taken in, or not whole. */
  readonly lost: number
  /** Facts beyond those that were sent. */
  readonly doubled: number
  /** Cities whose files were sent a second time, and taken in again. */
  readonly takenTwice: number
  readonly secondsADay: readonly number[]
  readonly dataMegabytes: number
  readonly residentMegabytes: number
}

const MODES = ['car', 'bus', 'metro', 'walk', 'cycle']
/** Rows of a mode in the file of a day: one for each hour band. */
const BANDS = 8
/** Trips of a row: more than any minimum of a cell asks for. */
const TRIPS = 100_000
/** How many send at once. */
const SENDERS = 4
const FACTS = MODES.length * BANDS

/** A file of one day of a city: trips by mode and distance band, told apart by where they begin. */
const fileOf = (day: string): string => {
  const rows = MODES.flatMap((mode, place) =>
    Array.from({ length: BANDS }, (_, band) => `${day},z${band},z${band + 1},${mode},${TRIPS + place}`),
  )
  return `period,origin,destination,mode,trips\n${rows.join('\n')}\n`
}

const dayOf = (index: number): string => new Date(Date.UTC(2024, 0, 1 + index)).toISOString().slice(0, 10)

/** Lets each of many cities send its file of one day after the other, and looks whether all are there once. */
export async function dailyAppends(
  service: RunningService,
  dataFolder: string,
  { cities, days }: { readonly cities: number; readonly days: number },
): Promise<AppendReport> {
  const send = (method: string, path: string, type: string, body: string) =>
    fetch(service.url + path, { method, headers: { 'content-type': type }, body })
  const ids = Array.from({ length: cities }, (_, index) => `city-${index}`)
  let lost = 0
  await each(ids, async (id) => {
    const facts = { ...FLOWS_OF_TEST, id, legalBasis: 'public-task' }
    await sent(send('POST', '/v1/datasets', 'application/json', JSON.stringify(facts)))
    const zones = Array.from({ length: BANDS + 1 }, (_, zone) => `z${zone},${id}`)
    await sent(send('PUT', `/v1/datasets/${id}/zones`, 'text/csv', `zone,city\n${zones.join('\n')}\n`))
  })
  const secondsADay: number[] = []
  for (let day = 0; day < days; day += 1) {
    const start = performance.now()
    await each(ids, async (id) => {
      const path = `/v1/datasets/${id}/content?format=tidy`
      const status = await sent(send('PUT', path, 'text/csv', fileOf(dayOf(day))))
      if (status !== 201) lost += 1
    })
    secondsADay.push(Math.round((performance.now() - start) / 100) / 10)
  }
  let takenTwice = 0
  await each(ids.slice(0, SENDERS), async (id) => {
    const path = `/v1/datasets/${id}/content?format=tidy`
    if ((await sent(send('PUT', path, 'text/csv', fileOf(dayOf(0))))) === 201) takenTwice += 1
  })
  let doubled = 0
  await each(ids, async (id) => {
    const answer = await fetch(`${service.url}/v1/datasets/${id}`)
    const { dataset } = (await answer.json()) as { dataset: { facts: number; files: number } }
    if (dataset.files < days || dataset.facts < days * FACTS) lost += 1
    if (dataset.files > days || dataset.facts > days * FACTS) doubled += 1
  })
  return {
    cities,
    days,
    files: cities * days,
    lost,
    doubled,
    takenTwice,
    secondsADay,
    dataMegabytes: megabytes(sizeOf(join(dataFolder, 'cordon.duckdb'))),
    residentMegabytes: megabytes(residentBytes(service.child.pid ?? 0)),
  }
}

async function sent(answer: Promise<Response>): Promise<number> {
  const { status } = await answer.then(async (one) => {
    await one.arrayBuffer()
    return one
  })
  return status
}

/** Does work for each, some at a time, in their order. */
async function each<T>(all: readonly T[], work: (one: T) => Promise<void>): Promise<void> {
  const left = [...all]
  await Promise.all(
    Array.from({ length: SENDERS }, async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await work(next)
    }),
  )
}

const sizeOf = (file: string): number =>
  [file, `${file}.wal`].reduce((sum, one) => sum + (statSync(one, { throwIfNoEntry: false })?.size ?? 0), 0)

const megabytes = (bytes: number): number => Math.round(bytes / 1e5) / 10

/** What a process has in memory; NaN where the system does not tell. */
export function residentBytes(pid: number): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) * 1024
  } catch {
    return Number.NaN
  }
}
