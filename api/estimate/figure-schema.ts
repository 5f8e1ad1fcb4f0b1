import { z } from 'zod'

/** A number whose unit is the field beside it. */
export const inUnit = z.number().meta({ description: 'In `unit`.' })

export const lowerEnd = z.number().optional().meta({
  description: 'Lower end of the 95 % interval, in `unit`; absent where uncertainty was not asked for.',
})
export const upperEnd = z
  .number()
  .optional()
  .meta({ description: 'Upper end of the 95 % interval, in `unit`.' })

export const figure = z
  .strictObject({ value: inUnit, unit: z.string(), lower: lowerEnd, upper: upperEnd })
  .meta({ id: 'Figure', description: 'A number with its unit and 95 % interval; not rounded.' })
export type Figure = z.output<typeof figure>
