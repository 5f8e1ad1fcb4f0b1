import type { JSX } from 'preact'
import type { Speech } from '../words/language.ts'
import type { ImportState } from './import-state.ts'

interface ImportStoppedProps {
  readonly why: Extract<ImportState, { readonly is: 'stopped' }>['why']
  readonly speech: Speech
}

/** Why an import has ended without an answer. */
export const ImportStopped = ({ why, speech: { say } }: ImportStoppedProps): JSX.Element => (
  <p class="caution" role="alert">
    {say(`file.stopped.${why}`)}
  </p>
)
