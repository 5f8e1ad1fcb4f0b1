import { z } from 'zod'
import { country, pageQuery, slug } from '../request/common.ts'
import { CONTRIBUTOR_UNITS, GRAINS, LEGAL_BASES } from '../store/datasets.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const count = z.number().int().min(0)

const facts = z.strictObject({
  id: slug,
  title: text(200),
  owner: text(200).meta({ description: 'The organisation that answers for the data.' }),
  legalBasis: z.enum(LEGAL_BASES),
  licence: text(200)
    .optional()
    .meta({ description: 'Required of an open licence.', examples: ['CC BY 4.0'] }),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  country,
  grain: z.enum(GRAINS).meta({ description: 'The finest period that its files may have.' }),
  contributorUnit: z
    .enum(CONTRIBUTOR_UNITS)
    .optional()
    .meta({ description: 'What one contributor of a cell is, where files count them.' }),
  minimumContributors: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .optional()
    .meta({ description: 'The supplier’s own minimum cell.' }),
})

/** What is said of a dataset before anything of it is taken in. */
export const datasetFacts = facts
  .refine(({ legalBasis, licence }) => legalBasis !== 'open-licence' || licence !== undefined, {
    error: 'An open licence has a name.',
    path: ['licence'],
  })
  .meta({ id: 'DatasetFacts', description: 'A dataset of aggregates, before its files.' })

/** Fields that speak of an organisation or of the dataset itself. */
export const DATASET_NAMES: ReadonlySet<string> = new Set(['id', 'owner'])

export const datasetView = z
  .strictObject({
    ...facts.shape,
    version: count.meta({
      description: 'Rises with each file and each change of zones; 0 before the first.',
    }),
    files: count,
    facts: count,
  })
  .meta({ id: 'Dataset' })

export const importedFile = z
  .strictObject({
    dataset: z.string(),
    format: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of its bytes as they were sent.' }),
    version: count.meta({ description: 'Of the dataset, which the file made.' }),
    rowsRead: count,
    facts: count,
    notices: z.array(z.strictObject({ code: z.string(), detail: z.string() })),
  })
  .meta({ id: 'ImportedFile', description: 'A file that was taken in.' })

export const datasetDetail = z
  .strictObject({
    dataset: datasetView,
    items: z.array(importedFile).meta({ description: 'Its files, in the order they were taken in.' }),
    zones: z.strictObject({
      mapped: count.meta({ description: 'Zones that it has.' }),
      unmapped: count.meta({ description: 'Zones that its facts name and that it has not: in no city.' }),
    }),
  })
  .meta({ id: 'DatasetDetail', description: 'A dataset with its files.' })

export const datasetPage = z
  .strictObject({ items: z.array(datasetView), next: z.string().optional() })
  .meta({ id: 'Datasets', description: 'Part of the datasets, by id.' })

export const datasetQuery = z.strictObject(pageQuery)

export const datasetPath = z.strictObject({ id: slug })
