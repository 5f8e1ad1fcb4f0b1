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
  /** The sum of the shares that levers ask of a mode, and what all of them together leave of it. */
  readonly #asked: Float64Array
  readonly #left: Float64Array

  constructor({ levers, modes, years }: ScenarioModel) {
    this.#levers = levers
    this.#years = years
    this.#places = levers.flatMap(({ kind }, at) => (kind === 'mode-shift' ? [at] : []))
    this.#acting = new Int32Array(this.#places.length)
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
    const modes = this.#before.length
    for (let mode = 0; mode < modes; mode += 1) {
      this.#before[mode] = distance[mode * this.#years + year] as number
      this.#asked[mode] = 0
      this.#left[mode] = 1
    }
    for (let one = 0; one < count; one += 1) {
      const lever = this.#levers[this.#acting[one] as number] as ModelLever
      if (lever.mode >= 0) this.#ask(lever.mode, shareOf(lever, inputs, year))
      else {
        const all = this.#arriving(lever, inputs, year)
        const { origins } = lever
        for (let from = 0; from < origins.length; from += 1) {
          const { mode, share } = origins[from] as ModelLever['origins'][number]
          this.#ask(mode, this.#shareIn(mode, all * (inputs[share] as number)))
        }
      }
    }
    for (let one = 0; one < count; one += 1)
      this.#moveBy(this.#levers[this.#acting[one] as number] as ModelLever, inputs, year, distance)
  }

  #moveBy(lever: ModelLever, inputs: Float64Array, year: number, distance: Float64Array): void {
    const stays = lever.rebound < 0 ? 1 : 1 - (inputs[lever.rebound] as number)
    const { toMode } = lever
    if (lever.mode >= 0) {
      const moved = this.#leaving(lever.mode, shareOf(lever, inputs, year))
      const induced = lever.induced < 0 ? 0 : (inputs[lever.induced] as number)
      const [from, to] = [lever.mode * this.#years + year, toMode * this.#years + year]
      distance[from] = (distance[from] as number) - moved * stays
      distance[to] = (distance[to] as number) + moved * (1 + induced)
      return
    }
    const all = this.#arriving(lever, inputs, year)
    let missing = 0
    for (let one = 0; one < lever.origins.length; one += 1) {
      const { mode, share } = lever.origins[one] as ModelLever['origins'][number]
      const wanted = all * (inputs[share] as number)
      const moved = this.#leaving(mode, this.#shareIn(mode, wanted))
      const from = mode * this.#years + year
      distance[from] = (distance[from] as number) - moved * stays
      missing += wanted - moved
    }
    // Travellers whom two levers want arrive once.
    const to = toMode * this.#years + year
    distance[to] = (distance[to] as number) + all - missing
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

  /** Of a lever without `mode`: the distance of the new trips of `toMode`. */
  #arriving(lever: ModelLever, inputs: Float64Array, year: number): number {
    return (this.#before[lever.toMode] as number) * grown(lever, inputs, year)
  }

  /** Nobody leaves a mode that is not in it. */
  #shareIn(mode: number, wanted: number): number {
    const distance = this.#before[mode] as number
    return wanted > 0 && distance > 0 ? Math.min(1, wanted / distance) : 0
  }
}

const grown = ({ size, ramp, zoneShare, length }: ModelLever, inputs: Float64Array, year: number): number =>
  (inputs[size] as number) *
  (ramp[year] as number) *
  (zoneShare < 0 ? 1 : (inputs[zoneShare] as number)) *
  (inputs[length] as number)

/** Of a lever with `mode`: the share of its distance that goes; the switched trips have a length of their own. */
const shareOf = (lever: ModelLever, inputs: Float64Array, year: number): number =>
  Math.min(1, grown(lever, inputs, year))
