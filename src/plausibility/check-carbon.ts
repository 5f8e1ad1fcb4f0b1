import type { Estimate } from '../estimate/estimate.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { findFactor } from '../factors/select.ts'
import type { EnergyCarrier } from '../vocabulary.ts'
import { type Band, band, judge, range } from './band.ts'
import type { Finding } from './check.ts'
import { FUEL_CARBON, GRID_INTENSITY } from './check-list.ts'
import { culpritOf, type LineFigures } from './line-figures.ts'

const MJ_PER_KWH = 3.6
const G_PER_KG = 1000

export const FUEL_CARBON_BAND: Band = band(range(50, 90))
export const GRID_BAND: Band = band(range(undefined, 1400), range(undefined, 3000))
/** Below this value, published figures cannot tell a cleaner contract from a mistake, only kg from g. */
const PUBLISHED_AT_LEAST_G_PER_KWH = 100
const FIFTIETH = 50
const THREE_HUNDREDTH = 300

interface CarrierSums {
  readonly first: LineFigures
  energyMj: number
  carbonKgCo2: number
  generatedKgCo2e: number
}

/** Checks the emissions per unit of energy for each carrier: the fuels and the grid. */
export function checkCarbon(
  estimate: Estimate,
  figures: readonly LineFigures[],
  set: FactorSet,
): readonly Finding[] {
  const sums = new Map<EnergyCarrier, CarrierSums>()
  for (const one of figures) {
    const { carrier } = one.line
    // Hydrogen burns without carbon.
    if (carrier === undefined || carrier === 'hydrogen' || !one.energyMj) continue
    const known = sums.get(carrier)
    const sum = known ?? { first: one, energyMj: 0, carbonKgCo2: 0, generatedKgCo2e: 0 }
    if (!known) sums.set(carrier, sum)
    sum.energyMj += one.energyMj
    sum.carbonKgCo2 += one.carbonKgCo2
    sum.generatedKgCo2e += one.generatedKgCo2e
  }
  return [...sums].flatMap(([carrier, sum]) =>
    carrier === 'electricity' ? gridFinding(estimate, sum, set) : fuelFinding(carrier, sum, set),
  )
}

function fuelFinding(carrier: EnergyCarrier, sum: CarrierSums, set: FactorSet): readonly Finding[] {
  const value = (sum.carbonKgCo2 * G_PER_KG) / sum.energyMj
  const verdict = judge(value, FUEL_CARBON_BAND)
  if (!verdict) return []
  const pointer = culpritOf(sum.first, set, (unit) => unit.startsWith('kg CO2/'))
  return [{ ...verdict, check: FUEL_CARBON, subject: carrier, value, band: FUEL_CARBON_BAND, pointer }]
}

function gridFinding({ input }: Estimate, sum: CarrierSums, set: FactorSet): readonly Finding[] {
  const value = (sum.generatedKgCo2e * G_PER_KG) / (sum.energyMj / MJ_PER_KWH)
  const isStated = input.electricity?.intensity !== undefined || set.overlay !== undefined
  const limits = gridBand(isStated, input, value, set)
  const verdict = judge(value, limits)
  if (!verdict) return []
  const pointer =
    input.electricity?.intensity?.pointer ?? culpritOf(sum.first, set, (unit) => unit.startsWith('kg CO2'))
  return [{ ...verdict, check: GRID_INTENSITY, subject: 'electricity', value, band: limits, pointer }]
}

/** Has a lower end only if the caller states a grid that is far cleaner than the published one. */
function gridBand(
  isStated: boolean,
  { city, period }: Estimate['input'],
  value: number,
  set: FactorSet,
): Band {
  if (!isStated || value >= PUBLISHED_AT_LEAST_G_PER_KWH || value === 0) return GRID_BAND
  const published = findFactor(set.overlay?.base ?? set, {
    subject: { kind: 'grid-intensity', gas: 'co2e' },
    region: city.country,
    year: period.year,
    reach: 'country',
  })?.record
  if (!published) return GRID_BAND
  const isClean = published.canonicalValue < PUBLISHED_AT_LEAST_G_PER_KWH
  const atLeast = published.canonicalValue / (isClean ? THREE_HUNDREDTH : FIFTIETH)
  return { ...GRID_BAND, usual: { ...GRID_BAND.usual, atLeast } }
}
