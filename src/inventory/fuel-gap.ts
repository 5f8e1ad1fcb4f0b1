import { SCORE_95 } from '../kernel/distribution.ts'
import { logRatioSd, type TwoEstimates } from '../kernel/reconciliation.ts'
import type { FigureSum, WeightedProduct } from '../uncertainty/figure-sum.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { type BalancedCarrier, type EnergyBalance, energyParts } from './energy-balance.ts'

/** A number with the ends of its 95 % interval. */
export interface Bounded extends Bounds {
  readonly value: number
}

/** Fuel sold compared with fuel burnt, in MJ. */
export interface Gap {
  /** The energy that the activity burns. */
  readonly bottomUp: Bounded
  /** The energy that the activity burnt according to sales: the energy sold, with the known causes added. */
  readonly burnt: Bounded
  /** `burnt` minus `bottomUp`. */
  readonly gap: Bounded
  /** `burnt` divided by `bottomUp`. */
  readonly ratio: Bounded
  /** The interval of the gap does not include 0. */
  readonly isSignificant: boolean
  /** The ratio lies outside the usual range. */
  readonly isUnusual: boolean
  readonly sds: TwoEstimates
}

/**
 * A ratio of fuel sold to fuel burnt outside these bounds needs an explanation; a convention of this project. The check
 * comes from 2006 IPCC Guidelines, Volume 2, 3.2 (fuel sold and vehicle-kilometres), which gives no bounds.
 */
export const USUAL_RATIO: Bounds = { lower: 0.8, upper: 1.2 }

type BoundsById = ReadonlyMap<string, Bounds>

/** The name of the sum of all carriers that both sides have. */
export const ALL_CARRIERS = 'all'

/**
 * The sums whose intervals the gaps need: both sides of each carrier, their difference, and the sum of all carriers.
 */
export function gapSums({ carriers, oneSided }: EnergyBalance): readonly FigureSum[] {
  const pairs = carriers.map((one) => ({ name: one.carrier as string, of: sidesOf(one) }))
  const all = {
    name: ALL_CARRIERS,
    of: {
      bottomUp: pairs.flatMap(({ of }) => of.bottomUp),
      burnt: pairs.flatMap(({ of }) => of.burnt),
    },
  }
  return [
    ...[...pairs, ...(pairs.length > 0 ? [all] : [])].flatMap(({ name, of: { bottomUp, burnt } }) => [
      { id: `${name}/bottom-up`, parts: bottomUp },
      { id: `${name}/burnt`, parts: burnt },
      { id: `${name}/gap`, parts: [...burnt, ...bottomUp.map(negative)] },
    ]),
    ...carriers.map(({ carrier, sale }) => ({ id: `${carrier}/sold`, parts: energyParts([sale], 1) })),
    ...oneSided.map(({ carrier, side, parts }) => ({ id: `${carrier}/${side}`, parts })),
  ]
}

export function sidesOf({ lines, sale, causes }: BalancedCarrier) {
  return {
    bottomUp: energyParts(lines, 1),
    burnt: [...energyParts([sale], 1), ...causes.flatMap(({ line, weight }) => energyParts([line], weight))],
  }
}

const negative = ({ weight, terms }: WeightedProduct): WeightedProduct => ({ weight: -weight, terms })

/** The value of a sum with its interval; without an interval, the value is certain. */
export function bound(id: string, value: number, bounds: BoundsById): Bounded {
  const found = bounds.get(id)
  return found && found.lower !== found.upper
    ? { value, lower: found.lower, upper: found.upper }
    : { value, lower: value, upper: value }
}

/**
 * @param name the carrier, or {@link ALL_CARRIERS}
 * @param bounds the intervals of {@link gapSums}
 */
export function gapOf(
  name: string,
  { bottomUpMj, burntMj }: Pick<BalancedCarrier, 'bottomUpMj' | 'burntMj'>,
  bounds: BoundsById,
): Gap {
  const bottomUp = bound(`${name}/bottom-up`, bottomUpMj, bounds)
  const burnt = bound(`${name}/burnt`, burntMj, bounds)
  const gap = bound(`${name}/gap`, burntMj - bottomUpMj, bounds)
  const sds = { firstSd: sdOf(bottomUp), secondSd: sdOf(burnt), differenceSd: sdOf(gap) }
  const value = burntMj / bottomUpMj
  const factor = Math.exp(SCORE_95 * logRatioSd(bottomUpMj, burntMj, sds))
  return {
    bottomUp,
    burnt,
    gap,
    ratio: { value, lower: value / factor, upper: value * factor },
    isSignificant: gap.lower > 0 || gap.upper < 0,
    isUnusual: value < USUAL_RATIO.lower || value > USUAL_RATIO.upper,
    sds,
  }
}

/** The standard deviation of the normal distribution with this interval. */
const sdOf = ({ lower, upper }: Bounds): number => (upper - lower) / (2 * SCORE_95)
