import { type Found, findFactor } from '../factors/select.ts'
import { BIOGENIC_CARRIERS, type EnergyCarrier, MODE_PROPERTIES, type SubSector } from '../vocabulary.ts'
import { netOfGross } from './calorific.ts'
import type { EstimateContext } from './context.ts'
import { perDistanceOf } from './direct-factor.ts'
import { gasesOfFossil } from './fossil-gas.ts'
import { type Blend, blendOf, energyContent } from './fuel.ts'
import { type Grid, gridOf } from './grid.ts'
import { nothingStated } from './input.ts'
import { type LineProduct, lineProduct, recompute } from './line.ts'
import { noEnergyContent } from './no-energy-content.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import { extend, type PerUnit } from './per-unit.ts'
import { describe, type Per, type Vehicle } from './vehicle.ts'

const KG_PER_MJ_OF_KG_PER_TJ = 1e-6
const KG_PER_G = 1e-3

const FUEL_GASES = ['ch4', 'n2o'] as const
type FuelGas = (typeof FUEL_GASES)[number]

/** The emissions of an estimate's carriers and direct factors, each settled once however many lines use it. */
export class Emissions {
  readonly #context: EstimateContext
  readonly #blends = new Map<EnergyCarrier, Blend>()
  readonly #settled = new Map<string, readonly PerUnit[]>()

  constructor(context: EstimateContext) {
    this.#context = context
  }

  /** What turns litres or kilograms of a carrier into MJ; undefined, and refused, if it is not known. */
  energyContent(
    carrier: EnergyCarrier,
    unit: 'L' | 'kg' | 'MJ' | 'MJ (gross)',
    pointer: string,
  ): readonly Term[] | undefined {
    if (unit === 'MJ (gross)') return netOfGross(this.#context, carrier, pointer)
    const content = energyContent(this.#context, this.#blend(carrier), unit)
    if (!content) {
      const isOfMassKnown = energyContent(this.#context, this.#blend(carrier), 'kg') !== undefined
      const detail = noEnergyContent(carrier, unit, isOfMassKnown)
      this.#context.refuse({ code: 'factor-not-found', pointer, detail })
    }
    return content
  }

  /**
   * Energy and emissions of a carrier, given the terms that make its energy [MJ].
   *
   * @param byTechnology CH4 and N2O that are known by technology, so that the fuel's are not used
   */
  ofEnergy(
    carrier: EnergyCarrier,
    subSector: SubSector,
    energy: readonly Term[],
    pointer: string,
    byTechnology: readonly LineProduct[] = [],
  ): readonly LineProduct[] {
    const gases = FUEL_GASES.filter((gas) => !byTechnology.some(({ quantity }) => quantity === gas))
    const perMj =
      carrier === 'electricity'
        ? this.#ofElectricity(pointer)
        : this.#ofFuel(carrier, subSector, gases, pointer)
    return [lineProduct('energy', energy)].concat(
      perMj.map((part) => extend(energy, part)),
      byTechnology,
    )
  }

  /**
   * Emissions of a factor per distance, every gas that the same table gives.
   *
   * @param fuel the carrier whose energy follows from the factor
   */
  ofDistance(
    vehicle: Vehicle,
    found: Found,
    distance: readonly Term[],
    per: Per,
    fuel?: EnergyCarrier,
  ): readonly LineProduct[] {
    const perDistance = this.#settle(found.record.id, () => {
      const name = `${MODE_PROPERTIES[vehicle.mode].title}, ${describe(vehicle)}`
      return this.#context.recall(`direct|${found.record.id}|${name}|${fuel}`, (recorder) =>
        perDistanceOf(recorder, { mode: vehicle.mode, found, per, name, fuel }),
      )
    })
    return perDistance.map((part) => extend(distance, part))
  }

