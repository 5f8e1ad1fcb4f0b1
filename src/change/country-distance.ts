import type { Estimate } from '../estimate/estimate.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'

/** How far a vehicle goes in a year by the figure of its country, on two sides [km]. */
interface CountryDistance {
  readonly mode: Mode
  readonly before: number
  readonly after: number
}

/** Nations drive a percent or two more or less from one year to the next: more is the table's as likely as the road's. */
const USUAL_STEP = 0.03

/** The modes whose vehicles are counted, and whose distance each is that of a country and differs by more than is usual. */
export function countryDistances(before: Estimate, after: Estimate): readonly CountryDistance[] {
  const [was, is] = [distancesOf(before), distancesOf(after)]
  const found = new Map<Mode, CountryDistance>()
  for (const [key, { mode, km }] of is) {
    const known = was.get(key)
    if (known && !found.has(mode) && Math.abs(km / known.km - 1) > USUAL_STEP)
      found.set(mode, { mode, before: known.km, after: km })
  }
  return [...found.values()]
}

export const countryDistanceText = ({ mode, before, after }: CountryDistance): string =>
  `${MODE_PROPERTIES[mode].title}: the vehicles are counted here, and how far each goes is a figure of the country, ${Math.round(before)} km before and ${Math.round(after)} km after. What that does stands in trip-length, and is not of this city.`

function distancesOf({
  assumptions,
}: Estimate): ReadonlyMap<string, { readonly mode: Mode; readonly km: number }> {
  return new Map(
    assumptions.flatMap(({ record, parameter }) => {
      if (record.kind !== 'annual-distance' || record.mode === undefined) return []
      const { mode, vehicleClass, powertrain } = record
      return [[[mode, vehicleClass, powertrain].join('|'), { mode, km: parameter.value }] as const]
    }),
  )
}
