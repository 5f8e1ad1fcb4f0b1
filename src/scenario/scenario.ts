import type { Estimate } from '../estimate/estimate.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { refuseAny } from '../issues/issue.ts'
import { sumProgram, sumValue } from '../uncertainty/figure-sum.ts'
import type { Program } from '../uncertainty/program.ts'
import { type Bands, propagate } from './bands.ts'
import { checkScenario } from './check.ts'
import { Evaluator } from './evaluator.ts'
import type { ScenarioQuestion } from './lever.ts'
import { all, none, type Outcome, outcomeOf } from './outcome.ts'
import { frameOf, type Prepared, prepare } from './prepare.ts'
import type { ScenarioRecords } from './records.ts'
import { yearsOf } from './reference.ts'
import { judge, type TargetPath, type TargetVerdict, targetPath } from './targets.ts'
import type { ModeTrace } from './trace.ts'
import type { ScenarioWork } from './work.ts'

/**
 * A scenario from a base year on: what happens anyway, and what levers change of it.
 *
 * Pure: the same question, estimate, set and records give the same figures to the last bit.
 */
export class Scenario {
  readonly question: ScenarioQuestion
  readonly prepared: Prepared
  readonly years: readonly number[]
  readonly targets: readonly TargetPath[]
  readonly outcome: Outcome
  /** The inputs of the model at their values. */
  readonly inputs: Float64Array
  #program: Program | undefined

  /** @throws {EstimateRefused} with every fault of the question */
  constructor(question: ScenarioQuestion, estimate: Estimate, set: FactorSet, records: ScenarioRecords) {
    const frame = frameOf(question, estimate)
    const { lines, input } = estimate
    refuseAny(checkScenario(question, { frame, isMonth: input.period.month !== undefined, lines }, records))
    this.question = question
    this.prepared = prepare(question, estimate, set, records)
    this.years = yearsOf(frame)
    this.targets = question.targets.map((target) => targetPath(target, this.years, records))
    this.inputs = Float64Array.from(this.prepared.sums, sumValue)
    this.outcome = outcomeOf(this.prepared.model, this.inputs)
  }

  /** @throws {EstimateRefused} for impossible stated correlations */
  get program(): Program {
    this.#program ??= sumProgram(this.prepared.source, this.prepared.sums)
    return this.#program
  }

  /** Intervals by error propagation: IPCC Approach 1. */
  propagated(): Bands {
    return propagate(this.prepared.model, this.program, this.inputs, this.outcome)
  }

  /** What is worked out of it, here or in another thread. */
  work({
    draws,
    seed,
    shares,
    sensitivity,
  }: Pick<ScenarioWork, 'draws' | 'seed' | 'shares' | 'sensitivity'>): ScenarioWork {
    const { model } = this.prepared
    return {
      model,
      program: this.program,
      inputs: this.inputs,
      targets: this.targets,
      draws,
      seed,
      shares,
      sensitivity,
    }
  }

  /** How each mode comes to its emissions in a year, without the levers and with them. */
  trace(year: number): { readonly reference: readonly ModeTrace[]; readonly scenario: readonly ModeTrace[] } {
    const { model } = this.prepared
    const evaluator = new Evaluator(model)
    const at = year - model.baseYear
    return {
      reference: evaluator.trace(this.inputs, none(model), at),
      scenario: evaluator.trace(this.inputs, all(model), at),
    }
  }

  verdicts(line: ArrayLike<number>): readonly TargetVerdict[] {
    return this.targets.map((target) => judge(target, line, this.years))
  }
}
