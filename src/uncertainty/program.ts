import type { Distribution } from '../kernel/distribution.ts'
import type { Rule } from '../kernel/formula.ts'
import type { TermRole } from '../kernel/product.ts'

/** An uncertain quantity of the real world: one random variable in all its uses. */
export interface Variable {
  /** The key of the parameter; the own uncertainty of a formula has the key of its result. */
  readonly key: string
  readonly distribution: Distribution
}

/**
 * A number that changes from draw to draw. The first slots are the variables, in order; every other slot follows from
 * earlier slots.
 */
export type Slot =
  | { readonly kind: 'variable' }
  /** The sum of shares that must keep their sum. */
  | { readonly kind: 'share-total'; readonly members: readonly number[] }
  /** The drawn share × the sum that the shares must keep ÷ the drawn sum. */
  | { readonly kind: 'share'; readonly drawn: number; readonly total: number; readonly kept: number }
  | {
      readonly kind: 'derived'
      readonly rule: Rule
      /** A slot from 0, or −1 for a certain input, whose value is in `values`. */
      readonly inputs: readonly number[]
      readonly values: readonly number[]
      /** A variable around 1 that multiplies the result: the uncertainty of the formula itself. */
      readonly own: number | undefined
    }

/** Every product begins here, before its first uncertain factor. */
export const NO_NODE = -1

/** How a figure is computed. */
export type FigureRule =
  /** Σ weight × product. */
  | { readonly kind: 'sum'; readonly products: readonly number[]; readonly weights: readonly number[] }
  /** Σ of earlier figures. */
  | { readonly kind: 'total'; readonly parts: readonly number[] }
  /** The same value as an earlier figure: a city with one sub-sector has its total there. */
  | { readonly kind: 'same'; readonly as: number }
  /** One earlier figure divided by another. */
  | { readonly kind: 'ratio'; readonly above: number; readonly below: number }

/** A figure and how it is computed: all but its value. */
export interface ProgramFigure {
  /** `totals/co2eKg`, `byMode/car/energyMj`, `lines/L3/co2eKg`; see `figure-id.ts`. */
  readonly id: string
  readonly rule: FigureRule
  /** False for figures that are only parts of others and need no interval. */
  readonly shown: boolean
  /** Some products are subtracted, so the figure may be negative; no other figure can. */
  readonly isDifference?: true
}

/** Variables that move together. A lower triangular matrix L, row by row, turns independent scores into theirs. */
export interface Correlated {
  readonly variables: readonly number[]
  /** L[i][j] at i × n + j; L·Lᵀ is the correlation matrix. */
  readonly lower: Float64Array
}

/**
 * An estimate as flat lists of numbers: the variables, the slots that follow from them, the products and the sums. It is
 * plain data, so that another thread can take it.
 */
export interface Program {
  readonly variables: readonly Variable[]
  readonly correlated: readonly Correlated[]
  readonly slots: readonly Slot[]
  /** A factor is a slot in a role: x, 1/x, 1 − x, 1/(1 − x) or x/(1 − x). */
  readonly factorSlots: readonly number[]
  readonly factorRoles: readonly TermRole[]
  /** Partial products: node n is the product of node `parents[n]` and factor `nodeFactors[n]`. */
  readonly parents: readonly number[]
  readonly nodeFactors: readonly number[]
  /** Product p is `coefficients[p]` times node `nodes[p]`. `NO_NODE` is 1, and so is the parent of a first factor. */
  readonly nodes: readonly number[]
  readonly coefficients: readonly number[]
  readonly figures: readonly ProgramFigure[]
  /** The value of each figure in the estimate, from the published values. */
  readonly values: Float64Array
}
