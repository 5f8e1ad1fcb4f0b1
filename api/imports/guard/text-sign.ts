import { AREA_CODES, BEFORE_CODES, CODE_SIGNS, ENCODED, WORDS } from '../../request/personal-sign.ts'
import { sqlText } from '../sql-text.ts'

/** Shorter texts can carry a sign only in punctuation or beyond ASCII, so that most codes need no search. */
const MIN_PLAIN_SIGN = 4
const MARKS = [':', '@', '.', ' ']

const MAX_CODE_LENGTH = 32
const MAX_NAME_LENGTH = 80

/** The most characters of a text: of a code of a list, or of a name that people read. */
export type TextLength = 'code' | 'name'

/** A code without a word before it, as SQL. */
export const bareCodeOf = (column: string): string =>
  `regexp_replace(${column}, ${sqlText(BEFORE_CODES)}, '')`

/** A condition of texts that may be codes or names; longer ones are refused as such. */
export const ifShort = (column: string, condition: string): string =>
  `CASE WHEN length(${column}) > ${MAX_NAME_LENGTH} THEN false ELSE ${condition} END`

/**
 * An SQL condition: the text of a column carries a sign of data about a person or a point in time.
 *
 * @param search what looks for it; where it was looked for before, what was found of texts that may be names
 */
export function textSignCondition(
  column: string,
  length: TextLength,
  search: string = signSearch(column),
): string {
  const longest = length === 'code' ? MAX_CODE_LENGTH : MAX_NAME_LENGTH
  return `CASE WHEN length(${column}) > ${longest} THEN true ELSE ${search} END`
}

/** As SQL, what looks for a sign in a text that may be a code or a name. */
export function signSearch(column: string): string {
  const any = CODE_SIGNS.map((pattern) => `(${pattern})`).join('|')
  const matches = (pattern: string, of = column): string => `regexp_matches(${of}, ${sqlText(pattern)})`
  const bare = bareCodeOf(column)
  const worthSearching = [
    `strlen(${column}) >= ${MIN_PLAIN_SIGN}`,
    `strlen(${column}) <> length(${column})`,
    ...MARKS.map((mark) => `contains(${column}, '${mark}')`),
  ]
  // A list of its writings, for the engine makes a pattern ready for each place where it stands.
  const writings = `list_transform([${bare}], lambda code: [${column}, upper(code), lower(code)])[1]`
  // A CASE searches only the rows that reach it; an AND would search them all, and a cell of a megabyte takes seconds.
  return (
    `CASE WHEN ${worthSearching.join(' OR ')} THEN ((len(list_filter(${writings}, lambda writing: ${matches(any, 'writing')})) > 0 ` +
    `OR CASE WHEN strlen(${column}) >= 16 THEN ${matches(ENCODED)} AND NOT ${matches(WORDS)} ELSE false END) ` +
    `AND NOT ${matches(AREA_CODES)}) ` +
    'ELSE false END'
  )
}
