import { describe, expect, it } from 'vitest'
import type { Sum } from '../../api/estimate/figure-schema.ts'
import { figuresText } from '../../api/estimate/figure-text.ts'

const UNIT = 't CO2e'
const SUMS: readonly (Sum | null)[] = [
  { value: 1.5, unit: UNIT },
  { value: 0.1 + 0.2, unit: UNIT, lower: 1e-7, upper: 1.2e21 },
  { value: -0, unit: UNIT, lower: -0, upper: 0 },
  { value: Number.NaN, unit: UNIT, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY },
  { value: null, known: { value: 3, lower: 2, upper: 4 }, unit: UNIT, reason: '1 of 2 lines: "tram"\n.' },
  { value: null, unit: UNIT, reason: 'Nothing.' },
  null,
]

/** What is written without JSON.stringify is what JSON.stringify writes. */
describe('Figures as text', () => {
  it('are the same text, whatever is known of each', () => {
    const group = Object.fromEntries(SUMS.map((sum, at) => [`figure${at}`, sum]))
    const groups = [
      { mode: 'car', ...group, shareOfCo2e: 1 / 3 },
      { mode: 'say "bus"', shareOfCo2e: null },
    ]
    for (const figures of [group, groups, [], {}]) expect(figuresText(figures)).toBe(JSON.stringify(figures))
  })
})
