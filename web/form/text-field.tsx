import type { ComponentChildren, JSX } from 'preact'

interface TextFieldProps {
  readonly id: string
  readonly label: string
  readonly value: string
  readonly change: (text: string) => void
  /** The element that says more of the field. */
  readonly describedBy: string
  /** The list of texts that it offers. */
  readonly list?: string
  /** Between the label and the field. */
  readonly hint?: JSX.Element
  /** Below the field: how it was understood, or what is wrong. */
  readonly children?: ComponentChildren
}

/** A field for words. */
export function TextField(props: TextFieldProps): JSX.Element {
  const { id, label, value, change, describedBy, list, hint, children } = props
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {hint}
      <input
        id={id}
        list={list}
        value={value}
        autocomplete="off"
        aria-describedby={describedBy}
        onInput={({ currentTarget }) => change(currentTarget.value)}
      />
      {children}
    </div>
  )
}
