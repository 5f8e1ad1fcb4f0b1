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
  /** The element that says more of the field. */
  readonly describedBy?: string | undefined
  readonly fault?: string | undefined
  readonly change: (value: number | undefined) => void
  readonly speech: Speech
}

/** A number that is typed; what was typed stays until another number comes from elsewhere. */
export function SettingField(props: SettingFieldProps): JSX.Element {
  const { id, label, isLabelSpoken, value, unit, describedBy, fault, change, speech } = props
  const { say, language } = speech
  const [typed, setTyped] = useState<string | undefined>(undefined)
  const read = typed === undefined || typed.trim() === '' ? undefined : readSigned(typed)
  const isOlder = read !== undefined && 'value' in read && read.value !== value
  const shown =
    typed === undefined || isOlder ? (value === undefined ? '' : exactText(value, language)) : typed
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
            setTyped(text)
            if (text.trim() === '') change(undefined)
            const next = readSigned(text)
            if ('value' in next) change(next.value)
          }}
        />
        {unit !== undefined && <span class="unit">{unit}</span>}
      </span>
      <span id={`${id}-read`}>
        {own && <span class="fault">{say('number.unread', { example: exactText(12.5, language) })}</span>}
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
