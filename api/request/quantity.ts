import { z } from 'zod'
import type { CanonicalUnit, StatedUncertainty } from '../../src/index.ts'
import { type Measure, quantityMeasure } from './measure.ts'
import { attempt, type Report } from './read-bounds.ts'
import { readStated } from './read-stated.ts'
import { type StatedObject, statedObject } from './stated-object.ts'

/** A quantity as read: the canonical number and its unit, with what was stated besides. */
export interface Quantity<Unit extends string = CanonicalUnit> {
  readonly value: number
  readonly unit: Unit
  /** Where a text was typed. */
  readonly text?: string
  /** In the canonical unit. */
  readonly uncertainty?: StatedUncertainty
  /** The object, where it says more than a text could. */
  readonly stated?: StatedObject
}

/**
 * A quantity in a request: a number in the first of `accepted`, a text of number and unit, or an object that states its
 * uncertainty too.
 *
 * A fault of the quantity becomes an issue whose `params` carry the refusal's code and candidates, so that it is
 * reported together with every other fault of the body.
 */
export function quantity<Unit extends CanonicalUnit>(
  accepted: readonly [Unit, ...Unit[]],
  what: string,
  example: string,
) {
  return measured(
    quantityMeasure(accepted),
    `Expected a number in ${accepted[0]}, a text with a unit such as "${example}", or an object with value, unit and uncertainty.`,
  ).meta({
    description: `${what} A number is in ${accepted[0]}; a text carries its unit.`,
    examples: [example],
  })
}

/** A quantity that only its size can be stated of. */
export function plainQuantity<Unit extends CanonicalUnit>(
  accepted: readonly [Unit, ...Unit[]],
  what: string,
  example: string,
) {
  const error = `Expected a number in ${accepted[0]}, or a text with a unit such as "${example}".`
  const measure = quantityMeasure(accepted)
  return z
    .union([z.number(), z.string().max(200)], { error })
    .transform(
      (input, context): Quantity<Unit> =>
        attempt([], reportTo(context, input), () => measure.read(input)) ?? z.NEVER,
    )
    .meta({
      description: `${what} A number is in ${accepted[0]}; a text carries its unit.`,
      examples: [example],
    })
}

/** What a measure reads: a number, a text, or an object. */
export function measured<Unit extends string>(measure: Measure<Unit>, error: string) {
  return z
    .union([z.number(), z.string().max(200), statedObject], { error })
    .transform((input, context): Quantity<Unit> => {
      let isFaulty = false
      const place = reportTo(context, input)
      const report: Report = (fault) => {
        isFaulty = true
        return place(fault)
      }
      const read =
        typeof input === 'object'
          ? readStated(input, measure, report)
          : attempt([], report, () => measure.read(input))
      return read && !isFaulty ? read : z.NEVER
    })
}

/** Turns a fault into an issue at its field. */
const reportTo =
  (context: z.RefinementCtx, input: unknown): Report =>
  ({ path, detail, code, candidates }) =>
    void context.issues.push({
      code: 'custom',
      message: detail,
      input,
      path: [...path],
      params: { code, candidates },
    })
