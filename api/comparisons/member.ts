import { type FindSaved, placeFaults, readRequest } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf, NOT_SAVED } from '../estimate/saved-estimate.ts'
import { type Fault, isRefusal, refusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { MAX_COMPARED, pairFrame, seriesFrame } from './schema.ts'

/** What a comparison needs of an estimate as it was given out. */
export interface FiledEstimate {
  readonly id: string
  readonly methodVersion: string
  readonly factorSet: { readonly id: string }
  readonly totals: {
    readonly co2e: { readonly value: number | null; readonly known?: { readonly value: number } }
  }
}

/** One of the estimates that are compared, with its place in the body. */
export interface ComparedMember {
  readonly pointer: string
  readonly request: EstimateRequest
  /** Undefined: it is estimated now. */
  readonly filed: FiledEstimate | undefined
  readonly saved: boolean
}

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
  const { given, per, faults } = readFrame(body)
  const members: ComparedMember[] = []
  for (const { pointer, value } of given) {
    if (faults.some((fault) => fault.pointer === pointer)) continue
    const read = await readMember(pointer, value, factorSets, findSaved)
    if (Array.isArray(read)) faults.push(...read)
    else members.push(read as ComparedMember)
  }
  faults.push(...faultsBetween(members, per))
  if (faults.length > 0) throw refusal(faults)
  return { members, per }
}

interface Given {
  readonly pointer: string
  readonly value: unknown
}

/** Each estimate with its place. If the frame is faulty, they are still returned, so that their faults are reported too. */
function readFrame(body: unknown): { given: readonly Given[]; per: ComparedMembers['per']; faults: Fault[] } {
  const { from, to, series } = (body ?? {}) as Readonly<Record<string, unknown>>
  const isSeries = series !== undefined
  const given: readonly Given[] = isSeries
    ? (Array.isArray(series) ? series : []).map((value: unknown, index) => ({
        pointer: `/series/${index}`,
        value,
      }))
    : [
        { pointer: '/from', value: from },
        { pointer: '/to', value: to },
      ]
  try {
    const { per } = isSeries ? readBody(seriesFrame, framed(body)) : readBody(pairFrame, framed(body))
    return { given, per, faults: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const isPersonal = error.faults.some(({ code }) => code === 'person-level-data')
    if (isPersonal || given.length > MAX_COMPARED) throw error
    const read = given.filter(({ value }) => typeof value === 'string' || isObject(value))
    return { given: read, per: undefined, faults: [...error.faults] }
  }
}

/** A body with answers reduced to their requests: the ids and places in an answer are its own, and nobody's. */
function framed(body: unknown): unknown {
  if (!isObject(body)) return body
  const reduced = (value: unknown): unknown => (isDocument(value) ? { request: value.request } : value)
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      name === 'series' && Array.isArray(value) ? value.map(reduced) : reduced(value),
    ]),
  )
}

async function readMember(
  pointer: string,
  value: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<ComparedMember | readonly Fault[]> {
  if (typeof value === 'string') {
    const saved = await findSaved(value)
    if (!saved) return [{ code: 'estimate-unknown', pointer, detail: NOT_SAVED }]
    return {
      pointer,
      request: { ...checkedRequestOf(saved), factorSet: saved.factorSet },
      filed: JSON.parse(saved.result) as FiledEstimate,
      saved: true,
    }
  }
  const document = isDocument(value) ? value : undefined
  const read = readRequest(document?.request ?? value, factorSets)
  const at = document ? `${pointer}/request` : pointer
  if ('faults' in read) return placeFaults(read.faults, at)
  return { pointer: at, request: read.request, filed: document, saved: false }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** Whether an answer to an estimate was given, with enough of it to compare. */
function isDocument(value: unknown): value is FiledEstimate & { readonly request: unknown } {
  if (!isObject(value) || !isObject(value['request']) || !isObject(value['totals'])) return false
  const { id, methodVersion, factorSet, totals } = value
  const { co2e } = totals as { readonly co2e?: unknown }
  const known = isObject(co2e) && (typeof co2e['value'] === 'number' || isObject(co2e['known']))
  return (
    typeof id === 'string' &&
    typeof methodVersion === 'string' &&
    isObject(factorSet) &&
    typeof factorSet['id'] === 'string' &&
    known
  )
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
