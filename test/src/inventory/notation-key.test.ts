import { describe, expect, test } from 'vitest'
import { contradictedKeys } from '../../../src/inventory/notation-key.ts'
import { INVENTORY_CITY } from '../../fixtures/inventory-city.ts'
import { estimateOf, refusalsOf } from '../../fixtures/request.ts'

const EXPLANATION = 'As the city council decided.'
const body = (...keys: readonly object[]) => ({
  ...INVENTORY_CITY,
  inventory: { notationKeys: keys.map((key) => ({ explanation: EXPLANATION, ...key })) },
})
const refused = (...keys: readonly object[]) =>
  refusalsOf(body(...keys)).map(({ code, pointer }) => `${code} ${pointer}`)
const contradicted = (...keys: readonly object[]) =>
  contradictedKeys(estimateOf(body(...keys))).map(({ code, pointer }) => `${code} ${pointer}`)

describe('keys by themselves', () => {
  test('IE names the row that holds it, another one', () => {
    expect(refused({ ref: 'II.1.2', key: 'IE' })).toEqual([
      'notation-key-invalid /inventory/notationKeys/0/reportedIn',
    ])
    expect(refused({ ref: 'II.1.2', key: 'IE', reportedIn: 'II.1.2' })).toEqual([
      'notation-key-invalid /inventory/notationKeys/0/reportedIn',
    ])
  })

  test.each(['NO', 'NE', 'C'])('%s names none', (key) => {
    expect(refused({ ref: 'II.1.2', key, reportedIn: 'I.1.2' })).toEqual([
      'notation-key-invalid /inventory/notationKeys/0/reportedIn',
    ])
  })

  test('a row has one key', () => {
    expect(refused({ ref: 'II.4.1', key: 'NO' }, { ref: 'II.4.1', key: 'NE' })).toEqual([
      'duplicate-row /inventory/notationKeys/1',
    ])
  })
})

describe('keys beside the lines', () => {
  test.each(['NO', 'NE', 'C'])('%s on a row with a number is refused', (key) => {
    expect(contradicted({ ref: 'II.1.1', key }, { ref: 'II.4.1', key: 'NO' })).toEqual([
      'key-with-number /inventory/notationKeys/0',
    ])
  })

  test('IE on a row with a number is refused', () => {
    expect(contradicted({ ref: 'II.2.2', key: 'IE', reportedIn: 'I.1.2' })).toEqual([
      'key-with-number /inventory/notationKeys/0',
    ])
  })

  test('IE points to a row with a number, to a confidential one, or to another sector', () => {
    expect(contradicted({ ref: 'II.1.2', key: 'IE', reportedIn: 'II.2.2' })).toEqual([])
    expect(contradicted({ ref: 'II.1.2', key: 'IE', reportedIn: 'I.1.2' })).toEqual([])
    expect(
      contradicted({ ref: 'II.1.2', key: 'IE', reportedIn: 'II.3.2' }, { ref: 'II.3.2', key: 'C' }),
    ).toEqual([])
    expect(contradicted({ ref: 'II.1.2', key: 'IE', reportedIn: 'II.3.2' })).toEqual([
      'notation-key-invalid /inventory/notationKeys/0/reportedIn',
    ])
  })

  test('walking gives no number, so a key may stand', () => {
    const walking = { demand: [{ mode: 'walk', passengerDistance: '3 million pkm' }] }
    const inventory = { notationKeys: [{ ref: 'II.1.1', key: 'NO', explanation: EXPLANATION }] }
    expect(contradictedKeys(estimateOf({ ...walking, inventory }))).toEqual([])
  })
})
