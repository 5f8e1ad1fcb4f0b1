import { z } from 'zod'
import { type Fault, isRefusal } from '../request/failure.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { isObject } from './names-dataset.ts'
import { type FindSaved, placeFaults, readRequest } from './part-of-body.ts'
import type { EstimateRequest } from './request-schema.ts'
import { checkedRequestOf, NOT_SAVED } from './saved-estimate.ts'

/** One of several estimates in a body: each is read by itself, so that each reports all its faults. */
export const givenEstimate = z
  .union([z.string().min(1).max(200), z.looseObject({})], {
    error: 'Give the id of a saved estimate, a request, or an estimate with its request.',
  })
  .meta({
    id: 'Compared',
    description:
      'The id of a saved estimate, a request of POST /v1/estimates (its demand may be of a dataset), or an answer to one.',
  })

/** What is told of an estimate as it was given out. */
interface FiledEstimate {
  readonly id: string
  readonly methodVersion: string
  readonly factorSet: { readonly id: string }
  readonly totals: {
    readonly co2e: { readonly value: number | null; readonly known?: { readonly value: number } }
  }
}

/** An estimate of a body, with its place there. */
export interface GivenEstimate {
  readonly pointer: string
  readonly request: EstimateRequest
  /** Undefined: it is estimated now. */
  readonly filed: FiledEstimate | undefined
  readonly saved: boolean
}

/** An estimate by its id, its request or its answer; or all its faults. */
export async function readGiven(
  pointer: string,
  value: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
): Promise<GivenEstimate | readonly Fault[]> {
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

export const areFaults = (read: GivenEstimate | readonly Fault[]): read is readonly Fault[] =>
  Array.isArray(read)

/** An estimate of a body with its place, not yet read. */
export interface Given {
  readonly pointer: string
  readonly value: unknown
}

/** The frame of a body, and the estimates in it. */
interface GivenFrame<Frame> {
  /** Undefined if it is faulty; the estimates are still returned, so that their faults are reported too. */
  readonly frame: Frame | undefined
  readonly given: readonly Given[]
  readonly faults: Fault[]
}

/**
 * A body of a list of estimates and some choices.
 *
 * @param list the name of the list in it
 * @throws {Failure} with what is wrong, if it is about persons or the list is too long to be read
 */
export function readGivenList<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  list: string,
  most: number,
): GivenFrame<z.output<Schema>> {
  const stated = isObject(body) ? body[list] : undefined
  const given = (Array.isArray(stated) ? stated : []).map((value: unknown, index) => ({
    pointer: `/${list}/${index}`,
    value,
  }))
  return readFrame(schema, body, given, most)
}

/** The same of estimates that were found in the body. */
export function readFrame<Schema extends z.ZodType>(
  schema: Schema,
  body: unknown,
  given: readonly Given[],
  most: number,
): GivenFrame<z.output<Schema>> {
  try {
    return { frame: readBody(schema, framed(body)), given, faults: [] }
  } catch (error) {
    if (!isRefusal(error)) throw error
    const isPersonal = error.faults.some(({ code }) => code === 'person-level-data')
    if (isPersonal || given.length > most) throw error
    const read = given.filter(({ value }) => typeof value === 'string' || isObject(value))
    return { frame: undefined, given: read, faults: [...error.faults] }
  }
}

/** A body with answers reduced to their requests: the ids and places in an answer are its own, and nobody's. */
function framed(body: unknown): unknown {
  if (!isObject(body)) return body
  const reduced = (value: unknown): unknown => (isDocument(value) ? { request: value.request } : value)
  return Object.fromEntries(
    Object.entries(body).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.map(reduced) : reduced(value),
    ]),
  )
}

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
