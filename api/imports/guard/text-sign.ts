import { AREA_CODES, CODE_SIGNS, ENCODED, WORDS } from '../../request/personal-sign.ts'
import { sqlText } from '../sql-text.ts'

/**
 * Shorter texts without punctuation or a letter beyond ASCII can carry only one sign, so most codes need no search. The
 * exception is a number plate of seven characters, which begins with a capital.
 */
const MIN_PLAIN_SIGN = 9
const MARKS = [':', '@', '.', ' ']

const MAX_CODE_LENGTH = 32
const MAX_NAME_LENGTH = 80

/** The most characters of a text: of a code of a list, or of a name that people read. */
export type TextLength = 'code' | 'name'

/** An SQL condition: the text of a column carries a sign of data about a person or a point in time. */
export function textSignCondition(column: string, length: TextLength): string {
  const longest = length === 'code' ? MAX_CODE_LENGTH : MAX_NAME_LENGTH
  const any = CODE_SIGNS.map((pattern) => `(${pattern})`).join('|')
  const matches = (pattern: string): string => `regexp_matches(${column}, ${sqlText(pattern)})`
  const worthSearching = [
    `strlen(${column}) >= ${MIN_PLAIN_SIGN}`,
    `strlen(${column}) <> length(${column})`,
    `strlen(${column}) = 7 AND ${column} >= 'A'`,
    // Pseudonyms are short, and begin with a small letter as few codes do.
    `strlen(${column}) >= 5 AND ${column} >= 'a'`,
    ...MARKS.map((mark) => `contains(${column}, '${mark}')`),
  ]
  // A CASE searches only the rows that reach it; an AND would search them all.
  return (
    `CASE WHEN ${worthSearching.join(' OR ')} THEN length(${column}) > ${longest} OR ((${matches(any)} ` +
    `OR CASE WHEN strlen(${column}) >= 16 THEN ${matches(ENCODED)} AND NOT ${matches(WORDS)} ELSE false END) ` +
    `AND NOT ${matches(AREA_CODES)}) ` +
    'ELSE false END'
  )
}
