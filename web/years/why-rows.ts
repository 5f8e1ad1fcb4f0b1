import { signedText, type WaterfallStep } from '../charts/waterfall.tsx'
import { type Range, stepOf } from '../numbers/figure-text.ts'
import type { ChangeEffect, Comparison } from '../service/answer-types.ts'
import type { Speech, WordKey } from '../words/language.ts'

/** From people to fuels, as a trip comes to be an emission. */
const ORDER = [
  'population',
  'trip-rate',
  'mode-share',
  'trip-length',
  'occupancy',
  'load',
  'class-mix',
  'powertrain-mix',
  'standard-mix',
  'energy-intensity',
  'speed',
  'season',
  'fuel-mix',
  'blend',
  'grid',
  'losses',
  'gwp',
]

/** Effects that are smaller, with both ends of their range, are told together; a share of what is drawn. */
const SMALL = 0.01

const sizeOf = ({ value, lower = value, upper = value }: Range): number =>
  Math.max(Math.abs(value), Math.abs(lower), Math.abs(upper))

/** Effects as rows, in the order in which a trip comes to be an emission; the small ones as one row, last. */
export function effectRows(
  effects: readonly ChangeEffect[],
  change: Comparison['change'],
  hasPopulation: boolean,
  { say }: Speech,
): readonly WaterfallStep[] {
  const largest = Math.max(sizeOf(change), ...effects.map(sizeOf))
  const isNamed = (effect: ChangeEffect): boolean => sizeOf(effect) >= SMALL * largest
  const named = effects
    .filter(isNamed)
    .sort((one, other) => ORDER.indexOf(one.factor) - ORDER.indexOf(other.factor))
    .map((effect) => ({
      code: effect.factor as string,
      name:
        effect.factor === 'trip-rate' && !hasPopulation
          ? say('effect.travel')
          : say(`effect.${effect.factor}` as WordKey),
      range: rangeOf(effect),
    }))
  const rest = effects.filter((effect) => !isNamed(effect)).reduce((sum, { value }) => sum + value, 0)
  return rest === 0 ? named : [...named, { code: 'else', name: say('change.else'), range: { value: rest } }]
}

export const rangeOf = ({ value, lower, upper }: Range): Range => ({ value, lower, upper })

/** A change with its sign; one without a range is rounded as the whole change is. */
export const changeText = (range: Range, whole: Range, { language }: Speech): string =>
  signedText(range.value, stepOf(range.lower === undefined ? whole : range), language)

/** Both ends of a change, with their signs; empty where it has no range. */
export function changeEnds(range: Range, { language }: Speech): string {
  const { lower, upper } = range
  if (lower === undefined || upper === undefined) return ''
  const step = stepOf(range)
  return `${signedText(lower, step, language)} – ${signedText(upper, step, language)}`
}

/** Whether a range leaves out that nothing changed. */
export const isSure = ({ lower, upper }: Range): boolean =>
  lower === undefined || upper === undefined || lower > 0 || upper < 0
