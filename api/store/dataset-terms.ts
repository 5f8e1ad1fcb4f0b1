import { RELEASE_CONTRIBUTORS } from '../../src/index.ts'
import type { Dataset } from './datasets.ts'
import type { ReleasedStore } from './released.ts'

const WITHHELD = {
  'not told': 'not-told',
  /** Of earlier certificates: that nothing was withheld would tell of what has no figure that nothing came in. */
  none: 'under-20-percent',
  'under 5 %': 'under-20-percent',
  'under 20 %': 'under-20-percent',
  'under 50 %': 'under-half',
  '50 % or more': 'half-or-more',
} as const

/** Whose facts an answer is made of, on what terms, and what was done before they were given out. */
export interface DatasetTerms {
  readonly responsible: string
  readonly legalBasis: Dataset['legalBasis']
  readonly licence?: string
  readonly contributorUnit?: NonNullable<Dataset['contributorUnit']>
  /** Absent if all was given out as it is published. */
  readonly minimumContributors?: number
  readonly rules: string[]
  /** How much of the cells that were settled until the release; `not-told` if the release does not say. */
  readonly withheld: (typeof WITHHELD)[keyof typeof WITHHELD] | 'nothing'
  /** The last of the dataset that gave something out: its certificate is of all until then. */
  readonly release?: string
  /** Other datasets of the same contributors. */
  readonly siblings?: string[]
}

/** As the certificate of the last release says; of a dataset that is openly published, as it was registered. */
export async function termsOf(
  dataset: Dataset,
  store: Pick<ReleasedStore, 'findLastRelease'>,
): Promise<DatasetTerms> {
  const { owner, legalBasis, licence, contributorUnit } = dataset
  const last = await store.findLastRelease(dataset.id)
  const stated = {
    responsible: owner,
    legalBasis,
    ...(licence === undefined ? {} : { licence }),
    ...(contributorUnit === undefined ? {} : { contributorUnit }),
  }
  const release = last ? { release: last.id } : {}
  if (legalBasis === 'open-licence') return { ...stated, rules: [], withheld: 'nothing', ...release }
  const certificate: Certified = last ? JSON.parse(last.certificate) : {}
  const {
    ran = ['minimum-contributors'],
    withheld = 'not told',
    siblings = [],
    k = RELEASE_CONTRIBUTORS,
  } = certificate
  return {
    ...stated,
    minimumContributors: k,
    rules: [...ran],
    withheld: WITHHELD[withheld],
    ...release,
    ...(siblings.length === 0 ? {} : { siblings: [...siblings] }),
  }
}

/** What is read of a certificate; those of earlier versions lack some. */
interface Certified {
  readonly k?: number
  readonly ran?: readonly string[]
  readonly withheld?: keyof typeof WITHHELD
  readonly siblings?: readonly string[]
}
