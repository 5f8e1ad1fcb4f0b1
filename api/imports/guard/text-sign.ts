import { sqlText } from '../sql-text.ts'

/** Texts of fewer bytes, without a mark or a letter beyond ASCII, carry no sign: most codes cost no search. */
const SHORTEST_PLAIN_SIGN = 9
const MARKS = [':', '@', '.']

const MAX_CODE_LENGTH = 32
const MAX_NAME_LENGTH = 80

const DAY = '(19|20)[0-9]{2}[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12][0-9]|3[01])'
const HOUR = '([01][0-9]|2[0-3])'

/** Patterns that JavaScript and RE2 read alike. */
const SIGNS: readonly (readonly [kind: string, pattern: string])[] = [
  ['an identifier', '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}'],
  ['an identifier', '^(0[xX])?[0-9a-fA-F]{16,}$'],
  ['a device number', '^[0-9]{14,}$'],
  ['a device address', '([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|^([0-9a-fA-F]{4}[.]){2}[0-9a-fA-F]{4}$'],
  ['a telephone number', '[+][0-9][0-9 ()/.-]{7,}'],
  ['an e-mail address', '[^ @]+@[^ @]+[.][A-Za-z]{2,}'],
  ['coordinates', '-?[0-9]{1,3}[.][0-9]{3,}[ ]*[,;/ |][ ]*-?[0-9]{1,3}[.][0-9]{3,}'],
  ['coordinates', '^-?[0-9]{1,3}[.][0-9]{4,}$|^(POINT|LINESTRING|POLYGON|MULTI)[A-Z ]*[(]'],
  ['a moment', `${DAY}([T _]${HOUR}|[T _]?${HOUR}:?[0-5][0-9])|[0-9]{1,2}:[0-5][0-9](:[0-9]{2}|$)`],
  ['a moment', `^${DAY}${HOUR}$`],
  // Seconds and milliseconds since 1970, from 2001 to 2033.
  ['a moment', '^1[0-9]{9}([.][0-9]+)?$|^1[0-9]{12}$'],
  [
    'disguised text',
    '[\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\uff01-\uff5e\u0660-\u0669\u06f0-\u06f9]',
  ],
]

/** What base64 is written with, and texts of it that are words, numbers and short codes put together. */
const ENCODED = '^[A-Za-z0-9+/_=-]{16,}$'
const PART = '([A-Z]?[a-z]+|[A-Z]+|([A-Z][a-z]{2,})+|[0-9]{1,9}|[A-Za-z0-9]{1,6})'
const WORDS = `^${PART}([/_-]+${PART})*$`

/** How long a text may be: a code of a list, or a name that people read. */
export type TextLength = 'code' | 'name'

/** The SQL condition under which the text of a column carries a sign of data about a person or moment. */
export function textSignCondition(column: string, length: TextLength): string {
  const longest = length === 'code' ? MAX_CODE_LENGTH : MAX_NAME_LENGTH
  const any = SIGNS.map(([, pattern]) => `(${pattern})`).join('|')
  const matches = (pattern: string): string => `regexp_matches(${column}, ${sqlText(pattern)})`
  const worthSearching = [
    `strlen(${column}) >= ${SHORTEST_PLAIN_SIGN}`,
    `strlen(${column}) <> length(${column})`,
    ...MARKS.map((mark) => `contains(${column}, '${mark}')`),
  ]
  // A CASE searches only the rows that come to it; an AND would search them all.
  return (
    `CASE WHEN ${worthSearching.join(' OR ')} THEN length(${column}) > ${longest} OR ${matches(any)} ` +
    `OR CASE WHEN strlen(${column}) >= 16 THEN ${matches(ENCODED)} AND NOT ${matches(WORDS)} ELSE false END ` +
    'ELSE false END'
  )
}

const PATTERNS = SIGNS.map(([kind, pattern]) => [kind, new RegExp(pattern, 'u')] as const)
const ENCODED_PATTERN = new RegExp(ENCODED, 'u')
const WORDS_PATTERN = new RegExp(WORDS, 'u')

/** What a text looks like, as `textSignCondition` judges names; of a column's name itself. */
export function signOfText(text: string): string | undefined {
  const sign = PATTERNS.find(([, pattern]) => pattern.test(text))?.[0]
  if (sign !== undefined) return sign
  return ENCODED_PATTERN.test(text) && !WORDS_PATTERN.test(text) ? 'an identifier' : undefined
}
