import type { Active, ModelLever, ScenarioModel } from './model.ts'

/**
 * Moves distance from modes to modes. What several levers take from one mode multiplies as remainders, and each has its
 * part of it by the share that it asks for, so that the order of the levers does not matter. What arrives is what left,
 * and what is induced beside it.
 */
export class Shifts {
  readonly #levers: readonly ModelLever[]
  /** By their place among all. */
  readonly #places: readonly number[]
  readonly #years: number
  /** Those that act, by their place among all. */
  readonly #acting: Int32Array
  readonly #before: Float64Array
  /** Modes that shifts take from or bring to. */
  readonly #modes: readonly number[]
  /** By lever: where its origins begin in the two below; one that names its mode has one place. */
  readonly #from: Int32Array
  /** The share of its mode that a lever takes, of each origin, and what it wants of it. */
  readonly #share: Float64Array
  readonly #wanted: Float64Array
  /** By lever without `mode`: the distance of the new trips. */
  readonly #arriving: Float64Array
  /** The sum of the shares that levers ask of a mode, and what all of them together leave of it. */
  readonly #asked: Float64Array
  readonly #left: Float64Array

  constructor({ levers, modes, years }: ScenarioModel) {
    this.#levers = levers
    this.#years = years
    this.#places = levers.flatMap(({ kind }, at) => (kind === 'mode-shift' ? [at] : []))
    this.#acting = new Int32Array(this.#places.length)
    const shifts = this.#places.map((at) => levers[at] as ModelLever)
    this.#modes = [
      ...new Set(
        shifts.flatMap(({ mode, toMode, origins }) => [mode, toMode, ...origins.map((one) => one.mode)]),
      ),
    ].filter((mode) => mode >= 0)
    this.#from = new Int32Array(levers.length)
    let size = 0
    for (const at of this.#places) {
      this.#from[at] = size
      size += Math.max(1, (levers[at] as ModelLever).origins.length)
    }
    this.#share = new Float64Array(size)
    this.#wanted = new Float64Array(size)
    this.#arriving = new Float64Array(levers.length)
    this.#before = new Float64Array(modes.length)
    this.#asked = new Float64Array(modes.length)
    this.#left = new Float64Array(modes.length)
  }

  /**
   * @param first the year from which on
   * @param distance by mode and year, before and after
   */
  move(inputs: Float64Array, active: Active, first: number, distance: Float64Array): void {
    let count = 0
    for (let one = 0; one < this.#places.length; one += 1) {
      const at = this.#places[one] as number
      if (active[at] === 1) this.#acting[count++] = at
    }
    if (count > 0)
      for (let year = first; year < this.#years; year += 1) this.#moveIn(year, count, inputs, distance)
  }

  #moveIn(year: number, count: number, inputs: Float64Array, distance: Float64Array): void {
    for (let one = 0; one < this.#modes.length; one += 1) {
      const mode = this.#modes[one] as number
      this.#before[mode] = distance[mode * this.#years + year] as number
      this.#asked[mode] = 0
      this.#left[mode] = 1
    }
    for (let one = 0; one < count; one += 1) this.#askBy(this.#acting[one] as number, inputs, year)
    for (let one = 0; one < count; one += 1) this.#moveBy(this.#acting[one] as number, inputs, year, distance)
  }

  #askBy(at: number, inputs: Float64Array, year: number): void {
    const lever = this.#levers[at] as ModelLever
    const from = this.#from[at] as number
    const size = grown(lever, inputs, year)
    if (lever.mode >= 0) {
      // The switched trips have a length of their own.
      const share = Math.min(1, size)
      this.#share[from] = share
      this.#ask(lever.mode, share)
      return
    }
    const all = (this.#before[lever.toMode] as number) * size
    this.#arriving[at] = all
    const { origins } = lever
    for (let one = 0; one < origins.length; one += 1) {
      const { mode, share: place } = origins[one] as ModelLever['origins'][number]
      const wanted = all * (inputs[place] as number)
      const share = this.#shareIn(mode, wanted)
      this.#wanted[from + one] = wanted
      this.#share[from + one] = share
      this.#ask(mode, share)
    }
  }

  #moveBy(at: number, inputs: Float64Array, year: number, distance: Float64Array): void {
    const lever = this.#levers[at] as ModelLever
    const first = this.#from[at] as number
    const stays = lever.rebound < 0 ? 1 : 1 - (inputs[lever.rebound] as number)
    const { toMode } = lever
    const to = toMode * this.#years + year
    if (lever.mode >= 0) {
      const moved = this.#leaving(lever.mode, this.#share[first] as number)
      const induced = lever.induced < 0 ? 0 : (inputs[lever.induced] as number)
      const from = lever.mode * this.#years + year
      distance[from] = (distance[from] as number) - moved * stays
      distance[to] = (distance[to] as number) + moved * (1 + induced)
      return
    }
    let missing = 0
    for (let one = 0; one < lever.origins.length; one += 1) {
      const { mode } = lever.origins[one] as ModelLever['origins'][number]
      const moved = this.#leaving(mode, this.#share[first + one] as number)
      const from = mode * this.#years + year
      distance[from] = (distance[from] as number) - moved * stays
      missing += (this.#wanted[first + one] as number) - moved
    }
    // Travellers whom two levers want arrive once.
    distance[to] = (distance[to] as number) + (this.#arriving[at] as number) - missing
  }

  #ask(mode: number, share: number): void {
    this.#asked[mode] = (this.#asked[mode] as number) + share
    this.#left[mode] = (this.#left[mode] as number) * (1 - share)
  }

  #leaving(mode: number, share: number): number {
    if (!(share > 0)) return 0
    const all = (this.#before[mode] as number) * (1 - (this.#left[mode] as number))
    return all * (share / (this.#asked[mode] as number))
  }

  /** Nobody leaves a mode that is not in it. */
  #shareIn(mode: number, wanted: number): number {
    const distance = this.#before[mode] as number
    return wanted > 0 && distance > 0 ? Math.min(1, wanted / distance) : 0
  }
}

/** Of the distance of its mode, how much a lever moves. */
const grown = ({ size, ramp, zoneShare, length }: ModelLever, inputs: Float64Array, year: number): number =>
  (inputs[size] as number) *
  (ramp[year] as number) *
  (zoneShare < 0 ? 1 : (inputs[zoneShare] as number)) *
  (inputs[length] as number)
