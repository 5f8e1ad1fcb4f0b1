import { groupBy } from '../group-by.ts'
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

/** Emissions of a mode that change alike from year to year. */
interface Group {
  /** The row of their technology in the fleet; −1: they are of all vehicles. */
  readonly row: number
  /** Per vehicle-kilometre of a technology that the base year does not have, not kg. */
  readonly isNew: boolean
  readonly factor: number
  readonly inputs: readonly number[]
}

/** A mode with its groups and the levers that change how it is driven. */
interface ModeRoom {
  readonly mode: ModelMode
  readonly fleet: FleetShares | undefined
  readonly driving: readonly number[]
  readonly groups: readonly Group[]
  /** What each group comes to in the base year. */
  readonly sums: Float64Array
}

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
  /** Distance by mode in the year at hand. */
  readonly #distance: Float64Array
  /** What is left of the emissions of each part in the year at hand: all, the grid's, and each blend's. */
  readonly #parts: Float64Array

  constructor(model: ScenarioModel) {
    const { modes, levers, blends } = model
    this.#model = model
    const placesOf = (is: (lever: ModelLever) => boolean): readonly number[] =>
      levers.flatMap((one, at) => (is(one) ? [at] : []))
    this.#avoiding = placesOf(({ kind }) => kind === 'trips' || kind === 'trip-length')
    this.#ofGrid = placesOf(({ kind }) => kind === 'grid')
    this.#blending = placesOf(({ kind }) => kind === 'blend')
    this.#shifts = new Shifts(model)
    this.#blendPaths = model.blendPaths ?? []
    this.#rooms = modes.map((mode, index): ModeRoom => {
      const fleet = mode.fleet && new FleetShares(model, index)
      const groups = groupsOf(mode, fleet)
      const driving = placesOf(
        ({ kind, mode: of }) => of === index && (kind === 'speed' || kind === 'occupancy' || kind === 'load'),
      )
      return { mode, fleet, driving, groups, sums: new Float64Array(groups.length) }
    })
    this.#distance = new Float64Array(modes.length)
    this.#parts = new Float64Array(FIRST_BLEND + blends.length).fill(1)
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
    for (let mode = 0; mode < rooms.length; mode += 1) {
      const room = rooms[mode] as ModeRoom
      room.fleet?.settle(inputs, active, first)
      addUp(room, inputs)
    }
    for (let year = first; year < years; year += 1) {
      this.#travel(inputs, active, year)
      this.#settleParts(inputs, active, year)
      let sum = 0
      for (let mode = 0; mode < rooms.length; mode += 1) {
        const kg = this.#emitted(inputs, active, mode, year, weights)
        if (byMode) byMode[mode * years + year] = kg
        sum += kg
      }
      out[year] = sum
    }
  }

  /** Distance of each mode after avoiding and shifting. */
  #travel(inputs: Float64Array, active: Active, year: number): void {
    const distance = this.#distance
    const rooms = this.#rooms
    for (let mode = 0; mode < rooms.length; mode += 1) {
      const { activity, growth } = (rooms[mode] as ModeRoom).mode
      distance[mode] = activity < 0 ? 0 : (inputs[activity] as number) * (growth[year] as number)
    }
    for (let one = 0; one < this.#avoiding.length; one += 1) {
      const at = this.#avoiding[one] as number
      if (active[at] !== 1) continue
      const lever = this.#model.levers[at] as ModelLever
      distance[lever.mode] = (distance[lever.mode] as number) * (1 - effectOf(lever, inputs, year))
    }
    this.#shifts.move(inputs, active, year, distance)
  }

  /** What the grid and the blends of the year emit against the base year. */
  #settleParts(inputs: Float64Array, active: Active, year: number): void {
    const { grid, gridPace, blends, levers } = this.#model
    let factor = Math.max(0, 1 - (1 - (grid[year] as number)) * (inputs[gridPace] as number))
    for (let one = 0; one < this.#ofGrid.length; one += 1) {
      const at = this.#ofGrid[one] as number
      if (active[at] === 1) factor *= 1 - effectOf(levers[at] as ModelLever, inputs, year)
    }
    this.#parts[GRID] = factor
    for (let blend = 0; blend < this.#blendPaths.length; blend += 1) {
      const path = this.#blendPaths[blend]
      if (path)
        this.#parts[FIRST_BLEND + blend] = (1 - (path[year] as number)) / (1 - (blends[blend] as number))
    }
    for (let one = 0; one < this.#blending.length; one += 1) {
      const at = this.#blending[one] as number
      const { blend, size, ramp } = levers[at] as ModelLever
      const base = blends[blend] as number
      const planned = this.#blendPaths[blend]?.[year] ?? base
      const more =
        active[at] === 1 ? Math.max(0, (inputs[size] as number) - planned) * (ramp[year] as number) : 0
      this.#parts[FIRST_BLEND + blend] = (1 - (planned + more)) / (1 - base)
    }
  }

  #emitted(inputs: Float64Array, active: Active, mode: number, year: number, weights?: Float64Array): number {
    const { mode: of, fleet, driving, groups, sums } = this.#rooms[mode] as ModeRoom
    const { activity, efficiency } = of
    const distance = this.#distance[mode] as number
    let ratio = efficiency[year] as number
    if (fleet) ratio *= fleet.energy(year)
    for (let one = 0; one < driving.length; one += 1) {
      const at = driving[one] as number
      if (active[at] !== 1) continue
      const lever = this.#model.levers[at] as ModelLever
      if (lever.kind === 'speed') ratio *= 1 - effectOf(lever, inputs, year)
      else ratio /= 1 + effectOf(lever, inputs, year)
    }
    // A mode that the base year does not have emits by its distance.
    if (activity < 0) ratio *= distance
    else if ((inputs[activity] as number) > 0) ratio *= distance / (inputs[activity] as number)
    let kg = 0
    for (let at = 0; at < groups.length; at += 1) {
      const { row, isNew, factor, inputs: places } = groups[at] as Group
      let share = this.#parts[factor] as number
      if (fleet && row >= 0) share *= isNew ? fleet.distance * fleet.share(row, year) : fleet.ratio(row, year)
      kg += (sums[at] as number) * share
      if (weights) for (const place of places) weights[place * this.#model.years + year] = share * ratio
    }
    return kg * ratio
  }
}

/** Puts together what changes alike. */
function groupsOf(
  { activity, cells, newCells, unitCells }: ModelMode,
  fleet: FleetShares | undefined,
): readonly Group[] {
  const rowed = [
    ...(activity < 0 ? unitCells : cells).map((cell) => ({ ...cell, isNew: false })),
    ...(fleet ? newCells : []).map((cell) => ({ ...cell, isNew: true })),
  ].map((cell) => ({ ...cell, row: fleet && cell.tech >= 0 ? fleet.rowOf(cell.tech) : -1 }))
  return [...groupBy(rowed, ({ row, isNew, factor }) => `${row} ${isNew} ${factor}`).values()].flatMap(
    (some) => {
      const [first] = some
      return first
        ? [
            {
              row: first.row,
              isNew: first.isNew,
              factor: first.factor,
              inputs: some.map(({ input }) => input),
            },
          ]
        : []
    },
  )
}

function addUp({ groups, sums }: ModeRoom, inputs: Float64Array): void {
  for (let at = 0; at < groups.length; at += 1) {
    const { inputs: places } = groups[at] as Group
    let sum = 0
    for (let one = 0; one < places.length; one += 1) sum += inputs[places[one] as number] as number
    sums[at] = sum
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
