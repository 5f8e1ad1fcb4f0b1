import { fc, test as law } from '@fast-check/vitest'
import { describe, expect, test } from 'vitest'
import { Evaluator } from '../../../src/scenario/evaluator.ts'
import { emitted, type HandLever, handModel } from './hand-model.ts'

const REFERENCE = emitted([])

describe('remainders', () => {
  test('multiply on one base: three times a tenth less is 0.9³, not 1 − 0.3', () => {
    const levers: readonly HandLever[] = [
      { kind: 'trips', mode: 'car', size: 0.1 },
      { kind: 'trip-length', mode: 'car', size: 0.1 },
      { kind: 'speed', mode: 'car', size: 0.1 },
    ]
    expect(emitted(levers).car).toBeCloseTo(72.9, 10)
  })

  test('come in the order avoid, shift, improve, however the levers are listed', () => {
    const shift: HandLever = { kind: 'mode-shift', mode: 'car', toMode: 'bus', size: 0.2 }
    const avoid: HandLever = { kind: 'trips', mode: 'car', size: 0.1 }
    const improve: HandLever = { kind: 'occupancy', mode: 'bus', size: 0.25 }
    const listed = emitted([improve, shift, avoid])
    // Of 1000 pkm 900 are left; 180 of them change to the bus, whose 380 pkm go in buses that are a quarter fuller.
    expect(listed.car).toBeCloseTo(72, 10)
    expect(listed.bus).toBeCloseTo((20 * 380) / 200 / 1.25, 10)
    expect(emitted([avoid, shift, improve])).toEqual(listed)
  })

  test('of two levers that cancel are the base: a quarter more trips, each a fifth shorter', () => {
    const levers: readonly HandLever[] = [
      { kind: 'trips', mode: 'car', size: -0.25 },
      { kind: 'trip-length', mode: 'car', size: 0.2 },
    ]
    expect(emitted(levers).car).toBeCloseTo(100, 10)
  })

  test('of two shifts from one mode multiply, and what arrives is what left', () => {
    const levers: readonly HandLever[] = [
      { kind: 'mode-shift', mode: 'car', toMode: 'bus', size: 0.5 },
      { kind: 'mode-shift', mode: 'car', toMode: 'cycle', size: 0.5 },
    ]
    const both = emitted(levers)
    // A quarter is left; the three quarters that go are shared evenly, for both ask for as much.
    expect(both.car).toBeCloseTo(25, 10)
    expect(both.bus).toBeCloseTo((20 * (200 + 375)) / 200, 10)
  })
})

describe('new riders', () => {
  test('are ex-drivers only in the share that came from cars', () => {
    const growth: HandLever = {
      kind: 'mode-shift',
      toMode: 'cycle',
      size: 0.5,
      origins: [{ from: 'car', share: 0.2 }],
    }
    // 50 pkm more are cycled, 10 of them in place of a car: a hundredth of its distance.
    expect(emitted([growth]).car).toBeCloseTo(99, 10)
    expect(emitted([growth]).bus).toBe(REFERENCE.bus)
  })

  test('leave behind the length of their own trips, not of the mean car trip', () => {
    const whole: HandLever = { kind: 'mode-shift', mode: 'car', toMode: 'cycle', size: 0.1 }
    expect(emitted([whole]).car).toBeCloseTo(90, 10)
    // Trips of 2.5 km among trips of 10 km: a tenth of the trips is a fortieth of the distance.
    expect(emitted([{ ...whole, length: 0.25 }]).car).toBeCloseTo(97.5, 10)
  })

  test('bring trips of their own, and cars that fill the room that they left', () => {
    const shift: HandLever = {
      kind: 'mode-shift',
      mode: 'car',
      toMode: 'bus',
      size: 0.1,
      induced: 0.3,
      rebound: 0.5,
    }
    // 100 pkm change; 50 of them are driven again by others, and the bus carries 30 that nobody would have made.
    expect(emitted([shift]).car).toBeCloseTo(95, 10)
    expect(emitted([shift]).bus).toBeCloseTo((20 * 330) / 200, 10)
  })

  test('cannot be more than there are', () => {
    const growth: HandLever = {
      kind: 'mode-shift',
      toMode: 'cycle',
      size: 10,
      origins: [{ from: 'bus', share: 0.9 }],
    }
    // 900 pkm are asked of 200; only those change.
    expect(emitted([growth]).bus).toBeCloseTo(0, 10)
  })
})

describe('a zone, and a share of sales', () => {
  test('an effect inside a zone is of its share of the distance', () => {
    const charge: HandLever = { kind: 'trips', mode: 'car', size: 0.15 }
    expect(emitted([charge]).car).toBeCloseTo(85, 10)
    expect(emitted([{ ...charge, zoneShare: 0.2 }]).car).toBeCloseTo(97, 10)
  })

  test('reaches the fleet only through what was sold since', () => {
    const all: HandLever = { kind: 'sales-mix', mode: 'car', tech: 1, size: 1 }
    // After two years of nothing but electric sales a fifth of 500 vkm is electric, at 0.05 kg: 0.8 · 100 + 0.2 · 500 · 0.05.
    expect(emitted([all]).car).toBeCloseTo(85, 10)
    const fleet: HandLever = { kind: 'fleet-share', mode: 'car', tech: 1, size: 1 }
    expect(emitted([fleet]).car).toBeCloseTo(25, 10)
  })

  test('comes faster where no old vehicle may stay', () => {
    const all: HandLever = { kind: 'sales-mix', mode: 'car', tech: 1, size: 1 }
    const limit: HandLever = {
      kind: 'age-limit',
      mode: 'car',
      size: 5,
      fleet: { kept: [1, 0.5, 0.2], sold: [[], [0.5], [0.4, 0.4]] },
    }
    expect(emitted([all, limit]).car).toBeCloseTo(0.2 * 100 + 0.8 * 25, 10)
  })
})

