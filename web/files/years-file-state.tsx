import type { JSX } from 'preact'
import type { Problem } from '../service/answer-types.ts'
import type { Speech } from '../words/language.ts'
import { FileRefused } from './fault-list.tsx'

/** Why no request was found in a file; undefined: nothing is wrong. */
export type YearsFileState = undefined | 'gone' | 'large' | 'none' | 'parts' | { readonly problem: Problem }

interface YearsFileFaultProps {
  readonly state: YearsFileState
  readonly speech: Speech
}

/** What is wrong with a file of requests or years. */
export function YearsFileFault({ state, speech }: YearsFileFaultProps): JSX.Element | null {
  const { say } = speech
  if (state === undefined) return null
  if (typeof state === 'object') return <FileRefused problem={state.problem} speech={speech} />
  const [kind, text] =
    state === 'gone' ? ['caution', say('file.gone')] : ['fault', say(`file.request.${state}`)]
  return (
    <p class={kind} role="alert">
      {text}
    </p>
  )
}
