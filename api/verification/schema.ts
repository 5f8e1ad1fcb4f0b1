import { z } from 'zod'

/** What became of a verification. */
export const OUTCOMES = ['equal', 'differs', 'other-method', 'set-not-available', 'not-replayable'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** What is verified, in this order: the document by itself, then against what the service computes. */
export const CHECKS = [
  'derived-parameters',
  'products',
  'lines',
  'totals',
  'groups',
  'intervals',
  'factor-set',
  'replay',
] as const
export type CheckName = (typeof CHECKS)[number]

const found = z.union([z.number(), z.string(), z.boolean(), z.null()]).optional()

const check = z.strictObject({
  name: z.enum(CHECKS),
  passed: z.boolean().nullable().meta({ description: 'null: could not be made; `detail` says why.' }),
  compared: z.number().int().meta({ description: 'How many values were compared.' }),
  detail: z.string().optional(),
})
export type Check = z.output<typeof check>

const difference = z.strictObject({
  check: z.enum(CHECKS),
  pointer: z.string().meta({ description: 'RFC 6901 pointer into the document.' }),
  line: z.string().optional().meta({ description: 'The line that it stands in.' }),
  document: found.meta({ description: 'What the document says; absent: nothing.' }),
  recomputed: found.meta({ description: 'What comes out; absent: nothing.' }),
  detail: z.string().optional(),
})
export type Difference = z.output<typeof difference>

const reworkedText = z.strictObject({
  pointer: z.string().meta({ description: 'RFC 6901 pointer into the document.' }),
  document: z.string().meta({ description: 'What the document says.' }),
  recomputed: z.string().meta({ description: 'What the service says now.' }),
})
export type ReworkedText = z.output<typeof reworkedText>

/** The answer of POST /v1/verifications. */
export const verification = z
  .strictObject({
    outcome: z.enum(OUTCOMES).meta({
      description:
        'equal: every figure comes out again; differs: some do not; other-method: made by another version of the method; set-not-available: the factor set is not here, or has another digest; not-replayable: the document does not carry its request.',
    }),
    methodVersion: z.strictObject({ document: z.string(), service: z.string() }),
    factorSet: z.strictObject({
      id: z.string(),
      digest: z.strictObject({
        document: z.string(),
        service: z.string().nullable().meta({ description: 'null: no such set is here.' }),
      }),
    }),
    checks: z.array(check),
    differences: z.array(difference).meta({ description: 'The first 500.' }),
    differenceCount: z.number().int().meta({ description: 'All of them.' }),
    texts: z.array(reworkedText).meta({
      description:
        'Words for people (names, titles, reasons, sentences) that the service now puts differently: the first 500. They never make an outcome `differs`.',
    }),
    textCount: z.number().int().meta({ description: 'All of them.' }),
  })
  .meta({ id: 'Verification', description: 'Whether a result comes out again, figure by figure.' })
export type Verification = z.output<typeof verification>
