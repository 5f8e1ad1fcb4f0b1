import { expect, test } from 'vitest'
import { Recent } from '../../src/recent.ts'

test('what was made for the latest objects is found by the objects themselves, and no more is kept', () => {
  const recent = new Recent<object, string>()
  const [first, second, third] = [{}, {}, {}]
  expect(recent.find(first)).toBeUndefined()
  recent.keep(first, 'first')
  recent.keep(second, 'second')
  expect(recent.find(first)).toBe('first')
  expect(recent.find(second)).toBe('second')
  // Another object that looks the same is not the same.
  expect(recent.find({})).toBeUndefined()
  recent.keep(third, 'third')
  expect(recent.find(third)).toBe('third')
  expect(recent.find(first)).toBeUndefined()
})
