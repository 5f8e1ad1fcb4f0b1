import { type Fault, isFailure, isRefusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate } from '../store/store.ts'
import { refusalsOf } from './estimate.ts'
import { type EstimateRequest, estimateRequest } from './request-schema.ts'

/** Finds a saved estimate that the caller may read. */
export type FindSaved = (id: string) => Promise<SavedEstimate | undefined>

/** Faults of a part of a body, with pointers into the whole body. */
export const placeFaults = (faults: readonly Fault[], at: string, prefix = ''): readonly Fault[] =>
  faults.map((fault) => ({
    ...fault,
    pointer: `${at}${fault.pointer ?? ''}`,
    detail: `${prefix}${fault.detail}`,
  }))

type Read = { readonly request: EstimateRequest } | { readonly faults: readonly Fault[] }

/** A request of which nothing else is known, or all its faults. */
export function readRequest(given: unknown, factorSets: FactorSets): Read {
  try {
    const request = readBody(estimateRequest, given, (read) => refusalsOf(read, factorSets))
    const faults: readonly Fault[] = [
      ...unknownSet(request.factorSet, factorSets, '/factorSet'),
      ...refusalsOf(request, factorSets),
    ]
    return faults.length > 0 ? { faults } : { request }
  } catch (error) {
    if (isRefusal(error)) return { faults: error.faults }
    throw error
  }
}

/** What to say of a set that is not here. */
export function unknownSet(
  id: string | undefined,
  factorSets: FactorSets,
  pointer: string,
): readonly Fault[] {
  try {
    factorSets.get(id, pointer)
    return []
  } catch (error) {
    if (!isFailure(error, 'unknown-factor-set')) throw error
    return [
      {
        code: 'invalid-field',
        pointer,
        detail: 'There is no such factor set.',
        candidates: error.more.available ?? [],
      },
    ]
  }
}
