import type { JSX } from 'preact'
import { useState } from 'preact/hooks'
import { exactText } from '../numbers/figure-text.ts'
import { type ReadNumber, readNumber } from '../numbers/read-number.ts'
import type { Speech } from '../words/language.ts'

interface SettingFieldProps {
  readonly id: string
  readonly label: string
  /** Hidden where the label of something else stands for both. */
  readonly isLabelSpoken?: boolean
  /** As the field has it: a share in per cent. Absent: empty. */
  readonly value: number | undefined
  readonly unit?: string
  /** True: a year, which has no mark between its thousands. */
  readonly isYear?: boolean
  /** What the value is while nothing is typed, if it is not left as it was. */
  readonly emptyAs?: number | undefined
  /** The element that says more of the field. */
  readonly describedBy?: string | undefined
  readonly fault?: string | undefined
  readonly change: (value: number | undefined) => void
  readonly speech: Speech
}

const EXAMPLE = 12.5
const EXAMPLE_YEAR = 2035

/** A number that is typed; what was typed stays until another number comes from elsewhere. */
export function SettingField(props: SettingFieldProps): JSX.Element {
  const {
    id,
    label,
    isLabelSpoken,
    value,
    unit,
    isYear = false,
    emptyAs,
    describedBy,
    fault,
    change,
    speech,
  } = props
  const { say, language } = speech
  const [typed, setTyped] = useState<{ readonly text: string; readonly at: number | undefined }>()
  const read = typed === undefined || typed.text.trim() === '' ? undefined : readSigned(typed.text)
  // A number that came from elsewhere since, such as from the slider, is newer than the text.
  const isOlder = typed !== undefined && (read && 'value' in read ? read.value : typed.at) !== value
  const stands = value === undefined ? '' : isYear ? String(value) : exactText(value, language)
  const shown = typed === undefined || isOlder ? stands : typed.text
  const example = isYear ? String(EXAMPLE_YEAR) : exactText(EXAMPLE, language)
  const own = !isOlder && read !== undefined && 'fault' in read ? read : undefined
  const wrong = own !== undefined || fault !== undefined
  const notes = [...(describedBy === undefined ? [] : [describedBy]), `${id}-read`]
  return (
    <span class={wrong ? 'setting wrong' : 'setting'}>
      <label for={id} class={isLabelSpoken ? 'spoken' : undefined}>
        {label}
      </label>
      <span class="entry">
        <input
          id={id}
          type="text"
          autocomplete="off"
          value={shown}
          aria-describedby={notes.join(' ')}
          aria-invalid={wrong ? 'true' : undefined}
          onInput={({ currentTarget: { value: text } }) => {
            const next = readSigned(text)
            const isEmpty = text.trim() === ''
            setTyped({ text, at: isEmpty ? emptyAs : value })
            if (isEmpty) change(undefined)
            else if ('value' in next) change(next.value)
          }}
        />
        {unit !== undefined && <span class="unit">{unit}</span>}
      </span>
      <span id={`${id}-read`}>
        {own && <span class="fault">{say('number.unread', { example })}</span>}
        {!isOlder && read && 'either' in read && (
          <span class="either">
            {say('number.two', {
              first: exactText(read.either[0], language),
              second: exactText(read.either[1], language),
            })}{' '}
            {read.either.map((one) => (
              <button
                key={one}
                type="button"
                onClick={() => {
                  setTyped(undefined)
                  change(one)
                }}
              >
                {exactText(one, language)}
              </button>
            ))}
          </span>
        )}
        {fault !== undefined && <span class="fault">{fault}</span>}
      </span>
    </span>
  )
}

/** A number that may be below 0; a sign of per cent behind it is the unit. */
function readSigned(text: string): ReadNumber {
  const bare = text.trim().replace(/\s*[%％]$/, '')
  const isBelow = /^[-−]/.test(bare)
  const read = readNumber(isBelow ? bare.slice(1) : bare)
  return isBelow && 'value' in read ? { value: -read.value } : read
}
