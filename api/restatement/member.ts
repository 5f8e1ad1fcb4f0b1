import { EstimateRefused, type Refusal } from '../../src/index.ts'
import { estimateQuestion, questionOf } from '../estimate/estimate.ts'
import { type FindSaved, placeFaults, readRequest, unknownSet } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf, NOT_SAVED } from '../estimate/saved-estimate.ts'
import { type Fault, isFailure, isRefusal, refusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { SavedEstimate } from '../store/store.ts'
import { MAX_ESTIMATES, type RestatementFrame, restatementFrame } from './schema.ts'

/** An estimate of a series: its request, and its saved result if there is one. */
export interface Member {
  readonly pointer: string
  readonly request: EstimateRequest
  readonly saved?: SavedEstimate
}

/**
 * The estimates of a body, and the basis to recompute them on.
 *
 * @throws {Failure} with the faults of every estimate at once, each with its place in the body
 */
export async function readMembers(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<{ readonly members: readonly Member[]; readonly chosen: RestatementFrame['with'] }> {
  const { frame, faults } = readFrame(body)
  const members: Member[] = []
  for (const [index, given] of frame.estimates.entries()) {
    const pointer = `/estimates/${index}`
    if (faults.some((fault) => fault.pointer === pointer)) continue
    if (typeof given === 'string') {
      const saved = await findSaved(given)
      if (saved) members.push({ pointer, request: checkedRequestOf(saved), saved })
      else faults.push({ code: 'estimate-unknown', pointer, detail: NOT_SAVED })
    } else {
      const read = readRequest(given, factorSets)
      if ('request' in read) members.push({ pointer, request: read.request })
      else faults.push(...placeFaults(read.faults, pointer))
    }
  }
  faults.push(...faultsOfSeries(members), ...setFaults(frame.with, factorSets))
  if (faults.length > 0) throw refusal(faults)
  return { members: inOrder(members), chosen: frame.with }
}

/** The frame of a body. If it is faulty, its estimates are still returned, so that their faults are reported too. */
function readFrame(body: unknown): { readonly frame: RestatementFrame; readonly faults: Fault[] } {
  try {
    return { frame: readBody(restatementFrame, body), faults: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const { faults } = error
    const { estimates } = (body ?? {}) as { estimates?: unknown }
    const isPersonal = faults.some(({ code }) => code === 'person-level-data')
    if (isPersonal || !Array.isArray(estimates) || estimates.length > MAX_ESTIMATES) throw error
    return { frame: { estimates }, faults: [...faults] }
  }
}

const setFaults = (chosen: RestatementFrame['with'], factorSets: FactorSets): readonly Fault[] =>
  unknownSet(chosen?.factorSet, factorSets, '/with/factorSet')

export const yearOf = ({ request }: Pick<Member, 'request'>): number => Number(request.period.slice(0, 4))

const inOrder = (members: readonly Member[]): readonly Member[] =>
  members.toSorted((a, b) => yearOf(a) - yearOf(b))

/** A series needs years of one city, each once, and no months. */
function faultsOfSeries(members: readonly Member[]): readonly Refusal[] {
  const seen = new Set<number>()
  const country = members[0]?.request.city.country
  return members.flatMap((member): Refusal[] => {
    const { pointer, request } = member
    const faults: Refusal[] = []
    if (request.period.length > 4) {
      const detail = 'A series needs whole years; this estimate is for a month.'
      faults.push({ code: 'series-mixed', pointer: `${pointer}/period`, detail })
    }
    if (request.city.country !== country) {
      const detail = `All estimates must be for one country: the first is for ${country}, this one for ${request.city.country}.`
      faults.push({ code: 'series-mixed', pointer: `${pointer}/city/country`, detail })
    }
    const year = yearOf(member)
    if (seen.has(year) && request.period.length === 4) {
      const detail = `Each year may have only one estimate: there is one for ${year} above.`
      faults.push({ code: 'duplicate-row', pointer, detail })
    }
    seen.add(year)
    return faults
  })
}

/** Estimates a member again as it was filed; undefined if its set or method version is missing here, or refuses it now. */
export function madeAgain({ request, saved }: Member, factorSets: FactorSets) {
  try {
    const question = questionOf(request, factorSets)
    return saved && question.id !== saved.id ? undefined : estimateQuestion(question)
  } catch (error) {
    if (isFailure(error, 'unknown-factor-set') || (saved && error instanceof EstimateRefused))
      return undefined
    throw error
  }
}
