import type { EnergyCarrier, SubSector } from '../vocabulary.ts'
import { noticeNet } from './calorific.ts'
import type { EstimateContext } from './context.ts'
import { Emissions } from './emission.ts'
import { countsInFull, subSectorOfSale } from './fuel-sold.ts'
import type { FuelSale } from './input.ts'
import type { EstimateLine } from './line.ts'
import { times } from './parameter.ts'
import { nameUnknown } from './unknown.ts'

/**
 * A line for each sale that counts in full: energy as sold, with the blend, gases and well-to-tank emissions of any
 * stated energy. CH4 and N2O are those of the fuel (Tier 1), for a sale does not tell the technology. Sales left out are
 * said in a notice.
 */
export function fuelSoldLines(context: EstimateContext, sales: readonly FuelSale[]): readonly EstimateLine[] {
  const emissions = new Emissions(context)
  noticeNet(context, sales)
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
  return nameUnknown(
    context,
    lines.map((line, index) => Object.assign({ id: `L${index + 1}` }, line)),
  )
}

const leftOutDetail = (carrier: EnergyCarrier, subSector: SubSector): string =>
  `${carrier} sold for ${subSector === 'II.4' ? 'aircraft' : 'ships'} is mostly burnt outside the city. The part that belongs to the city is not known, so the totals leave all of it out.`
