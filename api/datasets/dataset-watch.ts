import { Failure } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import type { JobState } from '../store/jobs.ts'
import type { ReleaseSummary } from '../store/released.ts'
import type { Store } from '../store/store.ts'
import type { ImportJobs } from './import-jobs.ts'
import type { JobView } from './job-schema.ts'

/** What a listener is told. Only who owns the dataset is told of jobs. */
export type DatasetEvent =
  | {
      readonly event: 'dataset'
      readonly data: { readonly id: string; readonly release: ReleaseSummary | null }
    }
  | { readonly event: 'release'; readonly data: ReleaseSummary }
  | { readonly event: 'withdrawn'; readonly data: { readonly releases: readonly string[] } }
  | { readonly event: 'deleted'; readonly data: { readonly id: string } }
  | { readonly event: 'import'; readonly data: JobView }
  | { readonly event: 'end'; readonly data: { readonly reason: 'stopping' | 'no-access' | 'time' } }

/** Somebody who listens to a dataset. */
export interface Listener {
  /** A key, or an address. */
  readonly who: string
  readonly isOwner: boolean
  /** Whether it may still listen: its key may be revoked meanwhile. */
  readonly mayListen: () => boolean
  readonly tell: (event: DatasetEvent) => void
  /** A sign of life, for whatever stands between. */
  readonly beat: () => void
  /** Nothing more comes. */
  readonly end: () => void
}

export interface DatasetWatch {
  /** Something of the dataset was saved, or deleted. */
  changed(dataset: string): void
  jobChanged(dataset: string, job: string): void
  /**
   * Tells a listener where the dataset stands, and from then on what changes.
   *
   * @returns ends it
   * @throws {Failure} if too many listen
   */
  listen(dataset: Dataset, listener: Listener): Promise<() => void>
  /** Ends all. */
  close(): void
}

export interface WatchLimits {
  /** Of one key, or of one address. */
  readonly ofOne: number
  readonly ofAll: number
  /** After this a listener comes again: with a key that is still right, and to where the dataset stands. */
  readonly longestMs: number
  readonly beatMs: number
  /** The shortest time between two looks at a dataset. */
  readonly everyMs: number
}

export const WATCH_LIMITS: WatchLimits = {
  ofOne: 8,
  ofAll: 256,
  longestMs: 600_000,
  beatMs: 15_000,
  everyMs: 250,
}

/** Releases that are compared with those of before. */
const MAX_RELEASES = 1000
/** The latest jobs of a dataset, some of which may be of other processes. */
const MAX_JOBS = 20

interface Watched {
  readonly listeners: Set<Listener>
  /** Those that are out, by id. */
  known: ReadonlyMap<string, ReleaseSummary>
  readonly jobs: Set<string>
  /** Of its latest jobs, by id, where other processes have some. */
  readonly states: Map<string, JobState>
  /** Resolves when what is known is what the store had; undefined before the first who listens has asked. */
  begun: Promise<void> | undefined
  /** Ends the looks at what other processes did. */
  endLooking: () => void
  /** Looks are one after another, and of many changes at once there is one. */
  timer: NodeJS.Timeout | undefined
  /** Something was changed that no look has begun to look for. */
  isChanged: boolean
}

interface WatchOptions {
  readonly store: Pick<Store, 'findDataset' | 'listReleases' | 'listJobs'>
  readonly jobs: () => Pick<ImportJobs, 'find'>
  readonly limits?: Partial<WatchLimits>
  /** How often to look at what other processes did; absent: no other uses the store. */
  readonly othersEveryMs?: number | undefined
  readonly faulted: (error: unknown) => void
}

