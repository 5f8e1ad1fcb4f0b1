import type { Writable } from 'node:stream'
import type { ImportJobs } from './import-jobs.ts'
import type { JobView } from './job-schema.ts'

/** The shortest time between two progress events, and the longest time without any event. */
const EVERY_MS = 250
const HEARTBEAT_MS = 15_000

/**
 * Writes the events of a job until it ends or the reader leaves.
 *
 * @param first the job as it is now
 */
export function sendEvents(first: JobView, jobs: ImportJobs, to: Writable): void {
  let timer: NodeJS.Timeout | undefined
  let isOver = false
  let last = ''
  const say = (job: JobView): void => {
    const ended = job.state !== 'running'
    const text = `event: ${ended ? 'end' : 'progress'}\ndata: ${JSON.stringify(job)}\n\n`
    // Skip progress events for slow readers; always send the end event.
    if (text !== last && (ended || !to.writableNeedDrain)) to.write(text)
    last = text
    if (!ended) return
    stop()
    to.end()
  }
  const look = async (): Promise<void> => {
    timer = undefined
    const job = await jobs.find(first.id).catch(() => undefined)
    if (isOver) return
    if (job) say(job)
    else to.destroy()
  }
  const changed = (): void => {
    timer ??= setTimeout(() => void look(), EVERY_MS)
  }
  const unwatch = jobs.watch(first.id, changed)
  const heartbeat = setInterval(
    () => void (to.writableNeedDrain || to.write(': still here\n\n')),
    HEARTBEAT_MS,
  )
  const stop = (): void => {
    isOver = true
    unwatch()
    clearTimeout(timer)
    clearInterval(heartbeat)
  }
  to.once('close', stop).once('error', stop)
  say(first)
  // The job may have ended between look-up and watch.
  if (!isOver) changed()
}
