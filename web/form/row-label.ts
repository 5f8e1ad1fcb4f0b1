import type { Row } from '../rows/rows.ts'
import type { Speech } from '../words/language.ts'

/** What a row asks for, in words. */
export const labelOf = ({ words, mode }: Row, { say, name }: Speech): string =>
  say(words, mode === undefined ? {} : { mode: name('mode', mode) })
