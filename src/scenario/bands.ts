import { SCORE_95 } from '../kernel/distribution.ts'
import type { Program } from '../uncertainty/program.ts'
import { bend, Propagation } from '../uncertainty/propagation.ts'
import { turnedBy } from '../uncertainty/slope.ts'
import type { Bounds } from '../uncertainty/uncertainty-notice.ts'
import { Evaluator } from './evaluator.ts'
import type { ScenarioModel } from './model.ts'
import { afterBase, all, none, type Outcome } from './outcome.ts'

/** Intervals (95 %) by year from the base year, and of the sum of all years after it. */
export interface Bands {
  readonly reference: readonly Bounds[]
  readonly scenario: readonly Bounds[]
  readonly difference: readonly Bounds[]
  readonly sums: { readonly reference: Bounds; readonly scenario: Bounds; readonly difference: Bounds }
}

/** A change of an input by this share of it tells the slope of a line. */
const STEP = 1e-5

/**
 * Intervals by error propagation, IPCC Approach 1: how the lines change with each input, and each input with each random
 * variable. What reference and scenario share moves both, so it cancels in their difference.
 */
export function propagate(
  model: ScenarioModel,
  program: Program,
  inputs: Float64Array,
  { reference, scenario }: Outcome,
): Bands {
  const { years } = model
  const variables = program.variables.length
  const propagation = new Propagation(program)
  const evaluator = new Evaluator(model)
  const [active, idle] = [all(model), none(model)]
  const slopes = { reference: newSlopes(years + 1, variables), scenario: newSlopes(years + 1, variables) }
  const line = new Float64Array(years)
  const moved = Float64Array.from(inputs)
  // Emissions enter a line straight, so one pass tells its slope with all of them; the others are moved one by one.
  const weights = { reference: newSlopes(inputs.length, years), scenario: newSlopes(inputs.length, years) }
  evaluator.line(inputs, idle, line, 0, undefined, weights.reference)
  evaluator.line(inputs, active, line, 0, undefined, weights.scenario)
  const isEmission = emissionPlaces(model)
  const ofLevers = leverPlaces(model)
  const change = new Float64Array(years + 1)
  const add = (of: Float64Array, gradient: Float64Array, moving: readonly number[]): void => {
    change[years] = afterBase(change.subarray(0, years))
    for (let year = 0; year <= years; year += 1) {
      const slope = change[year] as number
      if (slope === 0) continue
      for (const k of moving)
        of[year * variables + k] = (of[year * variables + k] as number) + slope * (gradient[k] as number)
    }
  }
  for (let at = 0; at < inputs.length; at += 1) {
    const { gradient, variance } = propagation.slopeOf(at)
    if (!(variance > 0)) continue
    // An input follows from a few of the variables.
    const moving = [...gradient.keys()].filter((k) => gradient[k] !== 0)
    if (isEmission.has(at)) {
      for (const of of ['reference', 'scenario'] as const) {
        change.set(weights[of].subarray(at * years, (at + 1) * years))
        add(slopes[of], gradient, moving)
      }
      continue
    }
    const value = inputs[at] as number
    const step = STEP * (Math.abs(value) || 1)
    moved[at] = value + step
    for (const [of, was, acting] of [
      ['reference', reference, idle],
      ['scenario', scenario, active],
    ] as const) {
      // What only levers read leaves the reference as it is.
      if (of === 'reference' && ofLevers.has(at)) continue
      evaluator.line(moved, acting, line)
      for (let year = 0; year < years; year += 1)
        change[year] = ((line[year] as number) - (was[year] as number)) / step
      add(slopes[of], gradient, moving)
    }
    moved[at] = value
  }
  const difference = slopes.scenario.map((slope, at) => slope - (slopes.reference[at] as number))
  const deviations = (of: Float64Array): readonly number[] =>
    Array.from({ length: years + 1 }, (_, year) =>
      deviation(of.subarray(year * variables, (year + 1) * variables), program),
    )
  const [ofReference, ofScenario, ofDifference] = [slopes.reference, slopes.scenario, difference].map(
    deviations,
  ) as [readonly number[], readonly number[], readonly number[]]
  const gap = (year: number): number => (scenario[year] as number) - (reference[year] as number)
  const each = (make: (year: number) => Bounds): readonly Bounds[] =>
    Array.from({ length: years }, (_, year) => make(year))
  return {
    reference: each((year) => positive(reference[year] as number, ofReference[year] as number)),
    scenario: each((year) => positive(scenario[year] as number, ofScenario[year] as number)),
    difference: each((year) => signed(gap(year), ofDifference[year] as number)),
    sums: {
      reference: positive(afterBase(reference), ofReference[years] as number),
      scenario: positive(afterBase(scenario), ofScenario[years] as number),
      difference: signed(afterBase(scenario) - afterBase(reference), ofDifference[years] as number),
    },
  }
}

/** The inputs that are amounts of emissions. */
const emissionPlaces = ({ modes }: ScenarioModel): ReadonlySet<number> =>
  new Set(
    modes.flatMap(({ cells, newCells, unitCells }) =>
      [...cells, ...newCells, ...unitCells].map(({ input }) => input),
    ),
  )

/** The inputs that nothing but levers reads. */
const leverPlaces = ({ levers }: ScenarioModel): ReadonlySet<number> =>
  new Set(
    levers.flatMap(({ size, zoneShare, rebound, induced, length, origins }) => [
      size,
      zoneShare,
      rebound,
      induced,
      length,
      ...origins.map(({ share }) => share),
    ]),
  )

const newSlopes = (rows: number, columns: number): Float64Array => new Float64Array(rows * columns)

function deviation(gradient: Float64Array, { correlated }: Program): number {
  const turned = Float64Array.from(gradient)
  for (const one of correlated)
    for (const [at, value] of turnedBy(one, gradient).entries()) turned[one.variables[at] as number] = value
  return Math.sqrt(turned.reduce((sum, one) => sum + one * one, 0))
}

/** The skew of a difference that hardly has either sign; one that may well have either is a sum, which is skewed less. */
const MAX_SKEW = 0.5

/** What is never below 0 is taken as lognormal. */
const positive = (value: number, sd: number): Bounds => shifted(value, sd, value > 0 ? sd / value : 0)

/**
 * A difference is skewed away from 0, as products are. The wider it is, the more of it are effects that oppose each other, whose
 * skews do too: of none that remains, it is normal.
 */
function signed(value: number, sd: number): Bounds {
  const width = sd / Math.abs(value)
  const skew = value === 0 ? 0 : Math.min(width, MAX_SKEW ** 2 / width)
  const { lower, upper } = shifted(Math.abs(value), sd, sd === 0 ? 0 : skew)
  return value < 0 ? { lower: -upper, upper: -lower } : { lower, upper }
}

/** The shifted lognormal a + b·exp(s·z) around a value, which is normal without skew. */
const shifted = (value: number, sd: number, skew: number): Bounds => ({
  lower: sd === 0 ? value : value + sd * bend(-SCORE_95, skew),
  upper: sd === 0 ? value : value + sd * bend(SCORE_95, skew),
})
