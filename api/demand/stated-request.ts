import { EstimateRefused } from '../../src/index.ts'
import { placeFaults } from '../estimate/part-of-body.ts'
import { askedEstimate } from '../estimate/request-schema.ts'
import { toRequestBody } from '../estimate/to-request-body.ts'
import { type Fault, isRefusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ActivityStore } from '../store/store.ts'
import { refusalsStated, withStatedDemand } from './state-demand.ts'

/** A part of a body that names a dataset, with the rows that the dataset gives out in its place; or all its faults. */
type StatedRequest = { readonly request: unknown } | { readonly faults: readonly Fault[] }

/** @param pointer where the request stands in the body */
export async function statedRequest(
  value: unknown,
  pointer: string,
  factorSets: FactorSets,
  store: ActivityStore,
): Promise<StatedRequest> {
  try {
    const asked = readBody(askedEstimate, value, (read) => refusalsStated(read, factorSets))
    return { request: toRequestBody(await withStatedDemand(asked, store, factorSets)) }
  } catch (error) {
    if (error instanceof EstimateRefused) return { faults: placeFaults(error.refusals, pointer) }
    if (isRefusal(error)) return { faults: placeFaults(error.faults, pointer) }
    throw error
  }
}

/** Whether a request takes its demand from a dataset. */
export const namesDataset = (value: unknown): value is { readonly demand: { readonly dataset: unknown } } =>
  isObject(value) && isObject(value['demand']) && 'dataset' in value['demand']

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
