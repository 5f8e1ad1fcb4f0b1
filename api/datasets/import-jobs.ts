import { randomUUID } from 'node:crypto'
import type { Readable } from 'node:stream'
import { toProblem } from '../http/problem.ts'
import { ReaderStopped } from '../imports/child/stopped.ts'
import type { FileReader } from '../imports/file-reader.ts'
import { discard, SenderGone } from '../imports/staging.ts'
import type { ReleaseImported } from '../releases/release-imported.ts'
import { Failure, shuttingDown } from '../request/failure.ts'
import type { ImportLimits } from '../settings/config.ts'
import type { JobRecord } from '../store/jobs.ts'
import type { Page, PageRequest, Store } from '../store/store.ts'
import { Cancelled, type Imported, type ImportOrder, importFile, receiveFile } from './import-file.ts'
import { failedOutcome, jobViewOf, succeededOutcome } from './job-answer.ts'
import type { JobView } from './job-schema.ts'
import { type ImportProgress, newProgress } from './progress.ts'
import { newSlots } from './slots.ts'

/** A running import. */
export interface StartedImport {
  readonly id: string
  /** Resolves when the whole file has arrived; the rest does not need the sender any more. */
  readonly received: Promise<unknown>
  /** Resolves when the job has ended. */
  readonly done: Promise<Imported>
}

/** Imports as jobs: which run, and how others ended. */
export interface ImportJobs {
  /** @throws {Failure} `busy` if too many run or wait already */
  start(order: ImportOrder, bytes: Readable, totalBytes?: number): Promise<StartedImport>
  find(id: string): Promise<JobView | undefined>
  list(page: PageRequest): Promise<Page<JobView>>
  /** Ends a job and saves nothing of it; a job that has ended stays as it is. */
  cancel(id: string): Promise<JobView | undefined>
  /**
   * @param changed called on every change, the last time at the end
   * @returns a function that stops watching
   */
  watch(id: string, changed: () => void): () => void
  /** How many are received, wait or run. */
  running(): number
  /** Ends everything that runs. */
  close(): Promise<void>
}

interface Options {
  readonly store: Store
  readonly reader: FileReader
  readonly release?: ReleaseImported
  readonly limits: ImportLimits
  /** Called with our own errors, and with readers that stopped over a file. */
  readonly faulted: (error: unknown, job: string) => void
  /** Called on every change of a job. */
  readonly changed?: (dataset: string, job: string) => void
  readonly mostRunning?: number
  readonly mostAtAll?: number
  /** The longest pause of a sender. */
  readonly pauseMs?: number
  /** How often to look at what other processes did to jobs; absent: no other uses the store. */
  readonly othersEveryMs?: number | undefined
}

interface Live {
  readonly controller: AbortController
  readonly progress: ImportProgress
  readonly watchers: Set<() => void>
  ended: Promise<unknown>
}

const now = (): string => new Date().toISOString()

