import { z } from 'zod'
import { distanceBandOf, FLOWS, MODES } from '../../src/index.ts'
import { readModalSplitText } from '../request/modal-split-text.ts'
import { plainQuantity } from '../request/quantity.ts'
import { CONTRIBUTOR_UNITS, LEGAL_BASES } from '../store/datasets.ts'
import { noticeCode } from './notice-schema.ts'

/** The name of a dataset or of a city. */
export const resourceName = z.string().trim().min(1).max(64)

const distanceBand = z
  .string()
  .max(20)
  .refine((text) => distanceBandOf(text) !== undefined, { error: 'Not a band in km, such as 2-10 or 50+.' })
  .meta({ description: 'A distance band of the facts [km].', examples: ['2-10'] })

const factFilter = z
  .strictObject({
    modes: z.array(z.enum(MODES)).min(1).max(MODES.length).optional(),
    flows: z
      .array(z.enum(FLOWS))
      .min(1)
      .max(FLOWS.length)
      .optional()
      .meta({ description: 'Of datasets under an open licence.' }),
  })
  .meta({ id: 'FactFilter', description: 'Which facts; all of the period where absent.' })

const modalShare = z
  .strictObject({
    mode: z.enum(MODES),
    share: plainQuantity(['share'], 'Share of trips.', '58 %'),
    distanceBand: distanceBand.optional(),
  })
  .meta({ id: 'ModalShare', description: 'What part of the trips a mode has, of a distance band or of all.' })

/** A modal split as a text becomes the rows that it stands for, so that both are one request. */
function toShares(stated: unknown, context: z.core.$RefinementCtx): unknown {
  if (typeof stated !== 'string') return stated
  const read = readModalSplitText(stated.slice(0, 5000))
  if ('shares' in read) return read.shares
  context.addIssue({ code: 'custom', message: read.fault })
  return z.NEVER
}

const bandLength = z
  .strictObject({ distanceBand, meanTripLength: plainQuantity(['km'], 'Mean trip length.', '5.1 km') })
  .meta({ id: 'BandLength', description: 'How long trips of a distance band are.' })

const fields = {
  dataset: resourceName.meta({ description: 'A registered dataset.', examples: ['mendoza-eie'] }),
  city: resourceName.meta({ description: 'A city of the dataset.', examples: ['ar-mendoza'] }),
  filter: factFilter.optional(),
  modalSplit: z.preprocess(toShares, z.array(modalShare).min(1).max(500)).optional().meta({
    description:
      'Modes of facts that have none; the shares of a band sum to 1, rows without a band are of every other one. Also as a text, as in a query.',
  }),
  bandLengths: z
    .array(bandLength)
    .min(1)
    .max(100)
    .optional()
    .meta({ description: 'Mean trip lengths of bands, for facts without a distance.' }),
  detourFactor: z.number().min(1).max(3).optional().meta({
    description:
      'Length on the network over the straight one between zones; where absent 1.3 under 5 km and 1.2 beyond, a convention.',
  }),
  gaps: z.enum(['leave', 'scale']).default('leave').meta({
    description: '`scale`: the sum of each mode × periods expected ÷ periods present.',
  }),
}

/** Demand that is taken from the facts of a dataset. */
export const datasetDemand = z.strictObject(fields).meta({
  id: 'DatasetDemand',
  description: 'The facts of a city in the period of the request, added up by mode and flow.',
})
export type DatasetDemand = z.output<typeof datasetDemand>

const figureOfPublisher = {
  quantity: z
    .string()
    .max(100)
    .meta({ examples: ['co2e-gpc'] }),
  unit: z.string().max(40),
  source: z.string().max(500),
}
// No `value`: beside a unit that would be a quantity that the caller states.
const publishedFigure = z
  .strictObject({ ...figureOfPublisher, amount: z.number().meta({ description: 'In `unit`.' }) })
  .meta({ id: 'PublishedFigure', description: 'Emissions as the publisher of a dataset gives them.' })

/** A figure of the publisher beside ours. */
export const besideFigure = z
  .strictObject({
    ...figureOfPublisher,
    value: z.number().meta({ description: 'In `unit`.' }),
    ratio: z.number().nullable().meta({ description: 'Ours ÷ theirs.' }),
  })
  .meta({
    id: 'PublishedBeside',
    description:
      'Emissions as the publisher of a dataset gives them. `ratio`: ours ÷ theirs, null where they do not count the same trips in the same unit.',
  })

export const sourceTerms = z
  .strictObject({
    responsible: z.string().max(200),
    legalBasis: z.enum(LEGAL_BASES),
    licence: z.string().max(200).optional(),
    contributorUnit: z.enum(CONTRIBUTOR_UNITS).optional(),
    minimumContributors: z
      .number()
      .int()
      .min(1)
      .optional()
      .meta({ description: 'Sums of fewer were withheld.' }),
    rules: z.array(z.string().max(40)).max(9),
    withheld: z.enum([
      'nothing',
      'under-half-of-modes',
      'half-of-modes-or-more',
      'not-told',
      'under-5-percent',
      'under-20-percent',
      'under-half',
      'half-or-more',
    ]),
    release: z.string().max(64).optional(),
    siblings: z.array(z.string().max(64)).max(1000).optional(),
  })
  .meta({ id: 'SourceTerms', description: 'Who gave the facts, and which rules withheld how much of them.' })
export type SourceTerms = z.output<typeof sourceTerms>

/** What the rows of demand of a request were taken from; Cordon writes it into the request that a result repeats. */
export const demandSource = z
  .strictObject({
    ...fields,
    version: z.number().int().nonnegative().meta({ description: 'Of the dataset.' }),
    notices: z
      .array(
        z.strictObject({
          code: noticeCode,
          detail: z.string().max(2000),
        }),
      )
      .max(50),
    published: z
      .array(publishedFigure)
      .max(20)
      .optional()
      .meta({ description: 'Emissions that the publisher of the facts gives for them.' }),
    terms: sourceTerms.optional(),
    leftOut: z.array(z.string().max(100)).max(50).optional().meta({ description: 'Modes not estimated.' }),
  })
  .meta({
    id: 'DemandSource',
    description: 'Where the rows of `demand` are from. Written by the service; no need to state it.',
  })
