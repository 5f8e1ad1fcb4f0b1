import type { Refusal } from '../issues/issue.ts'
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
  if (!intensity || (powertrain !== undefined && carriersOf(powertrain).length > 0)) return []
  const detail =
    'An energy intensity needs a powertrain, which tells the carrier. State powertrain, such as "petrol".'
  return [{ code: 'activity-incomplete', pointer: intensity.pointer, detail }]
}
