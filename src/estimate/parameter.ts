import type { FactorMatch } from '../factors/select.ts'
import type { TermRole } from '../kernel/product.ts'

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
  /** The record it was taken from, and how well that fits. */
  readonly recordId?: string
  readonly match?: FactorMatch
  /** How it follows from other parameters, in words and symbols, and their keys. */
  readonly formula?: string
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
