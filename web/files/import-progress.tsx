import type { JSX } from 'preact'
import { exactText } from '../numbers/figure-text.ts'
import type { Speech } from '../words/language.ts'
import { sizeText, waitText } from './file-size.ts'
import type { ImportState } from './import-state.ts'

interface ImportProgressProps {
  readonly state: Extract<ImportState, { readonly is: 'sending' | 'reading' }>
  readonly totalBytes: number
  readonly cancel: () => void
  readonly speech: Speech
}

/** How far an import has come: bytes, then rows, and the time that is left; and a way to end it. */
export function ImportProgress({ state, totalBytes, cancel, speech }: ImportProgressProps): JSX.Element {
  const { say } = speech
  const { done, text, phase } = progressOf(state, totalBytes, speech)
  return (
    <section class="progress" aria-labelledby="import-phase">
      <p id="import-phase" role="status">
        {phase}
      </p>
      <progress aria-labelledby="import-phase" max={1} value={done} />
      <p class="note">{text}</p>
      <button type="button" onClick={cancel}>
        {say('file.cancel')}
      </button>
    </section>
  )
}

function progressOf(
  state: ImportProgressProps['state'],
  totalBytes: number,
  { say, language }: Speech,
): { readonly done?: number; readonly text: string; readonly phase: string } {
  const left = (seconds: number | undefined): string =>
    seconds === undefined || seconds < 1 ? '' : say('file.left', { time: waitText(seconds, language) })
  if (state.is === 'sending') {
    const bytes = Math.min(state.bytes, totalBytes)
    return {
      phase: say('file.phase.sending'),
      done: totalBytes === 0 ? 1 : bytes / totalBytes,
      text: `${say('file.bytes', { bytes: sizeText(bytes, language), total: sizeText(totalBytes, language) })} ${left(state.secondsLeft)}`,
    }
  }
  if (!state.job) return { phase: say('so-far.gone'), text: '' }
  const { phase = 'waiting', rows = 0, totalRows = 0, secondsLeft } = state.job.progress ?? {}
  const counted = totalRows > 0
  return {
    phase: say(`file.phase.${phase === 'receiving' ? 'waiting' : phase}`),
    ...(counted ? { done: rows / totalRows } : {}),
    text: counted
      ? `${say('file.rows-done', { rows: exactText(Math.round(rows), language), total: exactText(Math.round(totalRows), language) })} ${left(secondsLeft)}`
      : '',
  }
}
