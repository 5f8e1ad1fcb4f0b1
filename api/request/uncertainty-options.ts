import { z } from 'zod'
import { DRAWS, MAX_SEED, type RefusalCode, UNCERTAINTY_METHODS } from '../../src/index.ts'

const DEFAULT_DRAWS = 10_000
const DEFAULT_SEED = 1

/** A whole number between two others, refused in one sentence whatever is wrong with it. */
function whole(least: number, most: number) {
  const error = `Expected a whole number from ${least} to ${most}.`
  return z.number({ error }).int({ error }).min(least, { error }).max(most, { error })
}

const COEFFICIENT = 'Expected a number from -1 to 1.'
const parameter = z.string().min(1).max(200)

const correlation = z
  .strictObject({
    between: z.tuple([parameter, parameter], { error: 'Expected two parameters.' }).meta({
      description: 'Each the JSON pointer of a stated quantity or the id of a record of the factor set.',
      examples: [['/demand/0/trips', '/demand/1/trips']],
    }),
    coefficient: z
      .number({ error: COEFFICIENT })
      .min(-1, { error: COEFFICIENT })
      .max(1, { error: COEFFICIENT })
      .meta({ description: 'From -1 to 1, of the normal scores of the two.' }),
  })
  .meta({ id: 'Correlation', description: 'Two uncertain parameters that move together.' })

type Pairs = readonly z.output<typeof correlation>[]

const options = z
  .strictObject({
    method: z.enum(UNCERTAINTY_METHODS).default('propagation').meta({
      description:
        'propagation: error propagation, IPCC Approach 1. monte-carlo: IPCC Approach 2. none: no intervals.',
    }),
    draws: whole(DRAWS.least, DRAWS.most)
      .optional()
      .meta({ description: `Of monte-carlo; ${DEFAULT_DRAWS} where absent.` }),
    seed: whole(0, MAX_SEED)
      .optional()
      .meta({
        description: `Of monte-carlo; ${DEFAULT_SEED} where absent. The same seed gives the same bytes.`,
      }),
    correlations: z.array(correlation).max(500).default([]).meta({
      description:
        'What moves together besides what is one parameter. Among parameters that are joined, pairs that are left out have coefficient 0.',
    }),
  })
  .check(({ value, issues }) => {
    const { method, draws, seed, correlations } = value
    const fault = (path: PropertyKey[], message: string, code?: string): void =>
      void issues.push({ code: 'custom', input: value, path, message, params: { code } })
    for (const [name, stated] of Object.entries({ draws, seed }))
      if (stated !== undefined && method !== 'monte-carlo')
        fault([name], `Method ${method} draws nothing; leave this out, or state method monte-carlo.`)
    if (method === 'none' && correlations.length > 0)
      fault(['correlations'], 'Method none gives no intervals; leave this out, or state another method.')
    for (const { index, message, code } of pairFaults(correlations))
      fault(['correlations', index, 'between'], message, code)
  })

interface PairFault {
  readonly index: number
  readonly message: string
  readonly code?: RefusalCode
}

function pairFaults(correlations: Pairs): readonly PairFault[] {
  const seen = new Map<string, number>()
  return correlations.flatMap(({ between }, index): readonly PairFault[] => {
    const [one, other] = between
    if (one === other) return [{ index, message: 'A parameter moves with itself; name two.' }]
    const pair = JSON.stringify([...between].sort())
    const first = seen.get(pair)
    if (first === undefined) {
      seen.set(pair, index)
      return []
    }
    const message = `The same pair is stated at /uncertainty/correlations/${first}.`
    return [{ index, message, code: 'duplicate-row' }]
  })
}

/**
 * How intervals are to be found. What is left out is written out, as far as the method makes use of it, so that the
 * same wish is the same estimate however it was stated.
 */
export const uncertaintyOptions = options
  .transform(({ method, draws = DEFAULT_DRAWS, seed = DEFAULT_SEED, correlations }) =>
    method === 'monte-carlo' ? { method, draws, seed, correlations } : { method, correlations },
  )
  .prefault({})
  .meta({
    id: 'UncertaintyOptions',
    description: 'How the intervals are found; by propagation where absent.',
  })
