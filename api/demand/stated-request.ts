import { EstimateRefused } from '../../src/index.ts'
import { isObject, namesDataset } from '../estimate/names-dataset.ts'
import { placeFaults, unknownSet } from '../estimate/part-of-body.ts'
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
    const unknown = unknownSet(asked.factorSet, factorSets, '/factorSet')
    if (unknown.length > 0) return { faults: placeFaults(unknown, pointer) }
    return { request: toRequestBody(await withStatedDemand(asked, store, factorSets)) }
  } catch (error) {
    if (error instanceof EstimateRefused) return { faults: placeFaults(error.refusals, pointer) }
    if (isRefusal(error)) return { faults: placeFaults(error.faults, pointer) }
    throw error
  }
}

/** Parts of a body that are refused because of the dataset that they name: their places, and their faults. */
export type RefusedParts = ReadonlyMap<string, readonly Fault[]>

interface PartsOfBody {
  /** Fields that are an estimate. */
  readonly fields?: readonly string[]
  /** A field that is a list of at most so many estimates. */
  readonly list: string
  readonly most: number
}

/** A body of several estimates, with rows in place of the datasets that some of them name. */
export async function withStatedParts(
  body: unknown,
  { fields = [], list, most }: PartsOfBody,
  factorSets: FactorSets,
  store: ActivityStore,
): Promise<{ readonly stated: unknown; readonly refused: RefusedParts }> {
  const refused = new Map<string, readonly Fault[]>()
  if (!isObject(body)) return { stated: body, refused }
  const stated: Record<string, unknown> = { ...body }
  const state = async (value: unknown, pointer: string): Promise<unknown> => {
    if (!namesDataset(value)) return value
    const made = await statedRequest(value, pointer, factorSets, store)
    if ('faults' in made) refused.set(pointer, made.faults)
    return 'faults' in made ? value : made.request
  }
  for (const name of fields) if (name in body) stated[name] = await state(body[name], `/${name}`)
  const members = body[list]
  if (Array.isArray(members) && members.length <= most) {
    const rows: unknown[] = []
    for (const [at, one] of members.entries()) rows.push(await state(one, `/${list}/${at}`))
    stated[list] = rows
  }
  return { stated, refused }
}
