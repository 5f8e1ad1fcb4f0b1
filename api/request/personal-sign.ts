import { isAscii } from './folded-name.ts'

/**
 * The signs in texts of data about a person, household, vehicle or device: the one list, for the bodies of requests and
 * for files; `personal-name.ts` has the names. What is found is named by its kind; values are never repeated, neither in answers nor in logs.
 */

const DAY = '(19|20)[0-9]{2}[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12][0-9]|3[01])'
const HOUR = '([01][0-9]|2[0-3])'

const UUID = '[0-9a-fA-F]{8}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{4}-?[0-9a-fA-F]{12}'
/** Shorter numbers, and years, are of areas and editions more often than of vehicles. */
const PLATE_NUMBER = '(?:[0-9]{3}|[03-9][0-9]{3}|1[0-8][0-9]{2}|2[1-9][0-9]{2})'
const DEGREES = '-?[0-9]{1,3}[.][0-9]{3,}'
const FINE = '-?[0-9]{1,3}[.][0-9]{4,}'

/** A pattern of words in small letters, capitals or both, for engines that know no such flag. */
const inAnyCase = (words: string): string =>
  words
    .split(' ')
    .map((word) => [...word].map((letter) => `[${letter.toUpperCase()}${letter}]`).join(''))
    .join('|')

/** What numbers persons, devices and vehicles; areas are numbered with other words. */
const PERSON_WORDS = inAnyCase(
  'person user device household customer member participant respondent subscriber passenger traveller traveler driver rider client kunde nutzer usuario cliente abonne imsi imei msisdn token tok sim usr hh veh pax resp cust dev',
)

/** A shape of text. */
interface PersonalText {
  readonly kind: string
  /** JavaScript and RE2 read it alike. */
  readonly pattern: string
  /**
   * `codes`: words of a list, such as zones; `texts`: whatever else a caller writes. A sign is in one of them only where
   * the other has honest texts that look like it.
   */
  readonly in: 'both' | 'codes' | 'texts'
}

