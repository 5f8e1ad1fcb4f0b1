import { z } from 'zod'
import {
  type CanonicalUnit,
  type FieldGroup,
  type RequiredName,
  STATED_FIELDS,
  type StatedField,
  type StatedFields,
} from '../../src/index.ts'
import { expectedOf, type Measure, measureOf, type Quantity, quantityMeasure } from './measure.ts'
import { attempt, type Report } from './read-interval.ts'
import { readStated } from './read-stated.ts'
import { isBelowZero, mirrored, mirroredReport, withSign } from './signed.ts'
import { statedObject } from './stated-object.ts'

type QuantitySchema<Unit extends string> = ReturnType<typeof measured<Unit>>

type UnitIn<Field> = Field extends { readonly units: readonly (infer Unit extends string)[] } ? Unit : never

/** The fields of a part of a request as its schema takes them. */
type QuantitiesOf<Fields> = {
  -readonly [Name in keyof Fields]: Name extends RequiredName<Fields>
    ? QuantitySchema<UnitIn<Fields[Name]>>
    : z.ZodOptional<QuantitySchema<UnitIn<Fields[Name]>>>
}

/** Every quantity that a part of a request can state, in the order of the table. */
export function quantities<Group extends FieldGroup>(group: Group): QuantitiesOf<StatedFields[Group]> {
  const fields = Object.entries<StatedField>(STATED_FIELDS[group])
  const schemas: Record<string, z.ZodType> = Object.fromEntries(
    fields.map(([name, field]) => [name, field.required ? quantity(field) : quantity(field).optional()]),
  )
  return schemas as QuantitiesOf<StatedFields[Group]>
}

/**
 * A quantity of a request: a number in the first of its units, a text of number and unit, or an object that states its
 * uncertainty too.
 *
 * A fault of the quantity becomes an issue whose `params` carry the refusal's code and candidates, so that it is
 * reported together with every other fault of the body.
 *
 * @param read in place of how a quantity of these units is read
 */
export function quantity<Field extends StatedField>(
  { units, example, words }: Field,
  read?: (measure: Measure<UnitIn<Field>>) => Measure<UnitIn<Field>>,
): QuantitySchema<UnitIn<Field>> {
  const measure = measureOf(units) as Measure<UnitIn<Field>>
  return measured(read ? read(measure) : measure, expectedOf(units, example)).meta(
    described(units, words, example),
  )
}

/** A quantity that may be below 0, as one that is not. */
export function signedQuantity<Field extends StatedField>({ units, example, words }: Field) {
  const measure = measureOf(units) as Measure<UnitIn<Field>>
  return measured(measure, expectedOf(units, example), true).meta(described(units, words, example))
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
    .meta(described(accepted, what, example))
}

const described = (units: readonly string[], what: string, example: string) => ({
  description: `${what} A number is in ${units[0]}; a text carries its unit.`,
  examples: [example],
})

/** What a measure reads: a number, a text, or an object; with a sign, where it may have one. */
function measured<Unit extends string>(measure: Measure<Unit>, error: string, maySign = false) {
  return z
    .union([z.number(), z.string().max(200), statedObject], { error })
    .transform((input, context): Quantity<Unit> => {
      let isFaulty = false
      const place = reportTo(context, input)
      const report: Report = (fault) => {
        isFaulty = true
        return place(fault)
      }
      const readOf = (one: typeof input, told: Report): Quantity<Unit> | undefined =>
        typeof one === 'object' ? readStated(one, measure, told) : attempt([], told, () => measure.read(one))
      if (!maySign || !isBelowZero(input)) {
        const read = readOf(input, report)
        return read && !isFaulty ? read : z.NEVER
      }
      const size = mirrored(input, report)
      const read = isFaulty ? undefined : readOf(size, mirroredReport(report))
      return read && !isFaulty ? withSign(read, input) : z.NEVER
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