/** Who listens to which dataset. One look at the store serves all that listen to a dataset. */
export function datasetWatch({ store, jobs, limits, othersEveryMs, faulted }: WatchOptions): DatasetWatch {
  const { ofOne, ofAll, longestMs, beatMs, everyMs } = { ...WATCH_LIMITS, ...limits }
  const watched = new Map<string, Watched>()
  let isClosed = false

  const releasesOf = async (dataset: string): Promise<ReadonlyMap<string, ReleaseSummary>> =>
    new Map(
      (await store.listReleases(dataset, { limit: MAX_RELEASES })).items
        // One that gave nothing out moves no picture, and would tell that there is something.
        .filter(({ isOpen, cells }) => isOpen || cells > 0)
        .map((one) => [one.id, one] as const),
    )
  /** Notes which jobs stand otherwise than before. */
  const seeJobs = async (id: string, { jobs: changed, states }: Watched): Promise<void> => {
    for (const { id: job, state } of (await store.listJobs({ limit: MAX_JOBS }, [id])).items) {
      if (states.get(job) !== state) changed.add(job)
      states.set(job, state)
    }
  }
  const dismiss = (listener: Listener, reason: 'no-access' | 'time'): void => {
    listener.tell({ event: 'end', data: { reason } })
    listener.end()
  }
  const tell = ({ listeners }: Watched, event: DatasetEvent): void => {
    for (const listener of [...listeners]) {
      if (!listener.mayListen()) dismiss(listener, 'no-access')
      else if (event.event !== 'import' || listener.isOwner) listener.tell(event)
    }
  }
  const look = async (id: string, one: Watched): Promise<void> => {
    if (!(await store.findDataset(id))) {
      tell(one, { event: 'deleted', data: { id } })
      for (const listener of [...one.listeners]) listener.end()
      return
    }
    const now = await releasesOf(id)
    const gone = [...one.known.keys()].filter((release) => !now.has(release) && now.size < MAX_RELEASES)
    const added = [...now.values()].filter((release) => !one.known.has(release.id)).reverse()
    one.known = now
    if (gone.length > 0) tell(one, { event: 'withdrawn', data: { releases: gone } })
    for (const release of added) tell(one, { event: 'release', data: release })
    if (othersEveryMs !== undefined) await seeJobs(id, one)
    for (const job of [...one.jobs]) {
      one.jobs.delete(job)
      const view = await jobs().find(job)
      if (!view) continue
      if (othersEveryMs !== undefined) one.states.set(job, view.state)
      tell(one, { event: 'import', data: view })
    }
  }
  const soon = (id: string): void => {
    const one = watched.get(id)
    if (!one || isClosed) return
    one.isChanged = true
    one.timer ??= setTimeout(() => {
      one.isChanged = false
      look(id, one)
        .catch(faulted)
        .finally(() => {
          one.timer = undefined
          if (one.isChanged || one.jobs.size > 0) soon(id)
        })
    }, everyMs)
  }
  /** From here on, what is told is what changed since. */
  const begin = async (id: string, one: Watched, now: Watched['known']): Promise<void> => {
    one.known = now
    if (othersEveryMs === undefined) return
    try {
      await seeJobs(id, one)
    } catch (error) {
      one.begun = undefined
      throw error
    }
    one.jobs.clear()
    // Who left meanwhile was the last.
    if (watched.get(id) !== one) return
    const looking = setInterval(() => soon(id), othersEveryMs)
    one.endLooking = () => clearInterval(looking)
  }
  const all = (): readonly Listener[] => [...watched.values()].flatMap(({ listeners }) => [...listeners])
  return {
    changed: soon,
    jobChanged: (dataset, job) => {
      watched.get(dataset)?.jobs.add(job)
      soon(dataset)
    },
    listen: async ({ id }, { end, ...listener }) => {
      if (isClosed) throw new Failure('not-ready', 'The service is shutting down.')
      const others = all()
      if (others.length >= ofAll) throw new Failure('busy', 'Too many listen. Try again.')
      if (others.filter(({ who }) => who === listener.who).length >= ofOne)
        throw new Failure('too-many-requests', `At most ${ofOne} listen with one key.`, { retryAfterS: 15 })
      const one: Watched = watched.get(id) ?? {
        listeners: new Set(),
        known: new Map(),
        jobs: new Set(),
        states: new Map(),
        begun: undefined,
        endLooking: () => undefined,
        timer: undefined,
        isChanged: false,
      }
      watched.set(id, one)
      const mine: Listener = {
        ...listener,
        end: () => {
          stop()
          end()
        },
      }
      one.listeners.add(mine)
      const beat = setInterval(() => {
        if (mine.mayListen()) mine.beat()
        else dismiss(mine, 'no-access')
      }, beatMs)
      const longest = setTimeout(() => dismiss(mine, 'time'), longestMs)
      const stop = (): void => {
        clearInterval(beat)
        clearTimeout(longest)
        one.listeners.delete(mine)
        // A stream ends more than once, and others may listen anew meanwhile.
        if (one.listeners.size > 0 || watched.get(id) !== one) return
        one.endLooking()
        clearTimeout(one.timer)
        watched.delete(id)
      }
      try {
        const now = await releasesOf(id)
        one.begun ??= begin(id, one, now)
        await one.begun
        mine.tell({ event: 'dataset', data: { id, release: [...now.values()][0] ?? null } })
        return stop
      } catch (error) {
        stop()
        throw error
      }
    },
    close: () => {
      isClosed = true
      for (const one of [...watched.values()]) {
        tell(one, { event: 'end', data: { reason: 'stopping' } })
        for (const listener of [...one.listeners]) listener.end()
      }
    },
  }
}
