import { z } from 'zod'

/** The figure that is explained where none is named. */
export const DEFAULT_FIGURE = 'totals/co2e'

/** The longest address that is read; keys of parameters are the longest ones. */
const MAX_ADDRESS = 300

const bounds = {
  lower: z.number().optional().meta({ description: 'Lower end of the interval, where there is one.' }),
  upper: z.number().optional(),
}

const record = z.strictObject({
  id: z.string().meta({ description: 'In the factor set of the estimate, or a figure of the city’s own.' }),
  region: z.string(),
  yearFrom: z.number().nullable(),
  yearTo: z.number().nullable(),
  tier: z.number(),
  quality: z.string(),
  verification: z.string(),
  source: z.string(),
  sourceId: z.string(),
  locator: z.string().meta({ description: 'Table, row or page inside the source.' }),
  licence: z.string(),
  published: z
    .strictObject({ value: z.number().nullable(), unit: z.string() })
    .meta({ description: 'As its source prints it; null for a curve.' }),
  conversion: z
    .strictObject({
      operation: z.enum(['times', 'divided']),
      factor: z.number(),
      words: z.string(),
    })
    .optional()
    .meta({
      description:
        'From the published value to the one used: published × factor, or factor ÷ published where the source ' +
        'gives distance per fuel. Absent where they are the same.',
    }),
  match: z
    .strictObject({ region: z.string(), year: z.string(), technology: z.string() })
    .nullable()
    .meta({ description: 'How well it fits, axis by axis.' }),
})

const operand = z
  .strictObject({
    parameter: z.string().meta({ description: 'Its key in `parameters` of the lines.' }),
    symbol: z.string(),
    name: z.string(),
    kind: z.string(),
    value: z.number(),
    unit: z.string(),
    ...bounds,
    interval: z
      .strictObject({ basis: z.string(), rule: z.string(), source: z.string() })
      .optional()
      .meta({ description: 'Where the interval is from; absent for a certain number.' }),
    origin: z.enum(['stated', 'factor', 'derived']),
    stated: z
      .strictObject({ pointer: z.string(), text: z.string().optional() })
      .optional()
      .meta({ description: 'Where the request states it, and as what it was typed.' }),
    derived: z
      .strictObject({
        formula: z.string(),
        inputs: z.array(z.strictObject({ parameter: z.string(), symbol: z.string() })),
        rule: z.strictObject({ formula: z.string(), constants: z.record(z.string(), z.number()) }).optional(),
      })
      .optional()
      .meta({ description: 'How it follows from other operands, which are listed too.' }),
    record: record.optional(),
    why: z.string().optional(),
    own: z.literal(true).optional().meta({ description: 'The city’s own figure.' }),
    replaces: z.string().optional(),
  })
  .meta({ id: 'Operand', description: 'A number that a figure is made of, down to where it was published.' })
export type Operand = z.output<typeof operand>

const part = z
  .strictObject({
    what: z.string(),
    value: z.number(),
    unit: z.string(),
    conversion: z
      .strictObject({ factor: z.number(), words: z.string() })
      .optional()
      .meta({ description: 'What the sum of the products is multiplied by.' }),
    formulas: z
      .array(
        z.strictObject({
          quantity: z.string(),
          unit: z.string(),
          words: z.string(),
          symbols: z.string(),
          products: z.array(
            z.strictObject({
              line: z.string(),
              scope: z.string().optional(),
              value: z.number(),
              operands: z.array(
                z.strictObject({ parameter: z.string(), symbol: z.string(), role: z.string() }),
              ),
            }),
          ),
        }),
      )
      .meta({
        description: 'Each formula once, with the products made by it: their operands multiplied in order.',
      }),
    contributions: z
      .array(
        z.strictObject({
          line: z.string(),
          what: z.string(),
          value: z.number(),
          unit: z.string(),
          ...bounds,
          share: z.number().nullable(),
        }),
      )
      .meta({ description: 'What each line adds, largest first.' }),
    without: z
      .array(z.strictObject({ line: z.string(), what: z.string(), why: z.string() }))
      .meta({ description: 'Lines of the group that add nothing.' }),
  })
  .meta({ id: 'ExplanationPart', description: 'A sum of products over lines.' })
export type ExplanationPart = z.output<typeof part>

/** Where a figure of a result comes from. */
export const explanation = z
  .strictObject({
    estimate: z.string(),
    city: z.strictObject({ name: z.string(), country: z.string() }),
    period: z.string(),
    methodVersion: z.string(),
    factorSet: z.strictObject({ id: z.string(), digest: z.string() }),
    figure: z.strictObject({
      address: z.string(),
      pointer: z.string().meta({ description: 'RFC 6901 pointer into the result with its lines.' }),
      value: z.number().nullable().meta({ description: 'null: not known, which is not 0.' }),
      unit: z.string().nullable(),
      ...bounds,
      reason: z
        .string()
        .optional()
        .meta({ description: 'Of a sum of which only a part is known: which lines lack it.' }),
    }),
    coverage: z
      .strictObject({ sentence: z.string() })
      .optional()
      .meta({ description: 'What the estimate covers; absent if an earlier version made it.' }),
    what: z.string(),
    interval: z.string().meta({ description: 'What the interval is, or why there is none.' }),
    calculation: z.string(),
    parts: z.array(part).meta({
      description: 'The sum; of a ratio the one above and the one below the line; none for an input.',
    }),
    divisor: z
      .string()
      .optional()
      .meta({ description: 'Of a figure per inhabitant: the operand that it is divided by.' }),
    usedBy: z.array(z.string()).optional().meta({ description: 'Of an input: the lines that use it.' }),
    operands: z.array(operand),
    licences: z.array(
      z.strictObject({
        sourceId: z.string(),
        source: z.string(),
        licence: z.string(),
        records: z.array(z.string()),
      }),
    ),
    notices: z.array(
      z.strictObject({
        code: z.string(),
        detail: z.string(),
        pointer: z.string().optional(),
        records: z.array(z.string()).optional(),
      }),
    ),
    drivers: z
      .array(z.looseObject({ parameter: z.string(), shareOfVariance: z.number() }))
      .optional()
      .meta({
        description: 'The operands that the width of the total’s interval is owed to, largest first.',
      }),
  })
  .meta({ id: 'Explanation', description: 'Where a figure comes from, down to what was published.' })
export type Explanation = z.output<typeof explanation>

/** Which figure to explain, and how much of it as text. */
export const explanationQuery = z.strictObject({
  figure: z
    .string()
    .max(MAX_ADDRESS)
    .default(DEFAULT_FIGURE)
    .meta({
      description:
        'A JSON pointer into the result (`/byMode/0/co2e`), a short address (`byMode/car/energy`, `L3/co2`, `total`, ' +
        '`perCapita`), or an input: its key, its pointer into the request or its record.',
      examples: ['byMode/car'],
    }),
  all: z.enum(['true', 'false']).default('false').meta({ description: 'As text: nothing is cut.' }),
})
