import { QuantityRefused, toCanonical } from '../../../src/index.ts'

/** What may stand behind a mass, at the end of its text. */
const OF_CO2E = /co2(?:[ -]?(?:e|eq|equiv|equivalent|equivalents))?\.?$/i
const MAX_LENGTH = 40
const KG_PER_T = 1000

const CO2_ALONE = /co2\.?$/i

/** Whether a unit names CO2 and not CO2e: a total in it may lack the other gases. */
export const isOfCo2Alone = (unit: string): boolean => CO2_ALONE.test(unit.replaceAll('₂', '2').trim())

/** How many tonnes one of a unit such as `kg CO2e`, `ktCO2eq` or `tonnes` is; undefined if it is no mass, or could be two. */
export function tonnesPer(unit: string): number | undefined {
  const text = unit.replaceAll('₂', '2').replaceAll(/\s+/g, ' ').trim()
  if (text.length > MAX_LENGTH) return undefined
  const mass = withoutOf(text.replace(OF_CO2E, '')) || text
  try {
    return Number((toCanonical(1, mass, ['kg']).value / KG_PER_T).toPrecision(15))
  } catch (error) {
    if (error instanceof QuantityRefused) return undefined
    throw error
  }
}

/** `t of ` and `kg-` as the mass alone. */
function withoutOf(text: string): string {
  const trimmed = text.trimEnd()
  if (trimmed.endsWith('-')) return trimmed.slice(0, -1).trimEnd()
  return trimmed.toLowerCase().endsWith(' of') ? trimmed.slice(0, -3).trimEnd() : trimmed
}