export const PERSONAL_TEXTS: readonly PersonalText[] = [
  { kind: 'an e-mail address', in: 'both', pattern: '[^ \\t\\r\\n@]+@[^ \\t\\r\\n@]+[.][A-Za-z]{2,}' },
  // The ids of estimates and the addresses of data portals hold what looks like one.
  { kind: 'an identifier', in: 'codes', pattern: UUID },
  { kind: 'an identifier', in: 'texts', pattern: `(^|[ (:,;])${UUID}($|[ ).,;])` },
  { kind: 'an identifier', in: 'both', pattern: '^(0[xX])?[0-9a-fA-F]{16,}$' },
  { kind: 'a device number', in: 'both', pattern: '^[0-9]{14,}$' },
  {
    kind: 'a device address',
    in: 'both',
    pattern: '([0-9a-fA-F]{2}[:-]){5}[0-9a-fA-F]{2}|^([0-9a-fA-F]{4}[.]){2}[0-9a-fA-F]{4}$',
  },
  { kind: 'a device address', in: 'codes', pattern: '^([0-9a-fA-F]{2}_){5}[0-9a-fA-F]{2}$' },
  { kind: 'a device number', in: 'codes', pattern: '^[0-9]{3}[-_ ][0-9]{2,3}[-_ ][0-9]{7,10}([-_ ][0-9])?$' },
  // A person, a device or one of their days, numbered: areas are numbered with other words.
  {
    kind: 'a pseudonym',
    in: 'codes',
    pattern: '^[pu][0-9]{4,}$|^[PU]-?0[0-9]{3,}$|^[pu][0-9]+[-_](s?[0-9]|[0-2][0-9]h)',
  },
  {
    kind: 'a pseudonym',
    in: 'codes',
    pattern: `^(?:${PERSON_WORDS})s?[-_:. ]?[0-9A-Za-z]*[0-9]`,
  },
  // Numbers that states and banks give to persons, in their usual writing.
  { kind: 'an identifier', in: 'codes', pattern: '^[0-9]{3}-[0-9]{2}-[0-9]{4}$|^[0-9]{6}[-+][0-9]{4}$' },
  { kind: 'an identifier', in: 'codes', pattern: '^[A-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]$' },
  { kind: 'an identifier', in: 'codes', pattern: '^[0-9]{17}[Xx]$|^[0-9]{4}([ -][0-9]{4}){2,3}$' },
  { kind: 'an identifier', in: 'codes', pattern: '^[A-Z]{6}[0-9]{2}[A-Z][0-9]{2}[A-Z][0-9]{3}[A-Z]$' },
  { kind: 'an identifier', in: 'codes', pattern: '^[0-9]{3}[.][0-9]{3}[.][0-9]{3}-[0-9]{2}$' },
  { kind: 'an identifier', in: 'codes', pattern: '^[0-9]{2} ?[0-9]{6} ?[A-Z] ?[0-9]{3}$' },
  // A quantity may begin with a plus, and has its unit behind it.
  { kind: 'a telephone number', in: 'codes', pattern: '[+][0-9][0-9 ()/.-]{7,}' },
  { kind: 'a telephone number', in: 'codes', pattern: '^00[0-9]{2}[-_ ][0-9]{2,4}[-_ ][0-9]{4,}' },
  { kind: 'a telephone number', in: 'texts', pattern: '^[+][0-9][0-9 ()/.-]{7,}$' },
  // A note may divide one number by another, and a code is no number.
  {
    kind: 'coordinates',
    in: 'codes',
    pattern: `${DEGREES}[ ]*[,;/ |][ ]*${DEGREES}|^-?[0-9]{1,3}[.][0-9]{4,}$`,
  },
  {
    kind: 'coordinates',
    in: 'texts',
    // Two numbers with three decimals may be thousands.
    pattern: `${FINE}[ ]*[,;][ ]*${DEGREES}|${DEGREES}[ ]*[,;][ ]*${FINE}|^${FINE}[ ]*[/ |][ ]*${DEGREES}$|^${DEGREES}[ ]*[/ |][ ]*${FINE}$`,
  },
  {
    kind: 'coordinates',
    in: 'codes',
    pattern:
      '^[NS][0-9]{1,2}[.][0-9]{3,}[ ,_]*[EW][0-9]{1,3}[.][0-9]{3,}$|^-?[0-9]{1,2}_[0-9]{4,}_-?[0-9]{1,3}_[0-9]{4,}$',
  },
  {
    kind: 'coordinates',
    in: 'codes',
    pattern: `^${DEGREES}[_xX:-]-?[0-9]{1,3}[.][0-9]{3,}$|[0-9]{1,3}[°º]|^[0-9]{6}[-_,;/ ][0-9]{7}$|^[A-Z]{2} [0-9]{4,5} [0-9]{4,5}$`,
  },
  // Plus codes, words in threes, and grids of a metre: places as large as a door.
  { kind: 'coordinates', in: 'codes', pattern: '^[2-9CFGHJMPQRVWX]{8}[+][2-9CFGHJMPQRVWX]{2,4}$' },
  { kind: 'coordinates', in: 'codes', pattern: '^/{0,3}[a-z]{3,}[.][a-z]{3,}[.][a-z]{3,}$' },
  {
    kind: 'coordinates',
    in: 'codes',
    pattern: '^[0-9]{1,2}[C-X] ?([A-Z]{2} ?[0-9]{4,5} ?[0-9]{4,5}|[0-9]{6} [0-9]{7})$',
  },
  { kind: 'coordinates', in: 'both', pattern: '^(POINT|LINESTRING|POLYGON|MULTI)[A-Z ]*[(]' },
  {
    kind: 'a moment',
    in: 'codes',
    pattern: `${DAY}([T _]${HOUR}|[T _]?${HOUR}:?[0-5][0-9])|[0-9]{1,2}:[0-5][0-9](:[0-9]{2}|$)`,
  },
  // Digits in a row may be a sum: in a text, day and hour are apart.
  {
    kind: 'a timestamp',
    in: 'texts',
    pattern: `[0-9]{4}-?[0-9]{2}-?[0-9]{2}[T ][0-9]{2}:?[0-9]{2}|${DAY}[T _]${HOUR}([^0-9]|$)`,
  },
  { kind: 'a timestamp', in: 'texts', pattern: '^[0-9]{1,2}:[0-5][0-9](:[0-9]{2})?$' },
  { kind: 'a moment', in: 'codes', pattern: `^${DAY}${HOUR}$` },
  // Seconds and milliseconds since 1970, from 2001 to 2033.
  { kind: 'a moment', in: 'codes', pattern: '^T?1[0-9]{9}([.][0-9]+)?$|^T?1[0-9]{12}$' },
  { kind: 'a moment', in: 'codes', pattern: `^(19|20)[0-9]{2}-[0-3][0-9]{2}-${HOUR}[0-5][0-9]$` },
  { kind: 'a moment', in: 'codes', pattern: '^[0-2]?[0-9]h[0-5][0-9]$' },
  { kind: 'a way', in: 'codes', pattern: '[<>→]' },
  { kind: 'a number plate', in: 'both', pattern: '^[A-Z]{2}[0-9]{2} ?[A-Z]{3}$' },
  { kind: 'a number plate', in: 'both', pattern: '^[\u4e00-\u9fff][A-Z]·?[A-Z0-9]{5,6}$' },
  // Zones are often a country, a province and a number: without its blank a plate cannot be told from them.
  { kind: 'a number plate', in: 'codes', pattern: `^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ${PLATE_NUMBER}[EH]?$` },
  { kind: 'a number plate', in: 'texts', pattern: `^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2} ?${PLATE_NUMBER}[EH]?$` },
  // Names of places are written with some of these; in a text they are taken away before it is looked at.
  {
    kind: 'disguised text',
    in: 'codes',
    pattern:
      '[\u00ad\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u3164\ufe00-\ufe0f\ufeff\uff01-\uff5e\uffa0\u0660-\u0669\u06f0-\u06f9]',
  },
  // Marks that no script puts there: behind a digit or a sign, or three on one letter; and signs beyond the planes of scripts.
  {
    kind: 'disguised text',
    in: 'codes',
    pattern: '[0-9_.,:;/ -][\u0300-\u036f]|[\u0300-\u036f]{3}|[\u{e0000}-\u{e0fff}]',
  },
]

