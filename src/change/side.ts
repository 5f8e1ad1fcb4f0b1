import type { Estimate } from '../estimate/estimate.ts'
import type { StatedCorrelation } from '../estimate/input.ts'
import type { EstimateLine, LineProduct, LineQuantity } from '../estimate/line.ts'
import type { Parameter, Term } from '../estimate/parameter.ts'
import { evaluate } from '../kernel/formula.ts'
import { type TermRole, termFactor } from '../kernel/product.ts'
import { uncertaintiesOf } from '../uncertainty/parameter-uncertainty.ts'
import type { Slot, Variable } from '../uncertainty/program.ts'
import { Variables } from '../uncertainty/variables.ts'
import { type Followers, followersOf } from './followers.ts'
import type { EmissionParts, Factors, LineParts } from './line-parts.ts'
import { slotValue } from './slot-value.ts'
import { type Link, type LinkOf, linksIn } from './term-link.ts'

/** A curve is told apart into intensity and speed by its value at this speed [km/h]; any other gives the same effects. */
const REFERENCE_SPEED_KM_PER_H = 50

interface Factor {
  readonly slot: number
  readonly value: number
  readonly role: TermRole
  readonly scale: number
}

/** The value of every slot, and of the factors that follow from them. */
export interface SideState {
  readonly slots: Float64Array
  readonly factors: Float64Array
}

/**
 * One of the two estimates of a comparison: its lines by links of the chain, and the value of every factor for any values of
 * what is uncertain.
 */
export class Side {
  readonly estimate: Estimate
  readonly lines: readonly LineParts[]
  readonly variables: readonly Variable[]
  /** The parameter of each variable. */
  readonly parameters: readonly Parameter[]
  /** The place of the population among the factors. */
  readonly population: number | undefined
  readonly #slots: readonly Slot[]
  readonly #factors: Factor[] = []
  readonly #places = new Map<string, number>()
  readonly #variables: Variables
  readonly #linkOf: LinkOf
  /** The keys of what nations use on the mean. */
  readonly #levels: ReadonlySet<string>
  /** Of each variable, what follows from it. */
  #followers: readonly Followers[] | undefined

