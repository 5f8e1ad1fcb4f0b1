import type { Notice } from '../issues/issue.ts'
import type { EnergyCarrier, Flow, Mode, Scope, Sector, SubSector } from '../vocabulary.ts'
import type { Assumption } from './context.ts'
import type { EstimateInput } from './input.ts'
import type { EstimateLine } from './line.ts'
import type { Parameter } from './parameter.ts'
import { type Gwp, type Sums, sumAll, sumBy, sumByScope, sumsOf } from './totals.ts'

/**
 * The version of the method: it rises whenever the same input and the same factor set give another answer.
 */
export const METHOD_VERSION = '4'

/** A city's transport emissions with every line, parameter, default and notice behind them. */
export interface Estimate extends LineSums {
  readonly input: EstimateInput
  readonly gwp: Gwp
  readonly lines: readonly EstimateLine[]
  /** Every parameter used, by key. */
  readonly parameters: ReadonlyMap<string, Parameter>
  readonly assumptions: readonly Assumption[]
  readonly notices: readonly Notice[]
}

/** Lines added up, all together and by what they are. */
export interface LineSums {
  readonly totals: Sums
  readonly bySubSector: ReadonlyMap<SubSector, Sums>
  readonly bySector: ReadonlyMap<Sector | 'not-split', Sums>
  readonly byMode: ReadonlyMap<Mode | 'not-split', Sums>
  /** Emissions only: energy and distances have no scope. */
  readonly byScope: ReadonlyMap<Scope, Sums>
  readonly byCarrier: ReadonlyMap<EnergyCarrier | 'not-split', Sums>
  readonly byFlow: ReadonlyMap<Flow | 'not-split', Sums>
}

/** Every sum over the lines of an estimate. */
export function sumLines(lines: readonly EstimateLine[], gwp: Gwp): LineSums {
  const figures = lines.map((line) => sumsOf(line, gwp))
  return {
    totals: sumAll(figures),
    bySubSector: sumBy(lines, figures, ({ subSector }) => subSector),
    bySector: sumBy(lines, figures, ({ sector }) => sector ?? 'not-split'),
    byMode: sumBy(lines, figures, ({ mode }) => mode ?? 'not-split'),
    byScope: sumByScope(lines, gwp),
    byCarrier: sumBy(lines, figures, ({ carrier }) => carrier ?? 'not-split'),
    byFlow: sumBy(lines, figures, ({ flow }) => flow ?? 'not-split'),
  }
}