/** Longer texts are refused for their length where a code or name may stand; of others, this much is looked at. */
export const MAX_LOOKED_AT = 200

const signsIn = (place: 'codes' | 'texts'): readonly PersonalText[] =>
  PERSONAL_TEXTS.filter((sign) => sign.in === place || sign.in === 'both')

const testsIn = (place: 'codes' | 'texts'): readonly (readonly [RegExp, string])[] =>
  signsIn(place).map(({ pattern, kind }) => [new RegExp(pattern, 'u'), kind])

/** Every sign in a code, for an engine that reads RE2. */
export const CODE_SIGNS: readonly string[] = signsIn('codes').map(({ pattern }) => pattern)

/**
 * What base64 is written with, and texts of it that are words, numbers and short codes put together: for an engine that
 * reads RE2.
 */
export const ENCODED = '^[A-Za-z0-9+/_=-]{16,}$'
const PART = '([A-Z]?[a-z]+|[A-Z]+|([A-Z][a-z]{2,})+|[0-9]{1,9}|[A-Za-z0-9]{1,6})'
export const WORDS = `^${PART}([/_-]+${PART})*$`

/**
 * Codes of areas that look like numbers of devices or like base64: cells of the European grid of 250 m or more, quadkeys of
 * 300 m or more, areas of the United States census with their prefix, and numbered zones. For an engine that reads RE2.
 */
export const AREA_CODES = [
  '^CRS3035RES(250|500|1000|2000|5000|[1-9][0-9]{4,5})mN[0-9]{5,7}E[0-9]{5,7}$',
  '^[0-3]{14,17}$',
  '^[0-9]{7}US[0-9]{2,14}$',
  '^(ZONE|Zone|zone|TAZ|taz|CELL|cell|SECTOR|sector|AREA|area)[_-]?0*[0-9]{1,9}$',
].join('|')

const AREA_TEST = new RegExp(AREA_CODES, 'u')
const CODE_TESTS = testsIn('codes')
const ENCODED_TEST = new RegExp(ENCODED, 'u')

/** Words before a code that say that it is one, in any case; what stands behind them is looked at. For an engine that reads RE2. */
export const BEFORE_CODES = `^(?:${inAnyCase('zone zona area cell sector taz loc location place code z')})[-_ .:#]+`
const BEFORE_CODE = new RegExp(BEFORE_CODES, 'u')
export const bareCode = (code: string): string => code.replace(BEFORE_CODE, '')

/** What a word of a list looks like, if like something about a person, whatever its case and the word before it. */
export function kindOfCode(text: string): string | undefined {
  const code = text.slice(0, MAX_LOOKED_AT)
  if (AREA_TEST.test(code)) return undefined
  const bare = bareCode(code)
  const spellings = [code, bare.toUpperCase(), bare.toLowerCase()]
  const sign = CODE_TESTS.find(([pattern]) => spellings.some((spelling) => pattern.test(spelling)))
  if (sign) return sign[1]
  return ENCODED_TEST.test(code) && !isOfWords(code) ? 'an identifier' : undefined
}

/** What `WORDS` says, in time that grows with the text alone: JavaScript tries every way to part it, RE2 does not. */
export const isOfWords = (text: string): boolean => text.split(/[/_-]+/).every(isPart)

const PARTS = [/^[A-Z]?[a-z]+$/, /^[A-Z]+$/, /^[0-9]{1,9}$/, /^[A-Za-z0-9]{1,6}$/]

const isPart = (text: string): boolean => PARTS.some((part) => part.test(text)) || isOfCapitalisedWords(text)

const isOfCapitalisedWords = (text: string): boolean =>
  text.split(/(?=[A-Z])/).every((word) => /^[A-Z][a-z]{2,}$/.test(word))

/** A text that no sign is in: a word of the vocabulary, or a short number with a unit. */
const HARMLESS_TEXT = /^[a-z][A-Za-z]*(-[a-z]+)*(-\d)?$|^[A-Z]{2}$|^[\d.,]{1,13} ?[a-z%/]*$/

const TEXT_TESTS = testsIn('texts')

/** Compatibility forms and invisible characters made plain: a full-width digit is that digit. */
const withoutDisguise = (text: string): string =>
  isAscii(text)
    ? text
    : text
        .slice(0, 2 * MAX_LOOKED_AT)
        .normalize('NFKC')
        .replaceAll(/\p{Cf}/gu, '')

/** What a text of a request looks like, if like something about a person. */
export function kindOfText(text: string): string | undefined {
  if (HARMLESS_TEXT.test(text)) return undefined
  const plain = withoutDisguise(text).trim().slice(0, MAX_LOOKED_AT)
  return TEXT_TESTS.find(([pattern]) => pattern.test(plain))?.[1]
}
