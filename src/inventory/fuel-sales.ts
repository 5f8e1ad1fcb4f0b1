import { countsInFull, subSectorOfSale } from '../estimate/fuel-sold.ts'
import type { EstimateInput, FuelSale } from '../estimate/input.ts'
import { MODE_PROPERTIES, type Scope, SUB_SECTORS, type SubSector } from '../vocabulary.ts'
import type { NotEstimated } from './not-estimated.ts'

/**
 * Sub-sectors in the request that no fuel sale covers. All fuel sold in the city counts, no matter where it is burnt:
 * fuel in scope 1, electricity of charging points in scope 2, and its grid losses in scope 3.
 *
 * Source: GPC v1.1, 7.3.1, fuel sales method.
 */
export function notSold({ fuelSales, demand, travel }: EstimateInput): readonly NotEstimated[] {
  const modes = [...demand, ...(travel?.modes ?? [])].map(({ mode }) => MODE_PROPERTIES[mode])
  const spokenOf = new Set([
    ...fuelSales.map(subSectorOfSale),
    ...modes.flatMap(({ propulsion, subSector }) => (propulsion === 'human' ? [] : [subSector])),
  ])
  return SUB_SECTORS.filter((subSector) => spokenOf.has(subSector)).flatMap((subSector) =>
    lackingOf(
      subSector,
      fuelSales.filter((sale) => subSectorOfSale(sale) === subSector),
    ),
  )
}

function lackingOf(subSector: SubSector, sales: readonly FuelSale[]): readonly NotEstimated[] {
  if (subSector === 'II.3' || subSector === 'II.4')
    return (['1', '3'] as const).map((scope) => ({
      subSector,
      scope,
      detail: 'Ships and aircraft burn most of the fuel that they load outside the city.',
      missing: ['the share of the journeys, passengers or cargo that belongs to the city'],
    }))
  const hasElectricity = sales.some(({ carrier }) => carrier === 'electricity')
  const hasFuel = sales.some((sale) => sale.carrier !== 'electricity' && countsInFull(sale))
  const lacking = (scope: Scope, what: string): NotEstimated => ({
    subSector,
    scope,
    detail: `No ${what} for ${subSector} is stated.`,
    missing: [`fuelSales: ${what} for ${subSector}`],
  })
  return [
    ...(hasFuel ? [] : [lacking('1', 'fuel sold')]),
    ...(hasElectricity ? [] : [lacking('2', 'electricity sold')]),
    ...(subSector === 'II.5' ? [] : [outside(subSector, hasElectricity)]),
  ]
}

const outside = (subSector: SubSector, hasElectricity: boolean): NotEstimated => ({
  subSector,
  scope: '3',
  detail: `Fuel sales do not tell how much is burnt outside the boundary${hasElectricity ? '; grid losses are in scope 3' : ''}.`,
  missing: ['trips by flow, with their lengths inside and outside the boundary'],
})
