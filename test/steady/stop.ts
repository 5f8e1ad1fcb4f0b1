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
    const one = await stopUnderWork(service, start, workMs)
    longestMs = Math.max(longestMs, one.tookMs)
    lost.push(...one.lost)
    if (one.code !== 0) failed += 1
  }
  return { stops, failed, longestMs: Math.round(longestMs), lost }
}

/** Lets a service work, tells it to stop, starts the next one and looks what that has. */
export async function stopUnderWork(
  service: RunningService,
  start: () => Promise<RunningService>,
  workMs: number,
): Promise<{ readonly code: number | null; readonly tookMs: number; readonly lost: readonly string[] }> {
  const { done, end } = mixedWork(service)
  await until(() => hasDone(done))
  await pause(workMs)
  const toldAt = performance.now()
  service.child.kill('SIGTERM')
  const code = await service.ended
  const tookMs = performance.now() - toldAt
  await end()
  const next = await start()
  const lost = await lostOf(next, done)
  next.child.kill('SIGTERM')
  await next.ended
  return { code, tookMs, lost }
}

const hasDone = ({ estimates, drawn, imports, saved }: Done): boolean =>
  Math.min(estimates, drawn, imports, saved.size) > 0

const MAX_WAIT_MS = 120_000

async function until(holds: () => boolean): Promise<void> {
  for (let waited = 0; !holds() && waited < MAX_WAIT_MS; waited += 20) await pause(20)
}
