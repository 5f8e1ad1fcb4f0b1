import {
  type Assessment,
  type Bounds,
  type Estimate,
  type FactorSet,
  type Intensity,
  intensitiesOf,
  knowsGasSplit,
  type PartsUnknown,
  type PartUnknown,
  partsUnknownOf,
  type Sums,
} from '../../src/index.ts'
import type { Figure, Sum } from './figure-schema.ts'
import type { EstimateResult } from './result-schema.ts'
import { G_PER_KG, T_PER_KG, TJ_PER_MJ } from './scale.ts'

const BESIDE_SCOPES = 'The GPC reports CO2 of biofuels apart from the scopes: see totals.biogenicCo2.'

const OF_WHOLE_LINES =
  'Lines have it as a whole, and one line may emit in several scopes: see totals, byMode and byCarrier.'

type GroupName = 'bySubSector' | 'bySector' | 'byMode' | 'byScope' | 'byCarrier' | 'byFlow'

const QUANTITIES = [
  ...['co2eKg', 'co2Kg', 'ch4Kg', 'n2oKg', 'biogenicCo2Kg', 'wellToTankKgCo2e', 'energyMj'],
  ...['vehicleDistanceVkm', 'passengerDistancePkm', 'tonneDistanceTkm'],
  ...['co2eKgPerVkm', 'co2eKgPerPkm', 'co2eKgPerTkm', 'co2eKgPerPerson'],
] as const satisfies readonly (keyof Sums | Intensity['name'] | 'co2eKgPerPerson')[]
type Quantity = (typeof QUANTITIES)[number]
/** A quantity that is summed over lines. */
type Total = Extract<Quantity, keyof Sums>

/** Where figures stand, `totals` or `byMode/car`, and their ids. */
interface Place {
  readonly at: string
  readonly ids: Readonly<Record<Quantity, string>>
}

/** Made once: groups and their keys are words of the vocabulary, and to make a text for each figure is slow. */
const placesMade = new Map<string, Map<string, Place>>()

/** @param key empty for the city */
function placeOf(group: Intensity['group'] | GroupName, key: string): Place {
  let ofGroup = placesMade.get(group)
  if (!ofGroup) {
    ofGroup = new Map()
    placesMade.set(group, ofGroup)
  }
  const known = ofGroup.get(key)
  if (known) return known
  const at = key === '' ? group : `${group}/${key}`
  const ids = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, `${at}/${quantity}`]))
  const place = { at, ids: ids as Readonly<Record<Quantity, string>> }
  ofGroup.set(key, place)
  return place
}

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

const largestFirst = <Key>(sums: ReadonlyMap<Key, Sums>): [Key, Sums][] =>
  [...sums].sort(([, a], [, b]) => b.co2eKg - a.co2eKg)

/** Writes the figures of an estimate as callers see them: tonnes and terajoules, with their intervals. */
export class FigureWriter {
  readonly #estimate: Estimate
  readonly #figure: ReturnType<typeof figureWriter>
  readonly #unknown: PartsUnknown
  readonly #namesUnknown: boolean
  readonly #intensities: ReadonlyMap<string, Intensity>

