import { EstimateRefused, type Peers, peersInSteps } from '../../src/index.ts'
import { type Estimated, estimateQuestion, questionOf } from '../estimate/estimate.ts'
import { placeFaults, readRequest } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { type Fault, refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { noteOf } from './peer-note.ts'
import { MAX_PEERS, type PeerRow, type PeersAnswer } from './peers-schema.ts'
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
 * @throws {Failure} with the faults of all at once
 */
export const listPeers = (
  given: readonly GivenPeer[],
  against: string | undefined,
  factorSets: FactorSets,
): Promise<Omit<PeersAnswer, 'leftOut'>> => inTurns(peerRows(given, against, factorSets))

function* peerRows(
  given: readonly GivenPeer[],
  against: string | undefined,
  factorSets: FactorSets,
): Generator<undefined, Omit<PeersAnswer, 'leftOut'>> {
  const faults: Fault[] = []
  const made: Estimated[] = []
  if (given.length < 2 || given.length > MAX_PEERS)
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
  if (against !== undefined && !names.includes(against))
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
  const rows = found.flatMap((one): readonly PeerRow[] => rowsOf(one, made))
  return { peers: rows, ...privacyOf(made.map(({ request }) => request)) }
}

function rowsOf({ per, reference, peers }: Peers, made: readonly Estimated[]): readonly PeerRow[] {
  const [scale, unit] = per === 'inhabitant' ? [T_PER_KG, 't CO2e/person'] : [G_PER_KG, 'g CO2e/vkm']
  return peers.map(({ index, value, interval, rank, percentile, ratio, ratioInterval }): PeerRow => {
    const { request, coverage } = made[index] as Estimated
    const note = noteOf(request)
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
      ...(note === undefined ? {} : { note }),
    }
  })
}
