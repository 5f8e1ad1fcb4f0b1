/** The mark between the whole of a number and its fraction. */
export const DECIMAL_MARKS = ['point', 'comma'] as const
export type DecimalMark = (typeof DECIMAL_MARKS)[number]

/** A number as somebody wrote it, and as it was understood. */
export interface WrittenNumber {
  readonly kind: 'number'
  readonly value: number
  /** The number with a decimal point and without marks between thousands: `41237.5`; number words are written out. */
  readonly understood: string
  /** What follows, such as a unit; empty if nothing does. */
  readonly rest: string
  /** The decimal mark that the text shows; undefined if it has none. */
  readonly mark?: DecimalMark
}

/** Thousands in one half of the world, a fraction in the other. */
interface AmbiguousNumber {
  readonly kind: 'ambiguous'
  /** As a number of thousands, and as a fraction. */
  readonly readings: readonly [thousands: string, fraction: string]
  /** What the mark would be if it begins a fraction. */
  readonly mark: DecimalMark
  readonly rest: string
}

interface NoNumber {
  readonly kind: 'none'
  readonly why: string
}

export type NumberReading = WrittenNumber | AmbiguousNumber | NoNumber

/** No number needs more characters. */
const MAX_LENGTH = 80

/** Powers of ten that number words stand for. `mil` alone is none: a thousand in Spanish, a million to some in English. */
const SCALES: ReadonlyMap<string, number> = new Map(
  (
    [
      [3, 'thousand tsd tausend millier milliers 千'],
      [4, '万 萬'],
      [5, 'lakh lakhs'],
      [6, 'million millions mn mln mio millionen millón millones milhão milhões 百万 百萬'],
      [7, 'crore crores 千万 千萬'],
      [8, '亿 億'],
      [9, 'billion bn mrd milliarde milliarden milliard milliards bilhão bilhões 十亿 十億'],
    ] as const
  ).flatMap(([power, words]) => words.split(' ').map((word) => [word, power] as const)),
)
/** Two words that are one number: `mil millones` is 10^9. */
const SCALE_PAIRS: ReadonlyMap<string, number> = new Map([
  ['mil millones', 9],
  ['mil milhões', 9],
])

const GROUPERS = "['’_ \\u00a0\\u2007\\u2009\\u202f]"
export const HEAD = new RegExp(`^([+-]?)((?:\\d+(?:[.,]|${GROUPERS}))*\\d+|[.,]\\d+)`, 'u')
const EXPONENT = /^[eE][+-]?\d{1,3}(?![\d.,])/u
const GROUPER = new RegExp(GROUPERS, 'gu')
const FIRST_GROUP = /^\d{1,3}$/u
const GROUP = /^\d{3}$/u

/**
 * Reads the number at the beginning of a text as people write it in six languages: thousands with points, commas, spaces of
 * any width or apostrophes, decimals with a point or comma, full-width digits, and number words such as `Mio.` and `万`.
 *
 * It never guesses: `382.114` may be 382 thousand or a fraction, and is `ambiguous` unless the mark is known.
 *
 * @param decimal the mark that the writer uses, if it is known; what contradicts it is no number
 */
export function readWrittenNumber(text: string, decimal?: DecimalMark): NumberReading {
  if (text.length > MAX_LENGTH) return none(`a number must not be longer than ${MAX_LENGTH} characters`)
  const plain = toPlainDigits(text).trim()
  const { head, sign, digits } = headOf(plain)
  if (head === '') return none('it must begin with one number')
  const found = fractionOf(digits)
  if (found === undefined) return none('its marks are neither of thousands nor of decimals')
  const after = plain.slice(head.length)
  const exponent = EXPONENT.exec(after)?.[0] ?? ''
  const { power, rest } = scaleOf(after.slice(exponent.length).trim())
  if (/^\d/u.test(rest)) return none('it has more than one number')
  const scale = (number: string): string => scaled(`${sign}${number}`, exponent, power)
  const { mark, isSure, whole, fraction } = found
  if (!isSure && decimal === undefined && mark)
    return {
      kind: 'ambiguous',
      readings: [scale(whole + fraction), scale(`${whole}.${fraction}`)],
      mark,
      rest,
    }
  if (mark && decimal !== undefined && mark !== decimal) {
    if (isSure) return none(`it has a decimal ${mark}, and the decimal mark is stated as ${decimal}`)
    return numberOf(scale(whole + fraction), rest)
  }
  return numberOf(scale(fraction === '' ? whole : `${whole}.${fraction}`), rest, mark)
}

const none = (why: string): NoNumber => ({ kind: 'none', why })

function numberOf(understood: string, rest: string, mark?: DecimalMark): NumberReading {
  const value = Number(understood)
  if (!Number.isFinite(value)) return none('it is too large')
  return { kind: 'number', value, understood, rest, ...(mark ? { mark } : {}) }
}

