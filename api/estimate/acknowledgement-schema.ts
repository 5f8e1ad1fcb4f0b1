import { z } from 'zod'
import { NOTICE_TITLES, type NoticeCode, REFUSAL_TITLES, type RefusalCode } from '../../src/index.ts'

const CODES = [...Object.keys(NOTICE_TITLES), ...Object.keys(REFUSAL_TITLES)] as [
  NoticeCode | RefusalCode,
  ...(NoticeCode | RefusalCode)[],
]

const acknowledgement = z
  .strictObject({
    code: z.enum(CODES).meta({
      description: 'Of a notice; a refusal cannot be acknowledged.',
      // The contract names the two lists, so that it writes out none of them again.
      enum: undefined,
      anyOf: [NOTICE_TITLES, REFUSAL_TITLES].map((titles) => ({ type: 'string', enum: Object.keys(titles) })),
    }),
    reason: z
      .string()
      .trim()
      .min(10)
      .max(500)
      .meta({ description: 'Why the result stands all the same; it stays on the result.' }),
  })
  .meta({ id: 'Acknowledgement', description: 'A notice that was looked into.' })

/** Notices that the caller stands by, each with the reason. */
export const acknowledgements = z
  .array(acknowledgement)
  .min(1)
  .max(50)
  .meta({
    id: 'Acknowledgements',
    description: 'Notices that were looked into. They stay on the result, marked with the reason.',
    examples: [
      [
        {
          code: 'distance-per-capita-unusual',
          reason: 'A motorway crosses a municipality of 3000 inhabitants.',
        },
      ],
    ],
  })
