import { useEffect, useRef, useState } from 'preact/hooks'
import type { Problem, Scenario } from '../service/answer-types.ts'
import { scenario } from '../service/ask.ts'

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000

/** The newest answer, or why there is none; the last answer stays beside a problem. */
export interface Newest {
  /** The body that it answers. */
  readonly text?: string | undefined
  readonly result?: Scenario | undefined
  readonly problem?: Problem | undefined
  readonly isGone?: boolean | undefined
}

/**
 * The answer to a body that changes while a slider moves. One question is under way at a time and the newest is asked
 * next, so that the line follows the slider and no old answer comes after a new one.
 */
export function useNewest(text: string | undefined): Newest {
  const [newest, setNewest] = useState<Newest>({})
  const wanted = useRef(text)
  const isBusy = useRef(false)
  const isLeft = useRef(false)
  wanted.current = text

  const next = async (): Promise<void> => {
    if (isBusy.current) return
    isBusy.current = true
    let asked: string | undefined
    while (!isLeft.current && wanted.current !== undefined && wanted.current !== asked) {
      asked = wanted.current
      const answer = await scenario(JSON.parse(asked))
      if (isLeft.current) return
      if ('gone' in answer) {
        setNewest((before) => ({ ...before, isGone: true }))
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
        asked = undefined
      } else if ('answer' in answer) setNewest({ text: asked, result: answer.answer })
      else setNewest(({ result }) => ({ text: asked, result, problem: answer.problem }))
    }
    isBusy.current = false
  }
  useEffect(() => void next(), [text])
  useEffect(
    () => () => {
      isLeft.current = true
    },
    [],
  )
  return newest
}

/** A value once it has not changed for a while. */
export function useRested<Value>(value: Value, restMs: number): Value {
  const [rested, setRested] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setRested(value), restMs)
    return () => clearTimeout(timer)
  }, [value])
  return rested
}

const MAX_KEPT = 200

/** Answers to several bodies, asked for one after the other, each once. A refused one is undefined. */
export function useAnswers(texts: readonly string[]): ReadonlyMap<string, Scenario | undefined> {
  const [answers, setAnswers] = useState<ReadonlyMap<string, Scenario | undefined>>(new Map())
  const kept = useRef(new Map<string, Scenario | undefined>())
  const all = texts.join('\n')
  useEffect(() => {
    let isLeft = false
    const ask = async (): Promise<void> => {
      for (const text of texts) {
        if (kept.current.has(text)) continue
        const asked = await scenario(JSON.parse(text))
        if (isLeft) return
        if ('gone' in asked) continue
        if (kept.current.size >= MAX_KEPT) kept.current.clear()
        kept.current.set(text, 'answer' in asked ? asked.answer : undefined)
      }
      setAnswers(new Map(kept.current))
    }
    void ask()
    return () => {
      isLeft = true
    }
  }, [all])
  return answers
}
