import { z } from 'zod'

/** A number whose unit is the field beside it. */
export const inUnit = z.number().meta({ description: 'In `unit`.' })

export const lowerEnd = z.number().optional().meta({
  description: 'Lower end of the 95 % interval; absent without uncertainty.',
})
export const upperEnd = z.number().optional().meta({ description: 'Upper end of the 95 % interval.' })

export const figure = z
  .strictObject({ value: inUnit, unit: z.string(), lower: lowerEnd, upper: upperEnd })
  .meta({ id: 'Figure', description: 'A number with its unit and 95 % interval; not rounded.' })
export type Figure = z.output<typeof figure>

const knownPart = z.strictObject({ value: inUnit, lower: lowerEnd, upper: upperEnd }).meta({
  id: 'KnownPart',
  description: 'What the lines that give a sum come to, in its unit; absent: no line does.',
})

/** A sum of which a part, or all, is unknown. */
export const partlyKnown = z
  .strictObject({
    value: z.null(),
    known: knownPart.optional(),
    unit: z.string(),
    reason: z.string().meta({ description: 'Which lines do not give it.' }),
  })
  .meta({ id: 'PartlyKnown', description: 'A sum of which a part is not known, which is not 0.' })
export type PartlyKnown = z.output<typeof partlyKnown>

/** A sum over lines. */
export const sum = z
  .union([figure, partlyKnown])
  .meta({ id: 'Sum', description: 'A sum over lines; `value` is null where a part of it is not known.' })
export type Sum = z.output<typeof sum>

/** What is known of a sum: all of it, or a part. */
export const knownOf = (of: Sum | null): Omit<Figure, 'unit'> | undefined =>
  of === null ? undefined : of.value === null ? of.known : of

/**
 * What is known of a total of CO2e. Of each line some gas is known, so some of a total is.
 *
 * @throws {Error} if nothing is
 */
export function getKnown(co2e: Sum): Omit<Figure, 'unit'> {
  const known = knownOf(co2e)
  if (!known) throw new Error('A total of CO2e of which no gas is known.')
  return known
}
