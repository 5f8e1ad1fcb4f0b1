import { estimateUnits } from '../city/estimate-city.ts'
import type { MeasuredSpeed } from '../demand/measured-speed.ts'
import { hasSeason } from '../estimate/cold-start-use.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { LineQuantity } from '../estimate/line.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { groupBy } from '../group-by.ts'
import type { Notice } from '../issues/issue.ts'
import { GRAIN_LENGTHS } from '../kernel/period.ts'
import { figureId } from '../uncertainty/figure-id.ts'
import { holding } from '../uncertainty/held-bounds.ts'
import { JointFigures } from '../uncertainty/joint.ts'
import type { Mode } from '../vocabulary.ts'
import { type ModeDistanceUnit, type UnitActivity, unitRows } from './activity.ts'

/** The quantities of each period of a series. */
export const SERIES_QUANTITIES = [
  'co2eKg',
  'vehicleDistanceVkm',
  'passengerDistancePkm',
  'tonneDistanceTkm',
] as const
export type SeriesQuantity = (typeof SERIES_QUANTITIES)[number]

const LINE_QUANTITY_OF: Readonly<Partial<Record<SeriesQuantity, LineQuantity>>> = {
  vehicleDistanceVkm: 'vehicle-distance',
  passengerDistancePkm: 'passenger-distance',
  tonneDistanceTkm: 'tonne-distance',
}

/** A number with its interval. */
export interface SeriesFigure {
  readonly value: number
  readonly lower: number
  readonly upper: number
}

/** The number of units of activity of a mode in a period, which is a sum's own or lies within it. */
export interface Amount {
  readonly mode: Mode
  readonly period: string
  readonly units: number
}

/** What is estimated of a series: which periods have conditions of their own, and what was measured in them. */
export interface UnitPeriods {
  /** All years, or all months: a day has the conditions of its month. */
  readonly periods: readonly string[]
  /** Measured mean speeds by period, for modes of which the base states none. */
  readonly speeds: ReadonlyMap<string, readonly MeasuredSpeed[]>
}

/**
 * The emissions of a unit of activity, by mode and period. They are estimated once and multiplied for every period within,
 * because emissions are linear in the distance of a mode. A month has its own season, measured speeds and length of trips,
 * as an estimate of the month has; a mode on which none of these acts is estimated by year.
 */
