import type { EnergyCarrier, SubSector } from '../vocabulary.ts'
import type { FuelSale } from './input.ts'

/** What burns a fuel where the caller does not say: every other carrier is sold to road vehicles. */
const USUAL_SUB_SECTOR: Partial<Readonly<Record<EnergyCarrier, SubSector>>> = {
  'jet-kerosene': 'II.4',
  'aviation-gasoline': 'II.4',
  'residual-fuel-oil': 'II.3',
}

/** The sub-sector that a sale is of: as stated, else the usual one of its carrier. */
export const subSectorOfSale = ({ carrier, subSector }: FuelSale): SubSector =>
  subSector ?? USUAL_SUB_SECTOR[carrier] ?? 'II.1'

/**
 * Whether a sale counts in full where it was sold. What ships and aircraft load is burnt on journeys that mostly leave
 * the city; without the part that belongs to the city it is not estimated. Source: GPC v1.1, 7.5 and 7.6.
 */
export function countsInFull(sale: FuelSale): boolean {
  const subSector = subSectorOfSale(sale)
  return subSector !== 'II.3' && subSector !== 'II.4'
}
