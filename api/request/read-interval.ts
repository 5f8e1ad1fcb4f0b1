import {
  QuantityRefused,
  type RefusalCode,
  readQuantity,
  type StatedUncertainty,
  type Support,
} from '../../src/index.ts'
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
  readonly support: Support
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
const MAX_BOUNDS_RATIO = 1e6

const SIGN = /^\s*(?:±|\+\/-|\+-)\s*/
const MINUS = /^\s*[-−]/
const BARE_NUMBER = /^\s*[\d.,]+\s*$/
const PERCENT = /^(?:%|percent|per cent)$/i
/** Of a share: an amount, and not a part of it. */
const POINTS = /^(?:percentage points?|pp)$/i

/** ±1000 %: more is no knowledge of a size. */
const MAX_PLUS_MINUS = 10

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
  const { value, isInverted, report, support, unit } = beside
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
  if (support === 'amount' && base > 0 && most > MAX_BOUNDS_RATIO * base)
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
  { measure, support, canonical, unit, isInverted, report }: Beside,
): number | undefined {
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  if (typeof bound === 'string') {
    const turned = attempt(path, report, () => {
      const converted = measure.read(bound, canonical).value
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

/** Half the width of a 95 % interval: as a share of the value, or in the canonical unit. */
type HalfWidth = { readonly share: number } | { readonly amount: number }

/** The uncertainty that a ± stands for. Of distance for each unit of fuel, bounds: turned round they are not symmetric. */
export function readPlusMinus(
  stated: number | string,
  beside: Beside,
  path: readonly string[] = ['plusMinus'],
): StatedUncertainty | undefined {
  const { value, isInverted, support, report } = beside
  const width = readHalfWidth(stated, beside, path)
  if (!width) return undefined
  if ('amount' in width) {
    const { amount } = width
    if (support === 'temperature' || value === 0)
      return { lower: support === 'temperature' ? value - amount : 0, upper: value + amount }
  }
  const share = 'share' in width ? width.share : width.amount / value
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  if (share > MAX_PLUS_MINUS) return fault('More than ±1000 % of the value: state what is known of it.')
  if (!isInverted || 'amount' in width) return { plusMinusShare: share }
  if (share >= 1)
    return fault(
      '±100 % or more would reach 0 distance; state it as fuel or energy for each unit of distance.',
    )
  return share === 0 ? { plusMinusShare: 0 } : { lower: value / (1 + share), upper: value / (1 - share) }
}

function readHalfWidth(
  stated: number | string,
  { measure, support, value, canonical, unit, isInverted, report }: Beside,
  path: readonly string[],
): HalfWidth | undefined {
  const fault = (detail: string): undefined => report({ path, code: 'uncertainty-invalid', detail })
  const text = String(stated).replace(SIGN, '')
  if (MINUS.test(text)) return fault('Half the width of an interval is not negative.')
  if (typeof stated === 'number' || BARE_NUMBER.test(text)) {
    const amount = `${text.trim()} ${unit}`
    report({
      path,
      code: 'unit-ambiguous',
      detail: `${text.trim()} may be a percentage of the value or an amount; write which.`,
      candidates: [...new Set(support === 'temperature' ? [amount] : [`${text.trim()} %`, amount])],
    })
    return undefined
  }
  return attempt(path, report, (): HalfWidth | undefined => {
    const own = measure.unitOf(text)
    if (PERCENT.test(own)) {
      if (support === 'temperature')
        return fault(
          'A percentage of a temperature depends on where its 0 is; state degrees, such as "2 °C".',
        )
      return { share: readQuantity(text, ['share']).value }
    }
    if (support === 'share' && POINTS.test(own))
      return { amount: readQuantity(text.replace(own, '%'), ['share']).value }
    const amount = measure.read(text, canonical).value
    if (!turnsRound(measure, own, canonical)) return { amount }
    if (!isInverted) return fault(`State it in ${unit}, as the value is, or as a percentage.`)
    return { share: value / amount }
  })
}
