import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import type { Gwp } from '../estimate/totals.ts'
import type { FactorSet } from '../factors/factor-set.ts'

/** What a line's figures come to, as far as they are judged. `undefined`: the line does not give it. */
export interface LineFigures {
  readonly line: EstimateLine
  energyMj: number | undefined
  vehicleDistanceVkm: number | undefined
  /** Of passengers [pkm] or freight [tkm]. */
  payloadDistance: number | undefined
  /** CO2, fossil and biogenic. */
  carbonKgCo2: number
  /** All gases, biogenic CO2 and losses included. */
  emittedKgCo2e: number
  /** Of scope 2: what was generated for the electricity used. */
  generatedKgCo2e: number
}

/** The figures of every line, in their order. */
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
 * Where the caller stated a figure of a line: its own parameter of that unit, or an own figure that was taken.
 *
 * @param isOf tells by its unit which parameter is looked for
 * @returns the row of the line where nothing was stated of it
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
