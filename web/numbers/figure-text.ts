import type { Language } from '../words/language.ts'

/** A figure of an answer with its range, in one unit. */
export interface Range {
  readonly value: number
  readonly lower?: number | undefined
  readonly upper?: number | undefined
}

/** Digits of a figure without a range. */
const PLAIN_DIGITS = 3

const formats = new Map<string, Intl.NumberFormat>()

/** A format is dear to make and cheap to use: each is made once. */
export function formatOf(language: Language, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  const key = `${language} ${JSON.stringify(options)}`
  let one = formats.get(key)
  if (!one) {
    one = new Intl.NumberFormat(language, options)
    formats.set(key, one)
  }
  return one
}

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
  const decimals = Math.min(20, Math.max(0, -Math.floor(Math.log10(kept) + 1e-9)))
  const format = formatOf(language, { minimumFractionDigits: decimals, maximumFractionDigits: decimals })
  return format.format(Math.round(value / kept) * kept)
}

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
