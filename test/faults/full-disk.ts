import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startService } from '../fixtures/running-service.ts'
import { SMALL_CITY } from '../fixtures/service.ts'

export interface FullDiskReport {
  readonly saved: number
  readonly whileFull: { readonly save: number; readonly ready: number; readonly live: number }
  readonly healed: boolean
  readonly lost: number
}

const SIZE = '24m'
const GIVEN = '200m'
const WAIT_MS = 30_000

/**
 * Saves into a small file system until it is full, gives it room, and looks whether all is there and goes on by itself.
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
  const service = await startService(join(folder, 'data'), true)
  try {
    const status = async (path: string): Promise<number> => (await fetch(service.url + path)).status
    const saved = new Map<string, string>()
    const save = async (index: number): Promise<number> => {
      const answer = await fetch(`${service.url}/v1/estimates?save=true`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...SMALL_CITY, city: { ...SMALL_CITY.city, name: `City ${index}` } }),
      })
      const text = await answer.text()
      if (answer.status === 201) saved.set((JSON.parse(text) as { id: string }).id, text)
      return answer.status
    }
    let index = 0
    let last = 201
    for (; last === 201 && index < 5000; index += 1) last = await save(index)
    const whileFull = { save: last, ready: await status('/readyz'), live: await status('/healthz') }
    await pause(3000)
    run('mount', '-o', `remount,size=${GIVEN}`, folder)
    let healed = false
    for (let waited = 0; !healed && waited < WAIT_MS; waited += 100) {
      await pause(100)
      healed = (await status('/readyz')) === 200
    }
    healed = healed && (await save(index)) === 201
    let lost = 0
    for (const [id, text] of saved) {
      const answer = await fetch(`${service.url}/v1/estimates/${id}`)
      if ((await answer.text()) !== text) lost += 1
    }
    return { saved: saved.size, whileFull, healed, lost }
  } finally {
    service.child.kill('SIGTERM')
    await service.ended
    run('umount', folder)
    rmSync(folder, { recursive: true })
  }
}
