import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { leedsFuelTable, leedsReconciliation } from './fuel-table.ts'
import { LEEDS_ROAD_FUEL_KTOE } from './published.ts'
import { example, hennepinTable, leedsTable } from './validation-table.ts'

const page = readFileSync('docs/validation.md', 'utf8')

describe('docs/validation.md', () => {
  test.each([
    ['Hennepin County 2020', hennepinTable],
    ['Leeds 2019', leedsTable],
    ['fuel and activity of Leeds 2019', leedsFuelTable],
  ])('shows what the service gives for %s', (_, table) => {
    expect(page).toContain(table())
  })
})

describe('published fuel', () => {
  test('the Leeds example holds every published tonne of petrol and diesel', () => {
    // 1 ktoe = 41.868 TJ; petrol 202.014 ktoe, diesel 371.185 ktoe: together the 573.20 ktoe of the table
    const sold = leedsReconciliation().balance.carriers.map(({ soldMj }) => soldMj / 41.868e6)
    const { petrol, diesel } = LEEDS_ROAD_FUEL_KTOE
    expect(sold[0]).toBeCloseTo(petrol, 9)
    expect(sold[1]).toBeCloseTo(diesel, 9)
    expect(petrol + diesel).toBeCloseTo(573.2, 2)
  })
})

describe('published travel', () => {
  test('the Hennepin example holds every published mile', () => {
    // EPA 2020 NEI activity: 10,062,428,139 vehicle miles; 1 mile = 1.609344 km
    const miles = (example('hennepin-2020').totals.vehicleDistanceVkm ?? 0) / 1.609344
    expect(Math.abs(miles - 10_062_428_139)).toBeLessThanOrEqual(1)
  })
})
