import { EstimateRefused, type Peers, peersOf } from '../../src/index.ts'
import { type Estimated, estimateQuestion, questionOf } from '../estimate/estimate.ts'
import { placeFaults, readRequest } from '../estimate/part-of-body.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'

export const MAX_PEERS = 400

/** A city in a list of peers, in t CO2e per inhabitant or g CO2e per vkm. */
export interface PeerRow {
  readonly per: Peers['per']
  readonly rank: number
  readonly city: string
  readonly country: string
  readonly period: string
  readonly value: number
  readonly lower: number
  readonly upper: number
  readonly unit: string
  readonly percentile: number
  readonly against: string
  readonly ratio: number
  readonly ratioLower: number
  readonly ratioUpper: number
  /** Whether the interval of the ratio leaves 1 out. */
  readonly isDifferent: boolean
  readonly coverage: string
}

const G_PER_KG = 1000

/**
 * Cities by CO2e per inhabitant and per vehicle-kilometre.
 *
 * @param given the body of each, with its place
 * @throws {Failure} with the faults of all at once
 */
export function listPeers(
  given: readonly { readonly pointer: string; readonly body: unknown }[],
  against: string | undefined,
  factorSets: FactorSets,
): readonly PeerRow[] {
  const faults: Fault[] = []
  const made: Estimated[] = []
  if (given.length < 2 || given.length > MAX_PEERS)
    faults.push({
      code: 'not-comparable',
      pointer: '',
      detail: `Peers are from 2 to ${MAX_PEERS} cities; ${given.length} ${given.length === 1 ? 'is' : 'are'} given.`,
    })
  for (const { pointer, body } of given.slice(0, MAX_PEERS)) {
    const read = readRequest(body, factorSets)
    if ('faults' in read) faults.push(...placeFaults(read.faults, pointer))
    else
      try {
        made.push(estimateQuestion(questionOf(read.request, factorSets)))
      } catch (error) {
        if (!(error instanceof EstimateRefused)) throw error
        faults.push(...placeFaults(error.refusals, pointer))
      }
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
  return (['inhabitant', 'vkm'] as const).flatMap((per) => {
    const found = peersOf(estimates, per, reference)
    return found ? rowsOf(found, made) : []
  })
}

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
    }
  })
}
