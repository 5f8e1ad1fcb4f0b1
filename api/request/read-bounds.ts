import { QuantityRefused, type RefusalCode } from '../../src/index.ts'
import type { Measure } from './measure.ts'
import { nearestFirst } from './nearest.ts'
import type { StatedObject } from './stated-object.ts'

/** A fault at a field of an object; without a code it is one of form. */
export interface StatedFault {
  readonly path: readonly string[]
  readonly detail: string
  readonly code?: RefusalCode
  readonly candidates?: readonly string[]
}

/** Takes in a fault; what was to be read is not. */
export type Report = (fault: StatedFault) => undefined

/** What is known while the fields beside a value are read. */
export interface Beside<Unit extends string = string> {
  readonly measure: Measure<Unit>
  /** The value, in its canonical unit. */
  readonly value: number
  readonly canonical: Unit
  /** The unit of numbers, as stated. */
  readonly unit: string
  /** Distance for each unit of fuel: more of it is less in the canonical unit. */
  readonly isInverted: boolean
  readonly report: Report
}

/** Bounds further apart are no knowledge, and their logarithms no distribution that can be drawn from. */
const MOST_APART = 1e6

/** Every field that there is not, with the ones that there are. */
export function reportUnknown(
  object: object,
  known: readonly string[],
  at: readonly string[],
  report: Report,
): void {
  for (const key of Object.keys(object))
    if (!known.includes(key))
      report({ path: [...at, key], detail: 'There is no such field.', candidates: nearestFirst(key, known) })
}

/** Whether more in a unit is less in the canonical one. */
export const turnsRound = <Unit extends string>(
  measure: Measure<Unit>,
  unit: string,
  canonical: Unit,
): boolean => measure.convert(2, unit, canonical) < measure.convert(1, unit, canonical)

/** What a function reads, or a fault; a bound or a width that is negative is a fault of the uncertainty. */
export function attempt<Result>(
  path: readonly string[],
  report: Report,
  read: () => Result,
): Result | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof QuantityRefused)) throw error
    const { code, detail, candidates } = error
    const isOfValue = path.length === 0 || path[0] === 'value' || path[0] === 'unit'
    report({
      path,
      detail,
      code: code === 'quantity-out-of-range' && !isOfValue ? 'uncertainty-invalid' : code,
      ...(candidates ? { candidates } : {}),
    })
    return undefined
  }
}

/** The ends of a 95 % interval, turned round where the unit is. */
export function readBounds(
  { lower, upper }: Pick<StatedObject, 'lower' | 'upper'>,
  at: readonly string[],
  beside: Beside,
): { readonly lower: number; readonly upper: number } | undefined {
  const { value, isInverted, report, measure, unit } = beside
  const fault = (field: string, detail: string): undefined =>
    report({ path: [...at, field], code: 'uncertainty-invalid', detail })
  for (const [field, bound] of [
    ['lower', lower],
    ['upper', upper],
  ] as const)
    if (bound === undefined) fault(field, 'One bound needs the other.')
  const from = lower === undefined ? undefined : readBound(lower, [...at, 'lower'], beside)
  const to = upper === undefined ? undefined : readBound(upper, [...at, 'upper'], beside)
  if (from === undefined || to === undefined) return undefined
  const [least, most] = isInverted ? [to, from] : [from, to]
  if (least > most)
    return fault('lower', `The lower bound ${shown(lower)} is above the upper ${shown(upper)}.`)
  if (value < least || value > most) {
    const isBelow = value < least !== isInverted
    return isBelow
      ? fault('lower', `The value is below its lower bound ${shown(lower)}.`)
      : fault('upper', `The value is above its upper bound ${shown(upper)}.`)
  }
  const base = least > 0 ? least : value
  if (measure.support === 'amount' && base > 0 && most > MOST_APART * base)
    return fault('upper', 'More than a million times as much as the least: state what is known of the value.')
  return { lower: least, upper: most }

  function shown(bound: number | string | undefined): string {
    return typeof bound === 'number' ? `${bound} ${unit}` : `${bound}`
  }
}

/** A number that the quantity could be, in the canonical unit. */
export function readBound(
  bound: number | string,
  path: readonly string[],
  { measure, canonical, unit, isInverted, report }: Beside,
): number | undefined {
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  const { support } = measure
  if (typeof bound === 'string') {
    const turned = attempt(path, report, () => {
      const converted = measure.convertText(bound, canonical)
      return { converted, isTurned: turnsRound(measure, measure.unitOf(bound), canonical) }
    })
    if (!turned) return undefined
    if (turned.isTurned !== isInverted)
      return fault(
        'Bounds of distance for each unit of fuel, and of fuel for each unit of distance, are the other way round; state both as the value is.',
      )
    return inSupport(turned.converted)
  }
  if (bound < 0 && support !== 'temperature') return fault(`${bound} ${unit} is negative.`)
  const converted = attempt(path, report, () => measure.convert(bound, unit, canonical))
  return converted === undefined ? undefined : inSupport(converted)

  function inSupport(converted: number): number | undefined {
    if (support === 'share' && converted > 1) return fault('A share lies between 0 and 1.')
    return converted
  }
}
