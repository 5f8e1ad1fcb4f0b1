import { SCORE_95 } from '../kernel/distribution.ts'
import type { Mode } from '../vocabulary.ts'
import type { ShownPeriod } from './shown-period.ts'
import type { Amount, SeriesFigure, UnitEmissions } from './unit-emission.ts'

/**
 * How far two counts of one mode in one dataset may differ if nothing changed (95 %, a share of each). A convention of
 * this project: the level of a dataset is the same in all its periods, so it cancels.
 */
export const COUNT_HALF_WIDTH_SHARE = 0.03

/** Of the logarithm of one count. */
export const COUNT_VARIANCE = (COUNT_HALF_WIDTH_SHARE / SCORE_95) ** 2

/** The share of each mode in the emissions of a mean day. */
type Parts = ReadonlyMap<Mode, number>

/** A mean day of a period or of a baseline. */
interface MeanDay {
  readonly weights: Float64Array
  readonly amounts: readonly Amount[]
  readonly co2eKg: number
}

/** Periods are compared with this: the mean day of some of them. */
export class Baseline {
  readonly #emissions: UnitEmissions
  readonly #modes: readonly Mode[]
  readonly #day: MeanDay
  /** By period of the baseline, then by mode. */
  readonly #parts: ReadonlyMap<string, Parts>
  readonly #variance: number

  /** @param periods the periods of the baseline that have facts, at least one */
  constructor(periods: readonly ShownPeriod[], emissions: UnitEmissions) {
    this.#emissions = emissions
    const days = new Map<Mode, number>()
    for (const { given } of periods)
      for (const { mode, days: count } of given) days.set(mode, (days.get(mode) ?? 0) + count)
    this.#modes = [...days.keys()]
    const perDay = (mode: Mode, units: number): number => units / (days.get(mode) ?? Number.NaN)
    const amounts = periods.flatMap(({ period, given }) =>
      given.map(({ mode, units }) => ({ mode, period, units: perDay(mode, units) })),
    )
    this.#day = this.#meanDay(amounts)
    this.#parts = new Map(
      periods.map(({ period, given }) => [
        period,
        this.#partsOf(
          given.map(({ mode, units }) => ({ mode, period, units: perDay(mode, units) })),
          this.#day.co2eKg,
        ),
      ]),
    )
    let variance = 0
    for (const parts of this.#parts.values()) for (const part of parts.values()) variance += part ** 2
    this.#variance = variance
  }

  /**
   * CO2e of a mean day of a period divided by that of the baseline. Both have the same factors and the same level of
   * the dataset, which cancel. The mix of modes and the agreement of the two counts remain.
   *
   * @returns undefined if the period has no data for a mode of the baseline
   */
  indexOf({ period, given }: ShownPeriod): SeriesFigure | undefined {
    const known = new Map(given.map((one) => [one.mode, one]))
    const amounts: Amount[] = []
    for (const mode of this.#modes) {
      const one = known.get(mode)
      if (!one) return undefined
      amounts.push({ mode, period, units: one.units / one.days })
    }
    const day = this.#meanDay(amounts)
    return this.#emissions.ratioOf(day.weights, this.#day.weights, this.#ownVariance(period, day))
  }

  /** Counts of different periods are independent, but a period of the baseline is on both sides. */
  #ownVariance(period: string, { amounts, co2eKg }: MeanDay): number {
    const parts = this.#partsOf(amounts, co2eKg)
    const inBaseline = this.#parts.get(period)
    let variance = this.#variance
    for (const [mode, part] of parts) variance += part ** 2 - 2 * part * (inBaseline?.get(mode) ?? 0)
    return COUNT_VARIANCE * (variance < 1e-12 ? 0 : variance)
  }

  #meanDay(amounts: readonly Amount[]): MeanDay {
    const weights = this.#emissions.weightsOf(amounts)
    return { weights, amounts, co2eKg: this.#emissions.valueOf('co2eKg', weights) }
  }

  #partsOf(amounts: readonly Amount[], co2eKg: number): Parts {
    const parts = new Map<Mode, number>()
    for (const amount of amounts)
      parts.set(
        amount.mode,
        (parts.get(amount.mode) ?? 0) + (this.#emissions.unitCo2eKg(amount) * amount.units) / co2eKg,
      )
    return parts
  }
}
