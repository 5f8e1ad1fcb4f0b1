import type { FuelSale } from '../estimate/input.ts'
import type { EnergyCarrier } from '../vocabulary.ts'

/** Energy of a litre and of a kilogram [MJ], near enough to see a wrong digit: of petrol 33 and 44, of diesel 36 and 43. */
const MJ_PER_L = 34
const MJ_PER_KG = 43

const LIQUIDS: ReadonlySet<EnergyCarrier> = new Set([
  'petrol',
  'diesel',
  'lpg',
  'ethanol',
  'biodiesel',
  'hvo',
])

/** Energy of the liquid road fuels sold [MJ], roughly; 0 where none is stated. */
export function fuelSoldMj(sales: readonly FuelSale[]): number {
  let sum = 0
  for (const { carrier, quantity } of sales)
    if (LIQUIDS.has(carrier))
      sum += quantity.value * (quantity.unit === 'MJ' ? 1 : quantity.unit === 'L' ? MJ_PER_L : MJ_PER_KG)
  return sum
}
