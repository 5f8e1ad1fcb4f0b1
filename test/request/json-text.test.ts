import { fc } from '@fast-check/vitest'
import { expect, test } from 'vitest'
import { requireNoNull } from '../../api/request/json-text.ts'

const isRefused = (text: string): boolean => {
  try {
    requireNoNull(text)
    return false
  } catch (error) {
    expect(error).toMatchObject({ slug: 'malformed-body' })
    return true
  }
}

test.each([
  ['{"name":"a\\u0000b"}', true],
  ['{"a\\u0000":1}', true],
  // A backslash, and the word u0000 behind it.
  ['{"name":"a\\\\u0000"}', false],
  ['{"name":"a\\\\\\u0000"}', true],
  ['{"name":"u0000"}', false],
  ['{"name":"\\u0001"}', false],
])('%s: the character of code 0 is refused: %s', (text, refused) => {
  expect(isRefused(text)).toBe(refused)
})

test('whatever stands beside it, a text with that character is refused and no other', () => {
  const part = fc.constantFrom('\0', '\\', 'u0000', '"', 'ä', ' ')
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('')
      expect(isRefused(JSON.stringify({ [text]: [text] }))).toBe(text.includes('\0'))
    }),
  )
})
