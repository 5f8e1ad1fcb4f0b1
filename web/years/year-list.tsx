import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { YearsFileFault, type YearsFileState } from '../files/years-file-state.tsx'
import { yearsInFile } from '../files/years-in-file.ts'
import { labelOf } from '../form/row-label.ts'
import type { LinkedRequest, Work } from '../link/work-link.ts'
import { ROWS } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'
import { YearForm } from './year-form.tsx'
import { withoutYear, withYear, yearsIn } from './years-work.ts'

interface YearListProps {
  readonly work: Work
  readonly change: (work: Work) => void
  readonly speech: Speech
}

/** The years that are stated, each to be changed or taken away, and the ways to add more. */
export function YearList({ work, change, speech }: YearListProps): JSX.Element {
  const { say, language } = speech
  const years = yearsIn(work)
  const first = years.find(({ at }) => at === -1)
  const isAlone = years.length === 1
  const [open, setOpen] = useState<number | 'new' | undefined>(isAlone ? 'new' : undefined)
  // What had the focus is gone with the form: it goes to the list that the year is in now.
  const close = (): void => {
    setOpen(undefined)
    document.getElementById('stated')?.focus()
  }
  const keep = (at: number | undefined) => (year: LinkedRequest) => {
    close()
    change(withYear(work, year, at))
  }
  return (
    <section aria-labelledby="stated">
      <h2 id="stated" tabIndex={-1}>
        {say('years.stated')}
      </h2>
      <ul>
        {years.map((year) => (
          <li key={year.at}>
            <strong>{year.period}</strong>{' '}
            {(year.copied ?? []).length > 0 &&
              say('years.copied.list', {
                fields: new Intl.ListFormat(language).format(
                  (year.copied ?? []).map((field) => fieldLabel(field, speech)),
                ),
              })}{' '}
            <button
              type="button"
              aria-label={say('years.change-one', { year: year.period })}
              onClick={() => setOpen(year.at)}
            >
              {say('start.change')}
            </button>{' '}
            {!isAlone && (
              <button
                type="button"
                aria-label={say('years.remove-one', { year: year.period })}
                onClick={() => {
                  close()
                  change(withoutYear(work, year.at))
                }}
              >
                {say('years.remove')}
              </button>
            )}
            {open === year.at && first && (
              <YearForm
                base={first}
                year={year}
                taken={years.filter(({ at }) => at !== year.at).map(({ period }) => period)}
                keep={keep(year.at)}
                cancel={close}
                speech={speech}
              />
            )}
          </li>
        ))}
      </ul>
      {open === 'new' && first ? (
        <YearForm
          base={first}
          taken={years.map(({ period }) => period)}
          keep={keep(undefined)}
          cancel={isAlone ? undefined : close}
          speech={speech}
        />
      ) : (
        <p>
          <button type="button" class="button" onClick={() => setOpen('new')}>
            {say('years.add')}
          </button>
        </p>
      )}
      <YearsFromFile work={work} change={change} speech={speech} />
    </section>
  )
}

const fieldLabel = (field: string, speech: Speech): string => {
  const row = ROWS.find(({ id }) => id === field)
  return row ? labelOf(row, speech) : speech.say('start.population')
}

/** Years of a filled template, or a request in a file; a year that is there already is replaced. */
function YearsFromFile({ work, change, speech }: YearListProps): JSX.Element {
  const { say } = speech
  const [state, setState] = useState<YearsFileState | 'working'>(undefined)
  const take = async (file: File | undefined): Promise<void> => {
    if (!file) return
    setState('working')
    const found = await yearsInFile(file)
    if ('why' in found) return setState(found.why)
    if ('problem' in found) return setState({ problem: found.problem })
    setState(undefined)
    let next = work
    for (const request of found.requests) {
      const there = yearsIn(next).find(({ period }) => period === String(request['period']))
      next = withYear(next, { request }, there?.at)
    }
    change(next)
  }
  return (
    <div class="field">
      <label for="years-file">{say('years.file')}</label>
      <span id="years-file-hint" class="hint">
        {say('years.file.hint')}
      </span>
      <input
        id="years-file"
        type="file"
        accept=".xlsx,.json"
        aria-describedby="years-file-hint"
        onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
      />
      {state === 'working' && <p role="status">{say('so-far.working')}</p>}
      {state !== 'working' && <YearsFileFault state={state} speech={speech} />}
    </div>
  )
}
