import { z } from 'zod'
import { NOTICE_TITLES, type NoticeCode } from '../../src/index.ts'
import { inUnit } from './figure-schema.ts'

export const noticeCode = z
  .enum(Object.keys(NOTICE_TITLES) as [NoticeCode, ...NoticeCode[]])
  .meta({ id: 'NoticeCode', description: 'What a notice says.' })

/** Something to know about a result. */
export const notice = z
  .strictObject({
    code: noticeCode,
    detail: z.string(),
    pointer: z.string().optional(),
    records: z.array(z.string()).optional(),
    found: z
      .strictObject({
        value: inUnit,
        unit: z.string(),
        atLeast: inUnit.optional(),
        atMost: inUnit.optional(),
      })
      .optional()
      .meta({ description: 'Of an unusual figure: what was found, and the range that is usual.' }),
    acknowledged: z
      .string()
      .optional()
      .meta({ description: 'The reason for which the caller stands by the result all the same.' }),
  })
  .meta({ id: 'Notice', description: 'Something to know about a result.' })

/** Something to know about several results together. */
export const plainNotice = z
  .strictObject({ code: noticeCode, detail: z.string(), pointer: z.string().optional() })
  .meta({ id: 'PlainNotice', description: 'Something to know about several results together.' })
