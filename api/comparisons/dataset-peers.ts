import { getDataset, isOpen } from '../demand/city-facts.ts'
import { statedRequest } from '../demand/stated-request.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { Dataset } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import type { GivenPeer } from './peers.ts'
import { type LeftOut, MAX_PEERS, type PeersRequest } from './peers-schema.ts'

/** The cities of a dataset in a period, each with the rows that the dataset gives out of it. */
interface DatasetPeers {
  readonly given: readonly (GivenPeer & { readonly body: unknown })[]
  /** The cities that cannot be estimated, and why. */
  readonly leftOut: readonly LeftOut[]
}

/** What all cities of a dataset are asked for. */
interface DatasetAsked extends Pick<PeersRequest, 'request'> {
  readonly dataset: string
  readonly period: string
}

/**
 * A request for each city of a dataset. A city that cannot be estimated does not hide the others.
 *
 * @throws {Failure} if there is no such dataset, or with the faults of all cities if none can be estimated
 */
export async function peersOfDataset(
  asked: DatasetAsked,
  factorSets: FactorSets,
  store: ActivityStore,
): Promise<DatasetPeers> {
  const dataset = await getDataset(asked.dataset, { pointer: '/dataset' }, store)
  const cities = await citiesOf(dataset, asked.period, store)
  if (cities.length > MAX_PEERS) throw tooMany(cities.length)
  const given: { pointer: string; body: unknown }[] = []
  const leftOut: LeftOut[] = []
  const faults: Fault[] = []
  for (const city of cities) {
    const body = await bodyOf(city, dataset, asked, store)
    const stated = await stateCity(body, factorSets, store)
    if ('request' in stated) given.push({ pointer: REQUEST, body: stated.request })
    else {
      faults.push(...stated.faults)
      leftOut.push({
        city: body.city.name,
        reason: stated.faults.map(({ detail }) => detail).join(' '),
        codes: [...new Set(stated.faults.map(({ code }) => code))],
      })
    }
  }
  if (given.length === 0 && faults.length > 0) throw refusal(distinct(faults))
  return { given, leftOut }
}

/** Where faults stand that all cities have. */
const REQUEST = '/request'

/** Of a dataset that is not openly published, the cities that its releases told of, whatever the period. */
async function citiesOf(dataset: Dataset, period: string, store: ActivityStore): Promise<readonly string[]> {
  const { id } = dataset
  const named = isOpen(dataset)
    ? (await store.publishedFacts({ dataset: id, from: period, to: period, by: ['city'] })).flatMap(
        ({ city }) => city ?? [],
      )
    : await store.listReleasedCities(id)
  return [...named].sort()
}

interface CityBody {
  readonly city: { readonly name: string; readonly country: string; readonly population?: number }
  readonly [field: string]: unknown
}

/** The inhabitants are those of the period; of no year they are those of another. */
async function bodyOf(
  id: string,
  { country }: Dataset,
  { dataset, period, request = {} }: DatasetAsked,
  store: ActivityStore,
): Promise<CityBody> {
  const saved = await store.findCity(id)
  const population = saved?.population[period.slice(0, 4)]
  return {
    ...request,
    city: {
      name: saved?.name ?? id,
      country: saved?.country ?? country,
      ...(population === undefined ? {} : { population }),
    },
    period,
    demand: { ...(request['demand'] as object | undefined), dataset, city: id },
  }
}

/** A city whose figure per inhabitant may not be given out still has one per vehicle-kilometre. */
async function stateCity(body: CityBody, factorSets: FactorSets, store: ActivityStore) {
  const stated = await statedRequest(body, REQUEST, factorSets, store)
  const isTooFine =
    'faults' in stated &&
    stated.faults.every(({ code, pointer }) => code === 'release-too-fine' && pointer === POPULATION)
  if (!isTooFine) return stated
  const { population: _, ...city } = body.city
  return statedRequest({ ...body, city }, REQUEST, factorSets, store)
}

const POPULATION = `${REQUEST}/city/population`

function distinct(faults: readonly Fault[]): readonly Fault[] {
  return [...new Map(faults.map((fault) => [JSON.stringify(fault), fault])).values()]
}

function tooMany(cities: number) {
  return refusal([
    {
      code: 'not-comparable',
      pointer: '/dataset',
      detail: `Peers are at most ${MAX_PEERS} cities; the dataset has ${cities}.`,
    },
  ])
}
