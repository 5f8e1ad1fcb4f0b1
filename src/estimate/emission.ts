import { type Found, findFactor } from '../factors/select.ts'
import { type EnergyCarrier, MODE_FACTS, type Scope, type SubSector } from '../vocabulary.ts'
import type { EstimateContext } from './context.ts'
import { BIOFUEL_OF, type Blend, blendOf, energyContent } from './fuel.ts'
import { type Grid, gridOf } from './grid.ts'
import { type LineProduct, lineProduct } from './line.ts'
import { type Parameter, type Term, times } from './parameter.ts'
import type { Per } from './use.ts'

const KG_PER_MJ_OF_KG_PER_TJ = 1e-6
const KG_PER_G = 1e-3

/** The carriers' emissions of one estimate, each settled once however many lines use it. */
export class Emissions {
  readonly #context: EstimateContext
  readonly #blends = new Map<EnergyCarrier, Blend>()
  #grid: Grid | undefined | 'unasked' = 'unasked'

  constructor(context: EstimateContext) {
    this.#context = context
  }

  blend(carrier: EnergyCarrier): Blend {
    const known = this.#blends.get(carrier)
    if (known) return known
    const blend = blendOf(this.#context, carrier)
    this.#blends.set(carrier, blend)
    return blend
  }

  /** What turns litres or kilograms of a carrier into MJ; undefined, and refused, if it is not known. */
  energyContent(
    carrier: EnergyCarrier,
    unit: 'L' | 'kg' | 'MJ',
    pointer: string,
  ): readonly Term[] | undefined {
    const content = energyContent(this.#context, this.blend(carrier), unit)
    if (!content)
      this.#context.refuse({
        code: 'factor-not-found',
        pointer,
        detail: `No heating value or density of ${carrier} turns ${unit} into energy; state the quantity in MJ or kWh.`,
      })
    return content
  }

  /** Energy and emissions of a carrier, given the terms that make its energy [MJ]. */
  ofEnergy(
    carrier: EnergyCarrier,
    subSector: SubSector,
    energy: readonly Term[],
    pointer: string,
  ): readonly LineProduct[] {
    const use = lineProduct('energy', energy)
    return [
      use,
      ...(carrier === 'electricity'
        ? this.#ofElectricity(energy, pointer)
        : this.#ofFuel(carrier, subSector, energy, pointer)),
    ]
  }

  /** Emissions of a factor per distance, every gas that the same table gives. */
  ofDistance(
    mode: keyof typeof MODE_FACTS,
    found: Found,
    distance: readonly Term[],
    per: Per,
    name: string,
  ): readonly LineProduct[] {
    const { record } = found
    const context = this.#context
    const electric = record.carrier === 'electricity'
    const scope: Scope = electric ? '2' : '1'
    const why = 'the source gives emissions per distance and no energy'
    const label = record.gas === 'co2e' ? 'CO2e' : 'CO2'
    const first = context.factor(`${name}: ${label} per ${per}`, found, why, `kg ${label}/${per}`, KG_PER_G)
    const products = [
      lineProduct(record.gas === 'co2e' ? 'co2e-unsplit' : 'co2', [...distance, times(first)], scope),
    ]
    if (record.gas === 'co2e')
      context.notice('gas-split-unknown', `${name}: known as CO2e only.`, { record: record.id })
    else
      for (const gas of ['ch4', 'n2o'] as const) {
        const beside = this.#sameTable(found, gas, per)
        if (!beside) continue
        const parameter = context.factor(
          `${name}: ${gas.toUpperCase()} per ${per}`,
          beside,
          why,
          `kg ${gas.toUpperCase()}/${per}`,
          KG_PER_G,
        )
        products.push(lineProduct(gas, [...distance, times(parameter)], scope))
      }
    context.notice(
      'direct-factor-used',
      `${name}: ${record.id} gives emissions per ${per}; the line has no energy.`,
      { record: record.id },
    )
    context.notice('well-to-tank-incomplete', `${name}: no energy, so no well-to-tank emissions.`)
    if (electric)
      context.notice(
        'electricity-embedded',
        `${name}: the factor contains the electricity mix of ${record.region} ${record.yearFrom ?? ''}, not the city's.`.replace(
          ' ,',
          ',',
        ),
        { record: record.id },
      )
    else if (MODE_FACTS[mode].subSector === 'II.2')
      context.notice(
        'scope-not-separable',
        `${name}: the factor mixes diesel and electric traction; all of it stands in scope 1.`,
        { record: record.id },
      )
    return products
  }

  #sameTable({ record, regionRank, yearGap, match }: Found, gas: 'ch4' | 'n2o', per: Per): Found | undefined {
    const beside = this.#context.set
      .find({ ...record, gas }, record.region)
      .find(
        (other) =>
          other.sourceId === record.sourceId &&
          other.yearFrom === record.yearFrom &&
          other.canonicalUnit.endsWith(per),
      )
    return beside && { record: beside, regionRank, yearGap, match }
  }

