import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { band, judge, range, rangeText } from '../../../src/plausibility/band.ts'
import { checkTable, cityTable, modeTable } from './band-table.ts'

describe('a band', () => {
  // Usual 2 to 50; a digit beyond: 0.2 to 500.
  const ofTen = band(range(2, 50))

  test('ends a factor of ten beyond what is usual', () => {
    expect(ofTen.possible).toEqual({ atLeast: 0.2, atMost: 500 })
  })

  test.each([
    [2, undefined],
    [50, undefined],
    [1.99, { severity: 'notice', side: 'below' }],
    [50.1, { severity: 'notice', side: 'above' }],
    [0.2, { severity: 'notice', side: 'below' }],
    [500, { severity: 'notice', side: 'above' }],
    [0.199, { severity: 'refusal', side: 'below' }],
    [501, { severity: 'refusal', side: 'above' }],
  ])('holds its ends: %d', (value, verdict) => {
    expect(judge(value, ofTen)).toEqual(verdict)
  })

  test('ends where something physical does, and judges no end that is absent', () => {
    expect(band(range(1, 4), range(0.9, 9)).possible).toEqual({ atLeast: 0.9, atMost: 9 })
    const fromAbove = band(range(undefined, 5))
    expect(judge(0, fromAbove)).toBeUndefined()
    expect([fromAbove.usual, band(range(5, undefined)).usual, {}].map(rangeText)).toEqual([
      'at most 5',
      'at least 5',
      'any',
    ])
  })
})

describe('docs/plausibility.md', () => {
  test.each([
    ['checks', checkTable()],
    ['city', cityTable()],
    ['modes', modeTable()],
  ])('says what the code does: %s', (name, table) => {
    const page = readFileSync('docs/plausibility.md', 'utf8')
    expect(page).toContain(`<!-- ${name} -->\n${table}\n<!-- /${name} -->`)
  })
})
