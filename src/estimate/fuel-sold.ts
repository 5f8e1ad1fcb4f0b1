import type { EnergyCarrier, SubSector } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { Emissions } from './emission.ts'
import type { FuelSale } from './input.ts'
import type { EstimateLine } from './line.ts'
import { times } from './parameter.ts'

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

/**
 * A line for each sale that counts in full: energy as sold, with the blend, gases and well-to-tank emissions of any
 * stated energy. CH4 and N2O are those of the fuel (Tier 1), for a sale does not tell the technology. Sales left out are
 * said in a notice.
 */
export function fuelSoldLines(
  context: EstimateContext,
  sales: readonly FuelSale[] = context.input.fuelSales,
): readonly EstimateLine[] {
  const emissions = new Emissions(context)
  const lines = sales.flatMap((sale): Omit<EstimateLine, 'id'>[] => {
    const { pointer, carrier, quantity } = sale
    const subSector = subSectorOfSale(sale)
    if (!countsInFull(sale)) {
      context.notice('fuel-sale-left-out', leftOutDetail(carrier, subSector), { pointer })
      return []
    }
    const content = emissions.energyContent(carrier, quantity.unit, quantity.pointer)
    if (!content) return []
    const energy = [times(context.stated(`${carrier}: fuel sold`, quantity)), ...content]
    return [
      {
        pointer,
        mode: undefined,
        flow: undefined,
        sector: undefined,
        subSector,
        carrier,
        method: 'fuel',
        products: emissions.ofEnergy(carrier, subSector, energy, pointer),
      },
    ]
  })
  return lines.map((line, index) => Object.assign({ id: `L${index + 1}` }, line))
}

const leftOutDetail = (carrier: EnergyCarrier, subSector: SubSector): string =>
  `${carrier} sold for ${subSector === 'II.4' ? 'aircraft' : 'ships'} is burnt on journeys that mostly leave the city; without the part that belongs to the city it is not in the totals.`