describe('electricity and blends', () => {
  const electric: HandLever = { kind: 'fleet-share', mode: 'car', tech: 1, size: 1 }

  test('a better contract is on top of the path of the grid', () => {
    const grid: HandLever = { kind: 'grid', size: 0.5 }
    // 25 kg with today's electricity, of which the plan leaves 0.4 and the contract half.
    expect(emitted([electric, grid], { grid: [1, 0.7, 0.4] }).car).toBeCloseTo(5, 10)
  })

  test('a blend replaces the fossil part alone', () => {
    // From 10 % to 28 % of the energy: 0.72 ÷ 0.9 of the fossil CO2.
    expect(emitted([{ kind: 'blend', size: 0.28 }]).car).toBeCloseTo(80, 10)
    expect(emitted([{ kind: 'blend', size: 0.05 }]).car).toBe(100)
  })
})

describe('a lever of size 0', () => {
  const KINDS: readonly HandLever[] = [
    { kind: 'trips', mode: 'car', size: 0 },
    { kind: 'trip-length', mode: 'car', size: 0 },
    { kind: 'mode-shift', mode: 'car', toMode: 'bus', size: 0, induced: 0.2 },
    { kind: 'mode-shift', toMode: 'cycle', size: 0, origins: [{ from: 'car', share: 0.3 }] },
    { kind: 'occupancy', mode: 'car', size: 0 },
    { kind: 'load', mode: 'bus', size: 0 },
    { kind: 'sales-mix', mode: 'car', tech: 1, size: 0 },
    { kind: 'fleet-share', mode: 'car', tech: 1, size: 0 },
    { kind: 'speed', mode: 'car', size: 0 },
    { kind: 'blend', size: 0 },
    { kind: 'grid', size: 0 },
  ]
  const odd = { grid: [1, 0.77, 0.31] } as const

  test.each(KINDS)('of kind $kind is the reference to the bit', (lever) => {
    expect(emitted([lever], odd).line).toEqual(emitted([lever], odd, [0]).line)
  })

  test('of every kind together is the reference to the bit', () => {
    expect(emitted(KINDS, odd).line).toEqual(
      emitted(
        KINDS,
        odd,
        KINDS.map(() => 0),
      ).line,
    )
  })

  test('is no rule that nothing acts: a hundredth of each changes the line', () => {
    // Without electric cars the grid has nothing to change; the test of electricity above shows that it acts.
    for (const lever of KINDS.filter(({ kind }) => kind !== 'grid')) {
      const some = emitted([{ ...lever, size: lever.kind === 'blend' ? 0.11 : 0.01 }], odd).line
      expect([lever.kind, some]).not.toEqual([lever.kind, emitted([lever], odd).line])
    }
  })
})

const size = fc.double({ min: 0, max: 0.9, noNaN: true })
law.prop([size, size, size])('the order in which levers are listed changes nothing', (a, b, c) => {
  const levers: readonly HandLever[] = [
    { kind: 'mode-shift', mode: 'car', toMode: 'bus', size: a },
    { kind: 'mode-shift', mode: 'car', toMode: 'cycle', size: b },
    { kind: 'trips', mode: 'car', size: c },
  ]
  expect(emitted(levers.toReversed()).all).toBeCloseTo(emitted(levers).all, 8)
})

describe('an evaluator that was used before', () => {
  const LEVERS: readonly HandLever[] = [
    { kind: 'trips', mode: 'car', size: 0.1 },
    { kind: 'mode-shift', mode: 'car', toMode: 'bus', size: 0.1, induced: 0.2 },
    { kind: 'mode-shift', toMode: 'cycle', size: 0.5, origins: [{ from: 'car', share: 0.3 }] },
    { kind: 'sales-mix', mode: 'car', tech: 1, size: 0.8 },
    { kind: 'fleet-share', mode: 'car', tech: 1, size: 0.15 },
    { kind: 'blend', size: 0.3 },
    { kind: 'grid', size: 0.2 },
  ]
  const { model: bare, inputs: usual } = handModel(LEVERS, { grid: [1, 0.8, 0.5] })
  const [car, ...others] = bare.modes
  if (!car) throw new Error('The model has cars.')
  const paths = { ...bare, modes: [{ ...car, sales: [undefined, [0, 0.2, 0.4]] }, ...others] }

  law.prop([
    fc.array(
      fc.record({
        first: fc.nat(2),
        active: fc.array(fc.nat(1), { minLength: LEVERS.length, maxLength: LEVERS.length }),
        moved: fc.nat(usual.length - 1),
        by: fc.constantFrom(1, 1.1, 0.9),
      }),
      { minLength: 2, maxLength: 12 },
    ),
    fc.boolean(),
  ])('gives the line of a new one, to the bit', (calls, hasPath) => {
    const model = hasPath ? paths : bare
    const used = new Evaluator(model)
    for (const { first, active, moved, by } of calls) {
      const inputs = usual.map((value, at) => (at === moved ? value * by : value))
      const [expected, found] = [new Float64Array(model.years), new Float64Array(model.years)]
      new Evaluator(model).line(inputs, Uint8Array.from(active), expected, first)
      used.line(inputs, Uint8Array.from(active), found, first)
      expect(found).toEqual(expected)
    }
  })
})
