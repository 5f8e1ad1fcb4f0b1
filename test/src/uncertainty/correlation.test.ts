import { fc, test } from '@fast-check/vitest'
import { describe, expect, test as plain } from 'vitest'
import { correlatedGroups } from '../../../src/uncertainty/correlation.ts'

const KEYS = ['/demand/0/trips', '/demand/1/trips', '/demand/2/trips', 'occupancy.car.gb']
const indexOf = (key: string): number | undefined => {
  const index = KEYS.indexOf(key)
  return index < 0 ? undefined : index
}
const [A, B, C, D] = KEYS as [string, string, string, string]

type Stated = readonly [string, string, number]
const grouped = (...stated: readonly Stated[]) =>
  correlatedGroups(
    stated.map(([one, other, coefficient], index) => ({
      between: [one, other],
      coefficient,
      pointer: `/uncertainty/correlations/${index}`,
    })),
    indexOf,
    KEYS,
  )

/** L·Lᵀ */
function product(lower: Float64Array, size: number): number[] {
  return Array.from({ length: size * size }, (_, at) => {
    const [row, column] = [Math.floor(at / size), at % size]
    let sum = 0
    for (let k = 0; k < size; k += 1) sum += (lower[row * size + k] ?? 0) * (lower[column * size + k] ?? 0)
    return sum
  })
}

describe('stated correlations', () => {
  plain('of two are L = [1, 0; ρ, √(1 − ρ²)]', () => {
    const { groups, refusals } = grouped([A, B, 0.8])
    expect(refusals).toEqual([])
    expect(groups.map(({ variables }) => variables)).toEqual([[0, 1]])
    const [l00, l01, l10, l11] = groups[0]?.lower ?? []
    // √(1 − 0.64) = 0.6
    expect([l00, l01, l10]).toEqual([1, 0, 0.8])
    expect(l11).toBeCloseTo(0.6, 12)
  })

  plain('that share a parameter are one group, others another', () => {
    const joined = grouped([C, D, 0.2], [A, B, 0.3], [B, C, 0.4])
    expect(joined.groups.map(({ variables }) => variables)).toEqual([[0, 1, 2, 3]])
    const apart = grouped([C, D, 0.2], [A, B, 0.3])
    expect(apart.groups.map(({ variables }) => variables)).toEqual([
      [2, 3],
      [0, 1],
    ])
  })

  plain('of 1 and −1 work, alone and round a triangle', () => {
    expect([...(grouped([A, B, 1]).groups[0]?.lower ?? [])]).toEqual([1, 0, 1, 0])
    expect([...(grouped([A, B, -1]).groups[0]?.lower ?? [])]).toEqual([1, 0, -1, 0])
    const { groups, refusals } = grouped([A, B, 1], [B, C, 1], [A, C, 1])
    expect(refusals).toEqual([])
    expect([...(groups[0]?.lower ?? [])]).toEqual([1, 0, 0, 1, 0, 0, 1, 0, 0])
  })

  plain('that cannot be are refused with the parameters and what fails', () => {
    // A with B 0.9, B with C 0.9, A with C 0: 1 − 0.81 − 0.81 = −0.62 is the determinant; C is left 1 − 0.81/0.19 = −3.26
    const { groups, refusals } = grouped([A, B, 0.9], [B, C, 0.9])
    expect(groups).toEqual([])
    expect(refusals).toMatchObject([{ code: 'correlation-impossible', pointer: '/uncertainty/correlations' }])
    for (const part of [A, B, C, '-3.26', 'pairs that are not stated (1) count as 0'])
      expect(refusals[0]?.detail).toContain(part)
  })

  plain('1 with two that do not move with each other alike cannot be', () => {
    const { refusals } = grouped([A, B, 1], [A, C, 0.5], [B, C, 0.2])
    expect(refusals).toMatchObject([{ code: 'correlation-impossible' }])
  })

  plain('one impossible group does not hide another', () => {
    const { groups, refusals } = grouped([A, B, 1.5], [C, D, 0.2])
    expect(refusals).toMatchObject([
      { code: 'correlation-impossible', pointer: '/uncertainty/correlations/0' },
    ])
    expect(groups.map(({ variables }) => variables)).toEqual([[2, 3]])
  })

  plain('of what is not uncertain are refused, with what is near', () => {
    const { groups, refusals } = grouped(['/demand/0/trip', B, 0.5], ['nothing', 'here', 0.1])
    expect(groups).toEqual([])
    expect(refusals.map(({ code, pointer }) => [code, pointer])).toEqual([
      ['correlation-unknown', '/uncertainty/correlations/0/between/0'],
      ['correlation-unknown', '/uncertainty/correlations/1/between/0'],
      ['correlation-unknown', '/uncertainty/correlations/1/between/1'],
    ])
    expect(refusals[0]?.candidates?.[0]).toBe(A)
  })

  plain('of two names of one variable are refused', () => {
    const { refusals } = correlatedGroups(
      [{ between: ['x', 'y'], coefficient: 0.5, pointer: '/uncertainty/correlations/0' }],
      () => 7,
    )
    expect(refusals).toMatchObject([
      { code: 'correlation-impossible', pointer: '/uncertainty/correlations/0/between' },
    ])
  })
})

const coefficient = fc.double({ min: -1, max: 1, noNaN: true })

describe('any three', () => {
  test.prop([coefficient, coefficient, coefficient])(
    'are refused exactly where the determinant is negative',
    (ab, bc, ac) => {
      // Of a matrix with 1 on the diagonal and |ρ| ≤ 1 that is all there is to being positive semi-definite.
      const determinant = 1 + 2 * ab * bc * ac - ab ** 2 - bc ** 2 - ac ** 2
      fc.pre(Math.abs(determinant) > 1e-6)
      const { groups, refusals } = grouped([A, B, ab], [B, C, bc], [A, C, ac])
      expect(refusals.length).toBe(determinant < 0 ? 1 : 0)
      if (determinant < 0) return
      const made = product(groups[0]?.lower ?? new Float64Array(), 3)
      for (const [at, expected] of [1, ab, ac, ab, 1, bc, ac, bc, 1].entries())
        expect(made[at]).toBeCloseTo(expected, 6)
    },
  )
})
