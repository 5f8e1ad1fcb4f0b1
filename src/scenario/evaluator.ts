import { addUp, type Group, groupsOf } from './emission-groups.ts'
import { FleetShares } from './fleet-shares.ts'
import {
  type Active,
  FIRST_BLEND,
  GRID,
  type ModelLever,
  type ModelMode,
  type ScenarioModel,
} from './model.ts'
import { Shifts } from './shift.ts'
import type { ModeTrace } from './trace.ts'
import { type ModeRoom, traceOf } from './trace-mode.ts'

/**
 * Computes the emissions of a scenario year by year. Remainders multiply on one base: first what is avoided, then what
 * shifts of the rest, then how the rest is driven. Without any lever it is the reference.
 *
 * It keeps room for its sums, so it is used by one caller at a time.
 */
export class Evaluator {
  readonly #model: ScenarioModel
  readonly #rooms: readonly ModeRoom[]
  /** Levers by what they do, by their place among all. */
  readonly #avoiding: readonly number[]
  readonly #ofGrid: readonly number[]
  readonly #blending: readonly number[]
  readonly #shifts: Shifts
  readonly #blendPaths: readonly (readonly number[] | undefined)[]
  /** Distance by mode and year. */
  readonly #distance: Float64Array
  /** The same without any lever, from which year on it is known, and the distances of the base year that it is of. */
  readonly #usual: Float64Array
  #usualFrom = Number.POSITIVE_INFINITY
  readonly #bases: Float64Array
  /** What is left of the emissions of each part by year: all, the grid's, and each blend's. */
  readonly #parts: Float64Array
  /** By year, of the lever and of the mode at hand. */
  readonly #effects: Float64Array
  readonly #ratio: Float64Array
  readonly #kg: Float64Array

