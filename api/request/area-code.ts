import { bareCode } from './personal-sign.ts'

/**
 * Codes that statistics offices and mapping services give to areas, and that look like numbers of devices or moments. Each
 * system is told by what its codes obey, so that a list of numbers of devices does not pass for one: a file or a table of
 * zones is looked at as a list.
 */
interface AreaSystem {
  readonly name: string
  readonly fits: (code: string) => boolean
  /** What holds of a list of such codes; of those that obey little, that there are several. */
  readonly holdsOf?: (codes: readonly string[]) => boolean
}

const areSeveral = (codes: readonly string[]): boolean => codes.length > 1

/** The largest number of a county of each state by its code. Source: US Census Bureau, ANSI codes of counties, 2020. */
const COUNTIES: Readonly<Record<string, number>> = Object.fromEntries(
  (
    '01:133 02:290 04:27 05:149 06:115 08:125 09:190 10:5 11:1 12:133 13:321 15:9 16:87 17:203 18:183 19:197 20:209 21:239 ' +
    '22:127 23:31 24:510 25:27 26:165 27:171 28:163 29:510 30:111 31:185 32:510 33:19 34:41 35:61 36:123 37:199 38:105 39:175 ' +
    '40:153 41:71 42:133 44:9 45:91 46:137 47:189 48:507 49:57 50:27 51:840 53:77 54:109 55:141 56:45 72:153'
  )
    .split(' ')
    .map((pair) => pair.split(':'))
    .map(([state = '', most]) => [state, Number(most)]),
)

/** Counties have odd numbers; boroughs of Alaska and the independent cities have any. */
function isCounty(state: string, county: string): boolean {
  const number = Number(county)
  const isOdd = number % 2 === 1 || state === '02' || number === 510 || (state === '51' && number >= 510)
  return isOdd && number >= 1 && number <= (COUNTIES[state] ?? 0)
}

const isInCounty = (code: string): boolean => isCounty(code.slice(0, 2), code.slice(2, 5))

/** Blocks of ten digits and more lie several in a tract; random numbers do not. */
const shareTracts = (codes: readonly string[]): boolean =>
  (areSeveral(codes) && codes.length < 10) ||
  new Set(codes.map((code) => code.slice(0, 11))).size < codes.length

/** States of Brazil. Source: IBGE. */
const UFS = /^(1[1-7]|2[1-9]|3[1235]|4[123]|5[0-3])/

/** Municipalities of Brazil end with a check digit: weights 1 and 2 in turn, digits of the products added. Source: IBGE. */
function isBrazilianMunicipality(code: string): boolean {
  if (!UFS.test(code)) return false
  const sum = [...code.slice(0, 6)].reduce((total, digit, at) => {
    const product = Number(digit) * (at % 2 === 0 ? 1 : 2)
    return total + (product > 9 ? product - 9 : product)
  }, 0)
  return (10 - (sum % 10)) % 10 === Number(code[6])
}

const UNUSED_DIGIT = 7n
/** H3: one bit of 0, mode 1, resolution, base cell, and a digit of 3 bits for each of 15 resolutions, 7 where unused. */
function isCoarseH3(index: bigint): boolean {
  const resolution = Number((index >> 52n) & 15n)
  const isCell = index >> 59n === 1n && ((index >> 56n) & 7n) === 0n && ((index >> 45n) & 127n) < 122n
  if (!isCell || resolution > MAX_H3) return false
  for (let at = 1; at <= 15; at += 1) {
    const digit = (index >> BigInt(3 * (15 - at))) & UNUSED_DIGIT
    if (at > resolution !== (digit === UNUSED_DIGIT)) return false
  }
  return true
}

/** Cells of 0.7 km². The next have 0.1 km². */
const MAX_H3 = 8
/** S2: cells of 0.3 km² and larger; below the last bit that is set, a cell has no more. */
const S2_LEVELS = 14

function isCoarseS2(id: bigint): boolean {
  if (id <= 0n || id >> 61n > 5n) return false
  const unused = 2 * (30 - S2_LEVELS)
  if ((id & ((1n << BigInt(unused)) - 1n)) !== 0n) return false
  let at = unused
  while (((id >> BigInt(at)) & 1n) === 0n) at += 1
  return at % 2 === 0
}

const long = (test: (value: bigint) => boolean) => (code: string) => test(BigInt(code))
const pattern =
  (form: RegExp, and: (code: string) => boolean = () => true) =>
  (code: string) =>
    form.test(code) && and(code)

