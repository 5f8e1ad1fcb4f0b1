import type { DifferingFigure } from './differing-figures.ts'
import type { Comparison } from './schema.ts'

/** What the change of a comparison, or one effect, is made of: the modes, and the figures that differ. */
export interface ComparisonExplanation {
  readonly figure: {
    readonly address: string
    readonly value: number
    readonly lower?: number | undefined
    readonly upper?: number | undefined
    readonly unit: string
  }
  readonly calculation: string
  readonly from: Pick<Comparison['from'], 'city' | 'period' | 'estimate'>
  readonly to: Pick<Comparison['to'], 'city' | 'period' | 'estimate'>
  readonly factorSet: string
  /** t CO2e of each mode on both sides, and what of it is this effect. */
  readonly modes: readonly {
    readonly mode: string
    readonly from: number
    readonly to: number
    readonly value: number
  }[]
  readonly differs: readonly DifferingFigure[]
  readonly notices: Comparison['notices']
}