  /** @param isCertain no uncertainty is asked for */
  constructor(estimate: Estimate, isCertain = false) {
    this.estimate = estimate
    this.#variables = new Variables(estimate, isCertain ? () => undefined : uncertaintiesOf(estimate))
    this.#linkOf = linksIn(estimate)
    this.#levels = new Set(
      estimate.assumptions.flatMap(({ parameter, record }) =>
        record.kind === 'energy-level' ? [parameter.key] : [],
      ),
    )
    const { population } = estimate.input.city
    this.population =
      population &&
      this.#place({
        role: 'times',
        parameter: estimate.parameters.get(population.pointer) ?? {
          key: population.pointer,
          name: 'Population',
          value: population.value,
          unit: population.unit,
          origin: 'stated',
          pointer: population.pointer,
          ...(population.uncertainty === undefined ? {} : { uncertainty: population.uncertainty }),
        },
      })
    this.lines = estimate.lines.map((line) => this.#partsOf(line))
    this.variables = this.#variables.variables
    this.parameters = this.#variables.parameters
    this.#slots = this.#variables.slots()
  }

  /** The correlations that it states, each with the places of its two variables; undefined for one that is not there. */
  correlations(): readonly (StatedCorrelation & { readonly places: readonly (number | undefined)[] })[] {
    const stated = this.estimate.input.uncertainty?.correlations ?? []
    return this.#variables
      .correlationsOf(stated)
      .map((one) => ({ ...one, places: one.between.map((key) => this.#variables.indexOf(key)) }))
  }

  get factorCount(): number {
    return this.#factors.length
  }

  /** The factors as published and stated. */
  published(): Float64Array {
    return Float64Array.from(this.#factors, ({ value, role, scale }) => termFactor(value, role) * scale)
  }

  /** @param values of the variables, in their order */
  at(values: Float64Array): Float64Array {
    return this.stateAt(values).factors
  }

  /** @param values of the variables, in their order */
  stateAt(values: Float64Array): SideState {
    const slots = new Float64Array(this.#slots.length)
    for (let index = 0; index < slots.length; index += 1)
      slots[index] = slotValue(this.#slots[index] as Slot, index, slots, values)
    const factors = new Float64Array(this.#factors.length)
    for (let index = 0; index < factors.length; index += 1) factors[index] = this.#factor(index, slots)
    return { slots, factors }
  }

  /**
   * The factors with one variable at another value: what does not follow from it is as in the state.
   *
   * @param variable its place
   */
  moved(state: SideState, variable: number, value: number): Float64Array {
    this.#followers ??= followersOf(
      this.#slots,
      this.variables.length,
      this.#factors.map(({ slot }) => this.#variables.slotOf(slot)),
    )
    const { slots: following, factors: acting } = this.#followers[variable] as Followers
    const slots = state.slots.slice()
    slots[variable] = value
    for (const slot of following) slots[slot] = slotValue(this.#slots[slot] as Slot, slot, slots, slots)
    const factors = state.factors.slice()
    for (const factor of acting) factors[factor] = this.#factor(factor, slots)
    return factors
  }

  #factor(index: number, slots: Float64Array): number {
    const { slot, value, role, scale } = this.#factors[index] as Factor
    const at = this.#variables.slotOf(slot)
    return termFactor(at < 0 ? value : (slots[at] as number), role) * scale
  }

  #place({ parameter, role }: Term, scale = 1): number {
    const key = `${parameter.key}|${role}|${scale}`
    const known = this.#places.get(key)
    if (known !== undefined) return known
    const slot = this.#variables.placeOf(parameter)
    const place = this.#factors.push({ slot, value: parameter.value, role, scale }) - 1
    this.#places.set(key, place)
    return place
  }

  #partsOf(line: EstimateLine): LineParts {
    const of = (...quantities: readonly LineQuantity[]): LineProduct | undefined =>
      line.products.find(({ quantity }) => quantities.includes(quantity))
    const vehicle = of('vehicle-distance')
    const payload = of('passenger-distance', 'tonne-distance')
    const energy = of('energy')
    const activity = (vehicle ?? payload ?? energy ?? line.products[0])?.terms ?? []
    const isStatedDistance = this.#has(activity, 'distance', 'energy')
    const count = isStatedDistance ? [] : this.#some(activity, 'count')
    const counts = activity.some(({ parameter: { key } }) => /^\/demand\/\d+\/vehicles$/.test(key))
      ? 'vehicles'
      : 'trips'
    return {
      line,
      payload: payload && this.#all(payload.terms),
      vehicle: vehicle && this.#all(vehicle.terms),
      count: count.length === 0 ? undefined : [...count, ...this.#some(activity, 'fleet')],
      counts: count.length === 0 ? undefined : counts,
      counted: this.#some(activity, 'counted'),
      length: this.#some(activity, 'length'),
      isOfPayload: payload !== undefined && !this.#has(payload.terms, 'filling'),
      energy: energy && this.#all(energy.terms),
      figure: this.#figureOf(energy?.terms ?? []),
      speed: this.#speed(energy?.terms ?? []),
      season: this.#some(energy?.terms ?? [], 'season'),
      content: this.#some(energy?.terms ?? [], 'content'),
      contentUnit: (energy?.terms ?? [])
        .filter((term) => this.#linkOf(term) === 'content')
        .map(({ parameter }) => parameter.unit)
        .join(' '),
      emissions: line.products.flatMap((product) => this.#emission(product, energy !== undefined)),
    }
  }

  #emission({ quantity, scope, terms }: LineProduct, hasEnergy: boolean): readonly EmissionParts[] {
    if (!COUNTED.has(quantity)) return []
    const potential = quantity === 'ch4' || quantity === 'n2o' ? [this.#potential(quantity)] : []
    return [
      {
        quantity,
        scope,
        all: [...this.#all(terms), ...potential],
        byEnergy: hasEnergy && this.#has(terms, 'carbon', 'grid'),
        speed: this.#speed(terms),
        blend: this.#some(terms, 'blend'),
        losses: this.#some(terms, 'losses'),
        gwp: [...this.#some(terms, 'gwp'), ...potential],
      },
    ]
  }

  #potential(gas: 'ch4' | 'n2o'): number {
    const parameter: Parameter = {
      key: `gwp:${gas}`,
      name: `Warming potential of ${gas}`,
      value: this.estimate.gwp[gas],
      unit: 'kg CO2e/kg',
      origin: 'derived',
    }
    return this.#place({ parameter, role: 'times' })
  }

  #figureOf(terms: readonly Term[]): LineParts['figure'] {
    if (terms.some(({ parameter }) => this.#levels.has(parameter.key))) return 'level'
    return this.#has(terms, 'curve') ? 'curve' : 'whole'
  }

  #all(terms: readonly Term[]): Factors {
    return terms.map((term) => this.#place(term))
  }

  #some(terms: readonly Term[], link: Link): Factors {
    return this.#all(terms.filter((term) => this.#linkOf(term) === link))
  }

  #has(terms: readonly Term[], ...links: readonly Link[]): boolean {
    return terms.some((term) => links.includes(this.#linkOf(term)))
  }

  /** What speed does, of a curve over its value at one speed; nothing that can be told where that is 0, as of gases at some speeds. */
  #speed(terms: readonly Term[]): Factors {
    return terms.flatMap((term) => {
      const link = this.#linkOf(term)
      if (link === 'speed') return [this.#place(term)]
      const { rule } = term.parameter
      if (link !== 'curve' || !rule) return []
      const atReference = evaluate(rule, [REFERENCE_SPEED_KM_PER_H])
      return atReference > 0 ? [this.#place(term, 1 / atReference)] : []
    })
  }
}

const COUNTED: ReadonlySet<LineQuantity> = new Set(['co2', 'ch4', 'n2o', 'co2e-unsplit'])
