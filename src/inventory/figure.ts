import type { LineProduct } from '../estimate/line.ts'
import type { Gwp, Sums } from '../estimate/totals.ts'
import type { FigureSum } from '../uncertainty/figure-sum.ts'
import { sharesOf } from '../uncertainty/figures.ts'

/** A figure of an inventory, in canonical units. Its id is unique in the inventory: `II.1.1/petrol/co2Kg`. */
export interface InventoryFigure extends FigureSum {
  readonly value: number
}

/** The emission figures of a row, by the names of their sums. */
export const EMISSION_SUMS = [
  'co2eKg',
  'co2Kg',
  'ch4Kg',
  'n2oKg',
  'unsplitKgCo2e',
  'biogenicCo2Kg',
] as const satisfies readonly (keyof Sums)[]
export type EmissionSum = (typeof EMISSION_SUMS)[number]

export type InventoryEmissions = Readonly<Record<EmissionSum, InventoryFigure>>

/** The weighted sum of products of lines. */
export function figureOf(
  id: string,
  parts: readonly { readonly product: LineProduct; readonly weight: number }[],
): InventoryFigure {
  return {
    id,
    value: parts.reduce((sum, { product, weight }) => sum + product.value * weight, 0),
    parts: parts.map(({ product: { terms }, weight }) => ({ weight, terms })),
  }
}

/**
 * Sums the emissions of products: each gas, all gases as CO2e, and biogenic CO2, which is not part of the CO2e.
 *
 * @param at the beginning of the ids of the figures
 */
export function emissionsOf(at: string, products: readonly LineProduct[], gwp: Gwp): InventoryEmissions {
  const shares = sharesOf(gwp)
  const of = (wanted: EmissionSum): InventoryFigure =>
    figureOf(
      `${at}/${wanted}`,
      products.flatMap((product) =>
        shares[product.quantity].flatMap(([sum, weight]) => (sum === wanted ? [{ product, weight }] : [])),
      ),
    )
  return {
    co2eKg: of('co2eKg'),
    co2Kg: of('co2Kg'),
    ch4Kg: of('ch4Kg'),
    n2oKg: of('n2oKg'),
    unsplitKgCo2e: of('unsplitKgCo2e'),
    biogenicCo2Kg: of('biogenicCo2Kg'),
  }
}
