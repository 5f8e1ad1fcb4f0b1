import { RELEASE_CONTRIBUTORS } from '../../src/index.ts'
import type { SourceTerms } from '../estimate/dataset-demand-schema.ts'
import type { Dataset } from '../store/datasets.ts'
import { isOpen } from './city-facts.ts'

/**
 * On what terms facts were given, and what was done before they were used.
 *
 * @param used modes that are in the answer
 * @param withheld modes that are not, since too few contributed
 */
export function sourceTermsOf(dataset: Dataset, used: number, withheld: number): SourceTerms {
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
          withheld: bandOf(used, withheld),
        }),
  }
}

/** In bands: an exact share of what is withheld would tell its size. */
function bandOf(used: number, withheld: number): SourceTerms['withheld'] {
  if (withheld === 0) return 'nothing'
  return withheld < used ? 'under-half-of-modes' : 'half-of-modes-or-more'
}
