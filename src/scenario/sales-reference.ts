import type { Notice } from '../issues/issue.ts'
import type { Mode } from '../vocabulary.ts'
import type { StatedReference } from './lever.ts'
import { type PathPoint, pathValue } from './ramp.ts'
import type { ScenarioRecords } from './records.ts'
import type { ReferenceFrame } from './reference.ts'

/** The sales of a powertrain as a caller states them or as they are adopted; before its first year as in the base year. */
export interface SalesReference {
  readonly mode: Mode
  readonly powertrain: string
  /** Where a refusal of it would point. */
  readonly pointer: string
  readonly shareIn: (year: number, base: number) => number
  readonly recordId?: string
}

export interface SalesReferences {
  readonly sales: readonly SalesReference[]
  readonly notices: readonly Notice[]
}

/** What nobody states of the sales of a mode is as adopted: a share of sales, else a mean of what is sold. */
export function salesReferences(
  { sales = [] }: StatedReference,
  frame: ReferenceFrame,
  modes: ReadonlySet<string>,
  { mandates, standards }: ScenarioRecords,
): SalesReferences {
  const stated = sales.map(
    ({ mode, powertrain, path, pointer }): SalesReference => ({
      mode,
      powertrain,
      pointer,
      shareIn: (year, base) => {
        const [first] = path
        const begins = first && first.year > frame.baseYear
        return pathValue(begins ? [{ year: frame.baseYear, value: base }, ...path] : path, year)
      },
    }),
  )
  const isOpen = (
    { countries, mode, points }: (typeof standards)[number],
    known: readonly { readonly mode: Mode }[],
  ): boolean =>
    countries.includes(frame.country) &&
    modes.has(mode) &&
    (points[0]?.year ?? 0) <= frame.until &&
    !known.some((one) => one.mode === mode)
  const adopted = mandates.filter((one) => isOpen(one, sales))
  const bounded = standards.filter((one) => isOpen(one, [...sales, ...adopted]))
  return {
    sales: [
      ...stated,
      ...adopted.map(
        ({ id, mode, powertrain, points }): SalesReference => ({
          mode,
          powertrain,
          pointer: adoptedPointer(mode),
          recordId: id,
          shareIn: (year, base) =>
            year < (points[0]?.year ?? 0) ? base : Math.max(base, pathValue(points, year)),
        }),
      ),
      ...bounded.map(
        ({ id, mode, points }): SalesReference => ({
          mode,
          powertrain: 'electric',
          pointer: adoptedPointer(mode),
          recordId: id,
          shareIn: (year, base) => electricShare(points, frame.baseYear, year, base),
        }),
      ),
    ],
    notices: [
      ...adopted.map(
        ({ id, mode, points }): Notice => ({
          code: 'reference-published',
          pointer: '/reference/sales',
          records: [id],
          detail: `Sales of ${mode} follow what was adopted for ${points[0]?.year} to ${points.at(-1)?.year}; later changes of the law are not checked.`,
        }),
      ),
      ...bounded.map(
        ({ id, mode, points }): Notice => ({
          code: 'reference-published',
          pointer: '/reference/sales',
          records: [id],
          detail: `Sales of ${mode} meet the CO2 standard that was adopted for ${points[0]?.year} to ${points.at(-1)?.year}, by electric vehicles alone; later changes of the law are not checked.`,
        }),
      ),
    ],
  }
}

/** Of what is adopted: apart for each mode, so that a refusal of its vehicles is known to be of it. */
const adoptedPointer = (mode: Mode): string => `/reference/adopted/${mode}`
const isAdopted = ({ pointer }: { readonly pointer: string }): boolean =>
  pointer.startsWith('/reference/adopted/')

/**
 * The share of sales without emissions at which the mean of all that is sold meets a standard, when the others stay as they
 * are: 1 − (1 − share of the base year) · (1 − reduction) ÷ (1 − reduction of the base year).
 */
function electricShare(points: readonly PathPoint[], baseYear: number, year: number, base: number): number {
  const left = (of: number): number => 1 - (points.findLast((point) => point.year <= of)?.value ?? 0)
  const [before, now] = [left(baseYear), left(year)]
  return before > 0 ? 1 - (1 - base) * (now / before) : 1
}

/** Without what is adopted of modes whose electric vehicles the factor set cannot estimate. */
export function withoutRefused(
  { sales, notices }: SalesReferences,
  pointers: readonly string[],
): SalesReferences {
  const isRefused = (one: SalesReference): boolean =>
    isAdopted(one) &&
    pointers.some((pointer) => pointer === one.pointer || pointer.startsWith(`${one.pointer}/`))
  const refused = sales.filter(isRefused)
  const ids = new Set(refused.map(({ recordId }) => recordId))
  return {
    sales: sales.filter((one) => !isRefused(one)),
    notices: [
      ...notices.filter(({ records = [] }) => !records.some((id) => ids.has(id))),
      ...refused.map(
        ({ mode, recordId = '' }): Notice => ({
          code: 'reference-flat',
          pointer: '/reference/sales',
          records: [recordId],
          detail: `The factor set has no electric vehicles of ${mode}, so the sales of ${mode} stay as in the base year, whatever was adopted.`,
        }),
      ),
    ],
  }
}
