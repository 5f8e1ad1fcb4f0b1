import type { ComponentChildren, JSX } from 'preact'
import type { Speech, WordKey } from './language.ts'

/** Fields of a request that the form has, by their names on it. */
const FORM_FIELDS: Readonly<Record<string, WordKey>> = {
  'city.population': 'start.population',
  'city.area': 'start.area',
  'electricity.grid': 'start.grid',
  vehicleDistance: 'start.rest',
  travel: 'start.trips',
}

/** A text with `fields` of a request in it: by their names on the form, where it has them, and else marked as code. */
export function FieldWords({ text, speech }: { text: string; speech: Speech }): JSX.Element {
  const parts = text.split('`').map((part, at): ComponentChildren => {
    if (at % 2 === 0) return part
    const words = FORM_FIELDS[part]
    return words === undefined ? <code key={at}>{part}</code> : `“${speech.say(words)}”`
  })
  return <>{parts}</>
}
