import { outerQuantiles } from '../kernel/outer-quantiles.ts'
import { Evaluation } from '../uncertainty/evaluation.ts'
import type { Program } from '../uncertainty/program.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import type { Bands } from './bands.ts'
import { DrawnInputs } from './drawn-inputs.ts'
import { Evaluator } from './evaluator.ts'
import type { ScenarioModel } from './model.ts'
import { afterBase, all, none } from './outcome.ts'
import { judge, type TargetPath } from './targets.ts'

/** A scenario for another thread: plain data in, plain data out. */
export interface DrawTask {
  readonly model: ScenarioModel
  readonly program: Program
  readonly targets: readonly TargetPath[]
  readonly draws: number
  readonly seed: number
}

export interface Drawn {
  readonly bands: Bands
  /** In which share of the draws each target holds. */
  readonly holds: readonly number[]
  /** In which share of the draws each lever is among the three whose lack would cost most in the last year. */
  readonly amongBest: readonly number[]
}

export const MAX_DRAWS = 50_000
/** A share of draws is then known to three percent, which is enough to rank by. */
const RANKING_DRAWS = 1000
const BEST = 3

/** The same task gives the same bits on every machine. */
export function drawScenario({ model, program, targets, draws, seed }: DrawTask): Drawn {
  const { years, levers, baseYear } = model
  const evaluator = new Evaluator(model)
  const evaluation = new Evaluation(program, seed)
  const [active, idle] = [all(model), none(model)]
  const drawnInputs = new DrawnInputs(evaluation.figures)
  const inputs = drawnInputs.room()
  const kept = {
    reference: newTable(years + 1, draws),
    scenario: newTable(years + 1, draws),
    difference: newTable(years + 1, draws),
  }
  const reference = new Float64Array(years)
  const scenario = new Float64Array(years)
  const holds = new Uint32Array(targets.length)
  const best = new Uint32Array(levers.length)
  const calendar = Array.from({ length: years }, (_, year) => baseYear + year)
  const ranked = Math.min(draws, RANKING_DRAWS)
  const ranking = new Ranking(evaluator, model)
  for (let done = 0; done < draws; done += evaluation.block) {
    evaluation.next()
    const count = Math.min(evaluation.block, draws - done)
    for (let draw = 0; draw < count; draw += 1) {
      drawnInputs.fill(inputs, draw)
      evaluator.line(inputs, idle, reference)
      evaluator.line(inputs, active, scenario)
      const at = done + draw
      for (let year = 0; year < years; year += 1) {
        const [a, b] = [reference[year] as number, scenario[year] as number]
        ;(kept.reference[year] as Float64Array)[at] = a
        ;(kept.scenario[year] as Float64Array)[at] = b
        ;(kept.difference[year] as Float64Array)[at] = b - a
      }
      const [a, b] = [afterBase(reference), afterBase(scenario)]
      ;(kept.reference[years] as Float64Array)[at] = a
      ;(kept.scenario[years] as Float64Array)[at] = b
      ;(kept.difference[years] as Float64Array)[at] = b - a
      for (let index = 0; index < targets.length; index += 1)
        if (judge(targets[index] as TargetPath, scenario, calendar).holds)
          holds[index] = (holds[index] as number) + 1
      if (at < ranked) ranking.count(inputs, scenario, best)
    }
  }
  const bounds = (of: readonly Float64Array[]): readonly Bounds[] =>
    of.map((values) => outerQuantiles(values, 0.025, 0.975))
  const [ofReference, ofScenario, ofDifference] = [
    bounds(kept.reference),
    bounds(kept.scenario),
    bounds(kept.difference),
  ]
  return {
    bands: {
      reference: ofReference.slice(0, years),
      scenario: ofScenario.slice(0, years),
      difference: ofDifference.slice(0, years),
      sums: {
        reference: ofReference[years] as Bounds,
        scenario: ofScenario[years] as Bounds,
        difference: ofDifference[years] as Bounds,
      },
    },
    holds: Array.from(holds, (count) => count / draws),
    amongBest: Array.from(best, (count) => count / ranked),
  }
}

const newTable = (rows: number, columns: number): readonly Float64Array[] =>
  Array.from({ length: rows }, () => new Float64Array(columns))

/** Finds the levers whose lack costs most in the last year of a draw. */
class Ranking {
  readonly #evaluator: Evaluator
  readonly #line: Float64Array
  readonly #without: Uint8Array
  readonly #lacks: Float64Array

  constructor(evaluator: Evaluator, model: ScenarioModel) {
    this.#evaluator = evaluator
    this.#line = new Float64Array(model.years)
    this.#without = all(model)
    this.#lacks = new Float64Array(model.levers.length)
  }

  /** Adds one to each of the best. */
  count(inputs: Float64Array, scenario: Float64Array, best: Uint32Array): void {
    const [line, without, lacks] = [this.#line, this.#without, this.#lacks]
    const end = line.length - 1
    for (let at = 0; at < lacks.length; at += 1) {
      without[at] = 0
      this.#evaluator.line(inputs, without, line, end)
      without[at] = 1
      lacks[at] = (line[end] as number) - (scenario[end] as number)
    }
    // Of two that cost the same, the first one.
    for (let taken = 0; taken < Math.min(BEST, lacks.length); taken += 1) {
      let most = 0
      for (let at = 1; at < lacks.length; at += 1)
        if ((lacks[at] as number) > (lacks[most] as number)) most = at
      best[most] = (best[most] as number) + 1
      lacks[most] = Number.NEGATIVE_INFINITY
    }
  }
}
