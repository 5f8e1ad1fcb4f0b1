import {
  areFaults,
  type GivenEstimate,
  readFrame,
  readGiven,
  readGivenList,
} from '../estimate/given-estimate.ts'
import type { FindSaved } from '../estimate/part-of-body.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
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
): Promise<ComparedMembers> {
  const { frame, given, faults } = frameOf(body)
  const per = frame?.per
  const members: ComparedMember[] = []
  for (const { pointer, value } of given) {
    if (faults.some((fault) => fault.pointer === pointer)) continue
    const read = await readGiven(pointer, value, factorSets, findSaved)
    if (areFaults(read)) faults.push(...read)
    else members.push(read)
  }
  faults.push(...faultsBetween(members, per))
  if (faults.length > 0) throw refusal(faults)
  return { members, per }
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

export const isOneCity = (members: readonly Pick<ComparedMember, 'request'>[]): boolean =>
  members.every(
    ({ request: { city } }) =>
      city.name === members[0]?.request.city.name && city.country === members[0].request.city.country,
  )

/** Two areas of one city that differ by more are two boundaries. */
const MAX_AREA_STEP = 0.01

/** What two estimates need so that they can be compared. */
function faultsBetween(members: readonly ComparedMember[], per: ComparedMembers['per']): readonly Fault[] {
  const oneCity = isOneCity(members)
  return members.slice(1).flatMap((after, index): Fault[] => {
    const before = members[index] as ComparedMember
    const faults: Fault[] = []
    const [from, to] = [before, after].map(({ request }) => request)
    if (!from || !to) return faults
    const fault = (place: string, detail: string): void => {
      faults.push({ code: 'not-comparable', pointer: `${after.pointer}${place}`, detail })
    }
    if (from.period.length !== to.period.length)
      fault(
        '/period',
        `A month and a year cannot be compared: ${from.period} comes before. Send two years or two months.`,
      )
    else if (oneCity && from.period > to.period)
      fault(
        '/period',
        `Years go forward: ${from.period} comes before ${to.period} here. Send the earlier one first.`,
      )
    else if (oneCity && members.length > 2 && from.period === to.period)
      fault('/period', `A series has each period once; ${to.period} is there twice.`)
    if (!oneCity && members.length > 2 && from.city.name !== to.city.name)
      fault('/city/name', 'A series is of one city. Compare two cities with from and to.')
    const [areaBefore, areaAfter] = [from.city.area?.value, to.city.area?.value]
    const isOther =
      areaBefore !== undefined &&
      areaAfter !== undefined &&
      Math.abs(areaAfter / areaBefore - 1) > MAX_AREA_STEP
    if (oneCity && isOther && per !== 'inhabitant')
      fault(
        '/city/area',
        `The area of the city went from ${areaBefore} to ${areaAfter} km². State both years within one boundary, or compare with per: "inhabitant".`,
      )
    return faults
  })
}
