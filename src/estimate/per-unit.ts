import type { Scope } from '../vocabulary.ts'
import { type LineProduct, type LineQuantity, lineProduct } from './line.ts'
import type { Term } from './parameter.ts'

/** What one unit of energy or distance emits: a product but for the terms that make the energy or distance. */
export interface PerUnit {
  readonly quantity: LineQuantity
  readonly scope?: Scope | undefined
  readonly terms: readonly Term[]
}

/** @param terms what makes the energy or distance */
export function extend(terms: readonly Term[], { quantity, scope, terms: more }: PerUnit): LineProduct {
  return lineProduct(quantity, terms.concat(more), scope)
}
