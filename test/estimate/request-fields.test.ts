import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import { reconciliationRequest } from '../../api/reconciliation/request-schema.ts'
import { quantity } from '../../api/request/quantity.ts'
import { fieldsOf } from '../../src/estimate/field-lookup.ts'
import { FIELD_GROUPS, STATED_FIELDS } from '../../src/estimate/fields.ts'
import { partsOf, rangeText, requestTables } from './request-page.ts'

/** The pointers of every field of a body that takes a quantity with its uncertainty. */
const quantitiesIn = (schema: z.ZodType): readonly string[] =>
  partsOf(schema).flatMap(({ path, fields }) =>
    fields.filter(({ isQuantity }) => isQuantity).map(({ name }) => `${path}/${name}`),
  )

const IN_TABLE = FIELD_GROUPS.flatMap((group) =>
  Object.keys(fieldsOf(group)).map((name) => `${group}/${name}`),
)

test('every quantity of a request is a row of the table, and every row a quantity of a request', () => {
  expect([...quantitiesIn(reconciliationRequest)].sort()).toEqual([...IN_TABLE].sort())
})

test('a quantity that stands in a schema and not in the table is found', () => {
  const { trips } = STATED_FIELDS.demand
  const planted = estimateRequest.extend({ planted: z.strictObject({ unlisted: quantity(trips) }) })
  expect(IN_TABLE).not.toContain('planted/unlisted')
  expect(quantitiesIn(planted)).toContain('planted/unlisted')
})

test.each(
  FIELD_GROUPS.flatMap((group) =>
    Object.entries(fieldsOf(group)).map(([name, field]) => ({ group, name, field })),
  ),
)('the example of $group/$name is read', ({ field }) => {
  expect(field && quantity(field).parse(field.example)).toMatchObject({ text: field?.example })
})

test('docs/request.md has the tables of the schema and of the fields', () => {
  expect(readFileSync('docs/request.md', 'utf8')).toContain(
    `<!-- fields -->\n${requestTables()}\n<!-- /fields -->`,
  )
})

test('a range is told by its tightest limits', () => {
  const must = ''
  expect(rangeText([{ to: 1, must }])).toBe('0 to 1')
  expect(
    rangeText([
      { to: 1, must },
      { below: 1, must },
    ]),
  ).toBe('0 to below 1')
  expect(
    rangeText([
      { above: 0, must },
      { to: 1e16, must },
    ]),
  ).toBe('above 0 to 10¹⁶')
  expect(rangeText([{ from: -50, to: 50, must }])).toBe('-50 to 50')
})
