import { statedRequest } from '../demand/stated-request.ts'
import { areFaults, type Given, readGiven, readGivenList } from '../estimate/given-estimate.ts'
import { namesDataset } from '../estimate/names-dataset.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import type { Fault } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ActivityStore, Store } from '../store/store.ts'
import { peersOfDataset } from './dataset-peers.ts'
import { type GivenPeer, listPeers } from './peers.ts'
import { MAX_PEERS, type PeersAnswer, peersRequest } from './peers-schema.ts'

/** Where saved estimates, years of saved cities and what datasets give out are found. */
type PeersStore = ActivityStore & Pick<Store, 'findEstimate' | 'listYears'>

/**
 * The cities of a body beside each other: requests, saved ones, or all of a dataset.
 *
 * @throws {Failure} with the faults of all at once
 */
export async function comparePeers(
  body: unknown,
  factorSets: FactorSets,
  store: PeersStore,
): Promise<PeersAnswer> {
  const { frame, given, faults } = readGivenList(peersRequest, body, 'cities', MAX_PEERS)
  const read: GivenPeer[] = []
  for (const one of given) {
    const found = await readPeer(one, factorSets, store)
    if ('faults' in found) faults.push(...found.faults)
    else read.push(found)
  }
  // The faults of the others come with those that are known.
  if (faults.length > 0) return listPeers(read, undefined, factorSets, faults)
  const { dataset, period, request, against } = frame ?? {}
  if (dataset === undefined || period === undefined) return listPeers(read, against, factorSets)
  const found = await peersOfDataset({ dataset, period, request }, factorSets, store)
  const { peers, leftOut = [], ...rest } = await listPeers(found.given, against, factorSets)
  const all = [...found.leftOut, ...leftOut]
  return { peers, ...(all.length > 0 ? { leftOut: all } : {}), ...rest }
}

/** Of a saved city the last year that it states. */
async function readPeer(
  { pointer, value }: Given,
  factorSets: FactorSets,
  store: PeersStore,
): Promise<GivenPeer | { readonly faults: readonly Fault[] }> {
  if (typeof value === 'string' && !value.startsWith('est_')) {
    const last = (await store.listYears(value)).at(-1)
    if (last) return { pointer, request: ofNewestSet(checkedRequestOf(last)) }
  }
  if (namesDataset(value)) {
    const stated = await statedRequest(value, pointer, factorSets, store)
    return 'faults' in stated ? stated : { pointer, body: stated.request }
  }
  const found = await readGiven(pointer, value, factorSets, (id) => store.findEstimate(id))
  if (areFaults(found)) return { faults: found }
  return { pointer: found.pointer, request: found.saved ? ofNewestSet(found.request) : found.request }
}

/** What was saved with sets of its time is put on one basis with the others. */
function ofNewestSet({ factorSet: _, ...request }: EstimateRequest): EstimateRequest {
  return request
}
