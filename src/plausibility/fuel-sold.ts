import type { FuelSale } from '../estimate/input.ts'
import type { EnergyCarrier } from '../vocabulary.ts'

/** Rough means, good enough to see a wrong digit: petrol has 33 MJ/L and 44 MJ/kg, diesel 36 MJ/L and 43 MJ/kg. */
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

/** The rough energy of the liquid road fuels sold; 0 if none is stated. */
export function fuelSoldMj(sales: readonly FuelSale[]): number {
  let sum = 0
  for (const { carrier, quantity } of sales)
    if (LIQUIDS.has(carrier))
      sum += quantity.value * (quantity.unit === 'MJ' ? 1 : quantity.unit === 'L' ? MJ_PER_L : MJ_PER_KG)
  return sum
}
