import type { Distribution } from '../kernel/distribution.ts'
import type { Rule } from '../kernel/formula.ts'
import type { TermRole } from '../kernel/product.ts'

/** An uncertain quantity of the real world: one random variable, wherever it is used. */
export interface Variable {
  /** Of the parameter; a formula's own uncertainty has the key of its result. */
  readonly key: string
  readonly distribution: Distribution
}

/**
 * A number that changes from draw to draw. The first slots are the variables, in order; every other one follows from
 * slots before it.
 */
export type Slot =
  | { readonly kind: 'variable' }
  /** The sum of shares that belong together. */
  | { readonly kind: 'share-total'; readonly members: readonly number[] }
  /** A share as drawn × the sum that the shares must keep ÷ the sum as drawn. */
  | { readonly kind: 'share'; readonly drawn: number; readonly total: number; readonly kept: number }
  | {
      readonly kind: 'derived'
      readonly rule: Rule
      /** A slot from 0, or −1 for a certain input, whose value stands in `values`. */
      readonly inputs: readonly number[]
      readonly values: readonly number[]
      /** A variable around 1 that the formula's result is multiplied by: what the formula itself does not know. */
      readonly own: number | undefined
    }

/** The beginning of every product, before its first uncertain factor. */
export const NO_NODE = -1

/** How a figure is found. */
export type FigureRule =
  /** Σ weight × product. */
  | { readonly kind: 'sum'; readonly products: readonly number[]; readonly weights: readonly number[] }
  /** Σ of earlier figures. */
  | { readonly kind: 'total'; readonly parts: readonly number[] }
  /** What an earlier figure is too: a city of one sub-sector has its total there. */
  | { readonly kind: 'same'; readonly as: number }
  /** One earlier figure over another. */
  | { readonly kind: 'ratio'; readonly above: number; readonly below: number }

export interface Figure {
  /** `totals/co2eKg`, `byMode/car/energyMj`, `lines/L3/co2eKg`; see `figure-id.ts`. */
  readonly id: string
  /** The figure of the estimate itself, from the published values. */
  readonly value: number
  readonly rule: FigureRule
  /** False for what only other figures are made of: no interval is wanted. */
  readonly shown: boolean
  /** Products are taken away, so it may be below 0, as no other figure can. */
  readonly isDifference?: true
}

/** Variables that move together: a lower triangular matrix L, row by row, that turns independent scores into theirs. */
export interface Correlated {
  readonly variables: readonly number[]
  /** L[i][j] at i × n + j; L·Lᵀ is the correlation matrix. */
  readonly lower: Float64Array
}

/**
 * An estimate as numbers in a row: what is uncertain, what follows from it, what is multiplied, what is summed. Plain
 * data, so that it can be handed to another thread.
 */
export interface Program {
  readonly variables: readonly Variable[]
  readonly correlated: readonly Correlated[]
  readonly slots: readonly Slot[]
  /** A factor is a slot in a role: x, 1/x, 1 − x, 1/(1 − x) or x/(1 − x). */
  readonly factorSlots: readonly number[]
  readonly factorRoles: readonly TermRole[]
  /** Beginnings of products: node n is the product that `parents[n]` stands for, times factor `nodeFactors[n]`. */
  readonly parents: readonly number[]
  readonly nodeFactors: readonly number[]
  /** Product p is `coefficients[p]` times node `nodes[p]`; `NO_NODE` is 1, as is the parent of a first factor. */
  readonly nodes: readonly number[]
  readonly coefficients: readonly number[]
  readonly figures: readonly Figure[]
}
