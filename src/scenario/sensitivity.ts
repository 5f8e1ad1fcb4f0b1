import { SCORE_95 } from '../kernel/distribution.ts'
import { Evaluation } from '../uncertainty/evaluation.ts'
import type { Program } from '../uncertainty/program.ts'
import { Propagation } from '../uncertainty/propagation.ts'
import { DrawnInputs } from './drawn-inputs.ts'
import { Evaluator } from './evaluator.ts'
import type { ScenarioModel } from './model.ts'
import { all, none } from './outcome.ts'

/** What the emissions of the last year depend on, by one variable. */
export interface Influence {
  /** The key of the variable. */
  readonly key: string
  /** Share of the variance that goes if it is known, and that stays if all else is known. */
  readonly scenario: Indices
  readonly difference: Indices
  /** Both lines of the last year where it lies at either end of its interval, all else as it is [kg CO2e]. */
  readonly atLower: Ends
  readonly atUpper: Ends
}

export interface Indices {
  readonly first: number
  readonly total: number
}

export interface Ends {
  readonly scenario: number
  readonly difference: number
}

/** So many are told one by one, in the order of what they do to the difference. */
const MAX_INFLUENCES = 12
const DRAWS = 2048
/** A variable drawn anew has another stream. */
const ANEW = '#anew'

/**
 * First-order and total indices (Sobol) of the variables that matter most, by pick and freeze with the estimators of
 * Jansen (1999), and a tornado: what each does alone.
 */
export function influencesOn(
  model: ScenarioModel,
  program: Program,
  inputs: Float64Array,
  seed: number,
): readonly Influence[] {
  const propagation = new Propagation(program)
  const slopes = [...inputs.keys()].map((at) => propagation.slopeOf(at).gradient)
  const lines = new LastYear(model)
  const base = lines.of(inputs)
  const moved = (variable: number, score: number): Ends =>
    lines.of(inputs.map((value, at) => value + score * (slopes[at]?.[variable] ?? 0)))
  const ends = program.variables.map((_, variable) => ({
    variable,
    atLower: moved(variable, -SCORE_95),
    atUpper: moved(variable, SCORE_95),
  }))
  const width = ({ atLower, atUpper }: (typeof ends)[number]): number =>
    Math.abs(atUpper.difference - atLower.difference) / Math.max(1e-300, Math.abs(base.difference)) +
    Math.abs(atUpper.scenario - atLower.scenario) / Math.max(1e-300, Math.abs(base.scenario))
  const told = ends
    .filter((one) => width(one) > 0)
    .toSorted((a, b) => width(b) - width(a) || a.variable - b.variable)
    .slice(0, MAX_INFLUENCES)
  const a = drawn(lines, program, seed)
  const b = drawn(
    lines,
    renewed(program, () => true),
    seed,
  )
  return told.map(({ variable, atLower, atUpper }) => {
    const mixed = drawn(
      lines,
      renewed(program, (at) => at === variable),
      seed,
    )
    return {
      key: program.variables[variable]?.key ?? '',
      scenario: indicesOf(a.scenario, b.scenario, mixed.scenario),
      difference: indicesOf(a.difference, b.difference, mixed.difference),
      atLower,
      atUpper,
    }
  })
}

/** Both lines of the last year. */
class LastYear {
  readonly #evaluator: Evaluator
  readonly #line: Float64Array
  readonly #active: Uint8Array
  readonly #idle: Uint8Array

  constructor(model: ScenarioModel) {
    this.#evaluator = new Evaluator(model)
    this.#line = new Float64Array(model.years)
    this.#active = all(model)
    this.#idle = none(model)
  }

  of(inputs: Float64Array): Ends {
    const end = this.#line.length - 1
    this.#evaluator.line(inputs, this.#idle, this.#line, end)
    const reference = this.#line[end] as number
    this.#evaluator.line(inputs, this.#active, this.#line, end)
    const scenario = this.#line[end] as number
    return { scenario, difference: scenario - reference }
  }
}

interface Drawn {
  readonly scenario: Float64Array
  readonly difference: Float64Array
}

function drawn(lines: LastYear, program: Program, seed: number): Drawn {
  const evaluation = new Evaluation(program, seed)
  const made = { scenario: new Float64Array(DRAWS), difference: new Float64Array(DRAWS) }
  const drawnInputs = new DrawnInputs(evaluation.figures)
  const inputs = drawnInputs.room()
  for (let done = 0; done < DRAWS; done += evaluation.block) {
    evaluation.next()
    const count = Math.min(evaluation.block, DRAWS - done)
    for (let draw = 0; draw < count; draw += 1) {
      drawnInputs.fill(inputs, draw)
      const { scenario, difference } = lines.of(inputs)
      made.scenario[done + draw] = scenario
      made.difference[done + draw] = difference
    }
  }
  return made
}

const renewed = (program: Program, is: (variable: number) => boolean): Program => ({
  ...program,
  variables: program.variables.map((one, at) => (is(at) ? { ...one, key: `${one.key}${ANEW}` } : one)),
})

/** @param mixed as `a`, with the one variable as in `b` */
function indicesOf(a: Float64Array, b: Float64Array, mixed: Float64Array): Indices {
  const variance = (varianceOf(a) + varianceOf(b)) / 2
  if (!(variance > 0)) return { first: 0, total: 0 }
  const apart = (x: Float64Array): number => {
    let sum = 0
    for (let draw = 0; draw < DRAWS; draw += 1) sum += ((x[draw] as number) - (mixed[draw] as number)) ** 2
    return sum / (2 * DRAWS)
  }
  const total = apart(a) / variance
  // What is drawn may come out a little below 0, or above the total; neither can be.
  return { first: Math.min(total, Math.max(0, 1 - apart(b) / variance)), total }
}

function varianceOf(values: Float64Array): number {
  const mean = values.reduce((sum, one) => sum + one, 0) / values.length
  return values.reduce((sum, one) => sum + (one - mean) ** 2, 0) / values.length
}
