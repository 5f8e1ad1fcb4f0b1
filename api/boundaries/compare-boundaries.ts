import {
  type Allocation,
  boundariesOf,
  coverageOf,
  givesAnything,
  type Side,
  sidesOf,
} from '../../src/index.ts'
import { intervalsAsAsked, type Simulate } from '../draws/simulate.ts'
import { type CoverageView, toCoverage } from '../estimate/coverage-schema.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { toBoundaries } from './answer.ts'
import type { BoundariesDocument } from './schema.ts'

/**
 * One city under every allocation that its data allow, with the steps that connect them; the same for HTTP and shell.
 */
export async function boundariesDocumentOf(made: Estimated, simulate: Simulate): Promise<BoundariesDocument> {
  const sides = sidesOf(made.base, made.set)
  const [first, ...others] = sides.filter(givesAnything)
  const unavailable = sides.filter((side: Side) => !givesAnything(side))
  if (!first) throw new Error('There is an estimate, but no allocation gives a figure.')
  const boundaries = boundariesOf([first, ...others])
  const intervals = await intervalsAsAsked(boundaries.source, boundaries.sums, simulate)
  const coverages = new Map(
    [first, ...others].map(({ allocation, estimate, notEstimated }) => [
      allocation,
      toCoverage(coverageOf(estimate, notEstimated)),
    ]),
  )
  const coverageOfSide = (allocation: Allocation): CoverageView => {
    const found = coverages.get(allocation)
    if (!found) throw new Error(`No side has the allocation ${allocation}.`)
    return found
  }
  return toBoundaries(made, boundaries, coverageOfSide, unavailable, intervals)
}