  #ofElectricity(energy: readonly Term[], pointer: string): readonly LineProduct[] {
    if (this.#grid === 'unasked') this.#grid = gridOf(this.#context)
    const grid = this.#grid
    if (!grid) {
      this.#context.refuse({
        code: 'factor-not-found',
        pointer,
        detail: `No grid intensity fits ${this.#context.country} ${this.#context.year}; state electricity.intensity.`,
      })
      return []
    }
    const products = grid.intensities.map(({ quantity, parameter }) =>
      lineProduct(quantity, [...energy, times(parameter)], '2'),
    )
    const { loss } = grid
    if (loss)
      for (const { quantity, parameter } of grid.intensities)
        products.push(
          lineProduct(
            quantity,
            [...energy, times(parameter), { parameter: loss, role: 'times-loss-ratio' }],
            '3',
          ),
        )
    if (grid.wellToTank) products.push(lineProduct('well-to-tank', [...energy, times(grid.wellToTank)]))
    else if (!grid.lifeCycle) this.#noWellToTank('electricity')
    return products
  }

  #ofFuel(
    carrier: EnergyCarrier,
    subSector: SubSector,
    energy: readonly Term[],
    pointer: string,
  ): readonly LineProduct[] {
    const blend = this.blend(carrier)
    const products: LineProduct[] = []
    const co2 = this.#fuelFactor(carrier, 'co2', subSector)
    if (!co2) {
      this.#context.refuse({
        code: 'factor-not-found',
        pointer,
        detail: `No CO2 factor of ${carrier} is in the set.`,
      })
      return []
    }
    products.push(
      lineProduct(
        isBiogenic(carrier) ? 'biogenic-co2' : 'co2',
        [...energy, ...blend.fossil, times(co2)],
        isBiogenic(carrier) ? undefined : '1',
      ),
    )
    if (blend.biogenic) {
      const bioCo2 = this.#fuelFactor(blend.biogenic.carrier, 'co2', subSector)
      if (bioCo2)
        products.push(lineProduct('biogenic-co2', [...energy, ...blend.biogenic.terms, times(bioCo2)]))
    }
    for (const gas of ['ch4', 'n2o'] as const) {
      const factor = this.#fuelFactor(carrier, gas, subSector)
      if (factor) products.push(lineProduct(gas, [...energy, times(factor)], '1'))
    }
    products.push(...this.#wellToTank(blend, energy))
    return products
  }

  #wellToTank(blend: Blend, energy: readonly Term[]): readonly LineProduct[] {
    const fossil = this.#wellToTankFactor(blend.carrier)
    if (!fossil) {
      this.#noWellToTank(blend.carrier)
      return []
    }
    const products = [lineProduct('well-to-tank', [...energy, ...blend.fossil, times(fossil)])]
    if (blend.biogenic) {
      const bio = this.#wellToTankFactor(blend.biogenic.carrier)
      if (bio) products.push(lineProduct('well-to-tank', [...energy, ...blend.biogenic.terms, times(bio)]))
      else this.#noWellToTank(blend.biogenic.carrier)
    }
    return products
  }

  #noWellToTank(carrier: EnergyCarrier): void {
    this.#context.notice(
      'well-to-tank-incomplete',
      `${carrier}: no source gives its well-to-tank emissions for ${this.#context.country} ${this.#context.year}; they are left out.`,
    )
  }

  #wellToTankFactor(carrier: EnergyCarrier): Parameter | undefined {
    const { set, country: region, year } = this.#context
    const found = findFactor(set, { subject: { kind: 'well-to-tank', carrier }, region, year })
    return (
      found &&
      this.#context.factor(
        `${carrier}: well-to-tank`,
        found,
        'extraction, refining and delivery',
        'kg CO2e/MJ',
        KG_PER_G,
      )
    )
  }

  /** CO2 follows from the fuel alone; CH4 and N2O from the fuel and the kind of engine, which the sub-sector tells. */
  #fuelFactor(
    carrier: EnergyCarrier,
    gas: 'co2' | 'ch4' | 'n2o',
    subSector: SubSector,
  ): Parameter | undefined {
    const { set, country: region, year } = this.#context
    const of = { kind: 'fuel-factor', carrier, gas } as const
    const found =
      findFactor(set, { subject: { ...of, subSector }, region, year }) ??
      findFactor(set, { subject: of, region, year })
    const label = gas.toUpperCase()
    return (
      found &&
      this.#context.factor(
        `${carrier}: ${label} per energy`,
        found,
        'no factor of the fuel was given',
        `kg ${label}/MJ`,
        KG_PER_MJ_OF_KG_PER_TJ,
      )
    )
  }
}

const BIOFUELS: ReadonlySet<EnergyCarrier> = new Set(Object.values(BIOFUEL_OF))
const isBiogenic = (carrier: EnergyCarrier): boolean => BIOFUELS.has(carrier)
