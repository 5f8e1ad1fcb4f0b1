import type { JSX } from 'preact'
import { exactText } from '../numbers/figure-text.ts'
import { ROWS } from '../rows/rows.ts'
import type { Speech, WordKey } from '../words/language.ts'
import type { Draft, Understood } from './draft.ts'
import { labelOf } from './row-label.ts'

interface CheckListProps {
  readonly draft: Draft
  readonly understood: readonly Understood[]
  /** Rows that have a value and do not count. */
  readonly uncounted: ReadonlySet<string>
  /** Where a field is changed, if not on this page. */
  readonly changeAt?: (field: string) => string
  readonly isOpen?: boolean
  readonly speech: Speech
}

const PLACE_WORDS: Readonly<Record<string, WordKey>> = { population: 'start.population', area: 'start.area' }

/** What was typed and how each was understood, with a way back to its field. */
export function CheckList(props: CheckListProps): JSX.Element {
  const { draft, understood, uncounted, changeAt, isOpen = false, speech } = props
  const { say, language } = speech
  const rest = Object.keys(draft.rest ?? {})
  return (
    <details class="check" open={isOpen}>
      <summary>{say('start.check')}</summary>
      {understood.length === 0 && rest.length === 0 && <p>{say('start.check.none')}</p>}
      <ul>
        {understood.map(({ field, typed, value, unit: unitId }) => {
          const row = ROWS.find(({ id }) => id === field)
          const unit = row?.units.find(({ id }) => id === unitId)
          const words = PLACE_WORDS[field]
          return (
            <li key={field}>
              {row ? labelOf(row, speech) : words && say(words)}: “{typed.text}”
              {value !== undefined && ` → ${exactText(value, language)} ${unit ? say(unit.words) : ''}`}
              {uncounted.has(field) && ` (${say('twice.not-counted')})`}{' '}
              {changeAt ? (
                <a href={changeAt(field)}>{say('start.change')}</a>
              ) : (
                <a href={`#${field}`} data-field={field}>
                  {say('start.change')}
                </a>
              )}
            </li>
          )
        })}
        {rest.map((key) => (
          <li key={key}>
            <code>{key}</code>: <code>{JSON.stringify(draft.rest?.[key]).slice(0, 200)}</code>
          </li>
        ))}
      </ul>
    </details>
  )
}
