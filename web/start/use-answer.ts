import { useEffect, useState } from 'preact/hooks'
import type { Problem, Result } from '../service/answer-types.ts'
import { estimate } from '../service/ask.ts'

/** How long nothing is typed before the service is asked. */
const REST_MS = 150
/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000

/** What is known of the answer to a request that changes while it is typed. */
export interface AnswerSoFar {
  readonly result?: Result | undefined
  readonly problem?: Problem | undefined
  readonly isWorking: boolean
  readonly isGone: boolean
}

const NOTHING: AnswerSoFar = { isWorking: false, isGone: false }

/** Asks for the answer once typing rests; a newer request ends the older one. The last answer stays until the next. */
export function useAnswer(request: unknown): AnswerSoFar {
  const text = request === undefined ? undefined : JSON.stringify(request)
  const [soFar, setSoFar] = useState<AnswerSoFar>(NOTHING)
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (text === undefined) {
      setSoFar(NOTHING)
      return
    }
    const ended = new AbortController()
    // The answer to another place or year would be read as that to this one.
    setSoFar((before) => ({ ...(isOfSame(before.result, text) ? before : NOTHING), isWorking: true }))
    const timer = setTimeout(
      async () => {
        try {
          const asked = await estimate(JSON.parse(text), ended.signal)
          if (ended.signal.aborted) return
          if ('gone' in asked) {
            setSoFar((before) => ({ ...before, isWorking: false, isGone: true }))
            setTimeout(() => !ended.signal.aborted && setAttempt((count) => count + 1), AGAIN_MS)
          } else if ('answer' in asked) setSoFar({ ...NOTHING, result: asked.answer })
          else setSoFar({ ...NOTHING, problem: asked.problem })
        } catch (error) {
          if (!ended.signal.aborted) throw error
        }
      },
      attempt === 0 ? REST_MS : 0,
    )
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [text, attempt])
  return soFar
}

function isOfSame(result: Result | undefined, text: string): boolean {
  const { city, period } = JSON.parse(text) as { city?: { name?: unknown }; period?: unknown }
  return result?.city.name === city?.name && result?.period === period
}
