import { describe, expect, test } from 'vitest'
import { checkRanges, checkRangesIn } from '../../../src/estimate/check-range.ts'
import { isWithin, type Limit } from '../../../src/estimate/field.ts'
import { fieldsOf, statedDefault } from '../../../src/estimate/field-lookup.ts'
import { FIELD_GROUPS, type FieldGroup } from '../../../src/estimate/fields.ts'
import { type EstimateInput, nothingStated, type StatedIn } from '../../../src/estimate/input.ts'
import type { Refusal } from '../../../src/issues/issue.ts'

/** Every field of the table, with the pointer of it in a first row. */
const FIELDS = FIELD_GROUPS.flatMap((group) =>
  Object.entries(fieldsOf(group)).flatMap(([name, field]) =>
    field ? [{ group, name, field, pointer: `/${group}/${name}` }] : [],
  ),
)
const SHARES = FIELDS.filter(({ field }) => field.units[0] === 'share')

/** What is refused of an input that states one number. */
function refusalsOf(group: FieldGroup, name: string, value: number): readonly string[] {
  const row = { pointer: '', [name]: { value, unit: 'unit', pointer: `/${group}/${name}` } }
  const base = nothingStated('GB', 2019)
  const parts: Readonly<Record<string, object>> = {
    city: { ...base.city, ...row },
    travel: row,
    'travel/modes': { pointer: '', modes: [row] },
    electricity: row,
    climate: row,
  }
  if (group === 'causes') return checkRangesIn(group, [row as unknown as StatedIn<'causes'>]).map(shown)
  const part = group === 'travel/modes' ? 'travel' : group
  const input = { ...base, [part]: parts[group] ?? [row] } as EstimateInput
  return checkRanges(input).map(shown)
}

const shown = ({ code, pointer }: Refusal): string => `${code} ${pointer}`

test('the table holds the fields that a request has today', () => {
  // Counted by hand in the contract: 2 city, 4 flowTotals, 13 demand, 2 + 3 travel, 4 fleet, 3 of modes, 2 fuels,
  // 2 electricity, 1 climate, 1 fuelSales, 5 roads, 1 causes.
  expect(FIELDS).toHaveLength(43)
  expect(SHARES).toHaveLength(15)
})

test.each(SHARES)('$pointer is refused above 1', ({ group, name, pointer }) => {
  expect(refusalsOf(group, name, 1.01)).toContain(`quantity-out-of-range ${pointer}`)
  expect(refusalsOf(group, name, 0.5)).toEqual([])
})

test.each(FIELDS)('$pointer has a largest number', ({ group, name, pointer }) => {
  // A hundred times 10¹⁶, more than the world travels in a century.
  expect(refusalsOf(group, name, 1e18)).toContain(`quantity-out-of-range ${pointer}`)
})

describe.each(FIELDS)('$pointer', ({ group, name, field, pointer }) => {
  const refused = `quantity-out-of-range ${pointer}`

  test('is refused beyond each of its limits, and only there', () => {
    for (const { above, from, to, below } of field.range as readonly Limit[]) {
      if (above !== undefined) expect(refusalsOf(group, name, above)).toEqual([refused])
      if (below !== undefined) expect(refusalsOf(group, name, below)).toEqual([refused])
      if (from !== undefined) {
        expect(refusalsOf(group, name, from)).toEqual([])
        expect(refusalsOf(group, name, from - 0.001)).toEqual([refused])
      }
      // 10¹⁶ and more have no fractions: the next number is 2 further.
      if (to !== undefined)
        expect(refusalsOf(group, name, to + Math.max(0.001, to * 1e-15))).toContain(refused)
      if (to !== undefined && field.range.every((limit) => isWithin(to, limit)))
        expect(refusalsOf(group, name, to)).toEqual([])
    }
  })

  test('has a default uncertainty in each of its units', () => {
    for (const unit of field.units)
      expect(statedDefault(unit, pointer.replace(name, `0/${name}`))).toMatchObject({
        rule: expect.stringContaining('stated'),
      })
  })
})

test('the label of a blend is a definition and has no uncertainty', () => {
  expect(statedDefault('share', '/fuels/0/blend')).toBeUndefined()
  expect(statedDefault('share', '/fuels/0/biofuelVolumeShare')).toBeDefined()
})
