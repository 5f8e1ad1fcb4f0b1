import type { Active, ModelFleet, ModelLever, ModelMode, ScenarioModel } from './model.ts'

/** A fleet's turnover as one list: the shares of year y begin at y × (y − 1) ÷ 2. */
interface FlatFleet {
  readonly kept: Float64Array
  readonly sold: Float64Array
  readonly fresh: Float64Array | undefined
}

/**
 * The share of a mode's distance that each technology drives, year by year. A share of sales reaches the fleet through
 * the vehicles that were sold and are left, weighted by their distance; a share of the fleet acts at once.
 *
 * Technologies that no path and no lever names keep their proportions, so they are followed together, as *the others*:
 * each has its share of the base year times one ratio.
 */
export class FleetShares {
  readonly #years: number
  readonly #pace: number
  readonly #techs: readonly number[]
  readonly #levers: readonly ModelLever[]
  /** Levers on sales, on the fleet and on its age, by their place among all. */
  readonly #ofSales: readonly number[]
  readonly #ofFleet: readonly number[]
  readonly #ofAge: readonly number[]
  readonly #usual: FlatFleet
  readonly #limited: readonly FlatFleet[]
  /** Technologies that are followed one by one. */
  readonly #named: readonly number[]
  readonly #paths: readonly (readonly number[] | undefined)[]
  /** By year, what the paths of all named technologies come to. */
  readonly #known: Float64Array
  /** Shares of the base year of the named technologies, and behind them of all others. */
  readonly #base: Float64Array
  /** By row and year: shares of the named, and behind them the ratio of the others. */
  readonly #sales: Float64Array
  readonly #shares: Float64Array
  readonly #isFixed: Uint8Array
  /** By year: energy per distance of a vehicle against the base year, as sales bring it into the fleet. */
  readonly #energy: Float64Array
  /** Levers of this fleet, and the places of all inputs that it depends on, with their values when it was settled last. */
  readonly #own: readonly number[]
  readonly #places: readonly number[]
  readonly #seen: Float64Array
  #sawFrom = -1
  /** Vehicle-kilometres of the base year. */
  distance = 0

