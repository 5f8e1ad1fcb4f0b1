import { z } from 'zod'
import { givenEstimate } from '../estimate/given-estimate.ts'

export const MAX_PEERS = 400

/** The body of POST /v1/peers. */
export const peersRequest = z.strictObject({
  cities: z.array(givenEstimate).min(2).max(MAX_PEERS).meta({
    description: 'The id of a saved city stands for its last year.',
  }),
  against: z
    .string()
    .max(200)
    .optional()
    .meta({ description: 'Name of the city that all are compared with; else that in the middle.' }),
})

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
})
export type PeerRow = z.output<typeof peerRow>

export const peers = z.strictObject({ peers: z.array(peerRow) }).meta({
  id: 'Peers',
  description:
    'Cities by CO2e, the lowest first: t per inhabitant, then g per vkm; those that lack it are left out.',
})
