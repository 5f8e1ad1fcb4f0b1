import type { Refusal } from '../issues/issue.ts'
import { distanceOfBareMass, unitOfText } from '../units/quantity.ts'
import type { Powertrain } from '../vocabulary.ts'
import type { Stated } from './input.ts'
import { carriersOf } from './vehicle.ts'

/** Whether vehicles of a powertrain take two carriers. */
export const isPlugIn = (powertrain: Powertrain | undefined): boolean =>
  powertrain !== undefined && carriersOf(powertrain).length > 1

/** An intensity is of a carrier, which only the powertrain tells. */
export function checkIntensity(
  intensity: Stated | undefined,
  powertrain: Powertrain | undefined,
): readonly Refusal[] {
  if (!intensity) return []
  if (powertrain !== undefined && carriersOf(powertrain).length > 0) return checkMass(intensity, powertrain)
  const detail =
    'An energy intensity needs a powertrain, which tells the carrier. State powertrain, such as "petrol".'
  return [{ code: 'activity-incomplete', pointer: intensity.pointer, detail }]
}

/** Sold by mass, so that kilograms on 100 km are of the fuel. */
const GASEOUS: ReadonlySet<Powertrain> = new Set(['cng', 'lng'])

/** Type approval gives grams of CO2 per kilometre, a fuel meter grams of fuel; hydrogen emits no CO2. */
function checkMass({ unit, text, pointer }: Stated, powertrain: Powertrain): readonly Refusal[] {
  if (unit !== 'kg/vkm' || text === undefined || powertrain === 'fuel-cell') return []
  const stated = unitOfText(text)
  const distance = distanceOfBareMass(stated)
  if (distance === undefined || (distance !== 1 && GASEOUS.has(powertrain))) return []
  const number = text.slice(0, text.length - stated.length).trim()
  const [mass = '', per = ''] = stated.split(/ ?(?:\/| per ) ?/u)
  const detail = `'${text}' does not say of what: of CO2 or of fuel. Write ${number} ${mass} of fuel/${per} or a volume or energy, such as 6.5 L/100km; state CO2 per distance in factors instead, as {"kind": "direct-factor", "gas": "co2", "value": ${number}, "unit": "${mass} CO2/vkm"} with its mode, powertrain and source.`
  return [
    {
      code: 'unit-ambiguous',
      pointer,
      detail,
      candidates: [`${number} ${mass} of fuel/${per}`, '6.5 L/100km'],
    },
  ]
}
