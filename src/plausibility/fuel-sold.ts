import type { FuelSale } from '../estimate/input.ts'
import type { EnergyCarrier } from '../vocabulary.ts'

/** Rough means, good enough to see a wrong digit: petrol has 33 MJ/L and 44 MJ/kg, diesel 36 MJ/L and 43 MJ/kg. */
const MJ_PER_L = 34
const MJ_PER_KG = 43
const NET_OF_GROSS = 0.95

const LIQUIDS: ReadonlySet<EnergyCarrier> = new Set([
  'petrol',
  'diesel',
  'lpg',
  'ethanol',
  'biodiesel',
  'hvo',
])

const ROUGH_MJ: Readonly<Record<FuelSale['quantity']['unit'], number>> = {
  MJ: 1,
  'MJ (gross)': NET_OF_GROSS,
  L: MJ_PER_L,
  kg: MJ_PER_KG,
}

/** The rough energy of a sale of liquid road fuel; 0 for any other. */
export const soldMj = ({ carrier, quantity }: FuelSale): number =>
  LIQUIDS.has(carrier) ? quantity.value * ROUGH_MJ[quantity.unit] : 0

/** The rough energy of the liquid road fuels sold; 0 if none is stated. */
export const fuelSoldMj = (sales: readonly FuelSale[]): number =>
  sales.reduce((sum, sale) => sum + soldMj(sale), 0)
