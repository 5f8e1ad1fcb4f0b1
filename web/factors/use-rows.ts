import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import type { FactorView, Problem } from '../service/answer-types.ts'
import { findFactors } from '../service/ask.ts'
import { type FactorSearch, isLookUp, toQuery } from './factor-search.ts'
import type { LookUps } from './look-up-list.tsx'

/** How long nothing is typed before the service is asked. */
const REST_MS = 250
/** Rows that are asked for at once. */
export const CHUNK = 100

/** What is known of the records that fit a search; rows come as they are scrolled to. */
export interface Rows {
  readonly total: number | undefined
  readonly rowAt: (index: number) => FactorView | undefined
  readonly reason?: string | undefined
  readonly lookUps?: LookUps | undefined
  readonly problem?: Problem | undefined
  readonly isGone: boolean
  readonly isWorking: boolean
  /** Asks for the rows between two places, where they are not there yet. */
  readonly want: (from: number, to: number) => void
}

interface Found {
  readonly asked: string
  readonly total: number | undefined
  readonly chunks: ReadonlyMap<number, readonly FactorView[]>
  readonly reason?: string | undefined
  readonly lookUps?: LookUps | undefined
  readonly problem?: Problem | undefined
  readonly isGone: boolean
}

const nothing = (asked: string): Found => ({ asked, total: undefined, chunks: new Map(), isGone: false })

/** The records of a set that fit a search, a chunk at a time. */
export function useRows(set: string, search: FactorSearch): Rows {
  const { match, ...others } = search
  const asked = useMemo(
    () => `${set}?${toQuery(match === 'estimate' && isLookUp(search) ? search : others)}`,
    [set, JSON.stringify(search)],
  )
  const [found, setFound] = useState<Found>(nothing(asked))
  const [isWorking, setWorking] = useState(true)
  const waiting = useRef(new Set<string>())

  const ask = async (chunk: number, signal?: AbortSignal): Promise<void> => {
    const key = `${asked}#${chunk}`
    if (waiting.current.has(key)) return
    waiting.current.add(key)
    try {
      const query = new URLSearchParams(asked.slice(asked.indexOf('?') + 1))
      query.set('from', String(chunk * CHUNK))
      query.set('limit', String(CHUNK))
      const answer = await findFactors(set, query, signal)
      if (signal?.aborted) return
      setFound((before) => {
        const base = before.asked === asked ? before : nothing(asked)
        if ('gone' in answer) return { ...base, isGone: true }
        if ('problem' in answer) return { ...base, problem: answer.problem }
        const { total, items, reason, lookUps } = answer.answer
        return {
          asked,
          total,
          chunks: new Map([...base.chunks, [chunk, items]]),
          reason,
          lookUps: lookUps ?? base.lookUps,
          isGone: false,
        }
      })
    } catch (error) {
      if (!signal?.aborted) throw error
    } finally {
      waiting.current.delete(key)
    }
  }

  useEffect(() => {
    const ended = new AbortController()
    setWorking(true)
    const timer = setTimeout(() => void ask(0, ended.signal).then(() => setWorking(false)), REST_MS)
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [asked])

  return {
    total: found.total,
    rowAt: (index) => found.chunks.get(Math.floor(index / CHUNK))?.[index % CHUNK],
    reason: found.reason,
    lookUps: found.lookUps,
    problem: found.problem,
    isGone: found.isGone,
    isWorking,
    want: (from, to) => {
      if (found.asked !== asked) return
      for (let chunk = Math.floor(from / CHUNK); chunk * CHUNK < to; chunk += 1)
        if (!found.chunks.has(chunk)) void ask(chunk)
    },
  }
}
