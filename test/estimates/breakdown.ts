import type { Sum } from '../../api/estimate/figure-schema.ts'
import { knownOf } from '../../api/estimate/figure-schema.ts'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'

export const BREAKDOWNS = ['bySubSector', 'bySector', 'byMode', 'byScope', 'byCarrier', 'byFlow'] as const

export const GASES = ['co2e', 'co2', 'ch4', 'n2o', 'biogenicCo2'] as const
export const AMOUNTS = [
  'wellToTank',
  'energy',
  'vehicleDistance',
  'passengerDistance',
  'tonneDistance',
] as const

/** Of rounding alone. */
const CLOSE = 1e-9

type Sums = Readonly<Record<(typeof GASES)[number] | (typeof AMOUNTS)[number], Sum | null>>

/** Every breakdown of a result that does not come to its total, in words. */
export function sumFaults(result: EstimateResult): readonly string[] {
  return BREAKDOWNS.flatMap((list) => {
    const parts: readonly Sums[] = result[list]
    // Energy, distances and well-to-tank emissions have no scope, and are null there.
    const names = list === 'byScope' ? GASES : [...GASES, ...AMOUNTS]
    return names.flatMap((name) => {
      const figures = parts.map((part) => part[name])
      const silent = figures.some((figure) => figure?.value === null && figure.reason === '')
      if (silent) return [`${list} ${name}: null without a reason`]
      const total = known(result.totals[name])
      // What is null with a reason and has no known part claims nothing.
      if (figures.length > 0 && figures.every((figure) => figure?.value === null && !figure.known)) return []
      const sum = figures.reduce((of, figure) => of + known(figure), 0)
      return Math.abs(sum - total) > CLOSE * Math.abs(total) ? [`${list} ${name}: ${sum} of ${total}`] : []
    })
  })
}

const known = (figure: Sum | null): number => knownOf(figure)?.value ?? 0

/** Every interval anywhere in an answer that does not hold its value, by its place. */
export function intervalFaults(answer: unknown, place = ''): readonly string[] {
  if (typeof answer !== 'object' || answer === null) return []
  const faults = Object.entries(answer).flatMap(([key, part]) =>
    // What a request states and what a record holds is not ours.
    key === 'request' ? [] : intervalFaults(part, `${place}/${key}`),
  )
  const { value, lower, upper } = answer as Readonly<Record<string, unknown>>
  if (typeof value !== 'number' || typeof lower !== 'number' || typeof upper !== 'number') return faults
  return lower <= value && value <= upper ? faults : [...faults, `${place}: ${value} in ${lower} to ${upper}`]
}
