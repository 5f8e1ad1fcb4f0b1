import { z } from 'zod'
import { resourceName } from '../estimate/dataset-demand-schema.ts'
import { givenEstimate } from '../estimate/given-estimate.ts'
import { privacy } from '../estimate/result-schema.ts'

export const MAX_PEERS = 400

/** The body of POST /v1/peers. */
export const peersRequest = z
  .strictObject({
    cities: z.array(givenEstimate).min(2).max(MAX_PEERS).optional().meta({
      description: 'The id of a saved city stands for its last year.',
    }),
    dataset: resourceName.optional().meta({ description: 'All its cities in `period`, for `cities`.' }),
    period: z
      .string()
      .regex(/^\d{4}(-(0[1-9]|1[0-2]))?$/, 'Expected a year, such as 2019, or a month, such as 2019-04.')
      .optional(),
    request: z.looseObject({}).optional().meta({ description: 'What else the request of each city states.' }),
    against: z
      .string()
      .max(200)
      .optional()
      .meta({ description: 'Name of the city that all are compared with; else that in the middle.' }),
  })
  .superRefine(requireOneSource)
export type PeersRequest = z.output<typeof peersRequest>

interface Sources {
  readonly cities?: unknown
  readonly dataset?: string | undefined
  readonly period?: string | undefined
  readonly request?: Readonly<Record<string, unknown>> | undefined
}

function requireOneSource(
  { cities, dataset, period, request = {} }: Sources,
  context: z.core.$RefinementCtx,
): void {
  const add = (message: string, ...path: readonly string[]): void => {
    context.addIssue({ code: 'custom', path: [...path], message })
  }
  if ((cities === undefined) === (dataset === undefined))
    add('Give cities, or a dataset with a period.', 'cities')
  if (dataset === undefined) {
    for (const [name, value] of Object.entries({ period, request: Object.keys(request)[0] }))
      if (value !== undefined) add('It goes with dataset: each of cities states its own.', name)
    return
  }
  if (period === undefined) add('A dataset needs the period of its facts.', 'period')
  for (const name of ['city', 'period'])
    if (name in request) add('Each city of the dataset has its own.', 'request', name)
  const demand = request['demand']
  if (Array.isArray(demand)) add('The demand is that of the dataset.', 'request', 'demand')
}

const number = z.number()
const text = z.string()

/** A city in a list of peers, in t CO2e per inhabitant or g CO2e per vkm. */
const peerRow = z.strictObject({
  per: z.enum(['inhabitant', 'vkm']),
  rank: number,
  city: text,
  country: text,
  period: text,
  value: number,
  lower: number,
  upper: number,
  unit: text,
  percentile: number,
  against: text,
  ratio: number,
  ratioLower: number,
  ratioUpper: number,
  isDifferent: z.boolean().meta({ description: 'Whether the interval of the ratio leaves 1 out.' }),
  coverage: text,
  note: text.optional(),
  codes: z.array(text).optional(),
})
export type PeerRow = z.output<typeof peerRow>

/** A city without a figure, why in English, and the codes of why. */
const leftOut = z.strictObject({ city: text, reason: text, codes: z.array(text) })
export type LeftOut = z.output<typeof leftOut>

export const peers = z
  .strictObject({
    peers: z.array(peerRow),
    leftOut: z.array(leftOut).optional(),
    privacy: z.array(privacy).optional(),
  })
  .meta({
    id: 'Peers',
    description:
      'Cities by CO2e, the lowest first: t per inhabitant, then g per vkm; those that lack it are left out.',
  })
export type PeersAnswer = z.output<typeof peers>
