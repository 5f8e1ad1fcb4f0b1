import { z } from 'zod'

const number = (description: string) => z.number({ error: 'Expected a number.' }).meta({ description })
const amount = (description: string) =>
  z
    .union([z.number(), z.string().max(80)], {
      error: 'Expected a number in the unit of the value, or a text with its unit.',
    })
    .meta({ description })

const plusMinus = amount(
  'Half the width of the 95 % interval: a percentage of the value ("12 %") or an amount with its unit ("1.1 km").',
)
const CLOSED = { additionalProperties: false } as const

/** The fields of each kind of distribution; numbers are in the unit of the value. */
export const DISTRIBUTION_FIELDS = {
  normal: {
    kind: z.literal('normal'),
    plusMinus: plusMinus.optional(),
    sd: number('Standard deviation, in place of plusMinus.').optional(),
  },
  'truncated-normal': {
    kind: z.literal('truncated-normal'),
    sd: number('Standard deviation before the cut.'),
    min: number('0 where absent.').optional(),
    max: number('No upper end where absent; 1 of a share.').optional(),
  },
  lognormal: {
    kind: z.literal('lognormal'),
    median: number('The value where absent.').optional(),
    factor: number('The 95 % interval is from median ÷ factor to median × factor.').optional(),
    lower: number('2.5th percentile, with `upper` in place of median and factor.').optional(),
    upper: number('97.5th percentile.').optional(),
  },
  uniform: { kind: z.literal('uniform'), min: number('Least.'), max: number('Most.') },
  triangular: {
    kind: z.literal('triangular'),
    min: number('Least.'),
    mode: number('Most likely.'),
    max: number('Most.'),
  },
  pert: {
    kind: z.literal('pert'),
    min: number('Least.'),
    mode: number('Most likely; the mean is (min + 4 mode + max)/6.'),
    max: number('Most.'),
  },
  beta: {
    kind: z.literal('beta'),
    alpha: number('From 0.001 to 1 000 000.'),
    beta: number('From 0.001 to 1 000 000.'),
    min: number('0 where absent.').optional(),
    max: number('1 of a share where absent; else it must be stated.').optional(),
  },
} as const

// What is unknown is let through here and refused by `read-stated.ts`, which names what is near.
const { normal, lognormal, uniform, triangular, pert, beta } = DISTRIBUTION_FIELDS
const distribution = z
  .discriminatedUnion(
    'kind',
    [
      z.looseObject(normal).meta({ id: 'NormalDistribution', ...CLOSED }),
      z
        .looseObject(DISTRIBUTION_FIELDS['truncated-normal'])
        .meta({ id: 'TruncatedNormalDistribution', ...CLOSED }),
      z.looseObject(lognormal).meta({ id: 'LognormalDistribution', ...CLOSED }),
      z.looseObject(uniform).meta({ id: 'UniformDistribution', ...CLOSED }),
      z.looseObject(triangular).meta({ id: 'TriangularDistribution', ...CLOSED }),
      z.looseObject(pert).meta({ id: 'PertDistribution', ...CLOSED }),
      z.looseObject(beta).meta({ id: 'BetaDistribution', ...CLOSED }),
    ],
    { error: `Expected a distribution with a kind: ${Object.keys(DISTRIBUTION_FIELDS).join(', ')}.` },
  )
  .meta({
    description:
      'What the value may be; numbers in the unit of the value. Cut at 0, and at 1 of a share, whatever the kind.',
  })

const fields = {
  value: amount('The value itself: a number in `unit`, or a text with its unit.'),
  unit: z
    .string()
    .max(80)
    .optional()
    .meta({
      description: 'Of every number here. Absent: the documented unit, or that of the text.',
      examples: ['km'],
    }),
  plusMinus: plusMinus.optional(),
  lower: amount('Lower end of the 95 % interval.').optional(),
  upper: amount('Upper end of the 95 % interval.').optional(),
  distribution: distribution.optional(),
}

/** The names of the fields of a quantity that is stated as an object. */
export const STATED_FIELDS: readonly string[] = Object.keys(fields)

/** A quantity with its uncertainty: the form that every quantity of a request may have. */
export const statedObject = z.looseObject(fields).meta({
  id: 'UncertainQuantity',
  description:
    'A quantity with its uncertainty: one of plusMinus, lower and upper, distribution; without any, the same as the text of its value and unit.',
  example: { value: 9.2, unit: 'km', plusMinus: '12 %' },
  ...CLOSED,
})

/** As taken; its fields are in the order of the schema, whatever the caller's. */
export type StatedObject = z.output<z.ZodObject<typeof fields>>
export type StatedDistribution = z.output<typeof distribution>