/** Several words with two capitals at least, as areas are called; a sentence has one. */
function isName(text: string): boolean {
  const words = text.split(/[ ,()[\]/"-]+/).filter(Boolean)
  return (
    words.every((word) => NAME_WORD.test(word)) && words.filter((word) => /^\p{Lu}/u.test(word)).length > 1
  )
}

const NAME_WORD = /^[\p{L}\p{M}'’.]+$|^\d{1,2}\p{Ll}{0,3}\.?$/u
const MAX_NAME_LENGTH = 64

const SYSTEMS: readonly AreaSystem[] = [
  { name: 'US tracts and block groups', fits: pattern(/^\d{11,12}$/, isInCounty), holdsOf: areSeveral },
  {
    name: 'US tracts of a state without its zero',
    fits: pattern(/^\d{10}$/, (code) => isInCounty(`0${code}`)),
    holdsOf: areSeveral,
  },
  { name: 'US blocks', fits: pattern(/^\d{15}$/, isInCounty), holdsOf: shareTracts },
  { name: 'US census with its prefix', fits: pattern(/^\d{7}US\d{2,15}$/) },
  {
    name: 'Brazilian census sectors',
    fits: pattern(/^\d{15}$/, (code) => isBrazilianMunicipality(code.slice(0, 7))),
    holdsOf: areSeveral,
  },
  {
    name: 'Indian villages',
    fits: pattern(/^(0[1-9]|[12]\d|3[0-8])([0-6]\d\d|7[0-9]\d)0[0-6]\d{3}\d{6}$/),
    holdsOf: areSeveral,
  },
  // Province, municipality, district and section; provinces whose codes may be moments have few municipalities.
  {
    name: 'Spanish census sections',
    fits: pattern(
      /^(?:(?:1[1345]|20)(?:0\d\d|90\d)|(?:0[1-9]|1[0126-9]|[2-4]\d|5[0-2])(?:[0-3]\d\d|90\d))(?:0[1-9]|1\d|2[0-2])[0-2]\d\d$/,
    ),
    holdsOf: areSeveral,
  },
  {
    name: 'Korean neighbourhoods',
    fits: pattern(/^(?:11|2[6-9]|3[016]|4[1-8]|5[0-2])[1-9]\d{2}[1-9]\d{4}$/),
    holdsOf: areSeveral,
  },
  {
    name: 'Korean output areas',
    fits: pattern(/^(?:11|2[1-9]|3[1-9])\d{3}[1-9]\d{7,8}$/),
    holdsOf: areSeveral,
  },
  { name: 'Japanese meshes', fits: pattern(/^[3-6]\d{3}[0-7]{2}\d{2}[1-4]{1,2}$/), holdsOf: areSeveral },
  {
    name: 'Japanese small areas',
    fits: pattern(/^(?:0[1-9]|[1-3]\d|4[0-7])[1-7]\d{2}\d{6}$/),
    holdsOf: areSeveral,
  },
  { name: 'German regional keys', fits: pattern(/^(?:0[1-9]|1[0-6])\d{10}$/), holdsOf: areSeveral },
  {
    name: 'Chinese statistical areas',
    fits: pattern(
      /^(?:1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5])(?:0\d|[1-4]\d|5[0-3]|90)\d{2}\d{3}(?:\d{3})?$/,
    ),
    holdsOf: areSeveral,
  },
  { name: 'Australian statistical areas', fits: pattern(/^[1-9]\d{4}1\d{3}\d{2}$/), holdsOf: areSeveral },
  { name: 'Italian census sections', fits: pattern(/^0\d{2}\d{3}00\d{5}$/), holdsOf: areSeveral },
  { name: 'Quadkeys', fits: pattern(/^[0-3]{14,17}$/) },
  { name: 'Quadkeys of a few kilometres', fits: pattern(/^[0-3]{10,13}$/), holdsOf: areSeveral },
  { name: 'European grid', fits: pattern(/^CRS3035RES(?:250|500|[1-9]\d{3,5})mN\d{5,7}E\d{5,7}$/) },
  {
    name: 'H3',
    fits: pattern(/^8[0-8][0-9a-fA-F]{13}$/, (code) => isCoarseH3(BigInt(`0x${code}`))),
  },
  { name: 'H3 in digits', fits: pattern(/^\d{18}$/, long(isCoarseH3)) },
  { name: 'S2 in digits', fits: pattern(/^\d{17,20}$/, long(isCoarseS2)) },
  {
    name: 'S2',
    fits: pattern(/^[0-9a-b][0-9a-f]{2,7}$/, (code) => isCoarseS2(BigInt(`0x${code.padEnd(16, '0')}`))),
    // A cell of each level ends with the same bit.
    holdsOf: (codes) => codes.length >= 10 && new Set(codes.map(({ length }) => length)).size === 1,
  },
  // Whole in the digits of one script, with its letters.
  { name: 'areas in Arabic digits', fits: pattern(/^[\u0660-\u0669\u06f0-\u06f9\p{sc=Arab} -]{1,32}$/u) },
  { name: 'long names', fits: (code) => code.length <= MAX_NAME_LENGTH && isName(code) },
  { name: 'numbered zones', fits: pattern(/^(?:ZONE|TAZ|CELL|SECTOR|AREA)[_-]?0*\d{1,9}$/i) },
]

/**
 * Of codes that look like something else, those that are of a system of areas.
 *
 * @param isDoubtful whether the codes look like numbers of somebody: then one of a weak system says too little alone
 */
export function areaCodesAmong(codes: readonly string[], isDoubtful = true): ReadonlySet<string> {
  const distinct = [...new Set(codes)]
  return new Set(
    SYSTEMS.flatMap(({ fits, holdsOf }) => {
      const found = distinct.filter(fits)
      const isList = !holdsOf || holdsOf(found) || (!isDoubtful && holdsOf === areSeveral)
      return found.length > 0 && isList ? found : []
    }),
  )
}

/**
 * Codes that may be anything: a hash, a number of a device or of a person, a place as large as a door. An area with such a
 * code is told by the table that it stands in. For an engine that reads RE2.
 */
export const OPAQUE_CODES = [
  // Long numbers, and such of a person.
  '^[0-9]{10,}$',
  '^[0-9]{8}-?[A-Z]$',
  '^[0-9a-f]{7}[a-f]$|^[a-f][0-9a-f]{7}$|^8[0-9a-f]{14}$',
  // Number plates and numbered persons.
  '^[0-9]{4}[ -]?[BCDFGHJKLMNPRSTVWXYZ]{3}$',
  '^[A-Z]{2}-?[0-9]{3}-?[A-Z]{2}$',
  '^[A-Z]{2}[0-9]{1,2}[A-Z]{1,2}[0-9]{4}$',
  '^[ABEKMHOPCTYX][0-9]{3}[ABEKMHOPCTYX]{2}[0-9]{2,3}$',
  '^[A-ZÄÖÜ]{1,3}-[A-Z]{1,2}[0-9]{4}$',
  '^[PUN]-?[0-9]{4,}$',
].join('|')

/** What such codes are written with, if it is no words, and what is in them then. For an engine that reads RE2. */
export const TOKEN = '^[0-9A-Za-z+/=._-]+$'
export const OPAQUE_TOKENS = [
  // Letters and digits in turns: short hashes, and geohashes of less than a kilometre.
  '[a-z][0-9]+[a-z]+[0-9]|[0-9][a-z]+[0-9]+[a-z]',
  '[A-Z][0-9]+[A-Z]+[0-9]|[0-9][A-Z]+[0-9]+[A-Z]',
  // Small and large letters and digits in no order, as in base64.
  '[a-z][0-9]+[A-Z]|[A-Z][0-9]+[a-z]|[0-9][a-z]+[A-Z]|[0-9][A-Z]+[a-z]',
].join('|')

/** Shorter ones are places of a few hundred metres and more, such as six letters of a geohash. */
export const MIN_OPAQUE_LENGTH = 7
const OPAQUE = new RegExp(OPAQUE_CODES, 'u')
const TOKEN_TEST = new RegExp(TOKEN, 'u')
const OPAQUE_TOKEN = new RegExp(OPAQUE_TOKENS, 'u')

/** Codes of areas that look opaque, each alone. For an engine that reads RE2. */
export const PLAIN_AREAS = [
  // Postcodes of the United Kingdom, and of the Netherlands.
  '^[A-Z]{1,2}[0-9][0-9A-Z]?[0-9][A-Z]{2}$',
  '^[1-9][0-9]{3} ?[A-Z]{2}$',
  // Neighbourhoods and municipalities of the Netherlands.
  '^(BU|WK|GM)[0-9]{4,8}$',
].join('|')
const PLAIN_AREA = new RegExp(PLAIN_AREAS, 'u')

const looksOpaque = (code: string): boolean =>
  OPAQUE.test(code) || (TOKEN_TEST.test(code) && OPAQUE_TOKEN.test(code))

/** Whether a code of a list may be anything, in whatever case. */
export const isOpaque = (code: string): boolean =>
  code.length >= MIN_OPAQUE_LENGTH &&
  (looksOpaque(code) || looksOpaque(bareCode(code).toUpperCase())) &&
  !PLAIN_AREA.test(code)