/** Full-width digits and marks as Chinese keyboards write them, and minus signs, in ASCII. */
const toPlainDigits = (text: string): string =>
  text
    .replaceAll(/[０-９．，％＋－]/gu, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
    .replaceAll('\u3000', ' ')
    .replace(/^(\s*)[−–]/u, '$1-')

/** The number at the beginning, as long as spaces in it part thousands: `12 5 km` begins with 12. */
function headOf(plain: string): { head: string; sign: string; digits: string } {
  const [all = '', sign = '', written = ''] = HEAD.exec(plain) ?? []
  if (all === '') return { head: '', sign, digits: '' }
  const kept = withoutSecondNumber(written)
  return { head: sign + kept, sign: sign === '-' ? '-' : '', digits: kept }
}

function withoutSecondNumber(written: string): string {
  const [grouper] = GROUPER[Symbol.match](written) ?? []
  if (grouper === undefined) return written
  const parts = written.split(grouper)
  const isGrouped = parts.every((part, at) =>
    at === 0
      ? FIRST_GROUP.test(part)
      : at < parts.length - 1
        ? GROUP.test(part)
        : /^\d{3}(?:[.,]\d+)?$/u.test(part),
  )
  return isGrouped ? written : (parts[0] ?? '')
}

interface Fraction {
  readonly whole: string
  readonly fraction: string
  readonly mark?: DecimalMark
  /** Whether the mark cannot be one of thousands. */
  readonly isSure: boolean
}

/** The two sides of the decimal mark; undefined if the marks fit no way of writing. */
function fractionOf(written: string): Fraction | undefined {
  const isSpaced = GROUPER[Symbol.match](written) !== null
  const digits = written.replaceAll(GROUPER, '')
  const marks = [...digits.matchAll(/[.,]/gu)].map(([mark]) => mark)
  const last = marks.at(-1)
  if (last === undefined) return { whole: digits, fraction: '', isSure: true }
  const parts = digits.split(/[.,]/u)
  const fraction = parts.at(-1) ?? ''
  const groups = parts.slice(0, -1)
  const whole = groups.join('') || '0'
  const mark: DecimalMark = last === '.' ? 'point' : 'comma'
  if (marks.length === 1) {
    const isGroup = GROUP.test(fraction) && FIRST_GROUP.test(whole) && !whole.startsWith('0') && !isSpaced
    return { whole, fraction, mark, isSure: !isGroup }
  }
  const isIndian = marks.every((one, at) => one === ',' || at === marks.length - 1) && areIndian(digits)
  if (isSpaced || !(isGrouped(groups) || isIndian)) return undefined
  if (marks.every((one) => one === last))
    return GROUP.test(fraction) ? { whole: whole + fraction, fraction: '', isSure: true } : undefined
  return marks.slice(0, -1).every((one) => one !== last) ? { whole, fraction, mark, isSure: true } : undefined
}

const isGrouped = ([first = '', ...more]: readonly string[]): boolean =>
  FIRST_GROUP.test(first) && more.every((group) => GROUP.test(group))

/** Lakhs and crores: 12,34,56,789.5; the last group has three digits, those before it two. */
const areIndian = (digits: string): boolean => /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/u.test(digits)

/** The power of ten that a text begins with as a word, and what follows it; 0 if it begins with none. */
export function scaleOf(text: string): { power: number; rest: string } {
  const [, first = '', second = ''] = /^([\p{L}]+)\.?(?: ([\p{L}]+))?/u.exec(text) ?? []
  const pair = `${first} ${second}`.toLowerCase()
  const both = SCALE_PAIRS.get(pair)
  if (both !== undefined) return { power: both, rest: withoutOf(text.slice(pair.length)) }
  const one = SCALES.get(first.toLowerCase())
  if (one !== undefined) return { power: one, rest: withoutOf(text.slice(first.length).replace(/^\./u, '')) }
  // Chinese writes no space between a number word and the unit.
  const chinese = [...SCALES.keys()]
    .filter((word) => /\p{Script=Han}/u.test(word) && text.startsWith(word))
    .sort((a, b) => b.length - a.length)[0]
  return chinese === undefined
    ? { power: 0, rest: text }
    : { power: SCALES.get(chinese) ?? 0, rest: text.slice(chinese.length).trim() }
}

/** `3 millones de km`, `3 millions d’habitants`. */
const withoutOf = (text: string): string => text.trim().replace(/^(?:de |d['’])/u, '')

/** A number times a power of ten, by moving its point: no digit changes. */
function scaled(number: string, exponent: string, power: number): string {
  if (exponent === '' && power === 0) return number
  const moved = Number(`${number}e${Number(exponent.slice(1) || 0) + power}`)
  return Number.isFinite(moved) ? String(moved) : 'Infinity'
}
