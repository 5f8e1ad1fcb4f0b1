import type { FactorMatch } from '../factors/select.ts'
import type { Rule } from '../kernel/formula.ts'
import type { TermRole } from '../kernel/product.ts'
import type { StatedUncertainty } from './input.ts'

/** A number of an estimate with its name, unit and origin; one parameter is one quantity of the real world. */
export interface Parameter {
  /** The same key means the same quantity, wherever it is used: lines that share it move together. */
  readonly key: string
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly origin: 'stated' | 'factor' | 'derived'
  /** Where the caller stated it, and as what. */
  readonly pointer?: string
  readonly text?: string
  /** What the caller says of its uncertainty. */
  readonly uncertainty?: StatedUncertainty
  /** The record it was taken from, and how well that fits. */
  readonly recordId?: string
  readonly match?: FactorMatch
  /** How it follows from other parameters: in words and symbols, as a rule to compute by, and their keys in its order. */
  readonly formula?: string
  readonly rule?: Rule
  readonly inputs?: readonly string[]
}

/** One factor of a product: a parameter and how it enters. */
export interface Term {
  readonly parameter: Parameter
  readonly role: TermRole
}

export const times = (parameter: Parameter): Term => ({ parameter, role: 'times' })
export const dividedBy = (parameter: Parameter): Term => ({ parameter, role: 'divided-by' })
export const timesComplement = (parameter: Parameter): Term => ({ parameter, role: 'times-complement' })
export const dividedByComplement = (parameter: Parameter): Term => ({
  parameter,
  role: 'divided-by-complement',
})
/** What undoes a term. */
export function inverseOf({ parameter, role }: Term): Term {
  switch (role) {
    case 'divided-by':
      return times(parameter)
    case 'divided-by-complement':
      return timesComplement(parameter)
    case 'times-complement':
      return dividedByComplement(parameter)
    default:
      return dividedBy(parameter)
  }
}
