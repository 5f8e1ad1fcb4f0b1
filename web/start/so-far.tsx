import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Sentence, sentenceKind, sentenceText, totalText } from '../answer/sentence.tsx'
import { type Drafted, isObject } from '../form/to-request.ts'
import type { Result } from '../service/answer-types.ts'
import { missingNames, type Speech, type WordKey } from '../words/language.ts'
import type { AnswerSoFar } from './use-answer.ts'

/** How long nothing changes before a screen reader hears the answer. */
const SPOKEN_AFTER_MS = 1_000

interface SoFarProps {
  readonly soFar: AnswerSoFar
  readonly hasPlace: boolean
  /** Why the page waits before it asks. */
  readonly waits: Drafted['waits']
  /** How many entries cannot be read. */
  readonly unreadCount: number
  /** What the service finds wrong, in words of the page. */
  readonly refused: string | undefined
  /** What is said where nothing is answered yet, and the form says why. */
  readonly instead: string | undefined
  readonly isTypical: boolean
  readonly wholeAt: string | undefined
  readonly speech: Speech
}

/** The answer to what was typed so far, beside the form; on a phone it is a bar at the foot that opens. */
export function SoFar(props: SoFarProps): JSX.Element {
  const { soFar, hasPlace, waits, unreadCount, refused, instead, isTypical, wholeAt, speech } = props
  const { say, name } = speech
  const { result, isWorking, isGone } = soFar
  const [isOpen, setOpen] = useState(false)
  const isSilent = !result && refused === undefined && !isGone
  const silent = instead ?? say(silence({ isWorking, hasPlace, waits, unreadCount }), { count: unreadCount })
  const twice = statedTwiceIn(result)
  return (
    <aside class={isOpen ? 'so-far open' : 'so-far'} aria-labelledby="so-far" aria-busy={isWorking}>
      <h2 id="so-far">{say('so-far.title')}</h2>
      <button
        type="button"
        class="so-far-bar"
        aria-expanded={isOpen}
        aria-controls="so-far-more"
        onClick={() => setOpen(!isOpen)}
      >
        {isGone ? say('so-far.gone') : result ? barText(result, speech) : (refused ?? silent)}{' '}
        <span aria-hidden="true">{isOpen ? '▾' : '▴'}</span>
      </button>
      <div id="so-far-more" class="so-far-more">
        {isGone && <p class="caution">{say('so-far.gone')}</p>}
        {isSilent && <p>{silent}</p>}
        {refused && <p class="caution">{refused}</p>}
        {result && (
          <>
            <Sentence result={result} speech={speech} explainAt={() => undefined} />
            {isTypical && <p class="caution">{say('so-far.typical')}</p>}
            {twice.map((mode) => (
              <p key={mode} class="caution">
                {say('so-far.both', { mode: name('mode', mode) })}
              </p>
            ))}
            {result.coverage.missing.length > 0 && (
              <p class="note">
                {say('coverage.out')}: {missingNames(result.coverage, speech).join(', ')}
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
      </div>
      <p class="spoken" role="status">
        {useRested(result && sentenceText(result, speech))}
      </p>
    </aside>
  )
}

/** Modes that the answer counts by energy and by distance, of which it says so. */
function statedTwiceIn(result: Result | undefined): readonly string[] {
  const demand = result?.request['demand']
  const rows: readonly unknown[] = Array.isArray(demand) ? demand : []
  const modes = (result?.notices ?? []).flatMap(({ code, pointer }) => {
    if (code !== 'activity-stated-twice') return []
    const row = rows[Number(/^\/demand\/(\d+)/.exec(pointer ?? '')?.[1])]
    return isObject(row) ? [String(row['mode'])] : []
  })
  return [...new Set(modes)]
}

const barText = (result: Result, speech: Speech): string =>
  `${result.city.name}: ${speech.say(`so-far.bar.${sentenceKind(result)}`, { value: totalText(result, speech) })}`

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
  readonly waits: Drafted['waits']
  readonly unreadCount: number
}): WordKey {
  if (of.isWorking) return 'so-far.working'
  if (of.waits === 'unread') return of.unreadCount === 1 ? 'so-far.unread' : 'so-far.unread.many'
  if (of.waits === 'twice') return 'so-far.twice'
  if (of.waits === 'reading') return 'so-far.waits'
  return of.hasPlace ? 'so-far.nothing' : 'so-far.place'
}
