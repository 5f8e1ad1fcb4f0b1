import { z } from 'zod'
import { type CanonicalUnit, QuantityRefused, readQuantity } from '../../src/index.ts'

/** A quantity as read: the canonical number, its unit, and the text where one was typed. */
export interface Quantity<Unit extends CanonicalUnit = CanonicalUnit> {
  readonly value: number
  readonly unit: Unit
  readonly text?: string
}

/**
 * A quantity in a request: a number in the first of `accepted`, or a text of number and unit.
 *
 * A fault of the quantity becomes an issue whose `params` carry the refusal's code and candidates, so that it is
 * reported together with every other fault of the body.
 */
export function quantity<Unit extends CanonicalUnit>(
  accepted: readonly [Unit, ...Unit[]],
  what: string,
  example: string,
) {
  return z
    .union([z.number(), z.string().max(200)], {
      error: `Expected a number in ${accepted[0]}, or a text with a unit such as "${example}".`,
    })
    .transform((input, context): Quantity<Unit> => {
      try {
        return readQuantity(input, accepted)
      } catch (error) {
        if (!(error instanceof QuantityRefused)) throw error
        const { code, detail, candidates } = error
        context.issues.push({ code: 'custom', message: detail, input, params: { code, candidates } })
        return z.NEVER
      }
    })
    .meta({
      description: `${what} A number is in ${accepted[0]}; a text carries its unit.`,
      examples: [example],
    })
}
