import type { Quantity } from '../request/measure.ts'
import type { EstimateRequest } from './request-schema.ts'

/** A body of POST /v1/estimates, as JSON. */
export type RequestBody = Readonly<Record<string, unknown>>

/**
 * A checked request as a body that can be sent again: quantities as they were stated, what was left to a default
 * written out, empty lists left out. Reading it gives the same checked request, so the same estimate with the same id.
 */
export function toRequestBody(request: Partial<EstimateRequest>): RequestBody {
  const { factors, ...rest } = request
  const body: Record<string, unknown> = {}
  for (const [name, part] of Object.entries(rest))
    if (part !== undefined && !isEmptyList(part)) body[name] = asStated(part)
  // Own factors have a value and a unit as quantities do, and are stated as they are read.
  return factors === undefined ? body : { ...body, factors }
}

/** The request with its set where bodies have it, so that it reads the same whether the set was asked for or not. */
export const repeatedRequest = ({ city, period, ...rest }: EstimateRequest, factorSet: string): RequestBody =>
  toRequestBody({ city, period, ...Object.assign({ factorSet }, rest, { factorSet }) })

/** Any checked part of a body as it can be sent again. */
export function asStated(part: unknown): unknown {
  if (typeof part !== 'object' || part === null) return part
  if (Array.isArray(part)) return part.map(asStated)
  if (isQuantity(part)) return part.stated ?? part.text ?? part.value
  const stated: Record<string, unknown> = {}
  for (const name in part) {
    const field = (part as Record<string, unknown>)[name]
    if (field !== undefined) stated[name] = asStated(field)
  }
  return stated
}

const isEmptyList = (part: unknown): boolean => Array.isArray(part) && part.length === 0

/** Quantities and temperatures; no other object of a checked request, but for own factors, has these two fields. */
const isQuantity = (part: object): part is Quantity & { readonly stated?: unknown } =>
  'value' in part && typeof part.value === 'number' && 'unit' in part
