import type { Estimate } from '../estimate/estimate.ts'
import type { Term } from '../estimate/parameter.ts'
import { co2eWeight } from '../estimate/totals.ts'
import type { WeightedProduct } from '../uncertainty/figure-sum.ts'
import type { EnergyCarrier, Flow, Scope, SubSector } from '../vocabulary.ts'
import type { Side } from './side.ts'

/** The CO2e that one product adds to the city [kg CO2e], and its place in the inventory. */
export interface Contribution extends WeightedProduct {
  readonly subSector: SubSector
  readonly scope: Scope
  readonly flow: Flow | undefined
  readonly carrier: EnergyCarrier | undefined
  readonly isBeyond: boolean
}

/** A side of a comparison with all its contributions. */
export interface KnownSide {
  readonly side: Side
  readonly parts: readonly Contribution[]
}

/** All contributions to the CO2e of an estimate. */
export function contributionsOf({ lines, gwp }: Pick<Estimate, 'lines' | 'gwp'>): readonly Contribution[] {
  return lines.flatMap(({ subSector, flow, carrier, beyondBoundary, products }) =>
    products.flatMap(({ quantity, scope, terms }) => {
      const weight = co2eWeight(quantity, gwp)
      if (weight === undefined || scope === undefined) return []
      return [{ subSector, scope, flow, carrier, isBeyond: beyondBoundary === true, weight, terms }]
    }),
  )
}

/** Subtracts products from others, and drops those that are on both sides. */
export function difference(
  more: readonly WeightedProduct[],
  less: readonly WeightedProduct[],
): readonly WeightedProduct[] {
  const net = new Map<string, { weight: number; readonly terms: readonly Term[] }>()
  const add = ({ weight, terms }: WeightedProduct, sign: 1 | -1): void => {
    const key = terms.map(({ parameter, role }) => `${role} ${parameter.key}`).join('|')
    const known = net.get(key)
    if (known) known.weight += sign * weight
    else net.set(key, { weight: sign * weight, terms })
  }
  for (const one of more) add(one, 1)
  for (const one of less) add(one, -1)
  return [...net.values()].filter(({ weight }) => weight !== 0)
}
