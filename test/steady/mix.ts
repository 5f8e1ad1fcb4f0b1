import { setTimeout as pause } from 'node:timers/promises'
import { neverSeen } from '../../bench/hennepin.ts'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import type { RunningService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { residentBytes } from './appends.ts'

/** What was acknowledged of mixed work. */
export interface Done {
  estimates: number
  drawn: number
  imports: number
  releases: number
  shed: number
  /** Answers that are neither a success nor a 503. */
  others: number[]
  /** The estimates that were saved. */
  readonly saved: Map<string, string>
  /** The digest of the file that is there. */
  file: string | undefined
}

const ROWS = 2000
const TRIPS = 100_000
const ORIGINS = 20

const newDone = (): Done => ({
  estimates: 0,
  drawn: 0,
  imports: 0,
  releases: 0,
  shed: 0,
  others: [],
  saved: new Map(),
  file: undefined,
})

/** Asks for estimates, draws, imports and releases, each one after the other, until it is told to end or the service is gone. */
export function mixedWork({ url }: RunningService): { readonly done: Done; end(): Promise<void> } {
  const done = newDone()
  let isOver = false
  const send = (method: string, path: string, type: string, body: string) =>
    fetch(url + path, { method, headers: { 'content-type': type }, body })
  const json = (path: string, body: object | string) =>
    send('POST', path, 'application/json', typeof body === 'string' ? body : JSON.stringify(body))
  /** Counts an answer, and gives its text if it is a success. */
  const counted = async (answer: Promise<Response>): Promise<string | undefined> => {
    const { ok, status, text } = await answer.then(async (one) => ({
      ok: one.ok,
      status: one.status,
      text: await one.text(),
    }))
    if (ok) return text
    if (status === 503) {
      done.shed += 1
      await pause(50)
    } else done.others.push(status)
    return undefined
  }
  const again = async (work: (index: number) => Promise<void>): Promise<void> => {
    for (let index = 0; !isOver; index += 1)
      try {
        await work(index)
      } catch {
        // The service is gone, or hung up as it stops.
        return
      }
  }
  const idOf = (text: string): string => (JSON.parse(text) as { id: string }).id
  const works = [
    again(async () => {
      if (await counted(json('/v1/estimates', neverSeen()))) done.estimates += 1
    }),
    again(async (index) => {
      const city = { ...SMALL_CITY.city, name: `City ${index}` }
      const text = await counted(json('/v1/estimates?save=true', { ...SMALL_CITY, city }))
      if (text) done.saved.set(idOf(text), text)
    }),
    again(async (seed) => {
      const uncertainty = { method: 'monte-carlo', draws: 20_000, seed }
      if (await counted(json('/v1/estimates', { ...SMALL_CITY, uncertainty }))) done.drawn += 1
    }),
    again(async (index) => {
      // One file takes the place of the other, so that what is kept stays as large as it is.
      const replaces = done.file === undefined ? '' : `&replaces=${done.file}`
      const path = `/v1/datasets/flows/content?format=tidy${replaces}`
      const text = await counted(send('PUT', path, 'text/csv', fileOf(index)))
      if (!text) return
      done.file = (JSON.parse(text) as { digest: string }).digest
      done.imports += 1
    }),
    again(async () => {
      await pause(200)
      // Without a file there is nothing to release.
      if (done.file !== undefined && (await counted(json('/v1/datasets/flows/releases', {}))))
        done.releases += 1
    }),
  ]
  return {
    done,
    end: async () => {
      isOver = true
      await Promise.all(works)
    },
  }
}

/** Registers what the mixed work writes into. */
export async function prepareMix({ url }: RunningService): Promise<void> {
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ ...FLOWS_OF_TEST, legalBasis: 'public-task' })
  await fetch(`${url}/v1/datasets`, { method: 'POST', headers, body })
  const zones = Array.from({ length: ORIGINS }, (_, zone) => `z${zone},leeds`)
  await fetch(`${url}/v1/datasets/flows/zones`, {
    method: 'PUT',
    headers: { 'content-type': 'text/csv' },
    body: `zone,city\n${zones.join('\n')}\n`,
  })
}

const fileOf = (index: number): string =>
  `period,origin,destination,mode,trips\n${Array.from(
    { length: ROWS },
    (_, row) => `2024-01-01,z${row % ORIGINS},z${row % 7},car,${TRIPS + index + row}`,
  )
    .map((row, place) => row.replace('2024-01-01', dayOf(place)))
    .join('\n')}\n`

/** Rows of the same two zones stand on days of their own: their least common multiple is 140. */
const dayOf = (place: number): string =>
  new Date(Date.UTC(2024, 0, 1 + Math.floor(place / 140))).toISOString().slice(0, 10)

/** What was saved and acknowledged, and is not there any more. */
export async function lostOf({ url }: RunningService, { saved, file }: Done): Promise<readonly string[]> {
  const lost: string[] = []
  for (const [id, text] of saved) {
    const answer = await fetch(`${url}/v1/estimates/${id}`)
    if ((await answer.text()) !== text) lost.push(id)
  }
  const detail = await fetch(`${url}/v1/datasets/flows`)
  const { items = [], dataset } = (await detail.json()) as {
    items?: { digest: string; facts: number }[]
    dataset: { facts: number }
  }
  // Another may have taken its place without an acknowledgement; but one whole file is there.
  if (file !== undefined && (items.length !== 1 || dataset.facts !== ROWS)) lost.push(`${items.length} files`)
  return lost
}

/** Memory of a process while it works [MB]: how large it was after it had warmed up, and at the end. */
export interface MemoryReport {
  readonly minutes: number
  readonly done: Omit<Done, 'saved' | 'file'>
  /** The middle of each minute's values. */
  readonly residentByMinute: readonly number[]
  /** The last minutes over the first ones after the warm-up. */
  readonly growth: number
}

const SAMPLE_MS = 2000
const WARM_MINUTES = 2

export async function memoryOfMix(service: RunningService, minutes: number): Promise<MemoryReport> {
  const { done, end } = mixedWork(service)
  const residentByMinute: number[] = []
  for (let minute = 0; minute < minutes; minute += 1) {
    const values: number[] = []
    for (const until = performance.now() + 60_000; performance.now() < until; await pause(SAMPLE_MS))
      values.push(residentBytes(service.child.pid ?? 0) / 1e6)
    residentByMinute.push(Math.round(middleOf(values)))
  }
  await end()
  const { saved: _, file: __, ...counts } = done
  const after = residentByMinute.slice(WARM_MINUTES)
  const some = Math.max(1, Math.floor(after.length / 3))
  const growth = middleOf(after.slice(-some)) / middleOf(after.slice(0, some))
  return { minutes, done: counts, residentByMinute, growth: Math.round(growth * 1000) / 1000 }
}

const middleOf = (values: readonly number[]): number =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
