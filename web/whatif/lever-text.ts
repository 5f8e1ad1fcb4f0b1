import { exactText, formatOf, numberText, type Range, rangeText, stepOf } from '../numbers/figure-text.ts'
import type { Language, Speech, WordKey } from '../words/language.ts'
import type { Effect, LeverKind, LeverPlace } from './work.ts'

/** What a measure is called. */
export function leverName(
  { kind, mode, toMode, powertrain, carrier }: LeverPlace,
  { say, name }: Speech,
): string {
  const key: WordKey = kind === 'mode-shift' && mode === undefined ? 'lever.mode-growth' : `lever.${kind}`
  return say(key, {
    mode: mode === undefined ? '' : name('mode', mode),
    to: toMode === undefined ? '' : name('mode', toMode),
    powertrain: powertrain === undefined ? '' : name('powertrain', powertrain),
    carrier: carrier === undefined ? '' : name('carrier', carrier),
  })
}

/** What its number means. */
export const sizeWords = ({ kind, mode }: LeverPlace, { say }: Speech): string =>
  say(kind === 'mode-shift' && mode === undefined ? 'lever-size.mode-growth' : `lever-size.${kind}`)

/** Whether its number is of years; all others are shares. */
export const isInYears = (kind: LeverKind): boolean => kind === 'age-limit'

const PERCENT_DIGITS = 10

/** A size as its field has it: a share in per cent. */
export const fieldNumber = (value: number, isYears: boolean): number =>
  isYears ? value : Number((value * 100).toPrecision(PERCENT_DIGITS))

export const settingText = (value: number, isYears: boolean, { say, language }: Speech): string =>
  isYears
    ? say('what-if.years', { count: exactText(value, language) })
    : formatOf(language, { style: 'percent', maximumFractionDigits: 1 }).format(value)

/** What was found of a measure, in words: an elasticity, or shares as a slider has them, without the sign of a fall. */
export function effectText({ value, lower, upper, unit }: Effect, { language, say }: Speech): string {
  const isShare = unit === 'share'
  const format = formatOf(
    language,
    isShare ? { style: 'percent', maximumFractionDigits: 1 } : { maximumFractionDigits: 3 },
  )
  const text = (one: number): string => format.format(isShare ? Math.abs(one) : one)
  const ends = [lower, upper]
    .flatMap((one) => (one === undefined ? [] : [one]))
    .toSorted((one, other) => (isShare ? Math.abs(one) - Math.abs(other) : one - other))
    .map(text)
    .join(' – ')
  const told = value === undefined ? ends : ends.includes(' – ') ? `${text(value)} (${ends})` : text(value)
  return isShare ? told : say('evidence.elasticity', { value: told })
}

/** A cause that a measure changes, as its evidence names it. */
export const causeName = ({ cause }: Effect, { say }: Speech): string => say(`cause.${cause}` as WordKey)

/** What a difference comes to: less, more, or too small to be sure of. */
export function directionOf({
  value,
  lower = value,
  upper = value,
}: Range): 'less' | 'more' | 'unsure' | 'same' {
  if (value === 0 && lower === 0 && upper === 0) return 'same'
  if (lower < 0 && upper > 0) return 'unsure'
  return value <= 0 ? 'less' : 'more'
}

/** A difference without its sign, its ends in order: of what is less, the smaller saving first. */
function amountOf(range: Range): Range {
  const { value, lower, upper } = range
  if (directionOf(range) !== 'less') return range
  return {
    value: -value,
    ...(upper === undefined ? {} : { lower: -upper }),
    ...(lower === undefined ? {} : { upper: -lower }),
  }
}

/** A difference as less or more, with its range where it has one. */
export function changeText(range: Range, { say, language }: Speech): string {
  const direction = directionOf(range)
  if (direction === 'same') return say('what-if.no-change')
  if (direction === 'unsure') {
    const { less, more } = endsOf(range, language)
    return say('what-if.unsure', { less, more })
  }
  const { value, lower, upper } = rangeText(amountOf(range), language)
  return lower === undefined || upper === undefined
    ? say(`what-if.${direction}`, { value })
    : say(`what-if.${direction}.range`, { value, lower, upper })
}

/** What measures change in a year, as a mayor can say it. */
export function findingText(city: string, year: number, range: Range, { say, language }: Speech): string {
  const direction = directionOf(range)
  if (direction === 'same') return say('what-if.finding.same', { year })
  if (direction === 'unsure') {
    const { less, more } = endsOf(range, language)
    return say('what-if.finding.unsure', { city, year, lower: less, upper: more })
  }
  const { value, lower = value, upper = value } = rangeText(amountOf(range), language)
  return say(`what-if.finding.${direction}`, { city, year, value, lower, upper })
}

function endsOf(range: Range, language: Language): { readonly less: string; readonly more: string } {
  const step = stepOf(range)
  return {
    less: numberText(-(range.lower ?? 0), step, language),
    more: numberText(range.upper ?? 0, step, language),
  }
}