  constructor({ levers, modes, years, fleetPace }: ScenarioModel, index: number) {
    const { techs, sales, fleet } = modes[index] as ModelMode
    this.#years = years
    this.#pace = fleetPace
    this.#techs = techs
    this.#levers = levers
    const placesOf = (kind: ModelLever['kind']): readonly number[] =>
      levers.flatMap((one, at) => (one.mode === index && one.kind === kind ? [at] : []))
    this.#ofSales = placesOf('sales-mix')
    this.#ofFleet = placesOf('fleet-share')
    this.#ofAge = placesOf('age-limit')
    this.#usual = flat(fleet as ModelFleet)
    this.#limited = this.#ofAge.map((at) => flat((levers[at] as ModelLever).fleet as ModelFleet))
    const asked = new Set([...this.#ofSales, ...this.#ofFleet].map((at) => levers[at]?.tech))
    this.#named = techs.flatMap((_, tech) => (sales?.[tech] || asked.has(tech) ? [tech] : []))
    this.#paths = this.#named.map((tech) => sales?.[tech])
    this.#known = Float64Array.from({ length: years }, (_, year) =>
      this.#paths.reduce((sum, path) => (path ? sum + (path[year] as number) : sum), 0),
    )
    const rows = this.#named.length + 1
    this.#base = new Float64Array(rows)
    this.#sales = new Float64Array(rows * years)
    this.#shares = new Float64Array(rows * years)
    this.#isFixed = new Uint8Array(rows)
    this.#energy = new Float64Array(years).fill(1)
    this.#own = [...this.#ofSales, ...this.#ofFleet, ...this.#ofAge]
    this.#places = [fleetPace, ...techs, ...this.#own.map((at) => levers[at]?.size ?? -1)]
    this.#seen = new Float64Array(this.#places.length + this.#own.length)
  }

  /** The row of a technology: its own, or that of the others. */
  rowOf(tech: number): number {
    const at = this.#named.indexOf(tech)
    return at < 0 ? this.#named.length : at
  }

  /** Of a named technology: its share of the distance. */
  share(row: number, year: number): number {
    return this.#shares[row * this.#years + year] as number
  }

  /** The share of a technology of the base year against what it was. */
  ratio(row: number, year: number): number {
    const share = this.#shares[row * this.#years + year] as number
    return row === this.#named.length ? share : share / (this.#base[row] as number)
  }

  energy(year: number): number {
    return this.#energy[year] as number
  }

  /** @param first the year from which on shares are wanted */
  settle(inputs: Float64Array, active: Active, first: number): void {
    if (this.#isSettled(inputs, active, first)) return
    this.#settleBase(inputs)
    this.#settleSales(inputs, active)
    this.#turnOver(inputs, this.#fleetOf(active), first)
    if (this.#ofFleet.length > 0) this.#settleFleet(inputs, active, first)
  }

  /** Whether shares were settled with the same numbers before, from the same year on. */
  #isSettled(inputs: Float64Array, active: Active, first: number): boolean {
    const seen = this.#seen
    const before = this.#sawFrom
    this.#sawFrom = first
    let isSame = before === first
    for (let at = 0; at < this.#places.length; at += 1) {
      const place = this.#places[at] as number
      const value = place < 0 ? 0 : (inputs[place] as number)
      if (seen[at] !== value) {
        seen[at] = value
        isSame = false
      }
    }
    const from = this.#places.length
    for (let at = 0; at < this.#own.length; at += 1) {
      const value = active[this.#own[at] as number] as number
      if (seen[from + at] !== value) {
        seen[from + at] = value
        isSame = false
      }
    }
    return isSame
  }

  #settleBase(inputs: Float64Array): void {
    const techs = this.#techs
    const named = this.#named
    let all = 0
    for (let tech = 0; tech < techs.length; tech += 1)
      if ((techs[tech] as number) >= 0) all += inputs[techs[tech] as number] as number
    this.distance = all
    let others = all
    for (let row = 0; row < named.length; row += 1) {
      const place = techs[named[row] as number] as number
      const distance = place < 0 ? 0 : (inputs[place] as number)
      this.#base[row] = distance / all
      others -= distance
    }
    this.#base[named.length] = others > 0 ? others / all : 0
  }

  #fleetOf(active: Active): FlatFleet {
    for (let at = 0; at < this.#ofAge.length; at += 1)
      if (active[this.#ofAge[at] as number] === 1) return this.#limited[at] as FlatFleet
    return this.#usual
  }

  /** Sales: known paths, then what levers ask for, and the others in the proportions of the base year. */
  #settleSales(inputs: Float64Array, active: Active): void {
    const years = this.#years
    const count = this.#named.length
    const sales = this.#sales
    const others = count * years
    // The rest of what paths leave, in proportion; a named technology without a path is part of it.
    let rest = this.#base[count] as number
    for (let row = 0; row < count; row += 1) if (!this.#paths[row]) rest += this.#base[row] as number
    for (let year = 1; year < years; year += 1)
      sales[others + year] = rest > 0 ? Math.max(0, 1 - (this.#known[year] as number)) / rest : 0
    for (let row = 0; row < count; row += 1) {
      const path = this.#paths[row]
      const from = row * years
      const base = this.#base[row] as number
      if (!path) {
        for (let year = 1; year < years; year += 1)
          sales[from + year] = base * (sales[others + year] as number)
        continue
      }
      for (let year = 1; year < years; year += 1) {
        const known = this.#known[year] as number
        sales[from + year] = (path[year] as number) * (known > 1 || rest === 0 ? 1 / known : 1)
      }
    }
    if (this.#ofSales.length === 0) return
    for (let year = 1; year < years; year += 1) this.#ask(sales, this.#ofSales, inputs, active, year)
  }

  #turnOver(inputs: Float64Array, { kept, sold, fresh: used }: FlatFleet, first: number): void {
    const years = this.#years
    const count = this.#named.length
    const pace = inputs[this.#pace] as number
    const [sales, shares] = [this.#sales, this.#shares]
    for (let year = first; year < years; year += 1) {
      const fresh = 1 - (kept[year] as number)
      // A fleet that turns over faster or slower has that much more or less of its distance on what was sold.
      const drawn = Math.min(1, fresh * pace)
      const scale = fresh > 0 ? drawn / fresh : 0
      if (used) this.#energy[year] = 1 - drawn + scale * (used[year] as number)
      const begin = (year * (year - 1)) / 2
      // Two rows at a time, because a sum waits for each of its additions.
      for (let row = 0; row <= count; row += 2) {
        let sum = 0
        let other = 0
        const place = row * years + 1
        const next = row < count ? place + years : place
        for (let cohort = 0; cohort < year; cohort += 1) {
          const share = sold[begin + cohort] as number
          sum += share * (sales[place + cohort] as number)
          other += share * (sales[next + cohort] as number)
        }
        const base = row < count ? (this.#base[row] as number) : 1
        shares[row * years + year] = (1 - drawn) * base + scale * sum
        if (row === count) break
        const ofNext = row + 1 < count ? (this.#base[row + 1] as number) : 1
        shares[(row + 1) * years + year] = (1 - drawn) * ofNext + scale * other
      }
    }
  }

  #settleFleet(inputs: Float64Array, active: Active, first: number): void {
    for (let year = first; year < this.#years; year += 1)
      this.#ask(this.#shares, this.#ofFleet, inputs, active, year)
  }

  /** Raises shares to what levers ask for at least, and lets all other technologies fill what is left, in proportion. */
  #ask(
    shares: Float64Array,
    places: readonly number[],
    inputs: Float64Array,
    active: Active,
    year: number,
  ): void {
    const years = this.#years
    const count = this.#named.length
    const isFixed = this.#isFixed
    let asked = false
    for (let one = 0; one < places.length; one += 1) {
      const at = places[one] as number
      if (active[at] !== 1) continue
      const { tech, size, ramp } = this.#levers[at] as ModelLever
      const place = this.#named.indexOf(tech) * years + year
      const share = shares[place] as number
      const more = Math.max(0, (inputs[size] as number) - share) * (ramp[year] as number)
      if (more > 0) {
        if (!asked) isFixed.fill(0)
        asked = true
      }
      shares[place] = share + more
    }
    if (!asked) return
    for (let one = 0; one < places.length; one += 1) {
      const at = places[one] as number
      if (active[at] === 1) isFixed[this.#named.indexOf((this.#levers[at] as ModelLever).tech)] = 1
    }
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

function flat({ kept, sold, fresh }: ModelFleet): FlatFleet {
  return {
    kept: Float64Array.from(kept),
    sold: Float64Array.from(sold.flat()),
    fresh: fresh && Float64Array.from(fresh),
  }
}
