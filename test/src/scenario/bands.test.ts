import { describe, expect, test } from 'vitest'
import { propagate } from '../../../src/scenario/bands.ts'
import { drawScenario } from '../../../src/scenario/draws.ts'
import { Evaluator } from '../../../src/scenario/evaluator.ts'
import { outcomeOf } from '../../../src/scenario/outcome.ts'
import { NO_NODE, type Program } from '../../../src/uncertainty/program.ts'
import { emitted, type HandLever, handModel } from './hand-model.ts'

/** A tenth fewer trips by car, and buses a quarter fuller: what is avoided is known to half of itself. */
const LEVERS: readonly HandLever[] = [
  { kind: 'trips', mode: 'car', size: 0.1 },
  { kind: 'occupancy', mode: 'bus', size: 0.25 },
]
/** Places of the emissions of cars, and of the size of the first lever, which follows the nine inputs of the city. */
const CAR_KG = 2
const FIRST_SIZE = 9
const SIGMA_CAR = 0.2
const SD_SIZE = 0.025

/** The inputs of the model, of which two are uncertain: car emissions lognormal, the size of the lever normal. */
function programOf(inputs: Float64Array): Program {
  const uncertain = [CAR_KG, FIRST_SIZE]
  return {
    variables: [
      { key: 'car', distribution: { kind: 'lognormal', mu: Math.log(100), sigma: SIGMA_CAR } },
      { key: 'size', distribution: { kind: 'normal', mean: 0.1, sd: SD_SIZE, min: 0, max: 1 } },
    ],
    correlated: [],
    slots: [{ kind: 'variable' }, { kind: 'variable' }],
    factorSlots: [0, 1],
    factorRoles: ['times', 'times'],
    parents: [NO_NODE, NO_NODE],
    nodeFactors: [0, 1],
    nodes: [...inputs].map((_, at) => (uncertain.includes(at) ? uncertain.indexOf(at) : NO_NODE)),
    coefficients: [...inputs].map((value, at) => (uncertain.includes(at) ? 1 : value)),
    figures: [...inputs].map((_, at) => ({
      id: String(at),
      rule: { kind: 'sum', products: [at], weights: [1] },
      shown: true,
    })),
    values: inputs,
  }
}

const { model, inputs } = handModel(LEVERS)
const program = programOf(inputs)
const outcome = outcomeOf(model, inputs)
const propagated = propagate(model, program, inputs, outcome)
const DRAWS = 40_000
const { bands: drawn } = drawScenario({ model, program, targets: [], draws: DRAWS, seed: 7 })
const LAST = 2

/** Redraws everything apart from the engine: its own random numbers, and both lines computed anew for each draw. */
function redrawn() {
  let state = 12_345
  const uniform = (): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return (state + 0.5) / 2 ** 32
  }
  const normal = (): number => Math.sqrt(-2 * Math.log(uniform())) * Math.cos(2 * Math.PI * uniform())
  const evaluator = new Evaluator(model)
  const [a, b] = [new Float64Array(3), new Float64Array(3)]
  const one = Float64Array.from(inputs)
  const differences = Array.from({ length: DRAWS }, () => {
    one[CAR_KG] = 100 * Math.exp(SIGMA_CAR * normal())
    one[FIRST_SIZE] = 0.1 + SD_SIZE * normal()
    evaluator.line(one, new Uint8Array(2), a)
    evaluator.line(one, new Uint8Array(2).fill(1), b)
    return (b[LAST] ?? 0) - (a[LAST] ?? 0)
  }).sort((x, y) => x - y)
  return {
    lower: differences[Math.round(0.025 * DRAWS)] ?? 0,
    upper: differences[Math.round(0.975 * DRAWS)] ?? 0,
  }
}

