import type { JSX } from 'preact'
import type { Speech } from '../words/language.ts'

/** Which two years are compared. */
export interface Span {
  readonly from: string
  readonly to: string
}

interface SpanChoiceProps {
  readonly years: readonly string[]
  readonly span: Span
  /** Absent where no script runs: then the form asks the service for the page anew, with what is hidden in it. */
  readonly choose?: ((span: Span) => void) | undefined
  readonly hidden?: Readonly<Record<string, readonly string[]>>
  readonly speech: Speech
}

/** From which year to which: two lists, of which the second has the later years alone. */
export function SpanChoice({
  years,
  span,
  choose,
  hidden = {},
  speech,
}: SpanChoiceProps): JSX.Element | null {
  const { say } = speech
  if (years.length < 3) return null
  const select = (name: keyof Span, among: readonly string[]): JSX.Element => (
    <label>
      {say(`why.${name}`)}{' '}
      <select
        name={name}
        value={span[name]}
        onChange={
          choose && (({ currentTarget }) => choose(inOrder({ ...span, [name]: currentTarget.value }, years)))
        }
      >
        {among.map((year) => (
          <option key={year} value={year} selected={year === span[name]}>
            {year}
          </option>
        ))}
      </select>
    </label>
  )
  return (
    <form class="span" method="get" onSubmit={choose && ((event) => event.preventDefault())}>
      {Object.entries(hidden).flatMap(([name, values]) =>
        values.map((value) => <input key={`${name}/${value}`} type="hidden" name={name} value={value} />),
      )}
      {select('from', years.slice(0, -1))} {select('to', years.slice(1))}{' '}
      {!choose && <button type="submit">{say('why.show')}</button>}
    </form>
  )
}

/** Years go forward: a later first year takes the last one with it. */
function inOrder({ from, to }: Span, years: readonly string[]): Span {
  return from < to ? { from, to } : { from, to: years[years.indexOf(from) + 1] ?? to }
}

/** The years from one to the other, where those are among them; else all. */
export function spanIn(
  years: readonly string[],
  asked: { readonly from?: string | undefined; readonly to?: string | undefined } = {},
): Span {
  const [first = '', last = first] = [years[0], years.at(-1)]
  const from = asked.from !== undefined && years.includes(asked.from) ? asked.from : first
  const to = asked.to !== undefined && years.includes(asked.to) ? asked.to : last
  return from < to ? { from, to } : { from: first, to: last }
}

/** Years between are added up one by one as long as that is quick; more are compared at once. */
const MAX_CHAINED = 6

/** What is compared of some years: each from the one before where they are few, else the last with the first. */
export function membersOf<Member>(
  all: readonly (readonly [string, Member])[],
  { from, to }: Span,
): readonly Member[] {
  const within = all.filter(([year]) => year >= from && year <= to).map(([, member]) => member)
  const [first, last] = [within[0], within.at(-1)]
  if (within.length <= MAX_CHAINED || first === undefined || last === undefined) return within
  return [first, last]
}
