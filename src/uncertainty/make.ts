import type { FactorRow } from './factor-row.ts'
import type { ProgramFigure } from './program.ts'

/** The inputs of slots, one slot after the other. */
export interface SlotInputs {
  /** The inputs of slot s are at `starts[s]` up to, but not including, `starts[s + 1]`. */
  readonly starts: Int32Array
  readonly inputs: Int32Array
  readonly count: number
}

/** What a program is made of besides its numbers. */
export interface Make extends FactorRow {
  readonly figures: readonly ProgramFigure[]
  readonly variableCount: number
  readonly factorSlots: Int32Array
  readonly slotInputs: SlotInputs
  /** The products at the medians; those that are 0 add nothing to a figure. */
  readonly products: Float64Array
}
