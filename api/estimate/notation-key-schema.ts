import { z } from 'zod'
import { GPC_REFS, NOTATION_KEYS } from '../../src/index.ts'

/** Stationary energy, transport and waste have three scopes; industry and land use have none in their number. */
const ANY_REF = /^(I\.[1-8]\.[1-3]|II\.[1-5]\.[1-3]|III\.[1-4]\.[1-3]|IV\.[12]|V\.[1-3]|VI\.1)$/

const notationKey = z
  .strictObject({
    ref: z.enum(GPC_REFS).meta({ description: 'The row.', examples: ['II.4.1'] }),
    key: z.enum(NOTATION_KEYS).meta({
      description: 'NO: does not occur; NE: not estimated; IE: included elsewhere; C: confidential.',
    }),
    explanation: z
      .string()
      .trim()
      .min(10)
      .max(500)
      .meta({ description: 'Why, for whoever reads the inventory.', examples: ['The city has no airport.'] }),
    reportedIn: z
      .string()
      .regex(ANY_REF, { error: 'Not a GPC reference number, such as I.1.2 or II.1.1.' })
      .optional()
      .meta({ description: 'Of IE, and of no other: the row that holds it.', examples: ['I.1.2'] }),
  })
  .meta({ id: 'StatedNotationKey', description: 'Why a row of the inventory has no number.' })

/** Keys of rows without a number. */
export const notationKeys = z.array(notationKey).min(1).max(GPC_REFS.length).meta({
  description: 'GPC notation keys. A row has a number or a key, never both; one that has neither is NE.',
})
