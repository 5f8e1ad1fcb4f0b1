import {
  type Bounds,
  boundariesOf,
  type Estimate,
  type FigureSum,
  givesAnything,
  type Side,
  type SumSource,
  SumUncertainty,
  sidesOf,
} from '../../src/index.ts'
import type { Simulate } from '../draws/simulate.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { toBoundaries } from './answer.ts'
import type { BoundariesDocument } from './schema.ts'

/**
 * One city under every allocation that its data allow, with the way from each to the next; the same from HTTP and from a
 * shell.
 */
export async function boundariesDocumentOf(made: Estimated, simulate: Simulate): Promise<BoundariesDocument> {
  const sides = sidesOf(made.base, made.set)
  const [first, ...others] = sides.filter(givesAnything)
  const unavailable = sides.filter((side: Side) => !givesAnything(side))
  if (!first) throw new Error('An estimate was made, and no allocation gives anything of it.')
  const boundaries = boundariesOf([first, ...others])
  const intervals = await intervalsAsAsked(boundaries.source, boundaries.sums, made.base, simulate)
  return toBoundaries(made, boundaries, unavailable, intervals)
}

/** The intervals of sums as the request asks for them; undefined where it asks for none. */
async function intervalsAsAsked(
  source: SumSource,
  sums: readonly FigureSum[],
  { input }: Estimate,
  simulate: Simulate,
): Promise<ReadonlyMap<string, Bounds> | undefined> {
  const asked = input.uncertainty
  if (asked?.method === 'none') return undefined
  const uncertainty = new SumUncertainty(source, sums)
  if (asked?.method !== 'monte-carlo') return uncertainty.propagated()
  return uncertainty.drawn(await simulate(uncertainty.task(asked)))
}
