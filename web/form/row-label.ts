import { ROWS, type Row } from '../rows/rows.ts'
import type { Speech, WordKey } from '../words/language.ts'

/** What a row asks for, in words. */
export const labelOf = ({ words, mode }: Row, { say, name }: Speech): string =>
  say(words, mode === undefined ? {} : { mode: name('mode', mode) })

/** What a field of the form asks for, by its id: a row, or a part of the place. */
export function fieldLabel(field: string, speech: Speech): string {
  const row = ROWS.find(({ id }) => id === field)
  return row ? labelOf(row, speech) : speech.say(`start.${field}` as WordKey)
}
