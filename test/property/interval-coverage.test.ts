import { beforeAll, describe, expect, test } from 'vitest'
import type { Estimate } from '../../src/index.ts'
import { compileProgram } from '../../src/uncertainty/compile.ts'
import { Evaluation } from '../../src/uncertainty/evaluation.ts'
import { simulate } from '../../src/uncertainty/monte-carlo.ts'
import type { Program } from '../../src/uncertainty/program.ts'
import { propagate } from '../../src/uncertainty/propagation.ts'
import { streamOf, uniform } from '../../src/uncertainty/stream.ts'
import { estimateOf } from '../fixtures/request.ts'

/**
 * Synthetic cities whose truth is one draw from the stated distributions: a 95 % interval must hold it 95 times in 100.
 * Of 2,000 cities the share held has a standard error of √(0.95 · 0.05 ÷ 2000) = 0.5 %, so that 93 to 97 % is four of them.
 */
const CITIES = 2000
const DRAWN_CITIES = 500
const LEAST = 0.93
const MOST = 0.97

const MODES = ['car', 'bus', 'rail'] as const

/** A city of a few rows, each quantity of its own and with a stated uncertainty of some form. */
function cityOf(index: number): Estimate {
  const stream = streamOf(index, 'synthetic city')
  const between = (from: number, to: number): number => from + (to - from) * uniform(stream)
  const amount = (value: number, unit: string): object => {
    const wide = between(0.05, 0.35)
    switch (Math.floor(between(0, 4))) {
      case 0:
        return { value, unit, plusMinus: `${wide * 100} %` }
      case 1:
        return { value, unit, lower: value / (1 + wide), upper: value * (1 + 1.6 * wide) }
      case 2:
        return {
          value,
          unit,
          distribution: {
            kind: 'triangular',
            min: value * (1 - wide),
            mode: value,
            max: value * (1 + 2 * wide),
          },
        }
      default:
        return {
          value,
          unit,
          distribution: { kind: 'uniform', min: value * (1 - wide), max: value * (1 + wide) },
        }
    }
  }
  const petrol = between(0.3, 0.7)
  return estimateOf({
    demand: [
      {
        mode: 'car',
        flow: 'within',
        trips: amount(between(1e7, 4e8), 'trips'),
        meanTripLength: amount(between(3, 15), 'km'),
      },
      { mode: 'car', flow: 'inbound', passengerDistance: amount(between(1e7, 4e8), 'pkm') },
      { mode: 'bus', energy: amount(between(1e7, 4e8), 'MJ'), carrier: 'diesel' },
      { mode: 'rail', energy: amount(between(1e7, 2e8), 'MJ'), carrier: 'diesel' },
    ],
    occupancy: [{ mode: 'car', personsPerVehicle: amount(between(1.2, 2), 'persons/vehicle') }],
    fleet: [
      {
        mode: 'car',
        powertrain: 'petrol',
        distanceShare: { value: petrol, plusMinus: '10 %' },
        energyIntensity: amount(between(5, 9), 'L/100km'),
      },
      {
        mode: 'car',
        powertrain: 'diesel',
        distanceShare: { value: 1 - petrol, plusMinus: '10 %' },
        energyIntensity: amount(between(4, 8), 'L/100km'),
      },
    ],
    fuels: [{ carrier: 'petrol', biofuelEnergyShare: amount(0.034, 'share') }],
  })
}

const IDS = ['totals/co2eKg', 'totals/energyMj', ...MODES.map((mode) => `byMode/${mode}/co2eKg`)]

/** The figures of a program when every variable is drawn once. */
function truthOf(program: Program, seed: number): ReadonlyMap<string, number> {
  const evaluation = new Evaluation(program, seed)
  evaluation.next()
  return new Map(
    program.figures.map(({ id }, index) => {
      const { column, scale, constant } = evaluation.figures[index] ?? {
        column: undefined,
        scale: 1,
        constant: 0,
      }
      return [id, constant + scale * (column?.[0] ?? 0)]
    }),
  )
}

interface Ends {
  readonly id: string
  readonly lower: number
  readonly upper: number
}

