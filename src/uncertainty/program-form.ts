import type { Estimate } from '../estimate/estimate.ts'
import { type Filling, type Form, findFilling } from '../estimate/form.ts'
import { intensitiesOf } from '../estimate/intensity.ts'
import type { EstimateLine } from '../estimate/line.ts'
import type { Parameter, Term } from '../estimate/parameter.ts'
import type { AnyRecord } from '../factors/record.ts'
import type { Distribution } from '../kernel/distribution.ts'
import { termFactor } from '../kernel/product.ts'
import { type Compiled, compileProgram, type Detail, populationOf, productValues } from './compile.ts'
import { figureValues } from './figure-plan.ts'
import { isSameIntensities, type OutlinedIntensity } from './outline.ts'
import { uncertaintiesOf, uncertaintyBy } from './parameter-uncertainty.ts'
import type { Program, Slot, Variable } from './program.ts'
import { CERTAIN } from './variables.ts'

/**
 * Compiles an estimate. What is alike in all estimates of one form (which variables there are, how products and figures are
 * made of them) is compiled once.
 *
 * @throws {EstimateRefused} for impossible stated correlations
 */
export function compileEstimate(estimate: Estimate, detail: Detail): Compiled {
  const filling = findFilling(estimate.lines)
  const isCorrelated = (estimate.input.uncertainty?.correlations ?? []).length > 0
  if (!filling || isCorrelated) return compileProgram(estimate, detail)
  const known = programForms.get(filling.form)?.[detail]
  const filled = known?.fill(estimate, filling)
  if (filled) return filled
  const made = new ProgramForm(estimate, detail, filling)
  programForms.set(filling.form, { ...programForms.get(filling.form), [detail]: made })
  return made.first
}

/** The latest of each form, by detail. */
const programForms = new WeakMap<Form, Partial<Readonly<Record<Detail, ProgramForm>>>>()

/** A parameter of each estimate, and how its uncertainty was found. */
interface OwnParameter {
  readonly record: AnyRecord | undefined
  /** Undefined: no figure asks for it. */
  readonly isUncertain: boolean | undefined
}

class ProgramForm {
  readonly first: Compiled
  readonly #program: Program
  readonly #parameters: readonly Parameter[]
  readonly #intensities: readonly OutlinedIntensity[]
  readonly #own: readonly OwnParameter[]
  /** The variables whose parameter is each estimate's own, with its place. */
  readonly #variables: readonly (readonly [variable: number, place: number])[]
  /** The slots in which numbers of an estimate stand. */
  readonly #slots: readonly (readonly [slot: number, make: MakeSlot])[]
  /** The products with such numbers that are certain, and which of their terms are certain. */
  readonly #coefficients: readonly (readonly [product: number, terms: readonly number[]])[]

