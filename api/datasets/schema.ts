import { z } from 'zod'
import { MAX_ROUNDING } from '../imports/rounding.ts'
import { country, pageQuery, slug } from '../request/common.ts'
import { isPersonalId, namesSomebody } from '../request/person-level.ts'
import { CONTRIBUTOR_UNITS, GRAINS, LEGAL_BASES } from '../store/datasets.ts'
import { isOpenLicence } from './open-licence.ts'

const text = (most: number) => z.string().trim().min(1).max(most)
const count = z.number().int().min(0)

const facts = z.strictObject({
  id: slug,
  title: text(200),
  owner: text(200).meta({ description: 'The organisation responsible for the data.' }),
  legalBasis: z.enum(LEGAL_BASES).meta({ id: 'LegalBasis' }),
  licence: text(200)
    .meta({ id: 'Licence', description: 'For open-licence: one that is open.', examples: ['CC BY 4.0'] })
    .optional(),
  url: z
    .url({ protocol: /^https?$/ })
    .max(500)
    .optional(),
  country,
  grain: z.enum(GRAINS).meta({ id: 'Grain', description: 'The finest period that the files may have.' }),
  contributorUnit: z
    .enum(CONTRIBUTOR_UNITS)
    .meta({
      id: 'ContributorUnit',
      description: 'What the files count as one contributor of a cell, if they count contributors.',
    })
    .optional(),
  minimumContributors: z
    .number()
    .int()
    .min(1)
    .max(1_000_000)
    .meta({
      id: 'MinimumContributors',
      description: 'The fewest contributors of a cell that the supplier allows.',
    })
    .optional(),
  roundedTo: z
    .number()
    .int()
    .min(1)
    .max(MAX_ROUNDING)
    .meta({ description: 'Rounding of its counts.' })
    .optional(),
  retentionMonths: z
    .number()
    .int()
    .min(1)
    .max(1200)
    .meta({
      id: 'RetentionMonths',
      description: 'Facts whose period ended longer ago are deleted; absent: they stay.',
    })
    .optional(),
  pool: text(64)
    .meta({ id: 'Pool', description: 'Of the owner’s datasets, those of the same contributors.' })
    .optional(),
})

/** What a caller states about a dataset before the first import. */
export const datasetFacts = facts
  .refine(
    ({ legalBasis, licence }) =>
      legalBasis !== 'open-licence' || (licence !== undefined && isOpenLicence(licence)),
    {
      error:
        'Name the open licence, such as CC BY 4.0, CC0, OGL or dl-de/by-2-0. Data under other terms are not open: state another legalBasis.',
      path: ['licence'],
    },
  )
  .superRefine(({ id, title, owner, url = '' }, context) => {
    const found = [
      ['id', isPersonalId(id)],
      ['title', namesSomebody(title)],
      ['owner', namesSomebody(owner)],
      ['url', namesSomebody(url)],
    ] as const
    for (const [field, isOfSomebody] of found)
      if (isOfSomebody)
        context.addIssue({
          code: 'custom',
          path: [field],
          message:
            'Looks like it names a person, a device or a household. Name the organisation and the data.',
          params: { code: 'person-level-data' },
        })
  })
  .meta({ id: 'DatasetFacts', description: 'What describes a dataset of aggregates, before its files.' })

/** Fields about an organisation or the dataset itself, not about persons. */
export const DATASET_NAMES: ReadonlySet<string> = new Set(['id', 'owner'])

export const datasetView = z
  .strictObject({
    ...facts.shape,
    version: count.meta({
      description: 'Rises with each imported file and each change of zones; 0 before the first.',
    }),
    files: count.optional().meta({ description: 'Only for its owner.' }),
    facts: count.optional().meta({ description: 'Only for its owner.' }),
    key: z.string().optional().meta({
      description:
        'Once, when a new dataset is registered: what writes it. Send it as `Authorization: Bearer`.',
    }),
  })
  .meta({ id: 'Dataset' })

/** Something to know about a file. */
export const fileNotice = z.strictObject({ code: z.string(), detail: z.string() }).meta({ id: 'FileNotice' })

export const importedFile = z
  .strictObject({
    dataset: z.string(),
    format: z.string(),
    digest: z.string().meta({ description: 'SHA-256 of the bytes as sent.' }),
    version: count.meta({ description: 'The version of the dataset that this file made.' }),
    rowsRead: count,
    facts: count,
    notices: z.array(fileNotice),
  })
  .meta({ id: 'ImportedFile', description: 'An imported file.' })

export const datasetDetail = z
  .strictObject({
    dataset: datasetView,
    items: z
      .array(importedFile)
      .optional()
      .meta({ description: 'The files, in the order of their import; only for its owner, as all below.' }),
    unreleased: z
      .strictObject({ failedAt: z.string(), reason: z.string(), tries: count })
      .optional()
      .meta({ description: 'A due release that failed; it is tried again.' }),
    years: z.array(z.string()).optional().meta({ description: 'Of the facts.' }),
    zones: z
      .strictObject({
        mapped: count.meta({ description: 'Zones of the dataset.' }),
        unmapped: count.meta({
          description: 'Zones in the facts that the dataset does not have: they lie in no city.',
        }),
      })
      .optional(),
    refused: z
      .array(
        z.strictObject({
          at: z.string(),
          format: z.string(),
          job: z.string(),
          codes: z.array(z.string()).meta({ description: 'Of the refusal; never a value of the file.' }),
        }),
      )
      .optional()
      .meta({ description: 'The latest 100 files that were refused, the last first.' }),
  })
  .meta({ id: 'DatasetDetail', description: 'A dataset with its files.' })

export const datasetDeleted = z
  .strictObject({
    id: z.string(),
    files: count,
    facts: count,
    zones: count,
    jobs: count,
    estimates: count.meta({ description: 'Saved estimates that say `withdrawn` now.' }),
  })
  .meta({ id: 'DatasetDeleted' })

export const datasetPage = z
  .strictObject({ items: z.array(datasetView), next: z.string().optional() })
  .meta({ id: 'Datasets', description: 'A page of datasets, by id.' })

export const datasetQuery = z.strictObject(pageQuery)

export const datasetPath = z.strictObject({ id: slug })
