import type { Estimate } from '../estimate/estimate.ts'
import type { EstimateLine, LineProduct } from '../estimate/line.ts'
import { type Parameter, type Term, times } from '../estimate/parameter.ts'
import type { FactorChange } from '../kernel/decomposition.ts'
import { termFactor } from '../kernel/product.ts'
import { pairUp } from './pair.ts'

/** One product of a line that is part of the CO2e total. */
export interface Cell {
  readonly line: EstimateLine
  readonly product: LineProduct
  /** The terms of the product, and the global warming potential of its gas if it has one. */
  readonly terms: readonly Term[]
  readonly co2eKg: number
}

/** Makes the cells of a line; one function for each estimate. */
export type CellsOf = (line: EstimateLine) => readonly Cell[]

/** The CO2e of all cells sums to the total of the estimate. */
export function cellsIn({ gwp, assumptions }: Estimate): CellsOf {
  const potential = (gas: 'ch4' | 'n2o'): Parameter => {
    const found = assumptions.find(({ record }) => record.kind === 'gwp' && record.gas === gas)
    if (!found) throw new Error(`The estimate does not give the source of its warming potential of ${gas}.`)
    return found.parameter
  }
  return (line) =>
    line.products.flatMap((product) => {
      const { quantity, value, terms } = product
      switch (quantity) {
        case 'co2':
        case 'co2e-unsplit':
          return [{ line, product, terms, co2eKg: value }]
        case 'ch4':
        case 'n2o':
          return [
            { line, product, terms: [...terms, times(potential(quantity))], co2eKg: value * gwp[quantity] },
          ]
        default:
          return []
      }
    })
}

/** Identifies a line without its figures: lines of two estimates with the same text belong together. */
export function lineName(line: EstimateLine): string {
  const { pointer, mode, flow, beyondBoundary, vehicleClass, powertrain, emissionStandard, carrier } = line
  return [pointer, mode, flow, beyondBoundary, vehicleClass, powertrain, emissionStandard, carrier].join('|')
}

/** Identifies the row of the request and its flow, whatever vehicles stand in for it. */
export const rowName = ({ pointer, mode, flow, beyondBoundary }: EstimateLine): string =>
  [pointer, mode, flow, beyondBoundary].join('|')

export const cellName = ({ product: { quantity, scope } }: Cell): string => `${quantity}|${scope}`

const termName = ({ role, parameter: { name, unit } }: Term): string => `${role}|${name}|${unit}`

/** A factor of a cell on both sides. A parameter that one side lacks is a share of 0 there. */
export interface TermChange extends FactorChange {
  readonly parameterBefore?: Parameter
  readonly parameterAfter?: Parameter
}

/**
 * The factors of a cell before and after, each with the parameter that it came from.
 *
 * @returns undefined if the two products have different kinds of factors, so no factor explains the change
 */
export function termChanges(before: Cell, after: Cell): readonly TermChange[] | undefined {
  const changes: TermChange[] = []
  for (const pair of pairUp(before.terms, after.terms, termName)) {
    const known = pair.before ?? pair.after
    // A product without a share to leave out leaves out nothing: 1 − 0.
    const isComplement = known.role === 'times-complement' || known.role === 'divided-by-complement'
    if ((!pair.before || !pair.after) && !isComplement) return undefined
    const change = { before: factorOf(pair.before), after: factorOf(pair.after) }
    if (!isFactor(change.before) || !isFactor(change.after)) return undefined
    changes.push({
      ...change,
      ...(pair.before && { parameterBefore: pair.before.parameter }),
      ...(pair.after && { parameterAfter: pair.after.parameter }),
    })
  }
  return changes
}

const factorOf = (term: Term | undefined): number =>
  term === undefined ? 1 : termFactor(term.parameter.value, term.role)

/** Logarithms need such numbers. */
const isFactor = (value: number): boolean => Number.isFinite(value) && value >= 0
