import { statedRequest } from '../demand/stated-request.ts'
import { namesDataset } from '../estimate/names-dataset.ts'
import { type Fault, isRefusal, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { readScenario } from './read-scenario.ts'

/** Where saved estimates and what datasets give out are found. */
type BaseStore = ActivityStore & Pick<EstimateStore, 'findEstimate'>

/**
 * A body whose base states its rows: those that a dataset gives out if the base names one, which of a dataset that is not openly
 * published are its releases.
 *
 * @throws {Failure} with the faults of the base and of all else at once
 */
export async function withStatedBase(
  body: unknown,
  factorSets: FactorSets,
  store: BaseStore,
): Promise<unknown> {
  const base = baseOf(body)
  if (!namesDataset(base)) return body
  const stated = await statedRequest(base, BASE, factorSets, store)
  if ('request' in stated) return { ...(body as object), base: stated.request }
  throw refusal([...stated.faults, ...(await faultsOfTheRest(body, factorSets))])
}

const BASE = '/base'

const baseOf = (body: unknown): unknown => (body as { readonly base?: unknown } | null)?.base

/** Faults of the levers, the reference and the targets, as far as they can be judged without the base. */
async function faultsOfTheRest(body: unknown, factorSets: FactorSets): Promise<readonly Fault[]> {
  try {
    await readScenario(body, factorSets, async () => undefined)
    return []
  } catch (error) {
    if (!isRefusal(error)) throw error
    return error.faults.filter(({ pointer = '' }) => pointer !== BASE && !pointer.startsWith(`${BASE}/`))
  }
}
