import { EstimateRefused } from '../../src/index.ts'
import { refusalsStated, withStatedDemand } from '../demand/state-demand.ts'
import { placeFaults } from '../estimate/part-of-body.ts'
import { askedEstimate } from '../estimate/request-schema.ts'
import { toRequestBody } from '../estimate/to-request-body.ts'
import { type Fault, isRefusal, refusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
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
  const { stated, faults } = await withStatedRows(body, factorSets, store)
  const findSaved = (id: string) => store.findEstimate(id)
  if (faults.length === 0) return compare(stated, factorSets, findSaved)
  throw refusal([...faults, ...(await faultsOfOthers(stated, factorSets, findSaved, faults))])
}

/** Faults of all that no dataset is named in. */
async function faultsOfOthers(
  stated: unknown,
  factorSets: FactorSets,
  findSaved: Parameters<typeof compare>[2],
  known: readonly Fault[],
): Promise<readonly Fault[]> {
  try {
    await compare(stated, factorSets, findSaved)
    return []
  } catch (error) {
    if (!isRefusal(error)) throw error
    const places = known.map(({ pointer = '' }) => /^\/(from|to|series\/\d+)/.exec(pointer)?.[0] ?? pointer)
    return error.faults.filter(({ pointer = '' }) => !places.some((place) => pointer.startsWith(place)))
  }
}

async function withStatedRows(
  body: unknown,
  factorSets: FactorSets,
  store: ComparedStore,
): Promise<{ readonly stated: unknown; readonly faults: readonly Fault[] }> {
  if (!isObject(body)) return { stated: body, faults: [] }
  const stated: Record<string, unknown> = { ...body }
  const faults: Fault[] = []
  const state = async (value: unknown, pointer: string): Promise<unknown> => {
    if (!namesDataset(value)) return value
    const made = await statedRequest(value, pointer, factorSets, store)
    if ('faults' in made) faults.push(...made.faults)
    return 'faults' in made ? value : made.request
  }
  for (const name of ['from', 'to']) if (name in body) stated[name] = await state(body[name], `/${name}`)
  const { series } = body
  if (Array.isArray(series) && series.length <= MAX_COMPARED) {
    const years: unknown[] = []
    for (const [at, one] of series.entries()) years.push(await state(one, `/series/${at}`))
    stated['series'] = years
  }
  return { stated, faults }
}

async function statedRequest(
  value: unknown,
  pointer: string,
  factorSets: FactorSets,
  store: ComparedStore,
): Promise<{ readonly request: unknown } | { readonly faults: readonly Fault[] }> {
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

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
