import { isObject } from '../form/to-request.ts'
import type { LinkedRequest, Work } from '../link/work-link.ts'

/** A year of a link, with its place in it: −1 is the request itself. */
export interface LinkedYear extends LinkedRequest {
  readonly period: string
  readonly at: number
}

/** The years of a link, in order. */
export function yearsIn({ request, beside = [] }: Work): readonly LinkedYear[] {
  const first = isObject(request) ? [{ request, at: -1 }] : []
  return [...first, ...beside.map((one, at) => ({ ...one, at }))]
    .map((one) => ({ ...one, period: String(one.request['period'] ?? '') }))
    .sort((one, other) => (one.period < other.period ? -1 : one.period > other.period ? 1 : 0))
}

/** A link with a year more, or with one in place of another. */
export function withYear(work: Work, year: LinkedRequest, at: number | undefined): Work {
  if (at === -1) return { ...work, request: year.request, total: undefined }
  const beside = [...(work.beside ?? [])]
  beside.splice(at ?? beside.length, at === undefined ? 0 : 1, year)
  return { ...work, beside }
}

/** A link without a year; the first of the others takes the place of the request itself. */
export function withoutYear(work: Work, at: number): Work {
  const beside = [...(work.beside ?? [])]
  if (at >= 0) return { ...work, beside: beside.filter((_, index) => index !== at) }
  const [next, ...others] = beside
  return next ? { ...work, request: next.request, beside: others, total: undefined } : work
}
