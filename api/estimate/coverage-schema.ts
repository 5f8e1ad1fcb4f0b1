import { z } from 'zod'
import { COVERAGE_GAPS, COVERAGE_PARTS, type Coverage } from '../../src/index.ts'

const included = z.strictObject({
  part: z.enum(COVERAGE_PARTS),
  code: z
    .string()
    .meta({ description: 'Of `mode`: the mode; of `flow`: the flow; otherwise a word of the part.' }),
  what: z.string(),
})

const missing = z.strictObject({
  code: z.enum(COVERAGE_GAPS),
  what: z.string(),
  ask: z.string().meta({ description: 'What to ask for, and whom; or what to state.' }),
})

/** What a figure covers, and what it leaves out. */
export const coverage = z
  .strictObject({
    sentence: z.string().meta({ description: 'To be said before the figure.' }),
    includes: z.array(included),
    missing: z.array(missing),
  })
  .meta({
    id: 'Coverage',
    description:
      'Whose travel, which modes, flows, roads and energy a figure counts, and what it leaves out.',
  })
export type CoverageView = z.output<typeof coverage>

/** A coverage as callers see it. */
export const toCoverage = ({ sentence, includes, missing: lacking }: Coverage): CoverageView => ({
  sentence,
  includes: includes.map((one) => ({ ...one })),
  missing: lacking.map(({ code, what, ask }) => ({ code, what, ask })),
})
