import type { Active, ModelFleet, ModelLever, ModelMode, ScenarioModel } from './model.ts'

/** A fleet's turnover as one list: the shares of year y begin at y × (y − 1) ÷ 2. */
interface FlatFleet {
  readonly kept: Float64Array
  readonly sold: Float64Array
}

/**
 * The share of a mode's distance that each technology drives, year by year. A share of sales reaches the fleet through
 * the vehicles that were sold and are left, weighted by their distance; a share of the fleet acts at once.
 *
 * Technologies that no path and no lever names keep their proportions, so their sales are followed together.
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
  /** Technologies followed one by one; the others are followed as one, at the end. */
  readonly #named: readonly number[]
  readonly #paths: readonly (readonly number[] | undefined)[]
  readonly #base: Float64Array
  readonly #isNamed: Uint8Array
  /** Sales by named technology and year; behind them what the others' base shares are multiplied by. */
  readonly #sales: Float64Array
  readonly #isFixed: Uint8Array
  /** By technology and year. */
  readonly #shares: Float64Array
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
    this.#named = techs.flatMap((_, tech) =>
      sales?.[tech] || this.#ofSales.some((at) => levers[at]?.tech === tech) ? [tech] : [],
    )
    this.#paths = this.#named.map((tech) => sales?.[tech])
    this.#isNamed = new Uint8Array(techs.length)
    for (const tech of this.#named) this.#isNamed[tech] = 1
    this.#base = new Float64Array(techs.length)
    this.#sales = new Float64Array((this.#named.length + 1) * years)
    this.#isFixed = new Uint8Array(Math.max(techs.length, this.#named.length))
    this.#shares = new Float64Array(techs.length * years)
  }

  share(tech: number, year: number): number {
    return this.#shares[tech * this.#years + year] as number
  }

  /** Against the base year, in which the technology has some of the distance. */
  ratio(tech: number, year: number): number {
    return (this.#shares[tech * this.#years + year] as number) / (this.#base[tech] as number)
  }

  /** @param first the year from which on shares are wanted */
  settle(inputs: Float64Array, active: Active, first: number): void {
    const techs = this.#techs
    let all = 0
    for (let tech = 0; tech < techs.length; tech += 1)
      if ((techs[tech] as number) >= 0) all += inputs[techs[tech] as number] as number
    this.distance = all
    for (let tech = 0; tech < techs.length; tech += 1) {
      const place = techs[tech] as number
      this.#base[tech] = place < 0 ? 0 : (inputs[place] as number) / all
    }
    this.#settleSales(inputs, active)
    this.#turnOver(inputs, this.#fleetOf(active), first)
    if (this.#ofFleet.length > 0) this.#settleFleet(inputs, active, first)
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
    let others = 0
    for (let tech = 0; tech < this.#base.length; tech += 1)
      if (this.#isNamed[tech] === 0) others += this.#base[tech] as number
    for (let year = 1; year < years; year += 1) {
      // The rest of what paths leave, in proportion; a named technology without a path is part of it.
      let known = 0
      let rest = others
      for (let at = 0; at < count; at += 1) {
        const path = this.#paths[at]
        if (path) known += path[year] as number
        else rest += this.#base[this.#named[at] as number] as number
      }
      const room = Math.max(0, 1 - known)
      const scale = rest > 0 ? room / rest : 0
      const over = known > 1 || rest === 0 ? 1 / known : 1
      for (let at = 0; at < count; at += 1) {
        const path = this.#paths[at]
        this.#sales[at * years + year] = path
          ? (path[year] as number) * over
          : (this.#base[this.#named[at] as number] as number) * scale
        this.#isFixed[at] = 0
      }
      this.#sales[count * years + year] = scale
      if (this.#ofSales.length > 0) this.#askSales(inputs, active, year, others)
    }
  }

  #askSales(inputs: Float64Array, active: Active, year: number, others: number): void {
    const years = this.#years
    const count = this.#named.length
    let asked = false
    for (let one = 0; one < this.#ofSales.length; one += 1) {
      const place = this.#ofSales[one] as number
      if (active[place] !== 1) continue
      const { tech, size, ramp } = this.#levers[place] as ModelLever
      const at = this.#named.indexOf(tech)
      const share = this.#sales[at * years + year] as number
      const more = Math.max(0, (inputs[size] as number) - share) * (ramp[year] as number)
      this.#sales[at * years + year] = share + more
      this.#isFixed[at] = 1
      if (more > 0) asked = true
    }
    if (!asked) return
    const last = count * years + year
    let fixed = 0
    let free = others * (this.#sales[last] as number)
    for (let at = 0; at < count; at += 1)
      if (this.#isFixed[at] === 1) fixed += this.#sales[at * years + year] as number
      else free += this.#sales[at * years + year] as number
    const scale = free > 0 ? Math.max(0, 1 - fixed) / free : 0
    const over = fixed > 1 ? 1 / fixed : 1
    for (let at = 0; at < count; at += 1) {
      const place = at * years + year
      this.#sales[place] = (this.#sales[place] as number) * (this.#isFixed[at] === 1 ? over : scale)
    }
    this.#sales[last] = (this.#sales[last] as number) * scale
  }

  #turnOver(inputs: Float64Array, { kept, sold }: FlatFleet, first: number): void {
    const years = this.#years
    const count = this.#named.length
    const pace = inputs[this.#pace] as number
    for (let year = first; year < years; year += 1) {
      const fresh = 1 - (kept[year] as number)
      // A fleet that turns over faster or slower has that much more or less of its distance on what was sold.
      const drawn = Math.min(1, fresh * pace)
      const scale = fresh > 0 ? drawn / fresh : 0
      const begin = (year * (year - 1)) / 2
      for (let at = 0; at <= count; at += 1) {
        let sum = 0
        const row = at * years + 1
        for (let cohort = 0; cohort < year; cohort += 1)
          sum += (sold[begin + cohort] as number) * (this.#sales[row + cohort] as number)
        if (at < count) {
          const tech = this.#named[at] as number
          this.#shares[tech * years + year] = (1 - drawn) * (this.#base[tech] as number) + scale * sum
        } else
          for (let tech = 0; tech < this.#base.length; tech += 1)
            if (this.#isNamed[tech] === 0)
              this.#shares[tech * years + year] = (this.#base[tech] as number) * (1 - drawn + scale * sum)
      }
    }
  }

  #settleFleet(inputs: Float64Array, active: Active, first: number): void {
    const years = this.#years
    const isFixed = this.#isFixed
    const count = this.#base.length
    for (let year = first; year < years; year += 1) {
      let asked = false
      isFixed.fill(0)
      for (let one = 0; one < this.#ofFleet.length; one += 1) {
        const at = this.#ofFleet[one] as number
        if (active[at] !== 1) continue
        const { tech, size, ramp } = this.#levers[at] as ModelLever
        const place = tech * years + year
        const share = this.#shares[place] as number
        const more = Math.max(0, (inputs[size] as number) - share) * (ramp[year] as number)
        this.#shares[place] = share + more
        isFixed[tech] = 1
        if (more > 0) asked = true
      }
      if (!asked) continue
      let fixed = 0
      let free = 0
      for (let tech = 0; tech < count; tech += 1)
        if (isFixed[tech] === 1) fixed += this.#shares[tech * years + year] as number
        else free += this.#shares[tech * years + year] as number
      const scale = free > 0 ? Math.max(0, 1 - fixed) / free : 0
      const over = fixed > 1 ? 1 / fixed : 1
      for (let tech = 0; tech < count; tech += 1) {
        const place = tech * years + year
        this.#shares[place] = (this.#shares[place] as number) * (isFixed[tech] === 1 ? over : scale)
      }
    }
  }
}

function flat({ kept, sold }: ModelFleet): FlatFleet {
  return { kept: Float64Array.from(kept), sold: Float64Array.from(sold.flat()) }
}