/** Jobs over a store. At most `mostRunning` files are read at a time; other received files wait for their turn. */
export function importJobs(options: Options): ImportJobs {
  const { store, reader, release, mostRunning = 2, mostAtAll = 10, pauseMs = 60_000, othersEveryMs } = options
  const running = new Map<string, Live>()
  const inSlot = newSlots(mostRunning)
  let isClosed = false
  const viewOf = (record: JobRecord): JobView => jobViewOf(record, running.get(record.id)?.progress.state())
  const find = async (id: string): Promise<JobView | undefined> => {
    const record = await store.findJob(id)
    return record && viewOf(record)
  }
  return {
    find,
    running: () => running.size,
    start: async (order, bytes, totalBytes) => {
      if (isClosed) throw shuttingDown()
      if (running.size >= mostAtAll) throw new Failure('busy', 'Too many imports are waiting. Try again.')
      const id = newJobId()
      const live = newLive(totalBytes, pauseMs)
      running.set(id, live)
      live.watchers.add(() => options.changed?.(order.dataset, id))
      const received = begun(id, order, store).then(() =>
        receiveFile({ store, reader }, order, bytes, options.limits, live.progress, live.controller.signal),
      )
      const done = received.then(async (staged) => {
        live.progress.enter('waiting')
        const { signal } = live.controller
        const job = { id, endedAt: now, outcomeOf: succeededOutcome(false) }
        try {
          return await inSlot(
            () => importFile({ store, reader, release }, order, staged, live.progress, signal, job),
            signal,
          )
        } finally {
          await discard(staged)
        }
      })
      const endLooking =
        othersEveryMs === undefined ? undefined : endIfCancelled(id, live, store, othersEveryMs)
      live.ended = end(id, done, options).finally(() => {
        endLooking?.()
        running.delete(id)
        for (const tell of live.watchers) tell()
      })
      const whenEnded = done.finally(() => live.ended)
      // A caller who waits for neither reads the job.
      for (const promise of [received, whenEnded]) promise.catch(() => undefined)
      return { id, received, done: whenEnded }
    },
    list: async (page) => {
      const { items, ...rest } = await store.listJobs(page)
      return { ...rest, items: items.map(viewOf) }
    },
    cancel: async (id) => {
      // Of a job that is not the caller's nothing is found, and nothing ends.
      if (!(await find(id))) return undefined
      const live = running.get(id)
      live?.controller.abort(new Cancelled())
      await live?.ended
      // The process that runs it sees it, and saves nothing.
      if (!live && othersEveryMs !== undefined) await store.endJob(cancelled(id))
      return find(id)
    },
    watch: (id, changed) => {
      const watchers = running.get(id)?.watchers
      if (!watchers && othersEveryMs !== undefined) {
        const looking = setInterval(changed, othersEveryMs)
        return () => clearInterval(looking)
      }
      watchers?.add(changed)
      return () => void watchers?.delete(changed)
    },
    close: async () => {
      isClosed = true
      for (const { controller } of running.values())
        controller.abort(new Failure('not-ready', 'The service is shutting down. Send the file again.'))
      await Promise.allSettled([...running.values()].map((live) => live.ended))
    },
  }
}

function newLive(totalBytes: number | undefined, pauseMs: number): Live {
  const controller = new AbortController()
  const watchers = new Set<() => void>()
  const pause = setTimeout(() => {
    if (progress.state().phase === 'receiving')
      controller.abort(new SenderGone('The sender paused for too long.'))
  }, pauseMs).unref()
  const progress = newProgress(totalBytes, () => {
    pause.refresh()
    for (const tell of watchers) tell()
  })
  return { controller, progress, watchers, ended: Promise.resolve() }
}

const cancelled = (id: string) => ({
  id,
  state: 'cancelled' as const,
  endedAt: now(),
  outcome: failedOutcome(new Cancelled(), id),
})

/** Ends a job of this process that another one cancels. @returns ends the looking */
function endIfCancelled(
  id: string,
  { controller }: Live,
  store: Pick<Store, 'findJob'>,
  everyMs: number,
): () => void {
  const look = async (): Promise<void> => {
    const record = await store.findJob(id)
    if (record?.state === 'cancelled') controller.abort(new Cancelled())
  }
  const looking = setInterval(() => void look().catch(() => undefined), everyMs).unref()
  return () => clearInterval(looking)
}

const begun = (id: string, { dataset, importer }: ImportOrder, store: Store): Promise<void> =>
  store.startJob({ id, kind: 'import', dataset, format: importer.format, startedAt: now() })

/** Saves how a job ended. A newly saved file has ended its job in the same transaction already. */
async function end(id: string, work: Promise<Imported>, { store, faulted }: Options): Promise<void> {
  try {
    const { file } = await work
    await store.endJob({ id, state: 'succeeded', endedAt: now(), outcome: succeededOutcome(true)(file) })
  } catch (error) {
    const state = error instanceof Cancelled ? 'cancelled' : 'failed'
    if (toProblem(error, id).type === 'about:blank' || error instanceof ReaderStopped) faulted(error, id)
    await store
      .endJob({ id, state, endedAt: now(), outcome: failedOutcome(error, id) })
      .catch((fault) => faulted(fault, id))
  }
}

/** Ids rise with time, so that the latest jobs are easy to list. */
export const newJobId = (): string =>
  `job_${Date.now().toString(36).padStart(9, '0')}${randomUUID().replaceAll('-', '').slice(0, 12)}`
