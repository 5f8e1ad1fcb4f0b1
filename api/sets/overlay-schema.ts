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
      .regex(/^\d{4}(-\d{2}(-\d{2})?)?$/, 'Write a year, month or day, such as 2024 or 2024-05-01.')
      .optional(),
    url: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .optional(),
    licence: text(200).optional(),
    locator: text(300).optional().meta({ description: 'Table, row or page inside the source.' }),
  })
  .meta({
    id: 'OwnFactorSource',
    description: 'Where the factor comes from. A factor without a source is refused.',
  })

/** An own factor of the city, in a request. */
export const ownFactor = z
  .strictObject({
    replaces: text(200).optional().meta({
      description:
        'The id of the record that it replaces; then leave out the fields of its subject, such as kind and mode.',
    }),
    kind: z
      .enum(SUBJECT_KINDS)
      .optional()
      .meta({ description: 'What the factor describes, if it replaces no single record.' }),
    ...ownSubjectShape,
    region: text(20).optional().meta({
      description:
        'The country, or a subnational grid in it. Default: the country; for a grid intensity, the grid that the request names.',
    }),
    yearFrom: year.optional().meta({ description: 'Default: valid for any year.' }),
    yearTo: year.optional(),
    value: z.number(),
    unit: text(80).meta({ examples: ['kWh/100km'] }),
    lower: z.number().optional().meta({ description: 'Lower bound of the 95 % interval, in `unit`.' }),
    upper: z.number().optional().meta({ description: 'Upper bound of the 95 % interval, in `unit`.' }),
    plusMinus: plainQuantity(
      ['share'],
      'Half the width of the 95 % interval, instead of lower and upper.',
      '10 %',
    )
      .transform(({ value }) => value)
      .optional(),
    source,
    note: text(500).optional(),
  })
  .meta({ id: 'OwnFactor', description: 'An own factor of the city, instead of a published one.' })
