/** What a fleet does over the years: how many vehicles are bought and scrapped, and who drives the distance. */
export interface Turnover {
  /** By year from the base year: vehicles, with those of the base year as 1. */
  readonly stock: readonly number[]
  readonly sales: readonly number[]
  readonly scrapped: readonly number[]
  /** By year: the share of the distance that vehicles of the base year drive. */
  readonly kept: readonly number[]
  /** By year and by year of sale (from 1: the year after the base year): the share of the distance. */
  readonly sold: readonly (readonly number[])[]
}

export interface TurnoverInput {
  /** Share of vehicles that are left at each age, from age 0. */
  readonly survival: readonly number[]
  /** Distance of a vehicle in a year by age, from age 0; only its shape counts. */
  readonly mileage: readonly number[]
  /** Vehicles by year, with those of the base year as 1. */
  readonly stock: readonly number[]
  /** The oldest age allowed by year; absent: none. */
  readonly oldest?: readonly number[] | undefined
}

/**
 * Turns a fleet over: vehicles leave by survival, and sales fill up what the stock of the year needs. In the base year the
 * ages are those of a fleet that has had the same sales for long. Every vehicle is counted in every year: stock = stock of
 * the year before + sales − scrapped.
 */
export function turnOver({ survival, mileage, stock, oldest }: TurnoverInput): Turnover {
  const ages = survival.length
  const whole = survival.reduce((sum, share) => sum + share, 0)
  let fleet = survival.map((share) => (share * (stock[0] as number)) / whole)
  const made = {
    stock: [sumOf(fleet)],
    sales: [0],
    scrapped: [0],
    kept: [1],
    sold: [[]] as number[][],
  }
  for (let year = 1; year < stock.length; year += 1) {
    const limit = oldest?.[year] ?? Number.POSITIVE_INFINITY
    const left = fleet.map((_, age) => {
      if (age === 0 || age > limit) return 0
      const younger = survival[age - 1] as number
      return younger > 0 ? ((fleet[age - 1] as number) * (survival[age] as number)) / younger : 0
    })
    const wanted = stock[year] as number
    const stays = sumOf(left)
    // A stock that shrinks faster than vehicles wear out loses vehicles of every age.
    const thinned = stays > wanted ? left.map((count) => (count * wanted) / stays) : left
    const scrapped = sumOf(fleet.map((count, age) => count - (thinned[age + 1] ?? 0)))
    const sales = Math.max(0, wanted - sumOf(thinned))
    fleet = thinned.map((count, age) => (age === 0 ? sales : count))
    const driven = fleet.map((count, age) => count * (mileage[age] ?? 0))
    const all = sumOf(driven)
    const shares = driven.map((one) => (all > 0 ? one / all : 0))
    made.stock.push(sumOf(fleet))
    made.sales.push(sales)
    made.scrapped.push(scrapped)
    made.sold.push(Array.from({ length: year }, (_, index) => shares[year - 1 - index] ?? 0))
    made.kept.push(sumOf(shares.slice(year, ages)))
  }
  return made
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0)
