import type { Estimate } from '../estimate/estimate.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { product } from './chain-cell.ts'
import { figuresOfNumbers, intervalsInSteps } from './effect-interval.ts'
import { Side } from './side.ts'

/** A figure of one city among others. */
export interface Peer {
  /** Place among the estimates. */
  readonly index: number
  /** kg CO2e per inhabitant, or per vkm. */
  readonly value: number
  readonly interval: Bounds
  /** From 1, the lowest first. */
  readonly rank: number
  /** Share of the cities that are not above it. */
  readonly percentile: number
  /** Over the figure of the reference; what both share cancels in its interval. */
  readonly ratio: number
  readonly ratioInterval: Bounds
}

/** Cities by a figure, the lowest first. Those that lack what it is per are left out. */
export interface Peers {
  readonly per: 'inhabitant' | 'vkm'
  /** Place among the estimates of the city that all are compared with: that in the middle, unless one is named. */
  readonly reference: number
  readonly peers: readonly Peer[]
}

/**
 * Cities by their CO2e per inhabitant or per vehicle-kilometre, step by step, so that whoever has other work can do it in
 * between.
 *
 * Documented figures that cities share are one quantity, so that a ratio tells more than two intervals beside one another.
 *
 * @param against place of the city that all are compared with; of a figure that it lacks, that in the middle is
 * @returns none of a figure that fewer than two cities have
 */
export function* peersInSteps(
  estimates: readonly Estimate[],
  against?: number,
): Generator<undefined, readonly Peers[]> {
  const all = estimates.map((estimate) => new Side(estimate))
  const found: Peers[] = []
  for (const per of ['inhabitant', 'vkm'] as const) {
    const known = [...all.keys()].filter((index) => {
      const side = all[index] as Side
      return per === 'inhabitant' ? side.population !== undefined : side.lines.some(({ vehicle }) => vehicle)
    })
    if (known.length < 2) continue
    found.push(yield* peersOf(all, known, per, against))
  }
  return found
}

function* peersOf(
  all: readonly Side[],
  known: readonly number[],
  per: Peers['per'],
  against: number | undefined,
): Generator<undefined, Peers> {
  const sides = known.map((index) => all[index] as Side)
  const numberOf = (side: Side, factors: Float64Array): number => figureOf(side, factors, per)
  const published = sides.map((side) => numberOf(side, side.published()))
  const order = [...sides.keys()].sort((a, b) => (published[a] as number) - (published[b] as number))
  const middle = order[Math.floor((order.length - 1) / 2)] as number
  const reference = against === undefined || !known.includes(against) ? middle : known.indexOf(against)
  const bounds = yield* intervalsInSteps(
    sides,
    [...sides.keys()],
    figuresOfNumbers(
      sides,
      numberOf,
      (figure, numbers) =>
        figure < sides.length
          ? (numbers[figure] as number)
          : (numbers[figure - sides.length] as number) / (numbers[reference] as number),
      2 * sides.length,
      (figure) => (figure < sides.length ? [figure] : new Set([figure - sides.length, reference])),
    ),
    Array.from({ length: 2 * sides.length }, (_, index) => index),
  )
  return {
    per,
    reference: known[reference] as number,
    peers: order.map(
      (side, place): Peer => ({
        index: known[side] as number,
        value: published[side] as number,
        interval: bounds[side] as Bounds,
        rank: place + 1,
        percentile: (place + 1) / order.length,
        ratio: (published[side] as number) / (published[reference] as number),
        ratioInterval: bounds[sides.length + side] as Bounds,
      }),
    ),
  }
}

/** Of vehicle-kilometres only what emits is counted, and only where its distance is known. */
function figureOf(side: Side, factors: Float64Array, per: Peers['per']): number {
  let emitted = 0
  let distance = 0
  for (const { emissions, vehicle } of side.lines) {
    if (per === 'vkm' && !vehicle) continue
    for (const { all } of emissions) emitted += product(all, factors)
    if (vehicle) distance += product(vehicle, factors)
  }
  return emitted / (per === 'vkm' ? distance : (factors[side.population as number] as number))
}
