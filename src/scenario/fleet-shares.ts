import { AskedShares } from './asked-shares.ts'
import { type FlatFleet, flat, sumCohorts } from './cohort-sums.ts'
import type { Active, ModelFleet, ModelLever, ModelMode, ScenarioModel } from './model.ts'

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
  /** By row and year: sales of the technologies with a path, where nothing but the paths acts. */
  readonly #planned: Float64Array
  /** What those come to in a fleet: the same whatever else is drawn. */
  readonly #sumsOfPlanned = new Map<FlatFleet, Float64Array>()
  /** Shares of the base year of the named technologies, and behind them of all others. */
  readonly #base: Float64Array
  /** By row and year: shares of the named, and behind them the ratio of the others. */
  readonly #sales: Float64Array
  readonly #shares: Float64Array
  /** Shares before levers on the fleet act. */
  readonly #turned: Float64Array
  /** By row and year: sales as the fleet takes them in, before it is scaled. */
  readonly #sums: Float64Array
  /** By year: the share of the distance on what was sold since, and that against the usual one. */
  readonly #drawn: Float64Array
  readonly #scale: Float64Array
  readonly #asked: AskedShares
  /**
   * By row and year: the share of a named technology of the base year against what it was.
   */
  readonly #ratios: Float64Array
  /** By row and year: vehicle-kilometres of a named technology. */
  readonly #distances: Float64Array
  #hasNew = false
  /** By year: energy per distance of a vehicle against the base year, as sales bring it into the fleet. */
  readonly energy: Float64Array
  readonly hasNewEnergy: boolean
  /** Levers that act on its turnover, and the places of all inputs that it depends on, with their values when it was settled last. */
  readonly #turning: readonly number[]
  readonly #places: readonly number[]
  readonly #seen: Float64Array
  readonly #wasActive: Uint8Array
  #sawFrom = Number.POSITIVE_INFINITY
  /** Vehicle-kilometres of the base year. */
  #distance = 0

  constructor({ levers, modes, years, fleetPace }: ScenarioModel, index: number) {
    const { techs, sales, fleet } = modes[index] as ModelMode
    this.#years = years
    this.#pace = fleetPace
    this.#techs = techs
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
    this.#asked = new AskedShares(levers, this.#named, this.#base, years)
    this.#sales = new Float64Array(rows * years)
    this.#shares = new Float64Array(rows * years)
    this.#turned = new Float64Array(rows * years)
    this.#sums = new Float64Array(rows * years)
    this.#drawn = new Float64Array(years)
    this.#scale = new Float64Array(years)
    this.#planned = new Float64Array(rows * years)
    for (const [row, path] of this.#paths.entries())
      for (const [year, share] of (path ?? []).entries()) {
        const known = this.#known[year] as number
        this.#planned[row * years + year] = share * (known > 1 ? 1 / known : 1)
      }
    this.#ratios = new Float64Array(rows * years)
    this.#distances = new Float64Array(rows * years)
    this.energy = new Float64Array(years).fill(1)
    this.hasNewEnergy = [this.#usual, ...this.#limited].some(({ fresh }) => fresh)
    this.#turning = [...this.#ofSales, ...this.#ofAge]
    const own = [...this.#turning, ...this.#ofFleet]
    this.#places = [fleetPace, ...techs, ...own.map((at) => levers[at]?.size ?? -1)]
    this.#seen = new Float64Array(this.#places.length)
    this.#wasActive = new Uint8Array(levers.length)
  }

  /** The row of a technology: its own, or that of the others. */
  rowOf(tech: number): number {
    const at = this.#named.indexOf(tech)
    return at < 0 ? this.#named.length : at
  }

  /** What emissions of a row are multiplied by, by year from the place `row` × years on; filled in by `settle`. */
  weightsOf(row: number, isNew: boolean): Float64Array {
    if (isNew) {
      this.#hasNew = true
      return this.#distances
    }
    // The others together are one ratio as they are.
    return row === this.#named.length ? this.#shares : this.#ratios
  }

  /** @param first the year from which on shares are wanted */
  settle(inputs: Float64Array, active: Active, first: number): void {
    const isTurned = this.#isTurned(inputs, active, first)
    const isSame = this.#isSameOf(this.#ofFleet, active)
    if (isTurned && isSame) return
    if (isTurned) this.#shares.set(this.#turned)
    else {
      this.#settleBase(inputs)
      const isPlanned = this.#settleSales(inputs, active)
      this.#turnOver(inputs, this.#fleetOf(active), isPlanned, first)
      if (this.#ofFleet.length > 0) this.#turned.set(this.#shares)
    }
    if (this.#isAnyActive(this.#ofFleet, active))
      this.#asked.raise(this.#shares, this.#ofFleet, inputs, active, this.#sawFrom)
    this.#settleRatios(this.#sawFrom)
  }

  /** Whether the fleet was turned over with the same numbers before, from the same year on or an earlier one. */
  #isTurned(inputs: Float64Array, active: Active, first: number): boolean {
    const seen = this.#seen
    let isSame = this.#sawFrom <= first
    for (let at = 0; at < this.#places.length; at += 1) {
      const place = this.#places[at] as number
      const value = place < 0 ? 0 : (inputs[place] as number)
      if (seen[at] === value) continue
      seen[at] = value
      isSame = false
    }
    if (!this.#isSameOf(this.#turning, active)) isSame = false
    if (!isSame) this.#sawFrom = first
    return isSame
  }

  /** Whether levers act as before. */
  #isSameOf(places: readonly number[], active: Active): boolean {
    let isSame = true
    for (let one = 0; one < places.length; one += 1) {
      const at = places[one] as number
      if (this.#wasActive[at] === active[at]) continue
      this.#wasActive[at] = active[at] as number
      isSame = false
    }
    return isSame
  }

  #settleBase(inputs: Float64Array): void {
    const techs = this.#techs
    const named = this.#named
    let all = 0
    for (let tech = 0; tech < techs.length; tech += 1)
      if ((techs[tech] as number) >= 0) all += inputs[techs[tech] as number] as number
    this.#distance = all
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

  /**
   * Sales: known paths, then what levers ask for, and the others in the proportions of the base year.
   *
   * @returns whether those of technologies with a path are as planned; they are then not filled in
   */
  #settleSales(inputs: Float64Array, active: Active): boolean {
    const years = this.#years
    const count = this.#named.length
    const sales = this.#sales
    const others = count * years
    // The rest of what paths leave, in proportion; a named technology without a path is part of it.
    let rest = this.#base[count] as number
    for (let row = 0; row < count; row += 1) if (!this.#paths[row]) rest += this.#base[row] as number
    for (let year = 1; year < years; year += 1)
      sales[others + year] = rest > 0 ? Math.max(0, 1 - (this.#known[year] as number)) / rest : 0
    const isAsked = this.#isAnyActive(this.#ofSales, active)
    const isPlanned = rest !== 0 && !isAsked
    for (let row = 0; row < count; row += 1) {
      const path = this.#paths[row]
      const from = row * years
      const base = this.#base[row] as number
      if (!path)
        for (let year = 1; year < years; year += 1)
          sales[from + year] = base * (sales[others + year] as number)
      else if (rest === 0)
        for (let year = 1; year < years; year += 1)
          sales[from + year] = (path[year] as number) * (1 / (this.#known[year] as number))
      else if (isAsked)
        for (let year = 1; year < years; year += 1) sales[from + year] = this.#planned[from + year] as number
    }
    if (isAsked) this.#asked.raise(sales, this.#ofSales, inputs, active, 1)
    return isPlanned
  }

  #isAnyActive(places: readonly number[], active: Active): boolean {
    for (let one = 0; one < places.length; one += 1) if (active[places[one] as number] === 1) return true
    return false
  }

  #turnOver(inputs: Float64Array, fleet: FlatFleet, isPlanned: boolean, first: number): void {
    const years = this.#years
    const count = this.#named.length
    const pace = inputs[this.#pace] as number
    const [shares, drawn, scale] = [this.#shares, this.#drawn, this.#scale]
    for (let year = first; year < years; year += 1) {
      const fresh = 1 - (fleet.kept[year] as number)
      // A fleet that turns over faster or slower has that much more or less of its distance on what was sold.
      const more = Math.min(1, fresh * pace)
      drawn[year] = more
      scale[year] = fresh > 0 ? more / fresh : 0
    }
    if (fleet.fresh)
      for (let year = first; year < years; year += 1)
        this.energy[year] =
          1 - (drawn[year] as number) + (scale[year] as number) * (fleet.fresh[year] as number)
    const planned = isPlanned ? this.#sumPlanned(fleet) : undefined
    for (let row = 0; row <= count; row += 1) {
      const from = row * years
      const known = this.#paths[row] ? planned : undefined
      const sums = known ?? this.#sums
      if (!known) sumCohorts(fleet, this.#sales, sums, from, first, years)
      const base = row < count ? (this.#base[row] as number) : 1
      for (let year = first; year < years; year += 1)
        shares[from + year] =
          (1 - (drawn[year] as number)) * base + (scale[year] as number) * (sums[from + year] as number)
    }
  }

  #sumPlanned(fleet: FlatFleet): Float64Array {
    const known = this.#sumsOfPlanned.get(fleet)
    if (known) return known
    const sums = new Float64Array(this.#planned.length)
    for (const [row, path] of this.#paths.entries())
      if (path) sumCohorts(fleet, this.#planned, sums, row * this.#years, 0, this.#years)
    this.#sumsOfPlanned.set(fleet, sums)
    return sums
  }

  /** Once for all that is emitted by a row. */
  #settleRatios(first: number): void {
    const years = this.#years
    const [shares, ratios, distances] = [this.#shares, this.#ratios, this.#distances]
    const all = this.#distance
    for (let row = 0; row <= this.#named.length; row += 1) {
      const base = this.#base[row] as number
      const [begin, end] = [row * years + first, (row + 1) * years]
      if (row < this.#named.length)
        for (let place = begin; place < end; place += 1) ratios[place] = (shares[place] as number) / base
      if (this.#hasNew)
        for (let place = begin; place < end; place += 1) distances[place] = all * (shares[place] as number)
    }
  }
}
