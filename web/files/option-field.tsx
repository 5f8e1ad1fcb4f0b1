import type { JSX } from 'preact'
import { TextField } from '../form/text-field.tsx'

/** What was typed of the options of a format, by their names. */
export type TypedOptions = Readonly<Record<string, string>>

interface OptionFieldProps {
  readonly id: string
  readonly name: string
  /** What the option says, in the words of the service. */
  readonly hint: string | undefined
  readonly options: TypedOptions
  readonly change: (next: (before: TypedOptions) => TypedOptions) => void
}

/** An option of how a file is read. */
export const OptionField = ({ id, name, hint, options, change }: OptionFieldProps): JSX.Element => (
  <TextField
    id={id}
    label={name}
    value={options[name] ?? ''}
    describedBy={`${id}-hint`}
    hint={
      <span id={`${id}-hint`} class="hint" lang="en">
        {hint}
      </span>
    }
    change={(text) => change((before) => ({ ...before, [name]: text }))}
  />
)
