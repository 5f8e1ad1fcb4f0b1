import type { JSX } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { type Draft, NOTHING_TYPED, type Typed, understand } from '../form/draft.ts'
import { NumberField } from '../form/number-field.tsx'
import { labelOf } from '../form/row-label.ts'
import { TextField } from '../form/text-field.tsx'
import { toDraft } from '../form/to-draft.ts'
import { isYear, POPULATION, toRequest } from '../form/to-request.ts'
import type { LinkedRequest } from '../link/work-link.ts'
import { exactText } from '../numbers/figure-text.ts'
import { ROWS, type Row } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'

interface YearFormProps {
  /** The year whose figures stand beside, and from which they are copied. */
  readonly base: { readonly period: string; readonly request: Readonly<Record<string, unknown>> }
  /** The year that is changed; absent: a new one, with the figures of the base. */
  readonly year?: LinkedRequest | undefined
  /** Years that are stated already. */
  readonly taken: readonly string[]
  readonly keep: (year: LinkedRequest) => void
  readonly cancel: (() => void) | undefined
  readonly speech: Speech
}

/** A year beside another: the figures of the other stand there, marked as copied until they are changed or confirmed. */
export function YearForm({ base, year, taken, keep, cancel, speech }: YearFormProps): JSX.Element {
  const { say, language } = speech
  const before = toDraft(base.request)
  const [draft, setDraft] = useState<Draft>(() => (year ? toDraft(year.request) : { ...before, year: '' }))
  const [copied, setCopied] = useState<ReadonlySet<string>>(
    () => new Set(year ? (year.copied ?? []) : fieldsOf(before)),
  )
  const [fault, setFault] = useState<string | undefined>(undefined)
  const [isAsked, setAsked] = useState(false)
  useEffect(() => {
    // Opened by a button, it has the focus; where it stands from the start, the page begins at its top.
    if (cancel) document.getElementById('year')?.focus()
  }, [])
  const isSelf = year !== undefined && year.request === base.request
  const change = (field: string, next: Draft): void => {
    setDraft(next)
    setFault(undefined)
    own(field)
  }
  const own = (field: string): void => setCopied((all) => new Set([...all].filter((one) => one !== field)))
  const typeRow = (id: string) => (typed: Typed) =>
    change(id, { ...draft, rows: { ...draft.rows, [id]: typed } })
  const submit = (): void => {
    const period = draft.year.trim()
    setAsked(true)
    const { request, waits } = toRequest(draft)
    if (!/^\d{4}$/.test(period)) setFault(say('year.needed'))
    else if (taken.includes(period)) setFault(say('year.taken', { year: period }))
    else if (request)
      keep({ request, copied: [...copied].filter((field) => fieldsOf(draft).includes(field)) })
    else setFault(say(waits === 'reading' ? 'so-far.waits' : waits ? 'so-far.unread' : 'so-far.nothing'))
  }
  const beside = (typed: Typed | undefined, row?: Row): string | undefined =>
    isSelf ? undefined : besideText(base.period, typed, row, speech)
  const mark = (field: string): JSX.Element | null =>
    copied.has(field) ? (
      <p class="copied">
        {say('year.copied', { year: base.period })}{' '}
        <button type="button" onClick={() => own(field)}>
          {say('year.same')}
        </button>
      </p>
    ) : null
  const stated = ROWS.filter(({ id }) => id in before.rows || id in draft.rows)
  const others = ROWS.filter((row) => !stated.includes(row))
  const fieldOf = (row: Row): JSX.Element => (
    <div key={row.id} class="beside">
      <NumberField
        id={row.id}
        label={labelOf(row, speech)}
        hint={beside(before.rows[row.id], row)}
        typed={draft.rows[row.id] ?? { text: '', unit: before.rows[row.id]?.unit ?? row.units[0]?.id ?? '' }}
        units={row.units}
        holder={say(row.who)}
        change={typeRow(row.id)}
        speech={speech}
      />
      {mark(row.id)}
    </div>
  )
  return (
    <form
      class="year-form"
      aria-labelledby="year-form"
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h3 id="year-form">{say(year ? 'year.change' : 'year.add', { year: draft.year })}</h3>
      {!year && <p>{say('year.hint', { year: base.period })}</p>}
      <TextField
        id="year"
        label={say('start.year')}
        value={draft.year}
        describedBy="year-read"
        change={(typed) => change('year', { ...draft, year: typed })}
      >
        <span id="year-read" class="fault">
          {isAsked && !isYear(draft.year) && say('year.needed')}
        </span>
      </TextField>
      <div class="beside">
        <NumberField
          id="population"
          label={say('start.population')}
          hint={beside(before.population)}
          kind={POPULATION}
          typed={draft.population ?? NOTHING_TYPED}
          change={(population) => change('population', { ...draft, population })}
          speech={speech}
        />
        {mark('population')}
      </div>
      {stated.map(fieldOf)}
      {draft.rest && (
        <p class="note">
          {say('year.rest', {
            year: base.period,
            parts: new Intl.ListFormat(language).format(Object.keys(draft.rest)),
          })}
        </p>
      )}
      <details>
        <summary>{say('year.more')}</summary>
        {others.map(fieldOf)}
      </details>
      {fault && (
        <p class="fault" role="alert">
          {fault}
        </p>
      )}
      <p>
        <button type="submit" class="button">
          {say('year.keep')}
        </button>{' '}
        {cancel && (
          <button type="button" onClick={cancel}>
            {say('file.cancel')}
          </button>
        )}
      </p>
    </form>
  )
}

/** Fields that a draft has something in. */
export const fieldsOf = ({ population, rows }: Draft): readonly string[] => [
  ...(population.text === '' ? [] : ['population']),
  ...Object.keys(rows),
]

function besideText(
  period: string,
  typed: Typed | undefined,
  row: Row | undefined,
  { say, language }: Speech,
): string | undefined {
  const understood =
    typed && understand(row?.id ?? 'population', typed, row ? { units: row.units } : POPULATION)
  if (understood?.value === undefined) return undefined
  const unit = row?.units.find(({ id }) => id === understood.unit)
  const value = `${exactText(understood.value, language)} ${unit ? say(unit.words) : ''}`.trim()
  return say('year.beside', { year: period, value })
}
