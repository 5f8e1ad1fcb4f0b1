import { isObject, namesDataset, statedRequest } from '../demand/stated-request.ts'
import { type Fault, isRefusal, refusal } from '../request/failure.ts'
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