  constructor(estimate: Estimate, detail: Detail, { own }: Filling) {
    const asked = new Map<string, boolean>()
    const uncertaintyOf = uncertaintiesOf(estimate)
    const { program, parameters, variables, terms } = compileProgram(estimate, detail, (parameter) => {
      const found = uncertaintyOf(parameter)
      asked.set(parameter.key, found !== undefined)
      return found
    })
    const all = withPopulation(own, populationOf(estimate))
    const places = new Map(all.map(({ key }, place) => [key, place]))
    const records = new Map(estimate.assumptions.map(({ parameter, record }) => [parameter.key, record]))
    this.first = { program, parameters }
    this.#program = program
    this.#parameters = parameters
    this.#intensities = intensitiesOf(estimate).map(({ group, key, name }) => ({ group, key, name }))
    this.#own = all.map((parameter) => ({
      record: records.get(parameter.key),
      isUncertain: asked.get(parameter.key),
    }))
    this.#variables = parameters.flatMap((parameter, variable) => {
      const place = places.get(parameter.key)
      return place === undefined ? [] : [[variable, place] as const]
    })
    const given = variables.givenOfSlots()
    this.#slots = program.slots.flatMap((slot, at) => {
      const make = makerOf(slot, given[at] ?? [], parameters, program.slots, places)
      return make ? [[at, make] as const] : []
    })
    this.#coefficients = terms.flatMap((ofProduct, product) => {
      const certain = [...ofProduct.keys()].filter(
        (at) => variables.placeOf((ofProduct[at] as Term).parameter) === CERTAIN,
      )
      return certain.some((at) => places.has((ofProduct[at] as Term).parameter.key))
        ? [[product, certain] as const]
        : []
    })
  }

  /** Undefined if other parameters are certain than in the first estimate, or other figures are known. */
  fill(estimate: Estimate, { own }: Filling): Compiled | undefined {
    if (!isSameIntensities(this.#intensities, intensitiesOf(estimate))) return undefined
    const population = populationOf(estimate)
    const all = withPopulation(own, population)
    const distributions: (Distribution | undefined)[] = []
    for (let place = 0; place < all.length; place += 1) {
      const { record, isUncertain } = this.#own[place] as OwnParameter
      const found = isUncertain === undefined ? undefined : uncertaintyBy(all[place] as Parameter, record)
      if (isUncertain !== undefined && (found !== undefined) !== isUncertain) return undefined
      distributions.push(found?.distribution)
    }
    const variables = this.#program.variables.slice()
    const parameters = this.#parameters.slice()
    for (const [variable, place] of this.#variables) {
      const parameter = all[place] as Parameter
      parameters[variable] = parameter
      variables[variable] = { key: parameter.key, distribution: distributions[place] } as Variable
    }
    const values = productValues(estimate, population)
    return {
      parameters,
      program: {
        ...this.#program,
        variables,
        slots: this.#fillSlots(parameters, all),
        coefficients: this.#fillCoefficients(estimate.lines, population),
        values: figureValues(this.#program.figures, estimate, values),
      },
    }
  }

  #fillSlots(parameters: readonly Parameter[], own: readonly Parameter[]): readonly Slot[] {
    if (this.#slots.length === 0) return this.#program.slots
    const slots = this.#program.slots.slice()
    for (const [at, make] of this.#slots) slots[at] = make(parameters, own)
    return slots
  }

  #fillCoefficients(lines: readonly EstimateLine[], population: Parameter | undefined): readonly number[] {
    if (this.#coefficients.length === 0) return this.#program.coefficients
    const terms = lines.flatMap(({ products }) => products.map((one) => one.terms))
    const coefficients = this.#program.coefficients.slice()
    for (const [product, certain] of this.#coefficients) {
      const ofProduct = terms[product]
      let coefficient = 1
      for (const at of certain) {
        const { parameter, role } = (ofProduct?.[at] ?? { parameter: population, role: 'times' }) as Term
        coefficient *= termFactor(parameter.value, role)
      }
      coefficients[product] = coefficient
    }
    return coefficients
  }
}

/** The population belongs to each estimate, even if no line depends on it. */
const withPopulation = (
  own: readonly Parameter[],
  population: Parameter | undefined,
): readonly Parameter[] =>
  population && !own.some(({ key }) => key === population.key) ? [...own, population] : own

type MakeSlot = (parameters: readonly Parameter[], own: readonly Parameter[]) => Slot

/** Undefined for a slot that is the same in every estimate. */
function makerOf(
  slot: Slot,
  given: readonly (Parameter | undefined)[],
  parameters: readonly Parameter[],
  slots: readonly Slot[],
  places: ReadonlyMap<string, number>,
): MakeSlot | undefined {
  if (slot.kind === 'share') {
    const total = slots[slot.total]
    const members = total?.kind === 'share-total' ? total.members : []
    if (!members.some((member) => places.has((parameters[member] as Parameter).key))) return undefined
    return (variables) => ({
      ...slot,
      kept: members.reduce((sum, member) => sum + (variables[member] as Parameter).value, 0),
    })
  }
  if (slot.kind !== 'derived') return undefined
  const ofOwn = given.map((parameter) => parameter && places.get(parameter.key))
  if (ofOwn.every((place) => place === undefined)) return undefined
  return (_, own) => ({
    ...slot,
    values: slot.values.map((value, at) => {
      const place = ofOwn[at]
      return place === undefined ? value : (own[place] as Parameter).value
    }),
  })
}
