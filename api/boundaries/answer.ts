import {
  type Allocation,
  type Boundaries,
  type BoundaryFigure,
  type Bounds,
  METHOD_VERSION,
  type Side,
  splitOf,
} from '../../src/index.ts'
import type { CoverageView } from '../estimate/coverage-schema.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { figureWriter } from '../estimate/figure-answer.ts'
import type { Figure } from '../estimate/figure-schema.ts'
import { toNotEstimated } from '../estimate/result-answer.ts'
import { T_PER_KG } from '../estimate/scale.ts'
import type { BoundariesDocument } from './schema.ts'

/**
 * Allocations side by side as callers see them: in tonnes, nothing rounded.
 *
 * @param coverageOfSide of each side
 * @param intervals by figure; undefined if the request switched uncertainty off
 */
export function toBoundaries(
  { id, set, base, request }: Estimated,
  { sides, bridges }: Boundaries,
  coverageOfSide: (allocation: Allocation) => CoverageView,
  unavailable: readonly Side[],
  intervals: ReadonlyMap<string, Bounds> | undefined,
): BoundariesDocument {
  const write = figureWriter(intervals)
  const co2e = ({ id: name, co2eKg }: BoundaryFigure): Figure =>
    write(name, co2eKg * T_PER_KG, T_PER_KG, 't CO2e')
  const { city, uncertainty } = base.input
  const method = uncertainty?.method ?? 'propagation'
  return {
    estimate: id,
    methodVersion: METHOD_VERSION,
    factorSet: { id: set.content.id, digest: set.content.digest },
    city: { name: city.name, country: city.country },
    period: request.period,
    gwp: base.gwp.set,
    transboundarySplit: splitOf(base.input),
    uncertainty: { method, ...(method === 'none' ? {} : { level: 0.95 as const }) },
    sides: sides.map(({ allocation, total, basic, basicPlus, byScope, bySubSector, notEstimated }) => ({
      allocation,
      co2e: co2e(total),
      basic: co2e(basic),
      basicPlus: co2e(basicPlus),
      coverage: coverageOfSide(allocation),
      complete: notEstimated.length === 0,
      byScope: byScope.map(({ scope, figure }) => ({ scope, co2e: co2e(figure) })),
      bySubSector: bySubSector.map(({ figure, ...row }) => ({ ...row, co2e: co2e(figure) })),
      notEstimated: notEstimated.map(toNotEstimated),
    })),
    bridges: bridges.map(({ from, to, steps }) => {
      const most = Math.max(...sides.map(({ total }) => total.co2eKg)) * T_PER_KG
      const made = steps.map(({ figure, ...step }) => ({ ...step, co2e: withoutNoise(co2e(figure), most) }))
      return { from, to, steps: made.filter(({ co2e: of }) => !isNothing(of)) }
    }),
    notAvailable: unavailable.map(({ allocation, notEstimated }) => ({
      allocation,
      missing: [...new Set(notEstimated.flatMap(({ missing }) => missing))],
    })),
  }
}

/** Equal sums may differ this much in floating point, as a share of the largest total. */
const NOISE = 1e-12

/** Makes the difference of equal sums exactly 0. */
function withoutNoise({ unit, ...numbers }: Figure, most: number): Figure {
  const clean = (value: number): number => (Math.abs(value) <= NOISE * most ? 0 : value)
  const { value, lower, upper } = numbers
  return {
    value: clean(value),
    unit,
    ...(lower === undefined || upper === undefined ? {} : { lower: clean(lower), upper: clean(upper) }),
  }
}

const isNothing = ({ value, lower = 0, upper = 0 }: Figure): boolean =>
  value === 0 && lower === 0 && upper === 0
