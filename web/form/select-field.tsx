import type { ComponentChildren, JSX } from 'preact'

interface SelectFieldProps<Choice extends string> {
  readonly id: string
  readonly label: string
  readonly value: Choice | ''
  /** Each with its words. */
  readonly choices: readonly (readonly [Choice, string])[]
  readonly choose: (choice: Choice) => void
  /** True: nothing is chosen at first, which is no choice later. */
  readonly startsEmpty?: boolean
  /** The element that says more of the field. */
  readonly describedBy?: string
  /** Below the field: what is wrong. */
  readonly children?: ComponentChildren
}

/** A field of which one of some words is chosen. */
export function SelectField<Choice extends string>(props: SelectFieldProps<Choice>): JSX.Element {
  const { id, label, value, choices, choose, startsEmpty, describedBy, children } = props
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select
        id={id}
        value={value}
        aria-describedby={describedBy}
        onChange={({ currentTarget }) => choose(currentTarget.value as Choice)}
      >
        {startsEmpty && <option value="" disabled hidden />}
        {choices.map(([choice, words]) => (
          <option key={choice} value={choice}>
            {words}
          </option>
        ))}
      </select>
      {children}
    </div>
  )
}
