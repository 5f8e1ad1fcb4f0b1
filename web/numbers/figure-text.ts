import type { Language } from '../words/language.ts'

/** A figure of an answer with its range, in one unit. */
export interface Range {
  readonly value: number
  readonly lower?: number | undefined
  readonly upper?: number | undefined
}

/** Digits of a figure without a range. */
const PLAIN_DIGITS = 3

type NumberFormat = Pick<Intl.NumberFormat, 'format'>

const formats = new Map<string, NumberFormat>()

/** A format is dear to make and cheap to use: each is made once. */
export function formatOf(language: Language, options: Intl.NumberFormatOptions = {}): NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let one = formats.get(key)
  if (!one) {
    const made = new Intl.NumberFormat(language, options)
    one = language === 'es' ? spaced(made) : made
    formats.set(key, one)
  }
  return one
}

/** Spain writes 210.000 and Mexico 210,000: thousands apart by a space are read alike in both. */
const spaced = (made: Intl.NumberFormat): NumberFormat => ({
  format: (value: number) =>
    made
      .formatToParts(value)
      .map(({ type, value: part }) => (type === 'group' ? '\u202f' : part))
      .join(''),
})

/**
 * The step to which a figure is rounded: half its range has one or two digits, and the figure follows.
 *
 * @returns a power of ten
 */
export function stepOf({ value, lower, upper }: Range): number {
  const half = Math.max((upper ?? value) - value, value - (lower ?? value))
  if (half > 0) {
    const power = 10 ** Math.floor(Math.log10(half))
    return half / power < 3 ? power / 10 : power
  }
  return value === 0 ? 1 : 10 ** (Math.floor(Math.log10(Math.abs(value))) + 1 - PLAIN_DIGITS)
}

/** A number in a language, rounded to a step. A step above the number would make it 0, so it keeps one digit then. */
export function numberText(value: number, step: number, language: Language): string {
  const kept = value === 0 ? step : Math.min(step, 10 ** Math.floor(Math.log10(Math.abs(value))))
  const rounded = Math.round(value / kept) * kept
  const myriad = language === 'zh' ? myriadOf(rounded, kept) : undefined
  if (myriad) return stepped(rounded / myriad.size, kept / myriad.size, language) + myriad.sign
  return stepped(rounded, kept, language)
}

function stepped(value: number, step: number, language: Language): string {
  const decimals = Math.min(20, Math.max(0, -Math.floor(Math.log10(step) + 1e-9)))
  return formatOf(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals }).format(
    value,
  )
}

const MYRIADS = [
  { size: 1e8, sign: '亿' },
  { size: 1e4, sign: '万' },
] as const
const MAX_MYRIAD_DECIMALS = 2

/** Chinese counts in ten thousands: 21万, not 210,000. With more than two decimals the digits are plainer. */
const myriadOf = (value: number, step: number): (typeof MYRIADS)[number] | undefined =>
  MYRIADS.find(({ size }) => Math.abs(value) >= size && step >= size / 10 ** MAX_MYRIAD_DECIMALS)

/** A figure and the ends of its range, rounded alike. */
export interface RangeText {
  readonly value: string
  readonly lower?: string
  readonly upper?: string
}

export function rangeText(range: Range, language: Language): RangeText {
  const step = stepOf(range)
  const text = (value: number): string => numberText(value, step, language)
  return {
    value: text(range.value),
    ...(range.lower === undefined ? {} : { lower: text(range.lower) }),
    ...(range.upper === undefined ? {} : { upper: text(range.upper) }),
  }
}

/** Both ends of a range, for a table: a dash is for tables alone. Empty where there is no range. */
export function endsText(range: Range, language: Language): string {
  const { lower, upper } = rangeText(range, language)
  return lower === undefined || upper === undefined ? '' : `${lower} – ${upper}`
}

/** A number as the page echoes it: every digit that was typed. */
export const exactText = (value: number, language: Language): string =>
  formatOf(language, { maximumSignificantDigits: 15 }).format(value)

export const percentText = (share: number, language: Language): string =>
  formatOf(language, { style: 'percent', maximumFractionDigits: share < 0.1 ? 1 : 0 }).format(share)
