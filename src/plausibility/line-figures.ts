import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import type { Gwp } from '../estimate/totals.ts'
import type { FactorSet } from '../factors/factor-set.ts'

/** The figures of a line that are checked. `undefined`: the line does not give the figure. */
export interface LineFigures {
  readonly line: EstimateLine
  energyMj: number | undefined
  vehicleDistanceVkm: number | undefined
  /** Of passengers [pkm] or freight [tkm]. */
  payloadDistance: number | undefined
  /** CO2, fossil and biogenic. */
  carbonKgCo2: number
  /** All gases, including biogenic CO2 and grid losses. */
  emittedKgCo2e: number
  /** Scope 2: the emissions of generating the electricity used. */
  generatedKgCo2e: number
}

/** In the order of the lines. */
export function lineFigures({ lines, gwp }: Pick<Estimate, 'lines' | 'gwp'>): readonly LineFigures[] {
  return lines.map((line) => {
    const figures: LineFigures = {
      line,
      energyMj: undefined,
      vehicleDistanceVkm: undefined,
      payloadDistance: undefined,
      carbonKgCo2: 0,
      emittedKgCo2e: 0,
      generatedKgCo2e: 0,
    }
    for (const product of line.products) addTo(figures, product, gwp)
    return figures
  })
}

function addTo(figures: LineFigures, { quantity, value, scope }: LineProduct, gwp: Gwp): void {
  switch (quantity) {
    case 'energy':
      figures.energyMj = (figures.energyMj ?? 0) + value
      return
    case 'vehicle-distance':
      figures.vehicleDistanceVkm = (figures.vehicleDistanceVkm ?? 0) + value
      return
    case 'passenger-distance':
    case 'tonne-distance':
      figures.payloadDistance = (figures.payloadDistance ?? 0) + value
      return
    case 'well-to-tank':
      return
    case 'co2':
    case 'biogenic-co2':
      figures.carbonKgCo2 += value
      break
    default:
  }
  const kgCo2e = quantity === 'ch4' || quantity === 'n2o' ? value * gwp[quantity] : value
  figures.emittedKgCo2e += kgCo2e
  if (scope === '2') figures.generatedKgCo2e += kgCo2e
}

/**
 * Where the caller stated a figure of a line: a parameter with that unit, or an own factor that the line uses.
 *
 * @param isOf tells by the unit which parameter to look for
 * @returns the row of the line if the caller stated no such figure
 */
export function culpritOf({ line }: LineFigures, set: FactorSet, isOf: (unit: string) => boolean): string {
  for (const { terms } of line.products)
    for (const { parameter } of terms) {
      if (!isOf(parameter.unit)) continue
      const own = set.overlay?.figures.get(parameter.recordId ?? '')
      const pointer = parameter.pointer ?? own?.pointer
      if (pointer !== undefined) return pointer
    }
  return line.pointer
}
