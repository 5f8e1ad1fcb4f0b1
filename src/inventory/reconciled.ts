import { type EstimateLine, recompute } from '../estimate/line.ts'
import type { Term } from '../estimate/parameter.ts'
import { co2eWeight, type Gwp } from '../estimate/totals.ts'
import { weightOfSecond } from '../kernel/reconciliation.ts'
import { type FigureSum, sumValue, type WeightedProduct } from '../uncertainty/figure-sum.ts'
import type { EnergyCarrier, Mode } from '../vocabulary.ts'
import { type BalancedCarrier, drivenVkmOf, type EnergyBalance, energyMjOf } from './energy-balance.ts'
import { ALL_CARRIERS, type Gap, sidesOf } from './fuel-gap.ts'

/** A carrier whose two sides are combined into one figure. */
export interface ReconciledCarrier {
  readonly carrier: EnergyCarrier
  readonly weightOfSold: number
  /** The weighted mean of both sides. */
  readonly energyMj: number
  /** Multiplies the energy of each line of the carrier. */
  readonly factor: number
  readonly co2eKgBefore: number
  readonly co2eKgAfter: number
}

/** A figure of the request that the reconciled estimate would change. */
export interface MovedParameter {
  readonly carrier: EnergyCarrier
  readonly mode: Mode | undefined
  /** Only for the part of the mode that burns the carrier. */
  readonly quantity: 'vehicle-distance' | 'energy'
  readonly pointers: readonly string[]
  readonly factor: number
  readonly before: number
  readonly after: number
}

/** The reconciled estimate, and the sums whose intervals it needs. */
export interface Offer {
  readonly carriers: readonly ReconciledCarrier[]
  readonly moved: readonly MovedParameter[]
  readonly co2eKgBefore: number
  readonly co2eKgAfter: number
  readonly sums: readonly FigureSum[]
}

/**
 * Offers the estimate that both sides together give, next to the one from activity: the energy of each carrier is the
 * mean of both with the least variance, and the lines that burn the carrier are scaled to it.
 *
 * @param gaps one for each carrier, in the order of the balance
 */
export function offerOf({ carriers, bottomUp }: EnergyBalance, gaps: readonly Gap[]): Offer {
  const { gwp, totals, lines } = bottomUp
  const made = carriers.map((one, index) => {
    const weightOfSold = weightOfSecond(gaps[index]?.sds ?? { firstSd: 0, secondSd: 0, differenceSd: 0 })
    const energyMj = one.bottomUpMj + weightOfSold * (one.burntMj - one.bottomUpMj)
    const before = one.lines.flatMap((line) => co2eParts(line, gwp))
    const co2eKgBefore = sumValue({ parts: before })
    const factor = energyMj / one.bottomUpMj
    return {
      reconciled: {
        carrier: one.carrier,
        weightOfSold,
        energyMj,
        factor,
        co2eKgBefore,
        co2eKgAfter: co2eKgBefore * factor,
      },
      moved: movedOf(one, factor),
      energy: mixed(sidesOf(one), weightOfSold),
      before,
      after: one.lines.flatMap((line) => afterParts(line, one, weightOfSold, gwp)),
    }
  })
  const moving = new Set(carriers.flatMap((one) => one.lines))
  const staying = lines.filter((line) => !moving.has(line)).flatMap((line) => co2eParts(line, gwp))
  return {
    carriers: made.map(({ reconciled }) => reconciled),
    moved: made.flatMap(({ moved }) => moved),
    co2eKgBefore: totals.co2eKg,
    co2eKgAfter:
      totals.co2eKg +
      made.reduce((sum, { reconciled }) => sum + reconciled.co2eKgAfter - reconciled.co2eKgBefore, 0),
    sums: [
      ...made.flatMap(({ reconciled: { carrier }, energy, before, after }) => [
        { id: `${carrier}/reconciled`, parts: energy },
        { id: `${carrier}/co2e-before`, parts: before },
        { id: `${carrier}/co2e-after`, parts: after },
      ]),
      { id: `${ALL_CARRIERS}/co2e-before`, parts: [...staying, ...made.flatMap(({ before }) => before)] },
      { id: `${ALL_CARRIERS}/co2e-after`, parts: [...staying, ...made.flatMap(({ after }) => after)] },
    ],
  }
}

function mixed(
  { bottomUp, burnt }: ReturnType<typeof sidesOf>,
  weightOfSold: number,
): readonly WeightedProduct[] {
  const scaled = (parts: readonly WeightedProduct[], by: number): readonly WeightedProduct[] =>
    by === 0 ? [] : parts.map(({ weight, terms }) => ({ weight: weight * by, terms }))
  return [...scaled(bottomUp, 1 - weightOfSold), ...scaled(burnt, weightOfSold)]
}

/** The products of a line that count as CO2e, with their weights. */
function co2eParts({ products }: EstimateLine, gwp: Gwp): readonly WeightedProduct[] {
  return products.flatMap(({ quantity, terms }) => {
    const weight = co2eWeight(quantity, gwp)
    return weight === undefined ? [] : [{ weight, terms }]
  })
}

/**
 * The CO2e of a line scaled to the mean of both sides. It is the sum of two parts: the emissions of the line, by the
 * weight of activity; and the energy sold × the line's share of the carrier × the line's emissions per energy, by the
 * weight of sales. The sum is the CO2e of the line times the factor, and moves with the uncertainty of both sides.
 */
function afterParts(
  line: EstimateLine,
  carrier: BalancedCarrier,
  weightOfSold: number,
  gwp: Gwp,
): readonly WeightedProduct[] {
  const energyTerms = line.products.find(({ quantity }) => quantity === 'energy')?.terms ?? []
  const { burnt } = sidesOf(carrier)
  return co2eParts(line, gwp).flatMap(({ weight, terms }) => {
    const emitted = without(terms, energyTerms)
    const perUnit = recompute(emitted)
    const own = weightOfSold === 1 ? [] : [{ weight: weight * (1 - weightOfSold), terms }]
    if (weightOfSold === 0 || perUnit === 0) return own
    const share = (weight * weightOfSold * recompute(terms)) / (carrier.bottomUpMj * perUnit)
    return [
      ...own,
      ...burnt.map((part) => ({ weight: part.weight * share, terms: [...part.terms, ...emitted] })),
    ]
  })
}

/** Removes each of the other terms once. */
function without(terms: readonly Term[], others: readonly Term[]): readonly Term[] {
  const left = others.map(nameOf)
  return terms.filter((term) => {
    const at = left.indexOf(nameOf(term))
    if (at >= 0) left.splice(at, 1)
    return at < 0
  })
}

const nameOf = ({ parameter, role }: Term): string => `${role} ${parameter.key}`

/** For each mode: the distance on the carrier, or the energy if no distance is known. */
function movedOf({ carrier, lines }: BalancedCarrier, factor: number): readonly MovedParameter[] {
  return [...new Set(lines.map(({ mode }) => mode))].flatMap((mode) => {
    const ofMode = lines.filter((line) => line.mode === mode)
    return (['vehicle-distance', 'energy'] as const).flatMap((quantity) => {
      const isDistance = quantity === 'vehicle-distance'
      const moving = ofMode.filter((line) => (drivenVkmOf(line) !== undefined) === isDistance)
      if (moving.length === 0) return []
      const before = moving.reduce(
        (sum, line) => sum + (isDistance ? (drivenVkmOf(line) ?? 0) : energyMjOf(line)),
        0,
      )
      const pointers = [...new Set(moving.map(({ pointer }) => pointer))]
      return [{ carrier, mode, quantity, pointers, factor, before, after: before * factor }]
    })
  })
}
