import type { EstimateInput } from '../domain.ts'

/** The years that the resolved tables speak of. */
export const YEARS: readonly number[] = Array.from({ length: 26 }, (_, index) => 2000 + index)

/** An estimate of nothing yet, for a country and a year. */
export function inputFor(country: string, year: number): EstimateInput {
  return {
    city: { name: country, country },
    period: { year },
    gwp: 'AR5',
    allocation: 'geographic',
    demand: [],
    fleet: [],
    occupancy: [],
    loads: [],
    speeds: [],
    fuels: [],
    fuelSales: [],
    renormaliseShares: false,
  }
}
