import { setTimeout as pause } from 'node:timers/promises'
import type { RunningService } from '../fixtures/running-service.ts'
import { type Done, lostOf, mixedWork, prepareMix } from './mix.ts'

/** What came of telling a service to stop in the middle of its work. */
export interface StopReport {
  readonly stops: number
  /** Exits with another code than 0: it was ended, and did not end. */
  readonly failed: number
  readonly longestMs: number
  /** What was acknowledged and is not there after the next start. */
  readonly lost: readonly string[]
}

/** Stops a service while it works, starts it again and looks, some times. */
export async function stopsUnderWork(
  start: () => Promise<RunningService>,
  { stops, workMs }: { readonly stops: number; readonly workMs: number },
): Promise<StopReport> {
  let longestMs = 0
  let failed = 0
  const lost: string[] = []
  for (let stop = 0; stop < stops; stop += 1) {
    const service = await start()
    await prepareMix(service)
    const { done, end } = mixedWork(service)
    await until(() => hasDone(done))
    await pause(workMs)
    const toldAt = performance.now()
    service.child.kill('SIGTERM')
    const code = await service.ended
    longestMs = Math.max(longestMs, performance.now() - toldAt)
    await end()
    if (code !== 0) failed += 1
    const next = await start()
    lost.push(...(await lostOf(next, done)))
    next.child.kill('SIGTERM')
    await next.ended
  }
  return { stops, failed, longestMs: Math.round(longestMs), lost }
}

const hasDone = ({ estimates, drawn, imports, saved }: Done): boolean =>
  Math.min(estimates, drawn, imports, saved.size) > 0

const MAX_WAIT_MS = 120_000

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < MAX_WAIT_MS; waited += 20) await pause(20)
}
