import type { Dataset } from '../store/datasets.ts'
import { isOpen } from './city-facts.ts'

/** What a question may say of lengths. */
interface AskedLengths {
  readonly bandLengths?: unknown
  readonly detourFactor?: number | undefined
}

/**
 * Lengths that the question cannot settle: with other lengths, the same trips would tell more each time. A release settles
 * them, once.
 */
export const settledLengthFaults = (dataset: Dataset, asked: AskedLengths) =>
  isOpen(dataset)
    ? []
    : (['bandLengths', 'detourFactor'] as const)
        .filter((name) => asked[name] !== undefined)
        .map((name) => ({
          code: 'release-too-fine' as const,
          name,
          detail:
            'The lengths of trips are settled by the releases of this dataset, which is not openly published: leave it out.',
        }))
