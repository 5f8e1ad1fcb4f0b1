import { describe, expect, test } from 'vitest'
import { requiredSizes } from '../../../src/scenario/required.ts'
import type { TargetPath } from '../../../src/scenario/targets.ts'
import { type HandLever, handModel } from './hand-model.ts'

/** 120 kg in the base year: 100 of cars and 20 of buses. */
const target = (reduction: number): TargetPath => ({
  target: { pointer: '/targets/0', kind: 'linear', reduction },
  year: 2022,
  levels: [1, 1 - reduction / 2, 1 - reduction],
  records: [],
})
const LEVERS: readonly HandLever[] = [
  { kind: 'trips', mode: 'car', size: 0.1 },
  { kind: 'trips', mode: 'bus', size: 0.5 },
]
const needed = (reduction: number) => {
  const { model, inputs } = handModel(LEVERS)
  return requiredSizes(model, inputs, target(reduction))
}

describe('what would have to be true', () => {
  test('is the least size of each lever at which the target holds, all else as it is', () => {
    // 72 kg are allowed. With the buses at 10 kg cars may emit 62; with the cars at 90 kg the buses cannot make up for it.
    const [cars, buses] = needed(0.4)
    expect(cars?.size).toBeCloseTo(0.38, 6)
    expect(buses).toMatchObject({ lever: 1, size: undefined, gapAtMostKg: expect.closeTo(18, 8) })
  })

  test('is how many times as large all of them would have to be', () => {
    // 100 · (1 − 0.1 · t) + 20 · (1 − 0.5 · t) = 96 where t = 1.2.
    expect(needed(0.2).at(-1)).toMatchObject({ lever: -1, size: expect.closeTo(1.2, 5) })
  })

  test('is nothing where the others are enough', () => {
    expect(needed(0.01)[0]).toMatchObject({ size: 0 })
  })

  test('meets the target, and a little less does not', () => {
    const [cars] = needed(0.4)
    const { model, inputs } = handModel([
      { ...(LEVERS[0] as HandLever), size: (cars?.size ?? 0) * 0.999 },
      LEVERS[1] as HandLever,
    ])
    expect(requiredSizes(model, inputs, target(0.4)).at(-1)?.size).toBeGreaterThan(1)
  })
})
