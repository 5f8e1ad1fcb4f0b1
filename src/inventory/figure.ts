import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { type PartUnknown, partUnknownOf } from '../estimate/part-unknown.ts'
import type { Gwp, Sums } from '../estimate/totals.ts'
import type { FigureSum } from '../uncertainty/figure-sum.ts'
import { sharesOf } from '../uncertainty/figures.ts'

/** A figure of an inventory, in canonical units. Its id is unique in the inventory: `II.1.1/petrol/co2Kg`. */
export interface InventoryFigure extends FigureSum {
  readonly value: number
  /** Absent: the sum is whole. */
  readonly unknown?: PartUnknown
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
 * @param lines of the products, each once; they tell what is unknown of a gas
 */
export function emissionsOf(
  at: string,
  products: readonly LineProduct[],
  gwp: Gwp,
  lines: Iterable<EstimateLine> = [],
): InventoryEmissions {
  const shares = sharesOf(gwp)
  const of = (wanted: EmissionSum): InventoryFigure =>
    figureOf(
      `${at}/${wanted}`,
      products.flatMap((product) =>
        shares[product.quantity].flatMap(([sum, weight]) => (sum === wanted ? [{ product, weight }] : [])),
      ),
    )
  const gas = (wanted: EmissionSum, quantity: 'co2e' | 'co2' | 'ch4' | 'n2o'): InventoryFigure => {
    const unknown = partUnknownOf(lines, quantity)
    return unknown ? { ...of(wanted), unknown } : of(wanted)
  }
  return {
    co2eKg: gas('co2eKg', 'co2e'),
    co2Kg: gas('co2Kg', 'co2'),
    ch4Kg: gas('ch4Kg', 'ch4'),
    n2oKg: gas('n2oKg', 'n2o'),
    unsplitKgCo2e: of('unsplitKgCo2e'),
    biogenicCo2Kg: of('biogenicCo2Kg'),
  }
}
