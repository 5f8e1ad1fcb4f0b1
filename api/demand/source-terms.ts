import { RELEASE_CONTRIBUTORS } from '../../src/index.ts'
import type { SourceTerms } from '../estimate/dataset-demand-schema.ts'
import type { Dataset } from '../store/datasets.ts'
import { isOpen } from './city-facts.ts'

/**
 * On what terms facts were given, and what was done before they were used.
 */
export function sourceTermsOf(dataset: Dataset): SourceTerms {
  const { owner, legalBasis, licence, contributorUnit } = dataset
  return {
    responsible: owner,
    legalBasis,
    ...(licence === undefined ? {} : { licence }),
    ...(contributorUnit === undefined ? {} : { contributorUnit }),
    ...(isOpen(dataset)
      ? { rules: [], withheld: 'nothing' }
      : {
          minimumContributors: RELEASE_CONTRIBUTORS,
          rules: ['minimum-contributors', 'no-difference-in-time'],
          withheld: 'not-told',
        }),
  }
}
