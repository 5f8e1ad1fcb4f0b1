import {
  type Assessment,
  type Bounds,
  type Estimate,
  type Intensity,
  intensitiesOf,
  PartsUnknown,
  type PartUnknown,
  type Sums,
} from '../../src/index.ts'
import type { Figure, Sum } from './figure-schema.ts'
import type { EstimateResult } from './result-schema.ts'
import { G_PER_KG, T_PER_KG, TJ_PER_MJ } from './scale.ts'

type GroupName = 'bySubSector' | 'bySector' | 'byMode' | 'byScope' | 'byCarrier' | 'byFlow'

/**
 * Writes figures in the units that callers see, with their intervals; what has none is certain.
 *
 * @param intervals by id, in the units of the domain; undefined where no uncertainty was asked for
 * @returns takes a value in its unit already, and the scale that brings its interval to it
 */
export const figureWriter =
  (intervals: ReadonlyMap<string, Bounds> | undefined) =>
  (id: string, value: number, scale: number, unit: string): Figure => {
    if (!intervals) return { value, unit }
    const bounds = intervals.get(id)
    if (!bounds || bounds.lower === bounds.upper) return { value, unit, lower: value, upper: value }
    return { value, unit, lower: bounds.lower * scale, upper: bounds.upper * scale }
  }

/** A figure, or the known part of a sum of which the rest is unknown. */
export function toSum(figure: Figure, unknown: PartUnknown | undefined): Sum {
  if (!unknown) return figure
  const { unit, ...known } = figure
  return { value: null, ...(unknown.someKnown ? { known } : {}), unit, reason: unknown.reason }
}

/** Writes the figures of an estimate as callers see them: tonnes and terajoules, with their intervals. */
export class FigureWriter {
  readonly #estimate: Estimate
  readonly #figure: ReturnType<typeof figureWriter>
  readonly #unknown: PartsUnknown
  readonly #intensities: ReadonlyMap<string, Intensity>

  /** @param assessment undefined where no uncertainty was asked for */
  constructor(estimate: Estimate, assessment: Assessment | undefined) {
    this.#estimate = estimate
    this.#figure = figureWriter(assessment?.intervals)
    this.#unknown = new PartsUnknown(estimate.lines)
    this.#intensities = new Map(
      intensitiesOf(estimate).map((one) => [
        `${one.group}/${one.key === '' ? '' : `${one.key}/`}${one.name}`,
        one,
      ]),
    )
  }

  totals(): EstimateResult['totals'] {
    const { totals, input } = this.#estimate
    const population = input.city.population?.value
    return {
      ...this.#emissions('totals', totals),
      perCapita:
        population === undefined
          ? null
          : this.#figure(
              'totals/co2eKgPerPerson',
              (totals.co2eKg * T_PER_KG) / population,
              T_PER_KG,
              't CO2e/person',
            ),
      ...this.#amounts('totals', totals),
      ...this.#perDistance('totals'),
    }
  }

  /** Groups of whole vehicles, largest first; of equals, the one that appeared first. */
  groups<Name extends string, Key extends string>(
    name: Name,
    group: Exclude<GroupName, 'byScope' | 'byCarrier'>,
    sums: ReadonlyMap<Key, Sums>,
  ) {
    return this.parts(name, group, sums).map((part) => ({
      ...part,
      ...this.#perDistance(`${group}/${part[name as keyof typeof part] as string}`),
    }))
  }

  /** Groups that may hold a part of a vehicle's emissions, over which no distance stands. */
  parts<Name extends string, Key extends string>(name: Name, group: GroupName, sums: ReadonlyMap<Key, Sums>) {
    const totalKg = this.#estimate.totals.co2eKg
    return [...sums]
      .sort(([, a], [, b]) => b.co2eKg - a.co2eKg)
      .map(([key, of]) => ({
        ...({ [name]: key } as { [N in Name]: Key }),
        ...this.#emissions(`${group}/${key}`, of),
        ...this.#amounts(`${group}/${key}`, of),
        shareOfCo2e: totalKg > 0 ? of.co2eKg / totalKg : null,
      }))
  }

  #emissions(at: string, sums: Sums) {
    const tonnes = (quantity: keyof Sums, value: number, unit: string): Figure =>
      this.#figure(`${at}/${quantity}`, value * T_PER_KG, T_PER_KG, unit)
    return {
      co2e: tonnes('co2eKg', sums.co2eKg, 't CO2e'),
      co2: this.#sum(at, 'co2Kg', sums.co2Kg, T_PER_KG, 't CO2'),
      ch4: this.#sum(at, 'ch4Kg', sums.ch4Kg, T_PER_KG, 't CH4'),
      n2o: this.#sum(at, 'n2oKg', sums.n2oKg, T_PER_KG, 't N2O'),
      biogenicCo2: tonnes('biogenicCo2Kg', sums.biogenicCo2Kg, 't CO2'),
      wellToTank: this.#maybeSum(at, 'wellToTankKgCo2e', sums, T_PER_KG, 't CO2e'),
    }
  }

  #amounts(at: string, sums: Sums) {
    return {
      energy: this.#maybeSum(at, 'energyMj', sums, TJ_PER_MJ, 'TJ'),
      vehicleDistance: this.#maybeSum(at, 'vehicleDistanceVkm', sums, 1, 'vkm'),
      passengerDistance: this.#maybeSum(at, 'passengerDistancePkm', sums, 1, 'pkm'),
      tonneDistance: this.#maybeSum(at, 'tonneDistanceTkm', sums, 1, 'tkm'),
    }
  }

  #perDistance(at: string) {
    const per = (name: Intensity['name'], unit: string): Figure | null => {
      const id = `${at}/${name}`
      return this.#maybe(id, this.#intensities.get(id)?.kgPerDistance, G_PER_KG, unit)
    }
    return {
      co2ePerVehicleDistance: per('co2eKgPerVkm', 'g CO2e/vkm'),
      co2ePerPassengerDistance: per('co2eKgPerPkm', 'g CO2e/pkm'),
      co2ePerTonneDistance: per('co2eKgPerTkm', 'g CO2e/tkm'),
    }
  }

  /** A sum that no line gives stays null. */
  #maybeSum(at: string, name: keyof Sums, sums: Sums, scale: number, unit: string): Sum | null {
    const value = sums[name]
    return value === undefined ? null : this.#sum(at, name, value, scale, unit)
  }

  #sum(at: string, name: keyof Sums, value: number, scale: number, unit: string): Sum {
    const figure = this.#figure(`${at}/${name}`, value * scale, scale, unit)
    return toSum(figure, this.#unknown.find(at, name))
  }

  #maybe(id: string, value: number | undefined, scale: number, unit: string): Figure | null {
    return value === undefined ? null : this.#figure(id, value * scale, scale, unit)
  }
}
