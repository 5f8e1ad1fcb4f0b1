import type { JSX } from 'preact'
import { exactText } from '../numbers/figure-text.ts'
import type { Unit } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'
import { type FieldKind, type Typed, understand } from './draft.ts'
import { readFaultText } from './read-fault.ts'

interface NumberFieldProps {
  readonly id: string
  readonly label: string
  readonly hint?: string | undefined
  readonly typed: Typed
  readonly units?: readonly Unit[]
  /** The words of the unit where the field has one alone. */
  readonly unit?: string
  /** What the field takes, where it has no units to choose. */
  readonly kind?: FieldKind
  /** Who has the figure: given where the city may say that it lacks it. */
  readonly holder?: string
  /** What the service found wrong with the value. */
  readonly fault?: string | undefined
  readonly change: (typed: Typed) => void
  readonly speech: Speech
}

/**
 * A figure as a text field: numbers are read by the page's own reader and echoed, and what was typed is never changed.
 * Where a text has two readings both are offered, and the page waits.
 */
export function NumberField(props: NumberFieldProps): JSX.Element {
  const { id, label, hint, typed, units = [], unit, kind, holder, fault, change, speech } = props
  const { say, language } = speech
  const understood = understand(id, typed, kind ?? { units })
  const read = understood?.read
  const unitId = understood?.isUnitTyped ? understood.unit : typed.unit
  const chosenUnit = units.find((one) => one.id === unitId) ?? units[0]
  const unitWord = chosenUnit ? say(chosenUnit.words) : (unit ?? '')
  const wrong = read && 'fault' in read
  const notes = [...(hint ? [`${id}-hint`] : []), `${id}-read`]
  return (
    <div class={wrong || fault ? 'field wrong' : 'field'}>
      <label for={id}>{label}</label>
      {hint && (
        <span id={`${id}-hint`} class="hint">
          {hint}
        </span>
      )}
      <span class="entry">
        <input
          id={id}
          type="text"
          autocomplete="off"
          value={typed.text}
          disabled={typed.isMissing === true}
          aria-describedby={notes.join(' ')}
          aria-invalid={wrong || fault ? 'true' : undefined}
          onInput={({ currentTarget }) => change({ ...typed, text: currentTarget.value, chosen: undefined })}
        />
        {units.length > 1 ? (
          <select
            aria-label={`${label}: ${unitWord}`}
            value={chosenUnit?.id}
            disabled={understood?.isUnitTyped === true}
            onChange={({ currentTarget }) => change({ ...typed, unit: currentTarget.value })}
          >
            {units.map((one) => (
              <option key={one.id} value={one.id}>
                {say(one.words)}
              </option>
            ))}
          </select>
        ) : (
          <span class="unit">{unitWord}</span>
        )}
        {holder !== undefined && (
          <label class="lack">
            <input
              type="checkbox"
              checked={typed.isMissing === true}
              onChange={({ currentTarget }) => change({ ...typed, isMissing: currentTarget.checked })}
            />{' '}
            {say('start.missing')}
          </label>
        )}
      </span>
      <span id={`${id}-read`} class={wrong ? 'read fault' : 'read'}>
        {read &&
          'value' in read &&
          say('number.read', { value: `${exactText(read.value, language)} ${unitWord}`.trim() })}
        {understood && readFaultText(understood, units, unit, speech)}
        {read && 'either' in read && (
          <span class="either">
            {say('number.two', {
              first: exactText(read.either[0], language),
              second: exactText(read.either[1], language),
            })}{' '}
            {read.either.map((value) => (
              <button
                key={value}
                type="button"
                aria-pressed={typed.chosen === value}
                onClick={() => change({ ...typed, chosen: value })}
              >
                {exactText(value, language)}
              </button>
            ))}
          </span>
        )}
      </span>
      {typed.isMissing && holder !== undefined && (
        <span class="read">{say('start.ask', { who: holder })}</span>
      )}
      {fault && <span class="fault">{fault}</span>}
    </div>
  )
}