  /**
   * @param assessment undefined where no uncertainty was asked for
   * @param set that the estimate was made with: what was released before sets knew what they do not know stays as it was
   */
  constructor(estimate: Estimate, assessment: Assessment | undefined, set: FactorSet) {
    this.#estimate = estimate
    this.#namesUnknown = knowsGasSplit({ set })
    this.#figure = figureWriter(assessment?.intervals)
    this.#unknown = partsUnknownOf(estimate.lines)
    this.#intensities = new Map(
      intensitiesOf(estimate).map((one) => [placeOf(one.group, one.key).ids[one.name], one]),
    )
  }

  totals(): EstimateResult['totals'] {
    const { totals, input } = this.#estimate
    const population = input.city.population?.value
    const place = placeOf('totals', '')
    return {
      co2e: this.#sum(place, 'co2eKg', totals.co2eKg, T_PER_KG, 't CO2e'),
      co2: this.#sum(place, 'co2Kg', totals.co2Kg, T_PER_KG, 't CO2'),
      ch4: this.#sum(place, 'ch4Kg', totals.ch4Kg, T_PER_KG, 't CH4'),
      n2o: this.#sum(place, 'n2oKg', totals.n2oKg, T_PER_KG, 't N2O'),
      biogenicCo2: this.#biogenic(place, totals),
      wellToTank: this.#maybeSum(place, 'wellToTankKgCo2e', totals, T_PER_KG, 't CO2e'),
      perCapita:
        population === undefined
          ? null
          : toSum(
              this.#figure(
                place.ids.co2eKgPerPerson,
                (totals.co2eKg * T_PER_KG) / population,
                T_PER_KG,
                't CO2e/person',
              ),
              this.#unknown.find('totals', 'co2eKg'),
            ),
      energy: this.#maybeSum(place, 'energyMj', totals, TJ_PER_MJ, 'TJ'),
      vehicleDistance: this.#maybeSum(place, 'vehicleDistanceVkm', totals, 1, 'vkm'),
      passengerDistance: this.#maybeSum(place, 'passengerDistancePkm', totals, 1, 'pkm'),
      tonneDistance: this.#maybeSum(place, 'tonneDistanceTkm', totals, 1, 'tkm'),
      ...this.#perDistance(place),
    }
  }

  /** Groups of whole vehicles, largest first; of equals, the one that appeared first. */
  groups<Name extends string, Key extends string>(
    name: Name,
    group: Exclude<GroupName, 'byScope' | 'byCarrier'>,
    sums: ReadonlyMap<Key, Sums>,
  ) {
    return largestFirst(sums).map(([key, of]) => {
      const place = placeOf(group, key)
      return Object.assign(this.#part(name, key, place, of), this.#perDistance(place))
    })
  }

  /** Groups that may hold a part of a vehicle's emissions, over which no distance stands. */
  parts<Name extends string, Key extends string>(name: Name, group: GroupName, sums: ReadonlyMap<Key, Sums>) {
    return largestFirst(sums).map(([key, of]) => this.#part(name, key, placeOf(group, key), of))
  }

  #part<Name extends string, Key extends string>(name: Name, key: Key, place: Place, sums: Sums) {
    const totalKg = this.#estimate.totals.co2eKg
    const figures = {
      [name]: key,
      co2e: this.#sum(place, 'co2eKg', sums.co2eKg, T_PER_KG, 't CO2e'),
      co2: this.#sum(place, 'co2Kg', sums.co2Kg, T_PER_KG, 't CO2'),
      ch4: this.#sum(place, 'ch4Kg', sums.ch4Kg, T_PER_KG, 't CH4'),
      n2o: this.#sum(place, 'n2oKg', sums.n2oKg, T_PER_KG, 't N2O'),
      biogenicCo2: this.#biogenic(place, sums),
      wellToTank: this.#maybeSum(place, 'wellToTankKgCo2e', sums, T_PER_KG, 't CO2e'),
      energy: this.#maybeSum(place, 'energyMj', sums, TJ_PER_MJ, 'TJ'),
      vehicleDistance: this.#maybeSum(place, 'vehicleDistanceVkm', sums, 1, 'vkm'),
      passengerDistance: this.#maybeSum(place, 'passengerDistancePkm', sums, 1, 'pkm'),
      tonneDistance: this.#maybeSum(place, 'tonneDistanceTkm', sums, 1, 'tkm'),
      shareOfCo2e: totalKg > 0 ? sums.co2eKg / totalKg : null,
    }
    return figures as typeof figures & { [N in Name]: Key }
  }

  /** Of a scope there is none that would be 0: the CO2 of biofuels stands beside all scopes. */
  #biogenic(place: Place, { biogenicCo2Kg }: Sums): Sum {
    const isBeside =
      this.#namesUnknown && place.at.startsWith('byScope/') && this.#estimate.totals.biogenicCo2Kg !== 0
    if (isBeside) return { value: null, unit: 't CO2', reason: BESIDE_SCOPES }
    return this.#sum(place, 'biogenicCo2Kg', biogenicCo2Kg, T_PER_KG, 't CO2')
  }

  #perDistance(place: Place) {
    const unknown = this.#unknown.find(place.at, 'co2eKg')
    return {
      co2ePerVehicleDistance: this.#per(place, 'co2eKgPerVkm', 'g CO2e/vkm', unknown),
      co2ePerPassengerDistance: this.#per(place, 'co2eKgPerPkm', 'g CO2e/pkm', unknown),
      co2ePerTonneDistance: this.#per(place, 'co2eKgPerTkm', 'g CO2e/tkm', unknown),
    }
  }

  #per({ ids }: Place, name: Intensity['name'], unit: string, unknown: PartUnknown | undefined): Sum | null {
    const id = ids[name]
    const value = this.#intensities.get(id)?.kgPerDistance
    return value === undefined ? null : toSum(this.#figure(id, value * G_PER_KG, G_PER_KG, unit), unknown)
  }

  /** A sum that no line could give is null; one that lines lack, or that they give and scopes do not, says why. */
  #maybeSum(place: Place, name: Total, sums: Sums, scale: number, unit: string): Sum | null {
    const value = sums[name]
    const isOfLines =
      this.#namesUnknown && place.at.startsWith('byScope/') && this.#estimate.totals[name] !== undefined
    if (value === undefined && isOfLines) return { value: null, unit, reason: OF_WHOLE_LINES }
    if (value !== undefined) return this.#sum(place, name, value, scale, unit)
    const unknown = this.#unknown.find(place.at, name)
    return unknown ? { value: null, unit, reason: unknown.reason } : null
  }

  #sum(place: Place, name: Total, value: number, scale: number, unit: string): Sum {
    const figure = this.#figure(place.ids[name], value * scale, scale, unit)
    return toSum(figure, this.#unknown.find(place.at, name))
  }
}
