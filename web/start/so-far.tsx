import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Sentence, sentenceKind, subjectOf } from '../answer/sentence.tsx'
import { rangeText } from '../numbers/figure-text.ts'
import { knownRange } from '../numbers/known-range.ts'
import type { Result } from '../service/answer-types.ts'
import { missingName, type Speech, type WordKey } from '../words/language.ts'
import type { AnswerSoFar } from './use-answer.ts'

/** How long nothing changes before a screen reader hears the answer. */
const SPOKEN_AFTER_MS = 1_000

interface SoFarProps {
  readonly soFar: AnswerSoFar
  readonly hasPlace: boolean
  /** True: a text has two readings, or none. */
  readonly waits: boolean
  readonly wholeAt: string | undefined
  readonly speech: Speech
}

/** The answer to what was typed so far, beside the form; on a phone it is a bar at the foot. */
export function SoFar({ soFar, hasPlace, waits, wholeAt, speech }: SoFarProps): JSX.Element {
  const { say } = speech
  const { result, problem, isWorking, isGone } = soFar
  return (
    <aside class="so-far" aria-labelledby="so-far" aria-busy={isWorking}>
      <h2 id="so-far">{say('so-far.title')}</h2>
      {isGone && <p class="caution">{say('so-far.gone')}</p>}
      {!result && !problem && !isGone && <p>{say(silence({ isWorking, hasPlace, waits }))}</p>}
      {problem && <p class="caution">{problem.errors?.[0]?.detail ?? problem.detail}</p>}
      {result && (
        <>
          <Sentence result={result} speech={speech} explainAt={() => undefined} />
          {result.coverage.missing.length > 0 && (
            <p class="note">
              {say('coverage.out')}:{' '}
              {[...new Set(result.coverage.missing.map((one) => missingName(one, speech)))].join(', ')}
            </p>
          )}
          {wholeAt && (
            <p>
              <a class="button" href={wholeAt}>
                {say('start.whole')}
              </a>
            </p>
          )}
        </>
      )}
      <p class="spoken" role="status">
        {useRested(result && spoken(result, speech))}
      </p>
    </aside>
  )
}

function spoken(result: Result, speech: Speech): string {
  const known = knownRange(result.totals.co2e)
  const value = known ? rangeText(known, speech.language).value : speech.say('answer.unknown')
  return speech.say(`answer.sentence.${sentenceKind(result)}`, {
    subject: subjectOf(result, speech),
    value: speech.say('answer.tonnes', { value }),
    period: result.period,
  })
}

/** A text once it has not changed for a second, so that it is not read out on each key. */
function useRested(text: string | undefined): string | undefined {
  const [rested, setRested] = useState<string | undefined>(undefined)
  useEffect(() => {
    const timer = setTimeout(() => setRested(text), SPOKEN_AFTER_MS)
    return () => clearTimeout(timer)
  }, [text])
  return rested
}

/** Why there is no answer yet. */
function silence(of: {
  readonly isWorking: boolean
  readonly hasPlace: boolean
  readonly waits: boolean
}): WordKey {
  if (of.isWorking) return 'so-far.working'
  if (of.waits) return 'so-far.waits'
  return of.hasPlace ? 'so-far.nothing' : 'so-far.place'
}
