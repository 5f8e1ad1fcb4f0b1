import { z } from 'zod'

/** A number whose unit is the field beside it. */
export const inUnit = z.number().meta({ description: 'In `unit`.' })
