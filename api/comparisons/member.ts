import type { RefusedParts } from '../demand/stated-request.ts'
import { estimateRefusals } from '../estimate/estimate-refusals.ts'
import {
  areFaults,
  type GivenEstimate,
  readFrame,
  readGiven,
  readGivenList,
} from '../estimate/given-estimate.ts'
import type { FindSaved } from '../estimate/part-of-body.ts'
import { refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { faultsBetween, type Outline, outlineGiven, outlineOf } from './faults-between.ts'
import { MAX_COMPARED, pairFrame, seriesFrame } from './schema.ts'

/** One of the estimates that are compared, with its place in the body. */
export type ComparedMember = GivenEstimate

export interface ComparedMembers {
  readonly members: readonly ComparedMember[]
  readonly per: 'city' | 'inhabitant' | undefined
}

/**
 * The estimates of a body, in order.
 *
 * @throws {Failure} with the faults of all of them, and those between them, at once
 */
export async function readMembers(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
  refused: RefusedParts = new Map(),
): Promise<ComparedMembers> {
  const { frame, given, faults } = frameOf(body)
  const per = frame ? frame.per : statedPer(body)
  const members: ComparedMember[] = []
  const outlines: Outline[] = []
  for (const { pointer, value } of given) {
    if (faults.some((fault) => fault.pointer === pointer)) continue
    const read = refused.get(pointer) ?? (await readGiven(pointer, value, factorSets, findSaved))
    if (areFaults(read)) faults.push(...read)
    else members.push(read)
    const outline = areFaults(read) ? outlineGiven(pointer, value) : outlineOf(read)
    if (outline) outlines.push(outline)
  }
  faults.push(...faultsBetween(outlines, given.length > 2, per))
  if (faults.length === 0) return { members, per }
  const last = members.length === given.length ? members.at(-1) : undefined
  const common = last && factorSets.get(last.request.factorSet).content.id
  throw refusal([...faults, ...(await estimateRefusals(members, common, factorSets))])
}

/** Each estimate with its place. If the frame is faulty, they are still returned, so that their faults are reported too. */
function frameOf(body: unknown) {
  const { from, to, series } = (body ?? {}) as Readonly<Record<string, unknown>>
  if (series !== undefined) return readGivenList(seriesFrame, body, 'series', MAX_COMPARED)
  const pair = [
    { pointer: '/from', value: from },
    { pointer: '/to', value: to },
  ]
  return readFrame(pairFrame, body, pair, MAX_COMPARED)
}

const statedPer = (body: unknown): ComparedMembers['per'] =>
  (body as { readonly per?: unknown } | null)?.per === 'inhabitant' ? 'inhabitant' : undefined

export const isOneCity = (members: readonly Pick<ComparedMember, 'request'>[]): boolean =>
  members.every(
    ({ request: { city } }) =>
      city.name === members[0]?.request.city.name && city.country === members[0].request.city.country,
  )
