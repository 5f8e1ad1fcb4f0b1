import { useEffect, useState } from 'preact/hooks'
import type { Asked } from '../service/ask.ts'

/** How long the page waits before it asks again a service that did not answer. */
const AGAIN_MS = 3_000

/** What came of a question, as far as it is known. */
export type Known<Answer> = Asked<Answer> | undefined

/**
 * Asks a question whenever its key changes; a service that does not answer is asked again.
 *
 * @param key undefined: nothing is asked
 */
export function useAsked<Answer>(
  key: string | undefined,
  ask: (signal: AbortSignal) => Promise<Asked<Answer>>,
): Known<Answer> {
  const [known, setKnown] = useState<{ readonly key: string; readonly asked: Asked<Answer> } | undefined>(
    undefined,
  )
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    if (key === undefined) return
    const ended = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    ask(ended.signal).then(
      (asked) => {
        if (ended.signal.aborted) return
        setKnown({ key, asked })
        if ('gone' in asked) timer = setTimeout(() => setAttempt((count) => count + 1), AGAIN_MS)
      },
      (error: unknown) => {
        if (!ended.signal.aborted) throw error
      },
    )
    return () => {
      clearTimeout(timer)
      ended.abort()
    }
  }, [key, attempt])
  return known?.key === key ? known?.asked : undefined
}
