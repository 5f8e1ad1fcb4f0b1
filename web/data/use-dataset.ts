import { useEffect, useRef, useState } from 'preact/hooks'
import type { DatasetDetail, Job, Problem, Release } from '../service/answer-types.ts'
import { type DatasetNews, type Released, releasedOf, releasesOf, watchDataset } from '../service/datasets.ts'
import { datasetDetail } from '../service/files.ts'
import { watchKey } from '../service/kept-key.ts'

/** What is known of a dataset, as it stands. */
export interface DatasetState {
  readonly detail: DatasetDetail | undefined
  readonly releases: readonly Release[]
  readonly released: Released | undefined
  readonly problem: Problem | 'gone' | undefined
  /** Whether changes are heard of. */
  readonly live: 'no' | 'listening' | 'gone' | 'no-access' | 'deleted'
  /** What happened last, while it was looked at. */
  readonly news: Extract<DatasetNews, { readonly is: 'release' | 'withdrawn' }> | undefined
  /** An import that runs, of whoever sent it; its owner sees it alone. */
  readonly job: Job | undefined
}

const NOTHING: DatasetState = {
  detail: undefined,
  releases: [],
  released: undefined,
  problem: undefined,
  live: 'no',
  news: undefined,
  job: undefined,
}

export interface LiveDataset extends DatasetState {
  /** The city that is shown; undefined while none is known. */
  readonly city: string | undefined
  readonly choose: (city: string) => void
  readonly reload: () => void
}

/** A dataset that is read again whenever something of it is given out. */
export function useDataset(id: string): LiveDataset {
  const [state, setState] = useState(NOTHING)
  const [chosen, setChosen] = useState<string | undefined>(undefined)
  const [turn, setTurn] = useState(0)
  const asked = useRef(0)
  /** The last release that was read, and the one that the stream named. */
  const last = useRef<{ read?: string | null; named?: string | null }>({})
  const change = (part: Partial<DatasetState>): void => setState((before) => ({ ...before, ...part }))

  const load = async (city: string | undefined): Promise<void> => {
    asked.current += 1
    const mine = asked.current
    const [detail, releases, list] = await Promise.all([
      datasetDetail(id),
      releasesOf(id),
      releasedOf(id, city),
    ])
    // Of a very large dataset the first answer is cut, and a city is asked for by its name.
    const whole =
      'answer' in list && list.answer.isCut && city === undefined
        ? await releasedOf(id, list.answer.cities[0])
        : list
    if (mine !== asked.current) return
    if ('answer' in detail && 'answer' in releases && 'answer' in whole) {
      // A release that gave nothing out is none for a reader.
      const shown = releases.answer.items.filter(({ isOpen, cells }) => isOpen || cells > 0)
      change({ detail: detail.answer, releases: shown, released: whole.answer, problem: undefined })
      last.current.read = shown[0]?.id ?? null
      catchUp()
    } else {
      const refused = [detail, releases, whole].find((one) => 'problem' in one)
      change({ problem: refused && 'problem' in refused ? refused.problem : 'gone' })
    }
  }
  /** Reads again what was released between reading and listening. */
  function catchUp(): void {
    const { read, named } = last.current
    if (read === undefined || named === undefined) return
    delete last.current.named
    if (read !== named) void latest.current(wanted.current)
  }
  useEffect(() => void load(chosen), [id, chosen, turn])
  useEffect(() => watchKey(() => setTurn((before) => before + 1)), [])
  const latest = useRef(load)
  latest.current = load
  const wanted = useRef(chosen)
  wanted.current = chosen
  useEffect(() => {
    const leaving = new AbortController()
    const hear = (news: DatasetNews): void => {
      if (news.is === 'listening') {
        change({ live: 'listening' })
        last.current.named = news.release
        catchUp()
      }
      if (news.is === 'gone' || news.is === 'no-access') change({ live: news.is })
      // What is not given out any more is shown no longer, though it was read before and arrives now.
      if (news.is === 'deleted') {
        asked.current += 1
        setState({ ...NOTHING, live: 'deleted' })
      }
      if (news.is === 'import') change({ job: news.job.state === 'running' ? news.job : undefined })
      if (news.is === 'release' || news.is === 'withdrawn') change({ news })
      if (news.is === 'release' || news.is === 'withdrawn') void latest.current(wanted.current)
    }
    void watchDataset(id, hear, leaving.signal)
    return () => leaving.abort()
  }, [id, turn])
  const cities = state.released?.cities ?? []
  return {
    ...state,
    city: chosen !== undefined && cities.includes(chosen) ? chosen : cities[0],
    choose: setChosen,
    reload: () => setTurn((before) => before + 1),
  }
}
