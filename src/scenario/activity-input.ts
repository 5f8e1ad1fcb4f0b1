import type { Mode } from '../vocabulary.ts'
import { distanceParts } from './base-cells.ts'
import type { Inputs } from './inputs.ts'
import type { ModeFrame } from './model-levers.ts'
import type { Units } from './units.ts'

/** The distance that a mode is measured in: of persons or tonnes where they are told, else of vehicles. */
export function activityInput(
  { mode, lines }: ModeFrame,
  inputs: Inputs,
  units: Units,
  asPersons: boolean,
): number {
  const persons = distanceParts(lines, 'passenger-distance')
  if (persons.length > 0) return inputs.add(`${mode}/pkm`, persons)
  const vehicles = distanceParts(lines, 'vehicle-distance')
  if (asPersons && vehicles.length > 0) {
    const occupancy = units
      .linesOf({ mode: mode as Mode, per: 'pkm' })
      .flatMap(({ products }) => products)
      .find(({ quantity }) => quantity === 'vehicle-distance')
      ?.terms.find(({ role }) => role === 'divided-by')?.parameter
    if (occupancy)
      return inputs.add(
        `${mode}/pkm`,
        vehicles.map(({ weight, terms }) => ({
          weight,
          terms: [...terms, { parameter: occupancy, role: 'times' }],
        })),
      )
  }
  if (vehicles.length > 0) return inputs.add(`${mode}/vkm`, vehicles)
  const tonnes = distanceParts(lines, 'tonne-distance')
  // What has no distance is counted as one whole.
  return tonnes.length > 0
    ? inputs.add(`${mode}/tkm`, tonnes)
    : inputs.add(`${mode}/whole`, [{ weight: 1, terms: [] }])
}
