import type { Quantity } from './measure.ts'
import type { Report } from './read-interval.ts'
import type { StatedObject } from './stated-object.ts'

type Size = number | string
type Input = Size | StatedObject

const SIGN = /^\s*[-−]/u

/** Whether a number, a text or an object states a value below 0. */
export function isBelowZero(input: Input): boolean {
  const value = typeof input === 'object' ? input.value : input
  return typeof value === 'string' ? SIGN.test(value) : value < 0
}

/**
 * What is stated without its sign: −5 % from −10 % to −2 % as 5 % from 2 % to 10 %.
 *
 * @param report called for what a value below 0 cannot have
 */
export function mirrored(input: Input, report: Report): Input {
  if (typeof input !== 'object') return turned(input)
  const { value, lower, upper, distribution, ...rest } = input
  if (distribution)
    report({
      path: ['distribution'],
      code: 'uncertainty-invalid',
      detail: 'Of a value below 0, state plusMinus, or lower and upper.',
    })
  if (upper !== undefined && turned(upper) !== 0 && !isBelowZero(upper))
    report({
      path: ['upper'],
      code: 'uncertainty-invalid',
      detail: `The value is below 0, and its upper bound ${upper} is not.`,
    })
  return {
    ...rest,
    value: turned(value),
    ...(upper === undefined ? {} : { lower: turned(upper) }),
    ...(lower === undefined ? {} : { upper: turned(lower) }),
  }
}

const turned = <Stated extends Size>(stated: Stated): Stated =>
  (typeof stated === 'number' ? 0 - stated : (stated as string).replace(SIGN, '')) as Stated

/** Faults of what was mirrored, at the fields that were stated. */
export const mirroredReport =
  (report: Report): Report =>
  ({ path: [first, ...rest], ...fault }) =>
    report({ ...fault, path: first === undefined ? [] : [OTHER_END[first] ?? first, ...rest] })
const OTHER_END: Readonly<Record<string, string>> = { lower: 'upper', upper: 'lower' }

/** A quantity read without its sign, with it. */
export function withSign<Unit extends string>(read: Quantity<Unit>, input: Input): Quantity<Unit> {
  const { uncertainty } = read
  return {
    ...read,
    value: 0 - read.value,
    ...(typeof input === 'string' ? { text: input } : {}),
    ...(typeof input === 'object' && read.stated ? { stated: input } : {}),
    ...(uncertainty && 'lower' in uncertainty
      ? { uncertainty: { lower: 0 - uncertainty.upper, upper: 0 - uncertainty.lower } }
      : {}),
  }
}