/** A city with its program and its figures of one draw. */
interface Synthetic {
  readonly index: number
  readonly city: Estimate
  readonly program: Program
  readonly truth: ReadonlyMap<string, number>
}

function syntheticOf(index: number): Synthetic {
  const city = cityOf(index)
  const { program } = compileProgram(city, 'result')
  return { index, city, program, truth: truthOf(program, 1_000_000 + index) }
}

/** How often the truth lies in an interval, by figure. */
class Coverage {
  readonly #held = new Map(IDS.map((id) => [id, 0]))
  #cities = 0

  add({ truth }: Synthetic, intervals: readonly Ends[]): void {
    this.#cities += 1
    for (const { id, lower, upper } of intervals) {
      const value = truth.get(id) ?? Number.NaN
      if (lower <= value && value <= upper && this.#held.has(id))
        this.#held.set(id, (this.#held.get(id) ?? 0) + 1)
    }
  }

  /** Share of cities whose truth lies in the interval, by figure. */
  shares(): ReadonlyMap<string, number> {
    return new Map([...this.#held].map(([id, count]) => [id, count / this.#cities]))
  }
}

/** The same estimate as if every line had parameters of its own: what correlation by identity is there to prevent. */
function withoutIdentity(city: Estimate): Estimate {
  const parameters = new Map(city.parameters)
  const own = (key: string, line: string): string => `${key} of ${line}`
  for (const { id } of city.lines)
    for (const [key, parameter] of city.parameters)
      parameters.set(own(key, id), {
        ...parameter,
        key: own(key, id),
        ...(parameter.inputs ? { inputs: parameter.inputs.map((input) => own(input, id)) } : {}),
      })
  return {
    ...city,
    parameters,
    assumptions: city.lines.flatMap(({ id }) =>
      city.assumptions.map((one) => ({
        ...one,
        parameter: parameters.get(own(one.parameter.key, id)) ?? one.parameter,
      })),
    ),
    lines: city.lines.map((line) => ({
      ...line,
      products: line.products.map((product) => ({
        ...product,
        terms: product.terms.map(({ parameter, role }) => ({
          parameter: parameters.get(own(parameter.key, line.id)) ?? parameter,
          role,
        })),
      })),
    })),
  }
}

describe('coverage of synthetic cities', () => {
  const propagated = new Coverage()
  const uncorrelated = new Coverage()
  const half = new Coverage()
  const drawn = new Coverage()

  // Each city is made once, and asked for every interval.
  beforeAll(() => {
    for (let index = 0; index < CITIES; index += 1) {
      const one = syntheticOf(index)
      propagated.add(one, propagate(one.program))
      uncorrelated.add(one, propagate(compileProgram(withoutIdentity(one.city), 'result').program))
      half.add(one, propagate(one.program, 0.5))
      if (index < DRAWN_CITIES) drawn.add(one, simulate(one.program, { draws: 2000, seed: index }).intervals)
    }
  })

  test('propagated 95 % intervals hold the truth 93 to 97 times in 100', () => {
    for (const [id, share] of propagated.shares()) {
      expect(share, id).toBeGreaterThanOrEqual(LEAST)
      expect(share, id).toBeLessThanOrEqual(MOST)
    }
  })

  test('with correlations off they do not', () => {
    expect(uncorrelated.shares().get('byMode/car/co2eKg')).toBeLessThan(LEAST)
  })

  test('half of the truths lie in 50 % intervals', () => {
    // Standard error √(0.5 · 0.5 ÷ 2000) = 1.1 %; four of them.
    const share = half.shares().get('totals/co2eKg')
    expect(Math.abs((share ?? 0) - 0.5)).toBeLessThan(0.045)
  })

  test('drawn 95 % intervals hold the truth as often', () => {
    // 500 cities of 2,000 draws: standard error 1 %; the limits of 2,000 draws add less than a tenth to its square.
    for (const [id, share] of drawn.shares()) {
      expect(share, id).toBeGreaterThan(0.95 - 0.042)
      expect(share, id).toBeLessThan(0.95 + 0.042)
    }
  })
})
