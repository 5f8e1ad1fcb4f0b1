import { EstimateRefused, type Peers, peersInSteps } from '../../src/index.ts'
import { type Estimated, estimateQuestion, questionOf } from '../estimate/estimate.ts'
import { placeFaults, readRequest } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { noteOf } from './peer-note.ts'
import { type LeftOut, MAX_PEERS, type PeerRow, type PeersAnswer } from './peers-schema.ts'
import { privacyOf } from './privacy.ts'

const G_PER_KG = 1000

/** A city among peers: its body as it was given, or its request where that was read before. */
export type GivenPeer = { readonly pointer: string } & (
  | { readonly body: unknown }
  | { readonly request: EstimateRequest }
)

/**
 * Cities by CO2e per inhabitant and per vehicle-kilometre. Others are answered in between.
 *
 * @param known faults of other cities, which are told with those of these
 * @throws {Failure} with the faults of all at once
 */
export const listPeers = (
  given: readonly GivenPeer[],
  against: string | undefined,
  factorSets: FactorSets,
  known: readonly Fault[] = [],
): Promise<PeersAnswer> => inTurns(peerRows(given, against, factorSets, known))

function* peerRows(
  given: readonly GivenPeer[],
  against: string | undefined,
  factorSets: FactorSets,
  known: readonly Fault[],
): Generator<undefined, PeersAnswer> {
  const faults: Fault[] = [...known]
  const made: Estimated[] = []
  if (known.length === 0 && (given.length < 2 || given.length > MAX_PEERS))
    faults.push({
      code: 'not-comparable',
      pointer: '',
      detail: `Peers are from 2 to ${MAX_PEERS} cities; ${given.length} ${given.length === 1 ? 'is' : 'are'} given.`,
    })
  for (const one of given.slice(0, MAX_PEERS)) {
    const { pointer } = one
    const read = 'request' in one ? one : readRequest(one.body, factorSets)
    if ('request' in read)
      try {
        made.push(estimateQuestion(questionOf(read.request, factorSets)))
      } catch (error) {
        if (!(error instanceof EstimateRefused)) throw error
        faults.push(...placeFaults(error.refusals, pointer))
      }
    else faults.push(...placeFaults(read.faults, pointer))
    yield undefined
  }
  const names = made.map(({ request }) => request.city.name)
  if (known.length === 0 && against !== undefined && !names.includes(against))
    faults.push({
      code: 'invalid-field',
      parameter: 'against',
      detail: 'No such city is given.',
      candidates: names,
    })
  if (faults.length > 0) throw refusal(faults)
  const reference = against === undefined ? undefined : names.indexOf(against)
  const estimates = made.map(({ estimate }) => estimate)
  const found = yield* peersInSteps(estimates, reference)
  requireMeasures(found, made)
  const rows = found.flatMap((one): readonly PeerRow[] => rowsOf(one, made))
  const without = made.filter(
    (one) => !found.some(({ peers }) => peers.some(({ index }) => made[index] === one)),
  )
  return {
    peers: rows,
    ...(without.length > 0 ? { leftOut: without.map(withoutFigure) } : {}),
    ...privacyOf(made.map(({ request }) => request)),
  }
}

/** @throws {Failure} if the city that all are counted over emits nothing */
function requireMeasures(found: readonly Peers[], made: readonly Estimated[]): void {
  const nothing = found.flatMap(({ reference, peers }) =>
    peers.some(({ index, value }) => index === reference && value === 0)
      ? [(made[reference] as Estimated).request.city.name]
      : [],
  )
  const faults = [...new Set(nothing)].map(
    (city): Fault => ({
      code: 'not-comparable',
      parameter: 'against',
      detail: `${city} emits nothing, so that no city can be counted over it. Name another with against.`,
    }),
  )
  if (faults.length > 0) throw refusal(faults)
}

/** Nothing to divide by: of litres, say, and of a city whose inhabitants nobody states. */
const withoutFigure = ({ request: { city } }: Estimated): LeftOut => ({
  city: city.name,
  reason: 'It has no figure that a second city has, too: state city.population, or vehicle-kilometres.',
  codes: city.population === undefined ? ['population-missing'] : [],
})

function rowsOf({ per, reference, peers }: Peers, made: readonly Estimated[]): readonly PeerRow[] {
  const [scale, unit] = per === 'inhabitant' ? [T_PER_KG, 't CO2e/person'] : [G_PER_KG, 'g CO2e/vkm']
  return peers.map(({ index, value, interval, rank, percentile, ratio, ratioInterval }): PeerRow => {
    const { request, coverage } = made[index] as Estimated
    return {
      per,
      rank,
      city: request.city.name,
      country: request.city.country,
      period: request.period,
      value: value * scale,
      lower: interval.lower * scale,
      upper: interval.upper * scale,
      unit,
      percentile,
      against: (made[reference] as Estimated).request.city.name,
      ratio,
      ratioLower: ratioInterval.lower,
      ratioUpper: ratioInterval.upper,
      isDifferent: ratioInterval.lower > 1 || ratioInterval.upper < 1,
      coverage: coverage.sentence,
      ...noteOf(request),
    }
  })
}
