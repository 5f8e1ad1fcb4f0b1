import { z } from 'zod'
import { boundariesDocument } from '../boundaries/schema.ts'
import { estimateResult, linesView } from '../estimate/result-schema.ts'
import { withdrawn } from '../estimate/saved-schema.ts'
import { explanation } from '../explanation/schema.ts'
import { inventoryDocument } from '../inventory/schema.ts'

/** The answer of POST /v1/estimates: a result and the views of it that were asked for. */
export const estimateAnswer = z
  .strictObject({
    ...estimateResult.shape,
    ...linesView.partial().shape,
    explanation: explanation.optional(),
    boundaries: boundariesDocument.optional(),
    inventory: inventoryDocument.optional(),
    withdrawn: withdrawn.optional(),
  })
  .meta({ id: 'EstimateResult', description: 'An estimate with its defaults and notices.' })