  /** The fossil CO2 of a fuel as sold, per energy: the terms to multiply it by; undefined where it has none. */
  fossilCo2(carrier: EnergyCarrier, subSector: SubSector): readonly Term[] | undefined {
    const co2 = BIOFUELS.has(carrier) ? undefined : this.#fuelFactor(carrier, 'co2', subSector)
    const terms = co2 && [...this.#blend(carrier).fossil, times(co2)]
    return terms && recompute(terms) > 0 ? terms : undefined
  }

  /** A fuel whose blend the caller did not state emits the same in every estimate of the country and year. */
  #ofFuel(
    carrier: EnergyCarrier,
    subSector: SubSector,
    gases: readonly FuelGas[],
    pointer: string,
  ): readonly PerUnit[] {
    const key = `${carrier}|${subSector}|${gases}`
    const stated = this.#context.input.fuels.some((row) => row.carrier === carrier)
    return this.#settle(key, () =>
      stated
        ? this.#fuel(carrier, subSector, gases, pointer)
        : this.#context.recall(`fuel|${key}`, (recorder) =>
            new Emissions(recorder).#fuel(carrier, subSector, gases, pointer),
          ),
    )
  }

  #ofElectricity(pointer: string): readonly PerUnit[] {
    const { electricity, gwp } = this.#context.input
    // What is recalled is of a request that states nothing, and the split of gases follows the potentials.
    const isUsual = electricity === undefined && gwp === nothingStated('', 0).gwp
    return this.#settle('electricity', () =>
      !isUsual
        ? this.#electricity(pointer)
        : this.#context.recall('electricity', (recorder) => new Emissions(recorder).#electricity(pointer)),
    )
  }

  #settle(key: string, settle: () => readonly PerUnit[]): readonly PerUnit[] {
    const known = this.#settled.get(key)
    if (known) return known
    const settled = settle()
    this.#settled.set(key, settled)
    return settled
  }

  #blend(carrier: EnergyCarrier): Blend {
    const known = this.#blends.get(carrier)
    if (known) return known
    const blend = blendOf(this.#context, carrier)
    this.#blends.set(carrier, blend)
    return blend
  }

  #electricity(pointer: string): readonly PerUnit[] {
    const context = this.#context
    const grid: Grid | undefined = gridOf(context)
    if (!grid) {
      const detail = `The factor set has no grid intensity for ${context.country} ${context.year}. State electricity.intensity, such as "350 g CO2/kWh".`
      context.refuse({ code: 'factor-not-found', pointer, detail })
      return []
    }
    const { intensities, loss, wellToTank, lifeCycle } = grid
    const parts: PerUnit[] = intensities.map(({ quantity, terms }) => ({ quantity, scope: '2', terms }))
    if (loss)
      for (const { quantity, terms } of intensities)
        parts.push({
          quantity,
          scope: '3',
          terms: [...terms, { parameter: loss, role: 'times-loss-ratio' }],
        })
    if (wellToTank) parts.push({ quantity: 'well-to-tank', terms: [times(wellToTank)] })
    else if (!lifeCycle) this.#noWellToTank('electricity')
    return parts
  }

  #fuel(
    carrier: EnergyCarrier,
    subSector: SubSector,
    gases: readonly FuelGas[],
    pointer: string,
  ): readonly PerUnit[] {
    const blend = this.#blend(carrier)
    const co2 = this.#fuelFactor(carrier, 'co2', subSector)
    if (!co2) {
      const detail = `The factor set has no CO2 factor of ${carrier}.`
      this.#context.refuse({ code: 'factor-not-found', pointer, detail })
      return []
    }
    const parts: PerUnit[] = BIOFUELS.has(carrier)
      ? [{ quantity: 'biogenic-co2', terms: [times(co2)] }]
      : [{ quantity: 'co2', scope: '1', terms: [...blend.fossil, times(co2)] }]
    if (blend.biogenic) {
      const bioCo2 = this.#fuelFactor(blend.biogenic.carrier, 'co2', subSector)
      if (bioCo2) parts.push({ quantity: 'biogenic-co2', terms: [...blend.biogenic.terms, times(bioCo2)] })
    }
    const lacking: FuelGas[] = []
    for (const gas of gases) {
      const factor = this.#fuelFactor(carrier, gas, subSector)
      if (factor) parts.push({ quantity: gas, scope: '1', terms: [times(factor)] })
      else lacking.push(gas)
    }
    return [...parts, ...this.#ofFossil(carrier, lacking, subSector), ...this.#wellToTank(blend)]
  }

  #ofFossil(carrier: EnergyCarrier, gases: readonly FuelGas[], subSector: SubSector): readonly PerUnit[] {
    const found = gasesOfFossil(this.#context, carrier, gases, (fossil, gas) =>
      this.#fuelFactor(fossil, gas, subSector),
    )
    return found.map(({ gas, factor }) => ({ quantity: gas, scope: '1', terms: [times(factor)] }))
  }

  #wellToTank({ carrier, fossil, biogenic }: Blend): readonly PerUnit[] {
    const factor = this.#wellToTankFactor(carrier)
    if (!factor) {
      this.#noWellToTank(carrier)
      return []
    }
    const parts: PerUnit[] = [{ quantity: 'well-to-tank', terms: [...fossil, times(factor)] }]
    if (biogenic) {
      const bio = this.#wellToTankFactor(biogenic.carrier)
      if (bio) parts.push({ quantity: 'well-to-tank', terms: [...biogenic.terms, times(bio)] })
      else this.#noWellToTank(biogenic.carrier)
    }
    return parts
  }

  #noWellToTank(carrier: EnergyCarrier): void {
    const { country, year } = this.#context
    this.#context.notice(
      'well-to-tank-incomplete',
      `${carrier}: no source gives its well-to-tank emissions for ${country} ${year}, so the result leaves them out.`,
    )
  }

  #wellToTankFactor(carrier: EnergyCarrier): Parameter | undefined {
    const found = findFactor(this.#context.set, {
      subject: { kind: 'well-to-tank', carrier },
      ...this.#context.setting,
    })
    const why = 'extraction, refining and delivery'
    return found && this.#context.factor(`${carrier}: well-to-tank`, found, why, 'kg CO2e/MJ', KG_PER_G)
  }

  /** CO2 follows from the fuel alone; CH4 and N2O from the fuel and the kind of engine, which the sub-sector tells. */
  #fuelFactor(
    carrier: EnergyCarrier,
    gas: 'co2' | 'ch4' | 'n2o',
    subSector: SubSector,
  ): Parameter | undefined {
    const { set, setting } = this.#context
    const of = { kind: 'fuel-factor', carrier, gas } as const
    const found =
      findFactor(set, { subject: { ...of, subSector }, ...setting }) ??
      findFactor(set, { subject: of, ...setting })
    const label = gas.toUpperCase()
    const name = `${carrier}: ${label} per energy`
    const why = 'no factor of the fuel was given'
    return found && this.#context.factor(name, found, why, `kg ${label}/MJ`, KG_PER_MJ_OF_KG_PER_TJ)
  }
}

const BIOFUELS: ReadonlySet<EnergyCarrier> = new Set(BIOGENIC_CARRIERS)
