import type { Estimate } from '../estimate/estimate.ts'
import { MODE_PROPERTIES, type Mode } from '../vocabulary.ts'
import type { StepChange } from './compare-estimates.ts'
import type { ModeForm } from './form.ts'

/** What one side states and a comparison cannot tell apart, because the other does not, or because it acts on nothing. */
export interface Unheard {
  readonly side: 'before' | 'after'
  readonly pointer: string
  readonly detail: string
}

/** Everything stated that has no effect of its own in a comparison. */
export function unheardOf(
  before: Estimate,
  after: Estimate,
  { forms, hasPopulation }: Pick<StepChange, 'forms' | 'hasPopulation'>,
): readonly Unheard[] {
  const sides = [
    { side: 'before', estimate: before, other: after },
    { side: 'after', estimate: after, other: before },
  ] as const
  return sides.flatMap(({ side, estimate, other }) => {
    const found: Omit<Unheard, 'side'>[] = []
    const { population } = estimate.input.city
    if (population && !hasPopulation)
      found.push({
        pointer: population.pointer,
        detail:
          'Only one side states its population, so there is no effect of population, and no figure per inhabitant. State it on both.',
      })
    for (const form of forms.values()) found.push(...unheardOfMode(estimate, other, form))
    return found.map((one) => ({ side, ...one }))
  })
}

function unheardOfMode(
  estimate: Estimate,
  other: Estimate,
  form: ModeForm,
): readonly Omit<Unheard, 'side'>[] {
  const { mode, counts, distance, hasFilling, has } = form
  if (mode === undefined || !hasMode(other, mode)) return []
  const { title } = MODE_PROPERTIES[mode]
  const rows = estimate.input.demand.filter((row) => row.mode === mode)
  const found: Omit<Unheard, 'side'>[] = []
  const counted = rows.find(({ trips, vehicles }) => trips ?? vehicles)
  if (counted && counts === undefined && distance !== undefined)
    found.push({
      pointer: (counted.trips ?? counted.vehicles)?.pointer ?? counted.pointer,
      detail: `${title}: the other side states no such count, so distance is one effect, and is not told apart into number and length.`,
    })
  const moving = rows.find((row) => row.trips ?? row.vehicles ?? row.vehicleDistance ?? row.passengerDistance)
  if (moving && distance === undefined)
    found.push({
      pointer: moving.pointer,
      detail: `${title}: the other side states fuel and no distance, so traffic and vehicles are one effect.`,
    })
  const filling =
    estimate.input.occupancy.find((row) => row.mode === mode) ??
    estimate.input.loads.find((row) => row.mode === mode)
  if (filling && !hasFilling)
    found.push({
      pointer: filling.pointer,
      detail: `${title}: the number of vehicles does not follow from it on both sides, so it has no effect of its own.`,
    })
  const parts = [
    ['vehicleClass', 'class'],
    ['powertrain', 'powertrain'],
    ['emissionStandard', 'emission standard'],
  ] as const
  for (const [part, words] of parts) {
    const row = [...estimate.input.fleet, ...rows].find((one) => one.mode === mode && one[part] !== undefined)
    if (row && !has[part] && distance !== undefined)
      found.push({
        pointer: `${row.pointer}/${part}`,
        detail: `${title}: the other side does not tell the ${words} of its vehicles, so it is part of the effect of energy intensity.`,
      })
  }
  return found
}

const hasMode = ({ lines }: Estimate, mode: Mode): boolean => lines.some((line) => line.mode === mode)
