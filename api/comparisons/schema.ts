import { z } from 'zod'
import {
  ALLOCATIONS,
  CHANGE_FACTORS,
  METHOD_FACTORS,
  MODES,
  SCOPES,
  SECTORS,
  SUB_SECTORS,
} from '../../src/index.ts'
import { coverage } from '../estimate/coverage-schema.ts'
import { givenEstimate } from '../estimate/given-estimate.ts'
import { plainNotice } from '../estimate/notice-schema.ts'
import { requestInFull } from '../estimate/request-in-full.ts'
import { privacy } from '../estimate/result-schema.ts'

/** A series is told apart in a moment; a longer one would keep others waiting. */
export const MAX_COMPARED = 15

const per = z.enum(['city', 'inhabitant']).optional().meta({
  description: 'What the effects are of. Default: the city, and of two cities an inhabitant.',
})

/** The body of POST /v1/comparisons. */
export const comparisonRequest = z
  .union([
    z.strictObject({ from: givenEstimate, to: givenEstimate, per }),
    z.strictObject({ series: z.array(givenEstimate).min(2).max(MAX_COMPARED), per }),
  ])
  .meta({
    id: 'ComparisonRequest',
    description: `Two estimates, or a series of at most ${MAX_COMPARED} years in order.`,
  })

/** The same, before it is known which of the two it is: so faults name their place. */
export const pairFrame = z.strictObject({ from: givenEstimate, to: givenEstimate, per })
const OF_SERIES = { error: `A series takes from 2 to ${MAX_COMPARED} estimates of one city.` }
export const seriesFrame = z.strictObject({
  series: z.array(givenEstimate).min(2, OF_SERIES).max(MAX_COMPARED, OF_SERIES),
  per,
})

/** In the unit of the change; ends of the 95 % interval, if uncertainty was asked for. */
const compared = { value: z.number(), lower: z.number().optional(), upper: z.number().optional() }

const change = z
  .strictObject({
    ...compared,
    unit: z.string(),
    relative: z.number().nullable().meta({ description: 'Over `from` on the basis of `to`.' }),
    ratio: z.number().nullable(),
  })
  .meta({ id: 'Change', description: 'A change without what the method changed, with its 95 % interval.' })

const effect = z
  .strictObject({
    factor: z.enum(CHANGE_FACTORS),
    ...compared,
    relative: z.number().nullable(),
    ratio: z.number().nullable().meta({ description: 'Of LMDI-I; ratios multiply to that of the change.' }),
  })
  .meta({ id: 'ChangeEffect', description: 'How much one factor moved a figure.' })

const methodEffect = z
  .strictObject({ factor: z.enum(METHOD_FACTORS), ...compared })
  .meta({ id: 'MethodEffect', description: 'What changed the figure and no traffic.' })

const moved = { from: z.number(), to: z.number(), change, effects: z.array(effect) }

const part = z
  .strictObject({
    mode: z.enum([...MODES, 'not-split']).optional(),
    sector: z.enum([...SECTORS, 'not-split']).optional(),
    subSector: z.enum(SUB_SECTORS).optional(),
    scope: z.enum([...SCOPES, 'not-split']).optional(),
    ...moved,
  })
  .meta({ id: 'ChangedPart', description: 'Of one mode, sector, sub-sector or scope; t CO2e.' })

const side = z
  .strictObject({
    estimate: z.string(),
    saved: z.boolean(),
    city: z.string(),
    country: z.string(),
    period: z.string(),
    population: z.number().nullable(),
    methodVersion: z.string(),
    factorSet: z.string(),
    gwp: z.string(),
    allocation: z.enum(ALLOCATIONS),
    filed: z.number().meta({ description: 't CO2e as given out, or as estimated now.' }),
    coverage: coverage.optional(),
  })
  .meta({ id: 'ComparedYear', description: 'An estimate that is compared, as it was filed.' })

const step = z
  .strictObject({ from: z.string(), to: z.string(), sentence: z.string(), ...whole() })
  .meta({ id: 'ComparedStep', description: 'From one year to the next.' })

function whole() {
  return {
    change,
    effects: z.array(effect),
    method: z.array(methodEffect),
  }
}

/** The answer of POST /v1/comparisons. */
export const comparison = z
  .strictObject({
    sentence: z.string(),
    from: side,
    to: side,
    unit: z.string(),
    basis: z
      .strictObject({ factorSet: z.string(), allocation: z.string(), digest: z.string() })
      .meta({ description: 'What all are computed on: that of the last.' }),
    filed: z.number().meta({ description: 'The change and all effects of method.' }),
    ...whole(),
    perInhabitant: z
      .strictObject({ unit: z.string(), ...moved })
      .nullable()
      .meta({ description: 'Without an effect of population; null without populations.' }),
    byMode: z.array(part),
    bySector: z.array(part),
    bySubSector: z.array(part),
    byScope: z.array(part),
    chained: z.boolean(),
    steps: z.array(step),
    endToEnd: z
      .strictObject({ change, effects: z.array(effect), differs: z.boolean() })
      .nullable()
      .meta({ description: 'Of a series: first against last at once.' }),
    notices: z.array(plainNotice),
    privacy: z
      .array(privacy)
      .optional()
      .meta({ description: 'Of what datasets gave out; absent: nothing is of a dataset.' }),
    methodVersion: z.string(),
    request: requestInFull,
  })
  .meta({
    id: 'Comparison',
    description: 'Why a figure differs: effects sum to the change, without the method.',
  })
export type Comparison = z.output<typeof comparison>
