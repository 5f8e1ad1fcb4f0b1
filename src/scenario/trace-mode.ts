import type { Group } from './emission-groups.ts'
import type { FleetShares } from './fleet-shares.ts'
import { type Active, GRID, type ModelLever, type ModelMode, type ScenarioModel } from './model.ts'
import type { ModeTrace, TraceFactor } from './trace.ts'

/** A mode with its groups and the levers that change how it is driven. */
export interface ModeRoom {
  readonly mode: ModelMode
  readonly fleet: FleetShares | undefined
  readonly driving: readonly number[]
  readonly groups: readonly Group[]
  /** What each group comes to in the base year. */
  readonly sums: Float64Array
}

/** What holds for all modes of the year: distances and what is left of each part are by mode, or part, and year. */
interface Settled {
  readonly model: ScenarioModel
  /** Levers that avoid travel, by their place among all. */
  readonly avoiding: readonly number[]
  readonly distance: Float64Array
  readonly parts: Float64Array
}

interface Asked {
  readonly inputs: Float64Array
  readonly active: Active
  readonly year: number
}

/** How a mode comes to its emissions in a year. @param mode its place among all */
export function traceOf(
  { mode: of, fleet, driving, groups, sums }: ModeRoom,
  mode: number,
  { model: { levers, years }, avoiding, distance: distances, parts }: Settled,
  { inputs, active, year }: Asked,
): ModeTrace {
  const { activity, growth, efficiency } = of
  const isNew = activity < 0
  const factors: TraceFactor[] = []
  let travelled = isNew ? 1 : (growth[year] as number)
  if (!isNew) factors.push({ name: 'population-and-activity', value: travelled })
  for (const at of avoiding) {
    const lever = levers[at] as ModelLever
    if (active[at] !== 1 || lever.mode !== mode) continue
    const value = 1 - effectOf(lever, inputs, year)
    travelled *= value
    factors.push({ name: 'lever', lever: at, value })
  }
  const distance = distances[mode * years + year] as number
  const base = isNew ? 1 : (inputs[activity] as number)
  if (isNew) factors.push({ name: 'distance', value: distance })
  else if (base > 0 && travelled > 0) factors.push({ name: 'shifts', value: distance / (base * travelled) })
  factors.push({ name: 'efficiency', value: efficiency[year] as number })
  if (fleet) factors.push({ name: 'new-vehicles', value: fleet.energy[year] as number })
  for (const at of driving) {
    const lever = levers[at] as ModelLever
    if (active[at] !== 1) continue
    const effect = effectOf(lever, inputs, year)
    factors.push({
      name: 'lever',
      lever: at,
      value: lever.kind === 'speed' ? 1 - effect : 1 / (1 + effect),
    })
  }
  // One after the other, so that they multiply: who drives, what the grid emits, what is in the fuel.
  const emitted = [0, 0, 0, 0]
  for (const [at, { shares, from, isNew: isAdded, factor }] of groups.entries()) {
    const sum = sums[at] as number
    const share = shares ? (shares[from + year] as number) : 1
    const part = parts[factor * years + year] as number
    const ofGrid = factor === GRID ? part : 1
    const steps = [isAdded ? 0 : sum, sum * share, sum * share * ofGrid, sum * share * part]
    for (const [step, kg] of steps.entries()) emitted[step] = (emitted[step] as number) + kg
  }
  for (const [step, name] of (['vehicles', 'grid', 'blends'] as const).entries()) {
    const [before, after] = [emitted[step] as number, emitted[step + 1] as number]
    factors.push({ name, value: before > 0 ? after / before : 1 })
  }
  const told = factors.filter(({ name, value }) => name === 'lever' || name === 'distance' || value !== 1)
  return {
    mode: of.mode,
    base: emitted[0] as number,
    factors: told,
    kg: told.reduce((kg, { value }) => kg * value, emitted[0] as number),
  }
}

/** What a lever does in a year: its size where it acts, of which some comes back. */
export function effectOf(
  { size, ramp, zoneShare, rebound }: ModelLever,
  inputs: Float64Array,
  year: number,
): number {
  let effect = (inputs[size] as number) * (ramp[year] as number)
  if (zoneShare >= 0) effect *= inputs[zoneShare] as number
  if (rebound >= 0) effect *= 1 - (inputs[rebound] as number)
  return effect
}
