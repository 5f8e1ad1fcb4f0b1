import type { AnyRecord } from '../factors/record.ts'
import type { Mode } from '../vocabulary.ts'

/** A factor on one side: its value, and its records that the other side lacks. */
export interface FactorSide {
  readonly value: number
  readonly records: readonly AnyRecord[]
}

/** How much one factor moved the total. */
export interface FactorEffect {
  readonly name: string
  readonly unit: string
  /** Undefined if the products have no such share on this side, which is a share of 0. */
  readonly before: FactorSide | undefined
  readonly after: FactorSide | undefined
  readonly effectKgCo2e: number
  /** The modes whose lines have this factor. */
  readonly modes: readonly Mode[]
}
