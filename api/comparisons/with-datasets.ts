import { withStatedParts } from '../demand/stated-request.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { compare } from './compare.ts'
import { type Comparison, MAX_COMPARED } from './schema.ts'

/** Where saved estimates and what datasets give out are found. */
export type ComparedStore = ActivityStore & Pick<EstimateStore, 'findEstimate'>

/**
 * A comparison in which a request may name a dataset: its rows are then what the dataset gives out, which of one that is not
 * openly published are its releases.
 *
 * @throws {Failure} with the faults of all that is compared at once
 */
export async function compareGiven(
  body: unknown,
  factorSets: FactorSets,
  store: ComparedStore,
): Promise<Comparison> {
  const { stated, refused } = await withStatedParts(
    body,
    { fields: ['from', 'to'], list: 'series', most: MAX_COMPARED },
    factorSets,
    store,
  )
  return compare(stated, factorSets, (id) => store.findEstimate(id), refused)
}