export class UnitEmissions {
  readonly #length: number
  /** By mode and period; a year where the mode is the same in all months of it. */
  readonly #places = new Map<string, number>()
  /** By place. */
  readonly #values: Readonly<Record<SeriesQuantity, (number | undefined)[]>> = {
    co2eKg: [],
    vehicleDistanceVkm: [],
    passengerDistancePkm: [],
    tonneDistanceTkm: [],
  }
  /** Places of which a distance is not known in full. */
  readonly #lacking = new Map<SeriesQuantity, Set<number>>()
  readonly #joint = new JointFigures()
  readonly #notices: Notice[] = []
  readonly #byYear = new Map<number, Estimate>()

  private constructor(periods: readonly string[]) {
    this.#length = periods[0]?.length ?? GRAIN_LENGTHS.year
  }

  /**
   * Yields after each estimate: there may be hundreds, and others may go between.
   *
   * @param base the other inputs: the country, fleets, occupancy and so on; its demand and period are replaced
   * @throws {EstimateRefused} if a mode cannot be estimated in a period
   */
  static *inSteps(
    set: FactorSet,
    base: EstimateInput,
    modes: readonly UnitActivity[],
    { periods, speeds }: UnitPeriods,
  ): Generator<undefined, UnitEmissions> {
    const made = new UnitEmissions(periods)
    const estimate = (some: readonly UnitActivity[], text: string): Estimate =>
      estimateUnits(unitInput(base, some, text, speeds.get(text) ?? []), set)
    for (const year of new Set(periods.map(yearOf))) {
      const ofYear = estimate(modes, year)
      made.#byYear.set(Number(year), ofYear)
      made.#notices.push(...ofYear.notices)
      yield
    }
    const conditions = groupBy(
      periods.flatMap((period) => {
        const isOwn = (mode: UnitActivity): boolean => hasOwn(set, base, mode, period, speeds.get(period))
        return modes.map((mode) => ({ mode, period: isOwn(mode) ? period : yearOf(period) }))
      }),
      ({ period }) => period,
    )
    // One after the other, because estimates of many months are large.
    for (const [period, all] of conditions) {
      const some = [...new Set(all.map(({ mode }) => mode))]
      const ofYear = made.#byYear.get(Number(period))
      const ofPeriod = ofYear && some.length === modes.length ? ofYear : estimate(some, period)
      if (ofPeriod !== ofYear) made.#notices.push(...ofPeriod.notices)
      made.#add(ofPeriod, some, period)
      yield
    }
    return made
  }

  /** Takes the figures of some modes from an estimate of their units in a period. */
  #add(estimate: Estimate, modes: readonly UnitActivity[], period: string): void {
    for (const { mode } of modes) {
      const place = this.#places.size
      this.#places.set(`${mode} ${period}`, place)
      for (const quantity of SERIES_QUANTITIES) {
        this.#values[quantity][place] = estimate.byMode.get(mode)?.[quantity]
        if (lacks(estimate, mode, quantity)) this.#lackingOf(quantity).add(place)
      }
    }
    const ids = modes.flatMap(({ mode }) => SERIES_QUANTITIES.map((of) => figureId('byMode', mode, of)))
    this.#joint.add({ estimate, ids })
  }

  /** Of every estimate. */
  get notices(): readonly Notice[] {
    return this.#notices
  }

  /** An estimate of each year, so that two years compare whatever months of them are in the series. */
  get byYear(): ReadonlyMap<number, Estimate> {
    return this.#byYear
  }

  /** Units of activity by place; modes and periods that the series does not have count 0. */
  weightsOf(amounts: readonly Amount[]): Float64Array {
    const weights = new Float64Array(this.#places.size)
    for (const amount of amounts) {
      const place = this.#placeOf(amount)
      if (place !== undefined) weights[place] = (weights[place] as number) + amount.units
    }
    return weights
  }

  /** Undefined for a quantity that none of the modes has. */
  figureOf(quantity: SeriesQuantity, weights: Float64Array): SeriesFigure | undefined {
    if (this.#values[quantity].every((value) => value === undefined)) return undefined
    const value = this.valueOf(quantity, weights)
    return { value, ...holding(value, this.#joint.interval(weightsAmongAll(quantity, weights))) }
  }

  /** @param ownVariance variance of the logarithm that no parameter explains */
  ratioOf(above: Float64Array, below: Float64Array, ownVariance: number): SeriesFigure | undefined {
    const bottom = this.valueOf('co2eKg', below)
    if (!(bottom > 0)) return undefined
    const of = (weights: Float64Array): Float64Array => weightsAmongAll('co2eKg', weights)
    const value = this.valueOf('co2eKg', above) / bottom
    return { value, ...holding(value, this.#joint.ratio(of(above), of(below), ownVariance)) }
  }

  /** Modes of which a distance is unknown in a period, so that a sum over them is not whole. */
  modesWithout(quantity: SeriesQuantity, modes: readonly Mode[], period: string): readonly Mode[] {
    const lacking = this.#lackingOf(quantity)
    return modes.filter((mode) => lacking.has(this.#placeOf({ mode, period }) ?? Number.NaN))
  }

  /** CO2e of one unit [kg]. */
  unitCo2eKg(of: Pick<Amount, 'mode' | 'period'>): number {
    const place = this.#placeOf(of)
    return place === undefined ? 0 : (this.#values.co2eKg[place] ?? 0)
  }

  valueOf(quantity: SeriesQuantity, weights: Float64Array): number {
    const values = this.#values[quantity]
    return weights.reduce((sum, weight, at) => sum + weight * (values[at] ?? 0), 0)
  }

  #lackingOf(quantity: SeriesQuantity): Set<number> {
    const lacking = this.#lacking.get(quantity) ?? new Set<number>()
    this.#lacking.set(quantity, lacking)
    return lacking
  }

  #placeOf({ mode, period }: Pick<Amount, 'mode' | 'period'>): number | undefined {
    return (
      this.#places.get(`${mode} ${period.slice(0, this.#length)}`) ??
      this.#places.get(`${mode} ${yearOf(period)}`)
    )
  }
}

/** The input whose demand is a unit of each mode in a period. */
function unitInput(
  { travel: _, uncertainty: __, ...rest }: EstimateInput,
  modes: readonly UnitActivity[],
  text: string,
  measured: readonly MeasuredSpeed[],
): EstimateInput {
  const [year = 0, month] = text.split('-').map(Number)
  return {
    ...rest,
    demand: modes.flatMap((mode) => unitRows(mode, text)),
    period: { year, ...(month === undefined ? {} : { month }) },
    fuelSales: [],
    speeds: withMeasured(rest.speeds, modes, text, measured),
  }
}

const yearOf = (period: string): string => period.slice(0, GRAIN_LENGTHS.year)

/** Whether a month tells more of a mode than its year does. */
const hasOwn = (
  set: FactorSet,
  base: EstimateInput,
  { mode, ofTrips }: UnitActivity,
  period: string,
  measured: readonly MeasuredSpeed[] = [],
): boolean =>
  ofTrips !== undefined ||
  measured.some((one) => one.mode === mode) ||
  hasSeason(set, base, mode, Number(yearOf(period)))

const lacks = ({ lines }: Estimate, mode: Mode, quantity: SeriesQuantity): boolean =>
  lines.some((line) => line.mode === mode && line.unknown?.some((one) => one === LINE_QUANTITY_OF[quantity]))

/** The weights of one quantity among the figures of all. */
function weightsAmongAll(quantity: SeriesQuantity, weights: Float64Array): Float64Array {
  const all = new Float64Array(weights.length * SERIES_QUANTITIES.length)
  const at = SERIES_QUANTITIES.indexOf(quantity)
  for (const [place, weight] of weights.entries()) all[place * SERIES_QUANTITIES.length + at] = weight
  return all
}

/** Stated speeds, and the measured ones of other modes; each period has its own. */
function withMeasured(
  stated: EstimateInput['speeds'],
  modes: readonly ModeDistanceUnit[],
  period: string,
  measured: readonly MeasuredSpeed[],
): EstimateInput['speeds'] {
  const taken = measured.filter(
    ({ mode }) => modes.some((one) => one.mode === mode) && !stated.some((one) => one.mode === mode),
  )
  if (taken.length === 0) return stated
  return [
    ...stated,
    ...taken.map(({ mode, meanSpeedKmPerH }) => {
      const pointer = `/speeds/${mode}/${period}`
      return {
        pointer,
        mode,
        meanSpeed: { value: meanSpeedKmPerH, unit: 'km/h' as const, pointer: `${pointer}/meanSpeed` },
      }
    }),
  ]
}
