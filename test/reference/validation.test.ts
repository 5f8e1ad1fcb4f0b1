import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { example, hennepinTable, leedsTable } from './validation-table.ts'

const page = readFileSync('docs/validation.md', 'utf8')

describe('docs/validation.md', () => {
  test.each([
    ['Hennepin County 2020', hennepinTable],
    ['Leeds 2019', leedsTable],
  ])('shows what the service gives for %s', (_, table) => {
    expect(page).toContain(table())
  })
})

describe('published travel', () => {
  test('the Hennepin example holds every published mile', () => {
    // EPA 2020 NEI activity: 10,062,428,139 vehicle miles; 1 mile = 1.609344 km
    const miles = (example('hennepin-2020').totals.vehicleDistanceVkm ?? 0) / 1.609344
    expect(Math.abs(miles - 10_062_428_139)).toBeLessThanOrEqual(1)
  })
})
