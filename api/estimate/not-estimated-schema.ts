import { z } from 'zod'
import { SCOPES, SUB_SECTORS } from '../../src/index.ts'

/** A row of the inventory without a number: notation key NE. */
export const notEstimated = z
  .strictObject({
    subSector: z.enum(SUB_SECTORS),
    scope: z.enum(SCOPES),
    detail: z.string(),
    missing: z.array(z.string()).meta({ description: 'What would have to be stated.' }),
  })
  .meta({ id: 'NotEstimated', description: 'Notation key NE: not known, which is not 0.' })
