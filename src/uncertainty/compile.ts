import type { Estimate } from '../estimate/estimate.ts'
import { type Parameter, type Term, times } from '../estimate/parameter.ts'
import { refuseAny } from '../issues/issue.ts'
import { correlatedGroups } from './correlation.ts'
import { figureValues, planFigures } from './figure-plan.ts'
import { outlineOf } from './outline.ts'
import { type UncertaintyOf, uncertaintiesOf } from './parameter-uncertainty.ts'
import { Products } from './products.ts'
import type { Program, ProgramFigure } from './program.ts'
import { Variables } from './variables.ts'

/** An estimate ready for propagation and for draws. */
export interface Compiled {
  readonly program: Program
  /** The parameter of each variable of the program. */
  readonly parameters: readonly Parameter[]
}

/** The figures to show: those of the result, or also its lines and their products. */
export type Detail = 'result' | 'lines'

/** A compiled estimate with what it was compiled by. */
interface Compilation extends Compiled {
  readonly variables: Variables
  /** The terms of each product, in the order of the products. */
  readonly terms: readonly (readonly Term[])[]
}

/**
 * Compiles an estimate for propagation and for draws.
 *
 * @param uncertaintyOf called once for each parameter that a figure depends on
 * @throws {EstimateRefused} for impossible stated correlations
 */
export function compileProgram(
  estimate: Estimate,
  detail: Detail,
  uncertaintyOf: UncertaintyOf = uncertaintiesOf(estimate),
): Compilation {
  const variables = new Variables(estimate, uncertaintyOf)
  const products = new Products(variables)
  const population = populationOf(estimate)
  const terms = termsOf(estimate, population)
  for (const one of terms) products.add(one)
  const figures = planFigures(outlineOf(estimate, detail === 'lines', population !== undefined))
  const values = figureValues(figures, estimate, productValues(estimate, population))
  return {
    parameters: variables.parameters,
    program: programOf(estimate, variables, products, figures, values),
    variables,
    terms,
  }
}

const termsOf = (
  { lines }: Pick<Estimate, 'lines'>,
  population: Parameter | undefined,
): readonly (readonly Term[])[] => {
  const terms: (readonly Term[])[] = []
  for (const { products } of lines) for (const one of products) terms.push(one.terms)
  if (population) terms.push([times(population)])
  return terms
}

/** The values of all products, and of the population after them. */
export function productValues(
  { lines }: Pick<Estimate, 'lines'>,
  population: Parameter | undefined,
): readonly number[] {
  const values: number[] = []
  for (const { products } of lines) for (const { value } of products) values.push(value)
  if (population) values.push(population.value)
  return values
}

/**
 * Makes the program when all variables and products of the figures are known.
 *
 * @throws {EstimateRefused} for impossible stated correlations
 */
export function programOf(
  { input }: Pick<Estimate, 'input'>,
  variables: Variables,
  products: Products,
  figures: readonly ProgramFigure[],
  values: Float64Array,
): Program {
  const keys = variables.variables.map(({ key }) => key)
  const { groups, refusals } = correlatedGroups(
    variables.correlationsOf(input.uncertainty?.correlations ?? []),
    (key) => variables.indexOf(key),
    keys,
  )
  refuseAny(refusals)
  return {
    variables: variables.variables,
    correlated: groups,
    slots: variables.slots(),
    factorSlots: products.factorPlaces.map((place) => variables.slotOf(place)),
    factorRoles: products.factorRoles,
    parents: products.parents,
    nodeFactors: products.nodeFactors,
    nodes: products.nodes,
    coefficients: products.coefficients,
    figures,
    values,
  }
}

/** The population as a parameter, even if no line depends on it. */
export function populationOf({ input, parameters }: Estimate): Parameter | undefined {
  const { population } = input.city
  if (!population) return undefined
  const { value, unit, pointer, uncertainty } = population
  return (
    parameters.get(pointer) ?? {
      key: pointer,
      name: 'Population',
      value,
      unit,
      origin: 'stated',
      pointer,
      ...(uncertainty === undefined ? {} : { uncertainty }),
    }
  )
}
