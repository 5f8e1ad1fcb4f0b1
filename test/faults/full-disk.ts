import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { FLOWS_OF_TEST } from '../fixtures/importing.ts'
import { startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'
import { type Random, randomOf } from '../fuzz/random.ts'

export interface FullDiskReport {
  readonly estimates: number
  readonly files: number
  /** Whether the file system took nothing more, and the service said so for as long as that was so. */
  readonly wasFull: boolean
  /** How often it made room by itself, such as by writing its log into the file, and went on. */
  readonly reopened: number
  readonly whileFull: { readonly save: number; readonly import: number; readonly live: number }
  readonly healed: boolean
  readonly lost: number
  /** What was answered with neither a success nor a 503. */
  readonly others: readonly number[]
}

const SIZE = '24m'
const GIVEN = '200m'
const WAIT_MS = 30_000
/** It tries every second whether there is room. */
const STAYS_FULL_MS = 3500
const MAX_PIECES = 2000
const MAX_WORK_MS = 600_000
const ROWS = 20_000
/** Trips of a row: more than any minimum of a cell asks for. */
const MIN_TRIPS = 100_000

/** A code of letters: one of figures would be somebody's number now and then, and its file refused. */
const letters = (random: Random): string =>
  Array.from({ length: 8 }, () => String.fromCharCode(97 + random.below(26))).join('')

/** Facts that no compression makes small: a disk of any size is full of them soon. */
function largeFile(index: number, random: Random): string {
  const row = (place: number): string =>
    `2024-01-01,o${index},${letters(random)}-${place},car,${MIN_TRIPS + random.below(1e9)}.${random.below(1e6)}`
  return `period,origin,destination,mode,trips\n${Array.from({ length: ROWS }, (_, place) => row(place)).join('\n')}\n`
}

/**
 * Saves and imports into a small file system until it is full, gives it room, and looks whether all is there and goes on
 * by itself.
 *
 * @param run runs a program; mounting takes rights that few have, and without them nothing is run
 */
export async function fullDisk(run: (...words: string[]) => unknown): Promise<FullDiskReport | 'not run'> {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-full-'))
  try {
    run('mount', '-t', 'tmpfs', '-o', `size=${SIZE}`, 'tmpfs', folder)
  } catch {
    rmSync(folder, { recursive: true })
    return 'not run'
  }
  mkdirSync(join(folder, 'data'))
  const service = await startService(join(folder, 'data'))
  try {
    const random = randomOf(1)
    const estimates = new Map<string, string>()
    const files = new Set<string>()
    const others: number[] = []
    let pieces = 0
    const send = async (method: string, path: string, type: string, body: string) => {
      const answer = await fetch(service.url + path, { method, headers: { 'content-type': type }, body })
      const text = await answer.text()
      if (answer.status !== 201 && answer.status !== 503) others.push(answer.status)
      return { status: answer.status, text }
    }
    const status = async (path: string): Promise<number> => {
      const answer = await fetch(service.url + path)
      await answer.arrayBuffer()
      return answer.status
    }
    const save = async (): Promise<number> => {
      pieces += 1
      const body = { ...SMALL_CITY, city: { ...SMALL_CITY.city, name: `City ${pieces}` } }
      const answer = await send('POST', '/v1/estimates?save=true', 'application/json', JSON.stringify(body))
      if (answer.status === 201) estimates.set((JSON.parse(answer.text) as { id: string }).id, answer.text)
      return answer.status
    }
    const take = async (): Promise<number> => {
      pieces += 1
      const path = '/v1/datasets/flows/content?format=tidy'
      const answer = await send('PUT', path, 'text/csv', largeFile(pieces, random))
      if (answer.status === 201) files.add((JSON.parse(answer.text) as { digest: string }).digest)
      return answer.status
    }
    const isReady = async (): Promise<boolean> => (await status('/readyz')) === 200
    const becomesReady = async (withinMs: number): Promise<boolean> => {
      for (const end = performance.now() + withinMs; performance.now() < end; await pause(50))
        if (await isReady()) return true
      return false
    }

    await send('POST', '/v1/datasets', 'application/json', JSON.stringify(FLOWS_OF_TEST))
    const end = performance.now() + MAX_WORK_MS
    let wasFull = false
    let reopened = 0
    let whileFull = { save: 0, import: 0, live: 0 }
    while (!wasFull && pieces < MAX_PIECES && performance.now() < end) {
      whileFull = { import: await take(), save: await save(), live: await status('/healthz') }
      if (await isReady()) continue
      if (await becomesReady(STAYS_FULL_MS)) reopened += 1
      else wasFull = true
    }
    run('mount', '-o', `remount,size=${GIVEN}`, folder)
    const healed = (await becomesReady(WAIT_MS)) && (await save()) === 201 && (await take()) === 201
    let lost = 0
    for (const [id, text] of estimates) {
      const answer = await fetch(`${service.url}/v1/estimates/${id}`)
      if ((await answer.text()) !== text) lost += 1
    }
    const detail = await fetch(`${service.url}/v1/datasets/flows`)
    const { items = [] } = (await detail.json()) as { items?: { digest: string; facts: number }[] }
    const whole = new Set(items.filter(({ facts }) => facts === ROWS).map(({ digest }) => digest))
    for (const digest of files) if (!whole.has(digest)) lost += 1
    return {
      estimates: estimates.size,
      files: files.size,
      wasFull,
      reopened,
      whileFull,
      healed,
      lost,
      others,
    }
  } finally {
    service.child.kill('SIGTERM')
    await service.ended
    run('umount', folder)
    rmSync(folder, { recursive: true })
  }
}
