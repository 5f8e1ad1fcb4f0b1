import { z } from 'zod'
import { SUBJECT_KINDS } from '../../emission-factors/overlay-subject.ts'
import { ownSubjectShape } from '../../emission-factors/subject-schema.ts'
import { plainQuantity } from '../request/quantity.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const year = z.number().int().min(1990).max(2100)

const source = z
  .strictObject({
    title: text(300),
    publisher: text(200).optional(),
    published: z
      .string()
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Not a year, month or day such as 2024 or 2024-05-01.')
      .optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    licence: text(200).optional(),
    locator: text(300).optional().meta({ description: 'Table, row or page inside the source.' }),
  })
  .meta({ id: 'OwnFactorSource', description: 'Where the figure is from; without a source it is not taken.' })

/** A figure of the city's own, in a request. */
export const ownFactor = z
  .strictObject({
    replaces: text(200).optional().meta({
      description: 'The id of the record whose place it takes; then nothing of its subject is stated.',
    }),
    kind: z
      .enum(SUBJECT_KINDS)
      .optional()
      .meta({ description: 'What the figure is, where it replaces no single record.' }),
    ...ownSubjectShape,
    region: text(20).optional().meta({
      description:
        'The country, or a subnational grid in it. Absent: the country; of a grid intensity, the grid that the request names.',
    }),
    yearFrom: year.optional().meta({ description: 'Absent: good for any year.' }),
    yearTo: year.optional(),
    value: z.number(),
    unit: text(80).meta({ examples: ['kWh/100km'] }),
    lower: z.number().optional().meta({ description: 'Lower bound of the 95 % interval, in `unit`.' }),
    upper: z.number().optional().meta({ description: 'Upper bound of the 95 % interval, in `unit`.' }),
    plusMinus: plainQuantity(
      ['share'],
      'Half the width of the 95 % interval, in place of lower and upper.',
      '10 %',
    )
      .transform(({ value }) => value)
      .optional(),
    source,
    note: text(500).optional(),
  })
  .meta({ id: 'OwnFactor', description: 'A figure of the city’s own, in place of a published one.' })
