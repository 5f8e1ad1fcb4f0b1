import type { Active, ModelLever } from './model.ts'

/** Shares of technologies, by row and year, that levers ask for. */
export class AskedShares {
  readonly #years: number
  readonly #levers: readonly ModelLever[]
  /** By place among all levers. */
  readonly #rowOfLever: Int32Array
  readonly #base: Float64Array
  readonly #isFixed: Uint8Array

  /**
   * @param named the technologies that have a row; behind them is that of all others
   * @param base shares of the base year, by row
   */
  constructor(levers: readonly ModelLever[], named: readonly number[], base: Float64Array, years: number) {
    this.#years = years
    this.#levers = levers
    this.#rowOfLever = Int32Array.from(levers, ({ tech }) => named.indexOf(tech))
    this.#base = base
    this.#isFixed = new Uint8Array(named.length + 1)
  }

  /**
   * Raises shares to what levers ask for at least, and lets all other technologies fill what is left, in proportion.
   *
   * @param first the year from which on
   */
  raise(
    shares: Float64Array,
    places: readonly number[],
    inputs: Float64Array,
    active: Active,
    first: number,
  ): void {
    const years = this.#years
    const [levers, rowOfLever, isFixed] = [this.#levers, this.#rowOfLever, this.#isFixed]
    isFixed.fill(0)
    for (let one = 0; one < places.length; one += 1) {
      const at = places[one] as number
      if (active[at] === 1) isFixed[rowOfLever[at] as number] = 1
    }
    for (let year = first; year < years; year += 1) {
      let isAsked = false
      for (let one = 0; one < places.length; one += 1) {
        const at = places[one] as number
        if (active[at] !== 1) continue
        const { size, ramp } = levers[at] as ModelLever
        const place = (rowOfLever[at] as number) * years + year
        const share = shares[place] as number
        const more = Math.max(0, (inputs[size] as number) - share) * (ramp[year] as number)
        if (more > 0) isAsked = true
        shares[place] = share + more
      }
      if (isAsked) this.#fillUp(shares, year)
    }
  }

  /** What is not fixed has what is left of a year, in proportion. */
  #fillUp(shares: Float64Array, year: number): void {
    const years = this.#years
    const [isFixed, count] = [this.#isFixed, this.#isFixed.length - 1]
    const last = count * years + year
    let fixed = 0
    let free = (this.#base[count] as number) * (shares[last] as number)
    for (let row = 0; row < count; row += 1)
      if (isFixed[row] === 1) fixed += shares[row * years + year] as number
      else free += shares[row * years + year] as number
    const scale = free > 0 ? Math.max(0, 1 - fixed) / free : 0
    const over = fixed > 1 ? 1 / fixed : 1
    for (let row = 0; row < count; row += 1) {
      const place = row * years + year
      shares[place] = (shares[place] as number) * (isFixed[row] === 1 ? over : scale)
    }
    shares[last] = (shares[last] as number) * scale
  }
}
