import { fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { jsonFault } from '../../api/request/json-fault.ts'

// The places are counted by hand: lines and columns from 1.
test.each([
  ['{"city": {"name": "x",}}', 'at line 1, column 23 it needs a name in double quotes'],
  ['{"a": 1\n "b": 2}', 'at line 2, column 2 it needs a comma, or the end of the object or list'],
  ['{\n  "a" 1}', 'at line 2, column 7 it needs a colon'],
  ['{a: 1}', 'at line 1, column 2 it needs a name in double quotes or }'],
  ["{'a': 1}", 'at line 1, column 2 it needs a name in double quotes or }'],
  ['[1,\n2,\n,3]', 'at line 3, column 1 it needs a value'],
  ['{"a": 1', 'at line 1, column 8 it needs a comma, or the end of the object or list'],
  ['{"a": 1,5}', 'at line 1, column 9 it needs a name in double quotes'],
  ['{"a": 01}', 'at line 1, column 8 it needs a comma, or the end of the object or list'],
  ['[NaN]', 'at line 1, column 2 it needs a value or ]'],
  ['[1]]', 'at line 1, column 4 it needs nothing more'],
  ['["a\nb"]', 'at line 1, column 4 it needs the string to end or go on in characters that JSON has'],
  ['["a\\x"]', 'at line 1, column 4 it needs the string to end or go on in characters that JSON has'],
])('%j', (text, fault) => {
  expect(jsonFault(text)).toBe(fault)
})

test('a text is told to be none where the engine refuses it, and only there', () => {
  const piece = fc.constantFrom(
    ...'{}[],:"\\ \n',
    '1',
    '-0',
    '1e5',
    '.5',
    'true',
    'null',
    '"a"',
    '"a":',
    'x',
    '\\u00',
  )
  const texts = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join('')),
    fc.json().chain((json) => fc.nat(json.length).map((cut) => json.slice(0, cut) + json.slice(cut + 1))),
    fc.json(),
  )
  fc.assert(
    fc.property(texts, (text) => {
      expect(jsonFault(text) === undefined).toBe(isJson(text))
    }),
  )
})

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('any depth takes one pass', () => {
  expect(jsonFault('['.repeat(1_000_000))).toBe('at line 1, column 1000001 it needs a value or ]')
})
