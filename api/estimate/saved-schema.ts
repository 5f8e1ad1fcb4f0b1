import { z } from 'zod'
import { DECIMAL_MARKS } from '../../src/index.ts'
import { pageQuery } from '../request/common.ts'

/** Of an estimate made of a dataset that was deleted since. */
export const withdrawn = z
  .strictObject({ dataset: z.string(), at: z.string() })
  .meta({ id: 'Withdrawn', description: 'The dataset that it was made of was deleted since.' })

const savedSummary = z
  .strictObject({
    id: z.string(),
    city: z.strictObject({ name: z.string(), country: z.string() }),
    period: z.string(),
    factorSet: z.string(),
    co2e: z.strictObject({ value: z.number(), unit: z.string() }),
    withdrawn: withdrawn.optional(),
  })
  .meta({ id: 'SavedEstimate', description: 'What the list says of a saved estimate.' })

export const savedPage = z
  .strictObject({
    items: z.array(savedSummary),
    next: z.string().optional().meta({ description: 'Ask for the next page with `after` set to this.' }),
  })
  .meta({ id: 'SavedEstimates', description: 'Part of the saved estimates, by id.' })

export const estimateDeleted = z.strictObject({ id: z.string() })

export const savedQuery = z.strictObject(pageQuery)

/** The name of an estimate. A name of another form names nothing, so it is not a fault of form. */
export const estimatePath = z.strictObject({
  id: z
    .string()
    .max(200)
    .meta({ examples: ['est_5a0c2f…'] }),
})

const VIEWS = ['lines', 'explanation', 'boundaries', 'inventory'] as const

const include = z
  .string()
  .max(200)
  .default('')
  .transform((text, context) => {
    const asked = text
      .split(',')
      .map((name) => name.trim())
      .filter((name) => name !== '')
    for (const name of asked) {
      if ((VIEWS as readonly string[]).includes(name)) continue
      const message = 'There is no such view.'
      context.issues.push({ code: 'custom', input: text, message, params: { candidates: VIEWS } })
    }
    return {
      lines: asked.includes('lines'),
      explanation: asked.includes('explanation'),
      boundaries: asked.includes('boundaries'),
      inventory: asked.includes('inventory'),
    }
  })
  .meta({
    description:
      'Views to add, separated by commas: `lines`, `explanation` (of `figure`), `boundaries` (every allocation side by side), `inventory` (by GPC reference number).',
    examples: ['lines'],
  })

/** What to do with an estimate beside giving it out. */
export const estimateOptions = z.strictObject({
  save: z.enum(['true', 'false']).default('false').meta({ description: 'Keep the estimate.' }),
  include,
  period: z.string().max(10).optional().meta({ description: 'Of a workbook: the year to estimate.' }),
  decimal: z
    .enum(DECIMAL_MARKS)
    .optional()
    .meta({ description: 'Of a workbook: the decimal mark of numbers in texts.' }),
})
