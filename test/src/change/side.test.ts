import { describe, expect, test } from 'vitest'
import { Chain } from '../../../src/change/chain.ts'
import { figuresOfNumbers } from '../../../src/change/effect-interval.ts'
import { followersOf } from '../../../src/change/followers.ts'
import { Side } from '../../../src/change/side.ts'
import { SlicedEffects, WIDTH } from '../../../src/change/sliced-effects.ts'
import { type Estimate, typicalOf } from '../../../src/index.ts'
import { valueAtScore } from '../../../src/kernel/distribution.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { estimateOf } from '../../fixtures/request.ts'

const SET = releasedSet('2026.3')
/** Shares that must keep their sum, a curve at a speed, a blend by volume, distances of trips and of vehicles. */
const city = (period: string, speed: string): Estimate =>
  estimateOf(
    {
      period,
      travel: {
        tripsPerPersonPerDay: 2.6,
        modes: [
          { mode: 'car', tripShare: 0.6, meanTripLength: '9 km' },
          { mode: 'bus', tripShare: 0.1, meanTripLength: '7 km' },
          { mode: 'walk', tripShare: 0.3, meanTripLength: '1 km' },
        ],
      },
      speeds: [{ mode: 'car', meanSpeed: speed }],
      fuels: [{ carrier: 'petrol', biofuelVolumeShare: { value: '7 %', plusMinus: '1 %' } }],
    },
    SET,
  )
const sides = [new Side(city('2018', '28 km/h')), new Side(city('2020', '33 km/h'))] as const
const medians = (side: Side): Float64Array =>
  Float64Array.from(side.variables, ({ distribution }) => valueAtScore(distribution, 0))

describe('a moved variable', () => {
  test.each([0, 1] as const)('gives the factors of all values anew, to the bit (side %d)', (index) => {
    const side = sides[index]
    const state = side.stateAt(medians(side))
    expect(state.factors).toEqual(side.at(medians(side)))
    let moving = 0
    for (const [variable, { distribution }] of side.variables.entries()) {
      const values = medians(side)
      values[variable] = valueAtScore(distribution, 1.7)
      const whole = side.at(values)
      expect(side.moved(state, variable, values[variable] as number)).toEqual(whole)
      if (whole.some((factor, at) => factor !== state.factors[at])) moving += 1
    }
    // Else the law would hold of a side that nothing moves.
    expect(moving).toBeGreaterThan(20)
    expect(side.variables.length).toBeGreaterThan(20)
  })

  test('moves what follows from what follows from it', () => {
    const rule = { formula: 'quotient', constants: {} } as const
    const derived = (...inputs: number[]) =>
      ({ kind: 'derived', rule, inputs, values: inputs.map(() => 1), own: undefined }) as const
    // Slot 2 follows from 0, 3 from 2 and 1; slot 4 has an uncertainty of its own, which is 1.
    const slots = [
      { kind: 'variable' } as const,
      { kind: 'variable' } as const,
      derived(0, -1),
      derived(2, 1),
      { ...derived(-1, -1), own: 1 },
    ]
    expect(followersOf(slots, 2, [3, -1, 0, 4])).toEqual([
      { slots: [2, 3], factors: [2, 0] },
      { slots: [3, 4], factors: [0, 3] },
    ])
  })
})

test('one slice alone has the figures that it has among all', () => {
  const chain = new Chain(sides[0], sides[1], typicalOf(SET, 'GB', 2019))
  const sliced = new SlicedEffects(chain, new Set(['bus']))
  const [before, after] = [sides[0].published(), sides[1].published()]
  const all = sliced.figures(before, after)
  expect(sliced.slices.length).toBeGreaterThan(6)
  for (const slice of sliced.slices.keys())
    expect(sliced.figuresOf(slice, before, after)).toEqual(all.slice(slice * WIDTH, (slice + 1) * WIDTH))
})

test.each([
  ['that followed other values', false],
  ['that begins from what is kept', true],
])('a chain %s gives the figures of a new one, to the bit', (_, isKept) => {
  const typical = typicalOf(SET, 'GB', 2019)
  const broken = new Set(['bus'] as const)
  const slicedEffects = () => new SlicedEffects(new Chain(sides[0], sides[1], typical), broken)
  const used = slicedEffects()
  const states = sides.map((side) => side.stateAt(medians(side)))
  const usual = states.map(({ factors }) => factors) as [Float64Array, Float64Array]
  used.figures(...usual)
  if (isKept) used.keep()
  for (const index of [0, 1] as const)
    for (const [variable, { distribution }] of sides[index].variables.entries()) {
      const state = states[index]
      if (!state) continue
      const moved = sides[index].moved(state, variable, valueAtScore(distribution, 1.7))
      const [before, after] = [0, 1].map((side) => (side === index ? moved : usual[side])) as [
        Float64Array,
        Float64Array,
      ]
      // Slices that stand alone leave the others as they were.
      used.figuresOf(variable % used.slices.length, ...usual)
      expect(used.figures(before, after)).toEqual(slicedEffects().figures(before, after))
    }
})

test('one figure asks for the sides that it is of, and is as it is among all', () => {
  const [a, b] = sides
  const asked: number[] = []
  const figures = figuresOfNumbers(
    [a, b, a],
    (_, factors) => factors[0] as number,
    (figure, numbers) =>
      figure === 0 ? (numbers[0] as number) : (numbers[2] as number) / (numbers[1] as number),
    2,
    (figure) => (figure === 0 ? [0] : [2, 1]),
  )
  const factors = [new Float64Array([2]), new Float64Array([3]), new Float64Array([5])]
  expect(figures.all(factors, new Set())).toEqual(new Float64Array([2, 5 / 3]))
  const one = figures.one(1, (side) => {
    asked.push(side)
    return factors[side] as Float64Array
  })
  expect([one, asked]).toEqual([5 / 3, [2, 1]])
  // Of what is moved only that is computed anew.
  expect(figures.all([new Float64Array([9]), ...factors.slice(1)], new Set([0]))).toEqual(
    new Float64Array([9, 5 / 3]),
  )
})
