import type { Mode } from '../../domain.ts'
import { type Points, YEARS } from '../levels/line.ts'
import type { NationalFigures } from '../levels/national-figures.ts'
import { meanOf, middleOf } from '../levels/smooth.ts'

export type Traction = 'electric' | 'diesel'
export const TRACTIONS = ['electric', 'diesel'] as const

/** Countries of JRC-IDEES 2015 with railways. */
export const JRC_COUNTRIES = [
  ...['AT', 'BE', 'BG', 'CZ', 'DE', 'DK', 'EE', 'ES', 'FI', 'FR', 'GB', 'GR', 'HR', 'HU', 'IE', 'IT', 'LT'],
  ...['LU', 'LV', 'NL', 'PL', 'PT', 'RO', 'SE', 'SI', 'SK'],
] as const

/** The years of JRC-IDEES 2015. */
export const FIRST = 2000
export const LAST = 2015
/** Of these years and later ones the levels are means: before, the model's distances of some countries jump. */
const LEVEL_FROM = 2006
const MJ_PER_TWH_OVER_MILLION_KM = 3600
/** Less distance in a year than this [million km] tells no energy per train-km. */
const LEAST_DISTANCE = 0.05

/** A national mean of the model lies this far from that of all countries at the most; more is noise of the model. */
const RATIO = [0.7, 1.4] as const

/** The means of an odd number of years around each; fewer at the ends. */
export const movingMean = (points: Points, halfWidth: number): Map<number, number> =>
  new Map(
    [...points.keys()].map((year) => [
      year,
      meanOf([...points].filter(([other]) => Math.abs(other - year) <= halfWidth).map(([, value]) => value)),
    ]),
  )

/** The energy of trains of the European Union by JRC-IDEES, each country on the trend of a typical one. */
export class JrcTrains {
  readonly #figures: NationalFigures
  readonly #trends = new Map<string, Points>()

  constructor(figures: NationalFigures) {
    this.#figures = figures
  }

  #of(measure: string, mode: Mode, powertrain: Traction, region: string): Points {
    return this.#figures.points({ measure, mode, powertrain, region })
  }

  /** Energy and distance of all countries together [MJ/vkm and million km]. */
  sum(mode: Mode, powertrain: Traction): Map<number, { readonly energy: number; readonly distance: number }> {
    const years = YEARS.filter((year) => year >= FIRST && year <= LAST)
    return new Map(
      years.map((year) => {
        const total = (measure: string): number =>
          JRC_COUNTRIES.reduce(
            (sum, region) => sum + (this.#of(measure, mode, powertrain, region).get(year) ?? 0),
            0,
          )
        const distance = total('distance')
        return [year, { energy: (total('energy-used') * MJ_PER_TWH_OVER_MILLION_KM) / distance, distance }]
      }),
    )
  }

  /** All countries together, smoothed over seven years. */
  all(mode: Mode, powertrain: Traction): Points {
    const energies = [...this.sum(mode, powertrain)].map(([year, { energy }]) => [year, energy] as const)
    return movingMean(new Map(energies), 3)
  }

  /**
   * What a train of a typical country uses, at the level of all countries together from 2006 on. A year changes by what
   * the countries' own trains change by in the middle: the sum of all falls faster, because from year to year other countries
   * drive more of the distance, and the model counts the trains of the largest anew.
   */
  trend(mode: Mode, powertrain: Traction): Points {
    const key = `${mode}|${powertrain}`
    const known = this.#trends.get(key)
    if (known) return known
    const trains = JRC_COUNTRIES.map((region) => this.raw(mode, powertrain, region))
    const logs = new Map([[FIRST, 0]])
    for (let year = FIRST + 1; year <= LAST; year += 1) {
      const changes = trains.flatMap((train) => {
        const [before, after] = [train.get(year - 1), train.get(year)]
        return before === undefined || after === undefined ? [] : [Math.log(after / before)]
      })
      logs.set(year, (logs.get(year - 1) as number) + middleOf(changes))
    }
    const whole = [...this.sum(mode, powertrain)].filter(([year]) => year >= LEVEL_FROM)
    const level = meanOf(whole.map(([year, { energy }]) => Math.log(energy) - (logs.get(year) as number)))
    const trend = new Map([...logs].map(([year, log]) => [year, Math.exp(level + log)]))
    this.#trends.set(key, trend)
    return trend
  }

  /** Energy per train-km as the model gives it; its yearly figures jump by up to 30 %. */
  raw(mode: Mode, powertrain: Traction, region: string): Points {
    const distance = this.#of('distance', mode, powertrain, region)
    return new Map(
      [...this.#of('energy-used', mode, powertrain, region)].flatMap(([year, energy]) => {
        const driven = distance.get(year) ?? 0
        return driven > LEAST_DISTANCE ? [[year, (energy * MJ_PER_TWH_OVER_MILLION_KM) / driven]] : []
      }),
    )
  }

  /** The trend of a typical country times the country's mean ratio to it, 2006 to 2015. Nothing where it has no such trains. */
  level(mode: Mode, powertrain: Traction, region: string): Points | undefined {
    const trend = this.trend(mode, powertrain)
    const ratio = this.#ratioTo(trend, mode, powertrain, region)
    return ratio === undefined
      ? undefined
      : new Map([...trend].map(([year, energy]) => [year, energy * ratio]))
  }

  /** Energy of the country's train over that of all countries together, 2006 to 2015: longer trains use more. */
  overAll(mode: Mode, powertrain: Traction, region: string): number | undefined {
    return this.#ratioTo(this.all(mode, powertrain), mode, powertrain, region)
  }

  #ratioTo(trend: Points, mode: Mode, powertrain: Traction, region: string): number | undefined {
    const ratios = [...this.raw(mode, powertrain, region)]
      .filter(([year]) => year >= LEVEL_FROM)
      .map(([year, energy]) => Math.log(energy / (trend.get(year) as number)))
    return ratios.length === 0 ? undefined : Math.min(RATIO[1], Math.max(RATIO[0], Math.exp(meanOf(ratios))))
  }

  /** The share of electric trains in the train-km. */
  electricShare(mode: Mode, region: string, halfWidth: number): Points {
    const electric = this.#of('distance', mode, 'electric', region)
    const diesel = this.#of('distance', mode, 'diesel', region)
    const shares = new Map<number, number>()
    for (let year = FIRST; year <= LAST; year += 1) {
      const [on, off] = [electric.get(year) ?? 0, diesel.get(year) ?? 0]
      if (on + off > LEAST_DISTANCE) shares.set(year, on / (on + off))
    }
    return movingMean(shares, halfWidth)
  }
}
