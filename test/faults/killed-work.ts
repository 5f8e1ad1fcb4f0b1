import { createHash } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { RunningService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

/** Facts of a file of flows. */
export const ROWS = 400
/** Trips of a row: more than any minimum of a cell asks for. */
const TRIPS = 100_000
/** Each month of a city has a fact of each. */
export const MONTH_MODES = ['car', 'bus', 'walk']
/** What was acknowledged, and what was asked and may or may not have been done. */
export function newLedger() {
  return {
    estimates: new Map<string, string>(),
    files: new Set<string>(),
    gone: new Set<string>(),
    zones: 0,
    releases: new Set<string>(),
    months: new Set<string>(),
    drawn: 0,
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
export type Ledger = ReturnType<typeof newLedger>

/** A file of many facts of one day and place of its own: all of it is there, or nothing. */
const fileOf = (name: string): string =>
  `period,origin,destination,mode,trips\n${Array.from({ length: ROWS }, (_, index) => `2024-01-01,${name},z${index},car,${TRIPS + index}`).join('\n')}\n`

const digestOf = (file: string): string => `sha256:${createHash('sha256').update(file).digest('hex')}`

const send = (service: RunningService, method: string, path: string, type: string, body: string) =>
  fetch(service.url + path, { method, headers: { 'content-type': type }, body })

export const json = (service: RunningService, method: string, path: string, body: object) =>
  send(service, method, path, 'application/json', JSON.stringify(body))

/** Saves estimates until the service is gone. */
export async function saves(service: RunningService, round: number, ledger: Ledger): Promise<void> {
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
export async function imports(service: RunningService, round: number, ledger: Ledger): Promise<void> {
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
export async function zones(service: RunningService, ledger: Ledger): Promise<void> {
  for (;;) {
    const count = ledger.zones + 1
    const rows = Array.from({ length: count }, (_, index) => `zone${index},leeds`)
    const answer = await send(
      service,
      'PUT',
      '/v1/datasets/places/zones',
      'text/csv',
      `zone,city\n${rows.join('\n')}\n`,
    )
    if (answer.status === 200) ledger.zones = count
    await answer.arrayBuffer()
    await pause(20)
  }
}

/** Saves estimates whose intervals are drawn, until the service is gone. */
export async function draws(service: RunningService, round: number, ledger: Ledger): Promise<void> {
  for (let index = 0; ; index += 1) {
    const body = {
      ...SMALL_CITY,
      city: { ...SMALL_CITY.city, name: `Drawn ${round} ${index}` },
      uncertainty: { method: 'monte-carlo', draws: 10_000, seed: index },
    }
    const answer = await json(service, 'POST', '/v1/estimates?save=true', body)
    const text = await answer.text()
    if (answer.status !== 201) continue
    ledger.estimates.set((JSON.parse(text) as { id: string }).id, text)
    ledger.drawn += 1
  }
}

/** Sends the next month of a city and releases what is over, until the service is gone. */
export async function releases(service: RunningService, ledger: Ledger): Promise<void> {
  for (;;) {
    const file = monthOf(ledger.months.size)
    const sent = await send(service, 'PUT', '/v1/datasets/cities/content?format=tidy', 'text/csv', file)
    await sent.arrayBuffer()
    // One that was taken in and not acknowledged is there already (200).
    if (!sent.ok) continue
    ledger.months.add(digestOf(file))
    const answer = await json(service, 'POST', '/v1/datasets/cities/releases', {})
    const text = await answer.text()
    if (answer.ok) ledger.releases.add((JSON.parse(text) as { id: string }).id)
  }
}

/** A file of one month of a city. */
const monthOf = (index: number): string => {
  const month = new Date(Date.UTC(1990, index)).toISOString().slice(0, 7)
  return `period,city,mode,trips\n${MONTH_MODES.map((mode) => `${month},leeds,${mode},${TRIPS + index}`).join('\n')}\n`
}
