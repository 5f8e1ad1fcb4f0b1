import { expect, test } from 'vitest'
import { z } from 'zod'
import { readDocument } from '../../api/request/validation.ts'

const rows = z.array(z.strictObject({ mode: z.string() })).max(2)
const whole = z.strictObject({ dataset: z.string() })
const row = { mode: 'car' }

test.each([
  [
    'a list that is too long, where an object would do too',
    z.union([rows, whole]),
    [row, row, row],
    'At most 2 entries.',
  ],
  ['neither of two forms', z.union([rows, whole]), 'car', 'Write a list, in [ ] or an object, in { }.'],
  ['an empty list', z.array(z.string()).min(1), [], 'At least 1 entry.'],
  ['a text that is too long', z.string().max(3), 'abcd', 'At most 3 characters.'],
  ['a number beyond an end', z.number().lt(1), 1, 'Less than 1.'],
  ['a number at an end that is left out', z.number().gt(0), 0, 'More than 0.'],
  ['a fraction', z.int(), 1.5, 'Write a whole number.'],
  ['a text of another form', z.string().regex(/^a/), 'b', 'Not of the documented form.'],
  ['what a schema says itself', z.string().max(3, { error: 'Too long a name.' }), 'abcd', 'Too long a name.'],
])('%s is told in plain words', (_, schema, value, detail) => {
  expect(readDocument<z.ZodType>(schema, value)).toEqual({
    faults: [expect.objectContaining({ code: 'invalid-field', pointer: '', detail })],
  })
})

test('of a form that is an object, the field is named', () => {
  expect(readDocument<z.ZodType>(z.union([rows, whole]), [row, { mode: 1 }])).toEqual({
    faults: [expect.objectContaining({ pointer: '/1/mode', detail: 'Write a text.' })],
  })
})
