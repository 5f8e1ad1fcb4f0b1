import { z } from 'zod'
import { MATCH } from '../../src/index.ts'

export const factorMatch = z
  .strictObject({
    region: z.enum(MATCH.region),
    year: z.enum(MATCH.year),
    technology: z.enum(MATCH.technology),
  })
  .meta({ id: 'FactorMatch', description: 'How well a record fits what was asked, axis by axis.' })
