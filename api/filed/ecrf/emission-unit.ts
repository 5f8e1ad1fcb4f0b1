import { QuantityRefused, toCanonical } from '../../../src/index.ts'

const MASS_OF_CO2E = /^(.+?)[\s-]*(?:of\s+)?co2[\s-]*(?:e|eq|equiv(?:alents?)?)?\.?$/i
const MAX_LENGTH = 40
const KG_PER_T = 1000

/** How many tonnes one of a unit such as `kg CO2e`, `ktCO2eq` or `tonnes` is; undefined if it is no mass, or could be two. */
export function tonnesPer(unit: string): number | undefined {
  const text = unit.replaceAll('₂', '2').replaceAll(/\s+/g, ' ').trim()
  if (text.length > MAX_LENGTH) return undefined
  const mass = MASS_OF_CO2E.exec(text)?.[1] ?? text
  try {
    return Number((toCanonical(1, mass, ['kg']).value / KG_PER_T).toPrecision(15))
  } catch (error) {
    if (error instanceof QuantityRefused) return undefined
    throw error
  }
}
