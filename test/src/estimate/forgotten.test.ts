import { expect, test } from 'vitest'
import { lookUpMemory } from '../../../src/factors/factor-set.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { judgedOf } from '../../fixtures/request.ts'

const BODY = {
  city: { name: 'Leeds', country: 'GB' },
  period: '2018',
  demand: [
    { mode: 'car', vehicleDistance: '3365.2 million vmi' },
    { mode: 'bus', vehicleDistance: '50 million vkm' },
    { mode: 'van', vehicleDistance: '500 million vkm' },
  ],
}

// A set forgets all it remembers when that is too much, in the middle of an estimate too: what was said before and is said again
// is the same, though it is another object.
test.each([1, 2, 3, 5, 8])('what a set forgets after %d things is not said twice', (limit) => {
  const set = releasedSet('2026.2')
  const forgetful = { ...set, remember: lookUpMemory(limit) }
  const once = judgedOf(BODY, set).notices
  // Twice, so that what is recalled holds what was said before the set forgot.
  judgedOf(BODY, forgetful)
  expect(judgedOf(BODY, forgetful).notices).toEqual(once)
})
