import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { besideAt } from '../link/beside-link.ts'
import type { Problem } from '../service/answer-types.ts'
import { estimateWorkbook } from '../service/files.ts'
import type { Speech } from '../words/language.ts'
import { FileRefused } from './fault-list.tsx'
import { yearsOfWorkbook } from './years-in-file.ts'

interface WorkbookTakerProps {
  readonly file: File
  readonly take: (request: Record<string, unknown>) => void
  readonly speech: Speech
}

type State =
  | { readonly is: 'ready' }
  | { readonly is: 'working' }
  | { readonly is: 'gone' }
  | { readonly is: 'which'; readonly years: readonly string[] }
  | { readonly is: 'refused'; readonly problem: Problem }

/** Takes the figures of a filled template into the form; of several years it asks which. */
export function WorkbookTaker({ file, take, speech }: WorkbookTakerProps): JSX.Element {
  const { say } = speech
  const [state, setState] = useState<State>({ is: 'ready' })
  const ask = async (period?: string): Promise<void> => {
    setState({ is: 'working' })
    const asked = await estimateWorkbook(file, period)
    if ('answer' in asked) {
      setState({ is: 'ready' })
      take(asked.answer.request)
    } else if ('gone' in asked) setState({ is: 'gone' })
    else {
      const open = asked.problem.errors?.find(({ code }) => code === 'workbook-year-open')
      setState(
        open ? { is: 'which', years: open.candidates ?? [] } : { is: 'refused', problem: asked.problem },
      )
    }
  }
  const takeAll = async (years: readonly string[]): Promise<void> => {
    setState({ is: 'working' })
    const found = await yearsOfWorkbook(file, years)
    if ('problem' in found) setState({ is: 'refused', problem: found.problem })
    else if ('why' in found) setState({ is: 'gone' })
    else {
      const [request, ...others] = found.requests
      location.assign(
        besideAt('years', { request, beside: others.map((one) => ({ request: one })) }, speech.language),
      )
    }
  }
  return (
    <>
      {state.is === 'working' && <p role="status">{say('so-far.working')}</p>}
      {state.is === 'gone' && (
        <p class="caution" role="alert">
          {say('file.gone')}
        </p>
      )}
      {state.is === 'refused' && <FileRefused problem={state.problem} speech={speech} />}
      {state.is === 'which' ? (
        <fieldset class="doors">
          <legend>{say('file.which-year', { count: state.years.length })}</legend>
          {state.years.map((year) => (
            <button key={year} type="button" onClick={() => void ask(year)}>
              {year}
            </button>
          ))}
          <button type="button" class="button" onClick={() => void takeAll(state.years)}>
            {say('file.all-years', { count: state.years.length })}
          </button>
        </fieldset>
      ) : (
        <p>
          <button type="button" class="button" disabled={state.is === 'working'} onClick={() => void ask()}>
            {say('file.take-workbook')}
          </button>{' '}
          {say('file.take-workbook.hint')}
        </p>
      )}
    </>
  )
}
