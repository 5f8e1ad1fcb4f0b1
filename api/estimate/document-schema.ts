import { z } from 'zod'
import { figure, partlyKnown } from './figure-schema.ts'

/** A word of a result; versions of the method may have words of their own. Keys of parameters are the longest. */
export const key = z.string().max(300)

/** What a document says that it was made with. */
export const namedByDigest = z
  .looseObject({ id: key, digest: key })
  .meta({ id: 'NamedByDigest', description: 'An id, and the digest of its content.' })

const read = figure
  .loose()
  .meta({ id: 'DocumentFigure', description: 'A figure of a result, whatever else a version adds to it.' })
/** Results of earlier versions give what is known as the value. */
const whole = z
  .union([
    read,
    partlyKnown
      .loose()
      .meta({ id: 'DocumentPartlyKnown', description: 'A sum of which a part is not known.' }),
  ])
  .meta({ id: 'DocumentSum', description: 'A sum of a result; `value` is null where a part is not known.' })
const maybeWhole = whole.nullable().meta({ id: 'DocumentSumOrNull', description: 'null: no line has it.' })

/** Figures that are sums of lines. */
const sums = {
  co2e: whole,
  co2: whole,
  ch4: whole,
  n2o: whole,
  biogenicCo2: whole,
  wellToTank: maybeWhole,
  energy: maybeWhole,
  vehicleDistance: maybeWhole,
  passengerDistance: maybeWhole,
  tonneDistance: maybeWhole,
}
const group = { ...sums, shareOfCo2e: z.number().nullable() }

export const documentProduct = z.looseObject({
  quantity: key,
  scope: key.optional(),
  value: z.number(),
  terms: z.array(z.looseObject({ parameter: z.string(), role: key })),
})

export const documentLine = z.looseObject({
  id: key,
  mode: key.optional(),
  sector: key.optional(),
  subSector: key,
  flow: key.optional(),
  carrier: key.optional(),
  unknown: z.array(key).optional(),
  co2eKg: z.number(),
  products: z.array(documentProduct),
})

export const documentParameter = z.looseObject({
  value: z.number(),
  origin: key,
  rule: z.looseObject({ formula: key, constants: z.record(z.string(), z.number()) }).optional(),
  inputs: z.array(z.string()).optional(),
})

/** What a result is of and was made with, and the keys that its lines are read by. */
export const documentHead = {
  id: key,
  methodVersion: key,
  factorSet: namedByDigest,
  gwpParameters: z.looseObject({ ch4: z.string(), n2o: z.string() }).optional(),
}

/**
 * A result as far as it can be verified, whatever version of the method made it: what a version adds is let through, and
 * compared where the result is computed again.
 */
export const resultDocument = z
  .looseObject({
    ...documentHead,
    city: z.looseObject({ population: z.number().optional() }),
    totals: z.looseObject({ ...sums, perCapita: maybeWhole }),
    bySubSector: z.array(z.looseObject({ subSector: key, ...group })),
    bySector: z.array(z.looseObject({ sector: key, ...group })),
    byMode: z.array(z.looseObject({ mode: key, ...group })),
    byScope: z.array(z.looseObject({ scope: key, ...group })),
    byCarrier: z.array(z.looseObject({ carrier: key, ...group })),
    byFlow: z.array(z.looseObject({ flow: key, ...group })),
    request: z.looseObject({}).optional(),
    lines: z.array(documentLine).optional(),
    parameters: z.record(z.string(), documentParameter).optional(),
  })
  .refine(({ lines, parameters }) => (lines === undefined) === (parameters === undefined), {
    error: 'Lines and parameters belong together.',
    path: ['lines'],
  })
  .meta({
    id: 'ResultDocument',
    description:
      'The answer of POST /v1/estimates, unaltered; with `?include=lines` its arithmetic can be verified too.',
  })
export type ResultDocument = z.output<typeof resultDocument>