  constructor(model: ScenarioModel) {
    const { modes, levers, blends, years } = model
    this.#model = model
    const placesOf = (is: (lever: ModelLever) => boolean): readonly number[] =>
      levers.flatMap((one, at) => (is(one) ? [at] : []))
    this.#avoiding = placesOf(({ kind }) => kind === 'trips' || kind === 'trip-length')
    this.#ofGrid = placesOf(({ kind }) => kind === 'grid')
    this.#blending = placesOf(({ kind }) => kind === 'blend')
    this.#shifts = new Shifts(model)
    this.#blendPaths = model.blendPaths ?? []
    const isConstant = (factor: number): boolean =>
      factor !== GRID &&
      !this.#blendPaths[factor - FIRST_BLEND] &&
      !this.#blending.some((at) => levers[at]?.blend === factor - FIRST_BLEND)
    this.#rooms = modes.map((mode, index): ModeRoom => {
      const fleet = mode.fleet && new FleetShares(model, index)
      const groups = groupsOf(mode, fleet, years, isConstant)
      const driving = placesOf(
        ({ kind, mode: of }) => of === index && (kind === 'speed' || kind === 'occupancy' || kind === 'load'),
      )
      return { mode, fleet, driving, groups, sums: new Float64Array(groups.length) }
    })
    this.#distance = new Float64Array(modes.length * years)
    this.#usual = new Float64Array(modes.length * years)
    this.#bases = new Float64Array(modes.length)
    this.#parts = new Float64Array((FIRST_BLEND + blends.length) * years).fill(1)
    this.#effects = new Float64Array(years)
    this.#ratio = new Float64Array(years)
    this.#kg = new Float64Array(years)
  }

  /**
   * Emissions by year [kg CO2e].
   *
   * @param inputs in the order of the model's places
   * @param out as long as there are years; filled from the year `first` on
   * @param byMode if given: modes × years
   * @param weights if given, inputs × years: how the line changes with each input that is an amount of emissions
   */
  line(
    inputs: Float64Array,
    active: Active,
    out: Float64Array,
    first = 0,
    byMode?: Float64Array,
    weights?: Float64Array,
  ): void {
    const { years } = this.#model
    const rooms = this.#rooms
    const [kg, ratio] = [this.#kg, this.#ratio]
    this.#travel(inputs, active, first)
    this.#settleParts(inputs, active, first)
    out.fill(0, first)
    for (let mode = 0; mode < rooms.length; mode += 1) {
      const room = rooms[mode] as ModeRoom
      if (room.groups.length === 0) {
        byMode?.fill(0, mode * years + first, (mode + 1) * years)
        continue
      }
      room.fleet?.settle(inputs, active, first)
      addUp(room.groups, inputs, room.sums)
      this.#settleRatios(room, mode, inputs, active, first)
      this.#emit(room, first)
      if (weights) for (const group of room.groups) this.#weigh(group, first, weights)
      for (let year = first; year < years; year += 1) {
        const emitted = (kg[year] as number) * (ratio[year] as number)
        if (byMode) byMode[mode * years + year] = emitted
        out[year] = (out[year] as number) + emitted
      }
    }
  }

  /** How each mode comes to its emissions in a year: the base, and factors whose product with it they are. */
  trace(inputs: Float64Array, active: Active, year: number): readonly ModeTrace[] {
    for (const room of this.#rooms) {
      room.fleet?.settle(inputs, active, year)
      addUp(room.groups, inputs, room.sums)
    }
    this.#travel(inputs, active, year)
    this.#settleParts(inputs, active, year)
    const settled = {
      model: this.#model,
      avoiding: this.#avoiding,
      distance: this.#distance,
      parts: this.#parts,
    }
    return this.#rooms.map((room, mode) => traceOf(room, mode, settled, { inputs, active, year }))
  }

  /** Distance of each mode by year after avoiding and shifting. */
  #travel(inputs: Float64Array, active: Active, first: number): void {
    const distance = this.#distance
    const { years, levers } = this.#model
    this.#travelAsUsual(inputs, first)
    for (let one = 0; one < this.#avoiding.length; one += 1) {
      const at = this.#avoiding[one] as number
      if (active[at] !== 1) continue
      const lever = levers[at] as ModelLever
      const effects = this.#effectsOf(lever, inputs, first)
      const from = lever.mode * years
      for (let year = first; year < years; year += 1)
        distance[from + year] = (distance[from + year] as number) * (1 - (effects[year] as number))
    }
    this.#shifts.move(inputs, active, first, distance)
  }

  /** Distance of each mode by year in the reference; as before, if it begins from the same base year. */
  #travelAsUsual(inputs: Float64Array, first: number): void {
    const [distance, usual, bases] = [this.#distance, this.#usual, this.#bases]
    const { modes, years } = this.#model
    let isSame = this.#usualFrom <= first
    for (let mode = 0; mode < modes.length; mode += 1) {
      const { activity } = modes[mode] as ModelMode
      const base = activity < 0 ? 0 : (inputs[activity] as number)
      if (bases[mode] === base) continue
      bases[mode] = base
      isSame = false
    }
    if (!isSame) {
      this.#usualFrom = first
      for (let mode = 0; mode < modes.length; mode += 1) {
        const { growth } = modes[mode] as ModelMode
        const base = bases[mode] as number
        const from = mode * years
        for (let year = first; year < years; year += 1) usual[from + year] = base * (growth[year] as number)
      }
    }
    distance.set(usual)
  }

  /** What the grid and the blends emit by year against the base year. */
  #settleParts(inputs: Float64Array, active: Active, first: number): void {
    const { grid, gridPace, blends, levers, years } = this.#model
    const parts = this.#parts
    const ofGrid = GRID * years
    const pace = inputs[gridPace] as number
    for (let year = first; year < years; year += 1)
      parts[ofGrid + year] = Math.max(0, 1 - (1 - (grid[year] as number)) * pace)
    for (let one = 0; one < this.#ofGrid.length; one += 1) {
      const at = this.#ofGrid[one] as number
      if (active[at] !== 1) continue
      const effects = this.#effectsOf(levers[at] as ModelLever, inputs, first)
      for (let year = first; year < years; year += 1)
        parts[ofGrid + year] = (parts[ofGrid + year] as number) * (1 - (effects[year] as number))
    }
    for (let blend = 0; blend < this.#blendPaths.length; blend += 1) {
      const path = this.#blendPaths[blend]
      if (!path) continue
      const base = blends[blend] as number
      for (let year = first; year < years; year += 1)
        parts[(FIRST_BLEND + blend) * years + year] = (1 - (path[year] as number)) / (1 - base)
    }
    for (let one = 0; one < this.#blending.length; one += 1) {
      const at = this.#blending[one] as number
      const { blend, size, ramp } = levers[at] as ModelLever
      const base = blends[blend] as number
      const path = this.#blendPaths[blend]
      for (let year = first; year < years; year += 1) {
        const planned = path ? (path[year] as number) : base
        const more =
          active[at] === 1 ? Math.max(0, (inputs[size] as number) - planned) * (ramp[year] as number) : 0
        parts[(FIRST_BLEND + blend) * years + year] = (1 - (planned + more)) / (1 - base)
      }
    }
  }

  /** What a lever does by year; the room is used again by the next call. */
  #effectsOf(
    { size, ramp, zoneShare, rebound }: ModelLever,
    inputs: Float64Array,
    first: number,
  ): Float64Array {
    const effects = this.#effects
    const whole = inputs[size] as number
    for (let year = first; year < effects.length; year += 1) {
      let effect = whole * (ramp[year] as number)
      if (zoneShare >= 0) effect *= inputs[zoneShare] as number
      if (rebound >= 0) effect *= 1 - (inputs[rebound] as number)
      effects[year] = effect
    }
    return effects
  }

  /** How a mode is driven by year, and how far, against the base year. */
  #settleRatios(room: ModeRoom, mode: number, inputs: Float64Array, active: Active, first: number): void {
    const { mode: of, fleet, driving } = room
    const { activity, efficiency } = of
    const { years, levers } = this.#model
    const [ratio, distance] = [this.#ratio, this.#distance]
    for (let year = first; year < years; year += 1) ratio[year] = efficiency[year] as number
    if (fleet?.hasNewEnergy) {
      const { energy } = fleet
      for (let year = first; year < years; year += 1)
        ratio[year] = (ratio[year] as number) * (energy[year] as number)
    }
    for (let one = 0; one < driving.length; one += 1) {
      const at = driving[one] as number
      if (active[at] !== 1) continue
      const lever = levers[at] as ModelLever
      const effects = this.#effectsOf(lever, inputs, first)
      if (lever.kind === 'speed')
        for (let year = first; year < years; year += 1)
          ratio[year] = (ratio[year] as number) * (1 - (effects[year] as number))
      else
        for (let year = first; year < years; year += 1)
          ratio[year] = (ratio[year] as number) / (1 + (effects[year] as number))
    }
    const from = mode * years
    const base = activity < 0 ? 1 : (inputs[activity] as number)
    if (activity >= 0 && !(base > 0)) return
    // A mode that the base year does not have emits by its distance.
    for (let year = first; year < years; year += 1)
      ratio[year] = (ratio[year] as number) * ((distance[from + year] as number) / base)
  }

  /** Emissions of a mode by year, if it were driven as in the base year, and as far. */
  #emit({ groups, sums }: ModeRoom, first: number): void {
    const { years } = this.#model
    const [kg, parts] = [this.#kg, this.#parts]
    kg.fill(0, first)
    for (let at = 0; at < groups.length; at += 1) {
      const { shares, from, factor, isConstant } = groups[at] as Group
      const sum = sums[at] as number
      const part = factor * years
      if (shares && isConstant)
        for (let year = first; year < years; year += 1)
          kg[year] = (kg[year] as number) + sum * (shares[from + year] as number)
      else if (shares)
        for (let year = first; year < years; year += 1)
          kg[year] =
            (kg[year] as number) + sum * ((parts[part + year] as number) * (shares[from + year] as number))
      else
        for (let year = first; year < years; year += 1)
          kg[year] = (kg[year] as number) + sum * (parts[part + year] as number)
    }
  }

  /** How the line changes with each input of a group. */
  #weigh({ shares, from, factor, inputs: places }: Group, first: number, weights: Float64Array): void {
    const { years } = this.#model
    for (let year = first; year < years; year += 1) {
      const part = this.#parts[factor * years + year] as number
      const share = shares ? part * (shares[from + year] as number) : part
      for (const place of places) weights[place * years + year] = share * (this.#ratio[year] as number)
    }
  }
}
