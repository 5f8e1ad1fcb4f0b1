import type { JSX } from 'preact'
import { formText } from '../form/form-text.ts'
import type { Fault, Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { useCodeTexts } from './use-code-texts.ts'

interface RefusedProps {
  readonly problem: Problem
  /** What was sent, each with its name: a pointer into the list leads to one of them. */
  readonly sent: readonly { readonly name: string; readonly request: unknown }[]
  readonly speech: Speech
}

/** Why years or cities are not shown: each fault with the year or city that it lies in. */
export function Refused({ problem, sent, speech }: RefusedProps): JSX.Element {
  const { say } = speech
  const texts = useCodeTexts(speech.language)
  const { errors = [] } = problem
  const nameOf = (fault: Fault): (typeof sent)[number] | undefined =>
    sent[placeIn(fault.pointer ?? '', sent.length)]
  return (
    <section class="faults" role="alert">
      <h2>{say('years.refused')}</h2>
      <ul>
        {errors.length === 0 && <li lang="en">{problem.detail}</li>}
        {errors.map((fault) => (
          <li key={`${fault.pointer}/${fault.detail}`}>
            {nameOf(fault) && <strong>{nameOf(fault)?.name}: </strong>}
            {texts[fault.code] && `${texts[fault.code]?.title}. `}
            <span lang="en">
              {formText(fault.detail, speech, nameOf(fault)?.request, withinOne(fault.pointer ?? ''))}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Which of what was sent a pointer lies in: `/years/1/…`, `/series/1`, `/cities/1`, or one of a pair. */
function placeIn(pointer: string, count: number): number {
  if (pointer.startsWith('/from')) return 0
  if (pointer.startsWith('/to')) return count - 1
  return Number(/^\/(?:years|series|cities)\/(\d+)/.exec(pointer)?.[1] ?? -1)
}

const withinOne = (pointer: string): string =>
  pointer.replace(/^\/(?:(?:years|series|cities)\/\d+|from|to)/, '')
