import { z } from 'zod'
import { REFUSAL_TITLES, type RefusalCode } from '../../src/index.ts'
import { PROBLEMS, type ProblemSlug } from './problem.ts'

export const fault = z
  .strictObject({
    code: z.enum(Object.keys(REFUSAL_TITLES) as [RefusalCode, ...RefusalCode[]]),
    pointer: z.string().optional().meta({ description: 'RFC 6901 pointer into the body.' }),
    parameter: z
      .string()
      .optional()
      .meta({ description: 'The query parameter, where the body is not at fault.' }),
    detail: z.string(),
    candidates: z
      .array(z.string())
      .optional()
      .meta({ description: 'What would have been accepted, nearest first.' }),
    column: z.string().optional().meta({ description: 'Of a file: the column that is at fault.' }),
    count: z.number().int().optional().meta({ description: 'Of a file: how many rows are at fault.' }),
    sheet: z.string().optional().meta({ description: 'Of a workbook.' }),
    cell: z.string().optional().meta({ description: 'Such as D12.' }),
  })
  .meta({ id: 'Fault', description: 'One thing wrong with a request.' })

/** An RFC 9457 problem. */
export const problem = z
  .strictObject({
    type: z
      .string()
      .meta({ description: 'What kind of problem, explained where it points.', format: 'uri-reference' }),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    instance: z.string().meta({ description: 'The request, as its log lines name it.' }),
    errors: z.array(fault).optional(),
    available: z.array(z.string()).optional().meta({ description: 'The factor sets that are loaded.' }),
  })
  .meta({
    id: 'Problem',
    description: 'RFC 9457 problem details; every fault of a request is listed at once.',
    examples: [
      {
        type: '/docs/problems#estimate-refused',
        title: PROBLEMS['estimate-refused'].title,
        status: PROBLEMS['estimate-refused'].status,
        detail: 'One fault; each is listed in errors.',
        instance: 'urn:request:0f6dd9f4-2b2c-4a53-9a0c-6f8f7f0d3c11',
        errors: [
          {
            code: 'unit-ambiguous',
            pointer: '/fleet/0/energyIntensity',
            detail: "'mpg' is a US or an imperial unit",
            candidates: ['mpg (US)', 'mpg (imperial)'],
          },
        ],
      },
    ],
  })

/** Between the titles of problems that share a status. */
export const BETWEEN_TITLES = '; '

/** What any route may answer: too much is asked at once, nothing can be saved, or we are at fault. */
const OF_ALL = ['busy', 'not-ready', 'fault'] as const

/** What any route may answer beside what it lists: no key, not this key, too often, another host, no such method. */
export const OTHER_REFUSALS = 'Refused before it was looked at: by key, rate, host or method'

/** The problems that a route may answer with, by status, for its description. */
export function problems(...slugs: readonly ProblemSlug[]) {
  const titles = new Map<number, string[]>()
  for (const slug of new Set([...slugs, ...OF_ALL])) {
    const { status, title } = PROBLEMS[slug]
    titles.set(status, [...(titles.get(status) ?? []), title])
  }
  const described = [...titles].map(([status, some]) => [status, some.join(BETWEEN_TITLES)] as const)
  return Object.fromEntries(
    [...described, ['4XX', OTHER_REFUSALS] as const].map(([status, description]) => [
      status,
      { description, content: { 'application/problem+json': { schema: problem } } },
    ]),
  )
}

/** What a route answers that only computes from its body. */
export const OF_BODY = [
  'malformed-body',
  'invalid-request',
  'person-level-data',
  'body-too-large',
  'unsupported-media-type',
  'estimate-refused',
] as const satisfies readonly ProblemSlug[]

/** For a body whose parts are read one by one, so that the faults of all are named at once. */
export const bodyAsGiven = () => (body: unknown) => ({ value: body })

/** A JSON answer, for a route's description. */
export const json = (description: string, schema: z.ZodType) => ({
  description,
  content: { 'application/json': { schema } },
})
