import { estimateUnits } from '../city/estimate-city.ts'
import type { MeasuredSpeed } from '../demand/measured-speed.ts'
import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { LineQuantity } from '../estimate/line.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { figureId } from '../uncertainty/figure-id.ts'
import { holding } from '../uncertainty/held-bounds.ts'
import { JointFigures } from '../uncertainty/joint.ts'
import type { Mode } from '../vocabulary.ts'
import { type ModeDistanceUnit, unitRow } from './activity.ts'

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

/** The number of units of activity of a mode and year in a sum. */
export interface Amount {
  readonly mode: Mode
  readonly year: number
  readonly units: number
}

/**
 * The emissions of a unit of activity, by mode and year. They are estimated once and multiplied for every period,
 * because emissions are linear in the distance of a mode.
 */
export class UnitEmissions {
  readonly #places = new Map<string, number>()
  readonly #values = new Map<SeriesQuantity, Float64Array>()
  readonly #joint = new Map<SeriesQuantity, JointFigures>()
  /** By year. */
  readonly estimates: ReadonlyMap<number, Estimate>

  /**
   * @param base the other inputs: the country, fleets, occupancy and so on; its demand and period are replaced
   * @param speeds measured mean speeds by year, for modes of which the base states none
   * @throws {EstimateRefused} if a mode cannot be estimated in a year
   */
  constructor(
    set: FactorSet,
    base: EstimateInput,
    modes: readonly ModeDistanceUnit[],
    years: readonly number[],
    speeds: ReadonlyMap<number, readonly MeasuredSpeed[]> = new Map(),
  ) {
    const { travel: _, uncertainty: __, ...rest } = base
    this.estimates = new Map(
      years.map((year) => [
        year,
        estimateUnits(
          {
            ...rest,
            demand: modes.map(unitRow),
            period: { year },
            fuelSales: [],
            speeds: withMeasured(rest.speeds, modes, year, speeds.get(year) ?? []),
          },
          set,
        ),
      ]),
    )
    for (const year of years)
      for (const { mode } of modes) this.#places.set(`${mode} ${year}`, this.#places.size)
    for (const quantity of SERIES_QUANTITIES) this.#add(quantity, modes)
  }

  /** Units of activity by place; modes and years that the series does not have count 0. */
  weightsOf(amounts: readonly Amount[]): Float64Array {
    const weights = new Float64Array(this.#places.size)
    for (const { mode, year, units } of amounts) {
      const place = this.#places.get(`${mode} ${year}`)
      if (place !== undefined) weights[place] = (weights[place] as number) + units
    }
    return weights
  }

  /** Undefined for a quantity that none of the modes has. */
  figureOf(quantity: SeriesQuantity, weights: Float64Array): SeriesFigure | undefined {
    const joint = this.#joint.get(quantity)
    if (!joint) return undefined
    const value = this.valueOf(quantity, weights)
    return { value, ...holding(value, joint.interval(weights)) }
  }

  /** @param ownVariance variance of the logarithm that no parameter explains */
  ratioOf(above: Float64Array, below: Float64Array, ownVariance: number): SeriesFigure | undefined {
    const bottom = this.valueOf('co2eKg', below)
    const joint = this.#joint.get('co2eKg')
    if (!joint || !(bottom > 0)) return undefined
    const value = this.valueOf('co2eKg', above) / bottom
    return { value, ...holding(value, joint.ratio(above, below, ownVariance)) }
  }

  /** Modes of which a distance is unknown in a year, so that a sum over them is not whole. */
  modesWithout(quantity: SeriesQuantity, modes: readonly Mode[], year: number): readonly Mode[] {
    const { lines = [] } = this.estimates.get(year) ?? {}
    const lacking = new Set(
      lines
        .filter(({ unknown }) => unknown?.some((one) => one === LINE_QUANTITY_OF[quantity]))
        .map(({ mode }) => mode),
    )
    return modes.filter((mode) => lacking.has(mode))
  }

  /** CO2e of one unit [kg]. */
  unitCo2eKg({ mode, year }: Pick<Amount, 'mode' | 'year'>): number {
    const place = this.#places.get(`${mode} ${year}`)
    return place === undefined ? 0 : (this.#values.get('co2eKg')?.[place] ?? 0)
  }

  valueOf(quantity: SeriesQuantity, weights: Float64Array): number {
    const values = this.#values.get(quantity)
    return values ? weights.reduce((sum, weight, at) => sum + weight * (values[at] as number), 0) : 0
  }

  #add(quantity: SeriesQuantity, modes: readonly ModeDistanceUnit[]): void {
    const known = [...this.estimates.values()].map(({ byMode }) =>
      modes.map(({ mode }) => byMode.get(mode)?.[quantity]),
    )
    if (known.flat().every((value) => value === undefined)) return
    this.#values.set(
      quantity,
      Float64Array.from(known.flat(), (value) => value ?? 0),
    )
    const ids = modes.map(({ mode }) => figureId('byMode', mode, quantity))
    const figures = [...this.estimates.values()].map((of) => ({ estimate: of, ids }))
    this.#joint.set(quantity, new JointFigures(figures))
  }
}

/** Stated speeds, and the measured ones of other modes; each year has its own. */
function withMeasured(
  stated: EstimateInput['speeds'],
  modes: readonly ModeDistanceUnit[],
  year: number,
  measured: readonly MeasuredSpeed[],
): EstimateInput['speeds'] {
  const taken = measured.filter(
    ({ mode }) => modes.some((one) => one.mode === mode) && !stated.some((one) => one.mode === mode),
  )
  if (taken.length === 0) return stated
  return [
    ...stated,
    ...taken.map(({ mode, meanSpeedKmPerH }) => {
      const pointer = `/speeds/${mode}/${year}`
      return {
        pointer,
        mode,
        meanSpeed: { value: meanSpeedKmPerH, unit: 'km/h' as const, pointer: `${pointer}/meanSpeed` },
      }
    }),
  ]
}
