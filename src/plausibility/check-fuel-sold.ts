import type { EstimateInput } from '../estimate/input.ts'
import { partOfYear } from '../kernel/calendar.ts'
import { MODE_PROPERTIES } from '../vocabulary.ts'
import { selling } from './addends.ts'
import { type Band, band, judge, range } from './band.ts'
import type { Check, Finding } from './check.ts'
import { FUEL_SOLD, FUEL_SOLD_PER_DISTANCE } from './check-list.ts'
import { POPULATION_BAND } from './check-statement.ts'
import { fuelSoldMj } from './fuel-sold.ts'
import { largestOf, slipHints } from './wrong-figure.ts'

/** Leeds 2019 [MJ/person/a]. */
const USUAL_PER_INHABITANT = 30_000

const persons = ({ atMost = Number.NaN }: { readonly atMost?: number }): number =>
  atMost * USUAL_PER_INHABITANT
export const FUEL_SOLD_BAND: Band = band(
  range(undefined, persons(POPULATION_BAND.usual)),
  range(undefined, persons(POPULATION_BAND.possible)),
)
/** Traffic of cars and trucks: 5 MJ/vkm, twelve times as much and a fortieth. No value is impossible. */
export const FUEL_PER_DISTANCE_BAND: Band = { usual: range(0.125, 60), possible: {} }

/** What a town sells, to see whose slip an amount may be [MJ]: that of 100 000 inhabitants. */
const A_TOWN = 100_000 * USUAL_PER_INHABITANT
const OF_TRAFFIC = 4

/** Checks fuel that is sold where no population tells how much may be. */
export function checkFuelSold(input: EstimateInput): readonly Finding[] {
  if (input.city.population) return []
  const sold = fuelSoldMj(input.fuelSales)
  if (!(sold > 0)) return []
  const found = findingOf(FUEL_SOLD, sold / partOfYear(input.period), FUEL_SOLD_BAND, A_TOWN, input)
  if (found) return [found]
  const driven = roadDistance(input)
  const ratio =
    driven > 0
      ? findingOf(FUEL_SOLD_PER_DISTANCE, sold / driven, FUEL_PER_DISTANCE_BAND, OF_TRAFFIC, input)
      : undefined
  return ratio ? [ratio] : []
}

function findingOf(
  check: Check,
  value: number,
  limits: Band,
  middle: number,
  { fuelSales }: EstimateInput,
): Finding | undefined {
  const verdict = judge(value, limits)
  if (!verdict) return undefined
  const largest = largestOf(selling(fuelSales))
  return {
    ...verdict,
    check,
    subject: 'the city',
    value,
    band: limits,
    pointer: largest.pointer,
    hints: slipHints(value, verdict.side, middle, largest),
  }
}

/** Stated distances of all road vehicles, where cars are among them: of buses alone, more or less is sold. */
function roadDistance({ demand }: EstimateInput): number {
  const driven = demand.filter(
    ({ mode, vehicleDistance }) => vehicleDistance && MODE_PROPERTIES[mode].subSector === 'II.1',
  )
  if (!driven.some(({ mode }) => mode === 'car')) return 0
  return driven.reduce((sum, { vehicleDistance }) => sum + (vehicleDistance?.value ?? 0), 0)
}
