import { describe, expect, test } from 'vitest'
import { Uncertainty } from '../../../src/index.ts'
import type { Program } from '../../../src/uncertainty/program.ts'
import { Propagation, propagate } from '../../../src/uncertainty/propagation.ts'
import { ONE, SharedSteps, TakenSteps, ZERO } from '../../../src/uncertainty/steps.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

/** Shares that keep their sum, a formula, totals of totals and ratios. */
const BODY = {
  travel: {
    tripsPerPersonPerDay: 2.6,
    daysPerYear: 340,
    modes: [
      { mode: 'car', tripShare: '60 %', meanTripLength: '12 km' },
      { mode: 'bus', tripShare: '40 %', meanTripLength: '8 km' },
    ],
  },
  fuels: [{ carrier: 'diesel', biofuelVolumeShare: '7 %' }],
  fleet: [
    { mode: 'car', powertrain: 'petrol', distanceShare: '70 %', energyIntensity: '7 L/100km' },
    { mode: 'car', powertrain: 'diesel', distanceShare: '30 %', energyIntensity: '6 L/100km' },
  ],
}
const CITY = estimateOf(BODY, releasedSet('2026.2'))

/** Programs of one kind share their figures: none is of the kind of a copy. */
function copyOfNoKind(change: (program: Program) => Partial<Program> = () => ({})): Program {
  const { program } = new Uncertainty(CITY, 'lines').task({ draws: 100, seed: 1 })
  return { ...program, figures: program.figures.map((figure) => ({ ...figure })), ...change(program) }
}

describe('a program of a kind that was met before', () => {
  const correlated = [{ variables: [0, 2], lower: Float64Array.from([1, 0, 0.5, Math.sqrt(0.75)]) }]
  // The first product is 0, as that of a mode without trips.
  const withZero = ({ coefficients }: Program) => ({ coefficients: coefficients.with(0, 0) })

  test.each([
    ['as it is', () => ({})],
    ['with a product of 0', withZero],
    ['with variables that move together', () => ({ correlated })],
  ])('%s has the intervals of the first, to the bit', (_, change) => {
    const program = copyOfNoKind(change)
    const first = propagate(program)
    expect(first.some(({ lower, upper }) => lower < upper)).toBe(true)
    expect(propagate(program)).toEqual(first)
    expect(propagate(program)).toEqual(first)
  })

  test('with other numbers has those of a first with these numbers', () => {
    const known = copyOfNoKind()
    propagate(known)
    propagate(known)
    const doubled = { coefficients: known.coefficients.map((one) => 2 * one) }
    expect(propagate({ ...known, ...doubled })).toEqual(propagate(copyOfNoKind(() => doubled)))
  })

  test('where a product is 0 and was none before, it is another kind', () => {
    const known = copyOfNoKind()
    propagate(known)
    propagate(known)
    expect(propagate({ ...known, ...withZero(known) })).toEqual(propagate(copyOfNoKind(withZero)))
  })

  test('changes with each variable as the first does, whatever was asked before', () => {
    const program = copyOfNoKind()
    const slopes = () => {
      const propagation = new Propagation(program)
      // The last first: no figure waits for those before it.
      return [...program.figures.keys()].reverse().map((figure) => propagation.slopeOf(figure))
    }
    const first = slopes()
    expect(slopes()).toEqual(first)
    propagate(program)
    expect(slopes()).toEqual(first)
  })
})

describe('steps', () => {
  /** 0, 3 and 5 are given; coefficients are 1 and 2. */
  const GIVEN = [0, 3, 5]
  const coefficients = Float64Array.from([1, 2])
  const [three, five, two] = [1, 2, 1]

  test('a step that was taken before is no new one', () => {
    const steps = new SharedSteps(GIVEN.length)
    const sum = steps.step(ZERO, three, ONE)
    expect(steps.step(ZERO, three, ONE)).toBe(sum)
    // Another number, another coefficient, another beginning.
    const others = [steps.step(ZERO, five, ONE), steps.step(ZERO, three, two), steps.step(sum, three, ONE)]
    expect(new Set([sum, ...others]).size).toBe(4)
    expect(steps.count).toBe(GIVEN.length + 4)
  })

  test('taken at once or later, they come to the same', () => {
    const shared = new SharedSteps(GIVEN.length)
    const taken = new TakenSteps(Float64Array.from(GIVEN), GIVEN.length, coefficients)
    for (const steps of [shared, taken]) steps.step(steps.step(ZERO, three, ONE), five, two)
    const numbers = Float64Array.from([...GIVEN, 0, 0])
    shared.take(GIVEN.length, numbers, coefficients)
    // 0 + 3 × 1 = 3, and 3 + 5 × 2 = 13.
    expect([...numbers]).toEqual([...GIVEN, 3, 13])
    expect([...taken.numbers.subarray(0, taken.count)]).toEqual([...numbers])
  })
})