describe('the interval of a difference', () => {
  test('by draws is that of draws that redraw everything', () => {
    const anew = redrawn()
    const width = anew.upper - anew.lower
    const { lower, upper } = drawn.difference[LAST] ?? { lower: 0, upper: 0 }
    // Two sets of 40 000 draws tell an end to about 2 % of the width.
    expect(Math.abs(lower - anew.lower)).toBeLessThan(0.02 * width)
    expect(Math.abs(upper - anew.upper)).toBeLessThan(0.02 * width)
  })

  test('by propagation is near that by draws', () => {
    const [a, b] = [propagated.difference[LAST], drawn.difference[LAST]]
    const width = (b?.upper ?? 0) - (b?.lower ?? 0)
    // First order tells the width, and the lognormal the skew of a product: ends within a twentieth of the width.
    expect(Math.abs((a?.lower ?? 0) - (b?.lower ?? 0))).toBeLessThan(0.05 * width)
    expect(Math.abs((a?.upper ?? 0) - (b?.upper ?? 0))).toBeLessThan(0.05 * width)
  })

  test('by propagation is worked out by hand: lognormal, of the variances of both factors of −10 kg, and nothing of what is shared', () => {
    // −100 kg · 0.1: relative sd √(0.2² + 0.25²); the −4 kg of the buses are certain.
    const sd = 10 * Math.hypot(SIGMA_CAR, SD_SIZE / 0.1)
    const { lower, upper } = propagated.difference[LAST] ?? { lower: 0, upper: 0 }
    expect(lower).toBeCloseTo(-14 * Math.exp((1.959964 * sd) / 14), 2)
    expect(upper).toBeCloseTo(-14 * Math.exp((-1.959964 * sd) / 14), 2)
  })

  test('by propagation is near that by draws where levers oppose each other', () => {
    // Cars −10 kg of a relative sd of 0.32, and buses a quarter emptier: 20 kg ÷ 0.75 − 20 kg = +6.67 kg. What remains is as wide as
    // it is large, and skewed as the cars alone: as a product of its own width it would be 14 % of the interval off.
    const opposed = handModel([LEVERS[0] as HandLever, { kind: 'occupancy', mode: 'bus', size: -0.25 }])
    const ofOpposed = programOf(opposed.inputs)
    const task = { model: opposed.model, program: ofOpposed, targets: [], draws: DRAWS, seed: 7 }
    const a = propagate(opposed.model, ofOpposed, opposed.inputs, outcomeOf(opposed.model, opposed.inputs))
    const b = drawScenario(task).bands.difference[LAST] ?? { lower: 0, upper: 0 }
    const { lower, upper } = a.difference[LAST] ?? { lower: 0, upper: 0 }
    expect(Math.abs(lower - b.lower)).toBeLessThan(0.06 * (b.upper - b.lower))
    expect(Math.abs(upper - b.upper)).toBeLessThan(0.06 * (b.upper - b.lower))
  })

  test('is narrower than that of two lines that share nothing', () => {
    const width = (of: { lower: number; upper: number } | undefined): number =>
      (of?.upper ?? 0) - (of?.lower ?? 0)
    const apart = Math.hypot(width(drawn.reference[LAST]), width(drawn.scenario[LAST]))
    expect(width(drawn.difference[LAST])).toBeLessThan(0.3 * apart)
  })

  test('of the base year is 0, because both lines are one', () => {
    expect(drawn.difference[0]).toEqual({ lower: 0, upper: 0 })
    expect(propagated.difference[0]).toEqual({ lower: 0, upper: 0 })
  })
})

describe('draws', () => {
  test('are the same again, and others with another seed', () => {
    const task = { model, program, targets: [], draws: 500, seed: 3 }
    expect(drawScenario(task)).toEqual(drawScenario(task))
    expect(drawScenario({ ...task, seed: 4 })).not.toEqual(drawScenario(task))
  })

  test('rank levers: the one that saves twice as much is never behind the other', () => {
    const levers: readonly HandLever[] = [
      ...LEVERS,
      { kind: 'trips', mode: 'cycle', size: 0.1 },
      { kind: 'trips', mode: 'cycle', size: 0.2 },
    ]
    const of = handModel(levers)
    const { amongBest } = drawScenario({
      ...of,
      program: programOf(of.inputs),
      targets: [],
      draws: 300,
      seed: 1,
    })
    expect(amongBest[0]).toBe(1)
    expect(amongBest[1]).toBe(1)
    // Of levers that do nothing the first that is listed takes the third place.
    expect(amongBest.slice(2)).toEqual([1, 0])
  })

  test('tell in how many a target holds', () => {
    const years = [2020, 2021, 2022]
    const target = (reduction: number) => ({
      target: { pointer: '', kind: 'linear' as const, reduction },
      year: 2022,
      levels: years.map((_, at) => 1 - (reduction * at) / 2),
      records: [],
    })
    const { holds } = drawScenario({
      model,
      program,
      targets: [target(0.01), target(0.9)],
      draws: 500,
      seed: 1,
    })
    expect(holds).toEqual([1, 0])
  })
})

test('the sums of all years leave the base year out', () => {
  const line = emitted(LEVERS).line
  expect(propagated.sums.scenario.lower).toBeLessThan((line[1] ?? 0) + (line[2] ?? 0))
  expect(propagated.sums.scenario.upper).toBeGreaterThan((line[1] ?? 0) + (line[2] ?? 0))
  expect(propagated.sums.scenario.upper).toBeLessThan(2 * ((line[1] ?? 0) + (line[2] ?? 0)))
})
