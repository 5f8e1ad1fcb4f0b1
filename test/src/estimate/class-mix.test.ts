import { describe, expect, test } from 'vitest'
import { estimateUnits, type FactorSet } from '../../../src/index.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { releasedSet } from '../../fixtures/released-set.ts'
import { inputOf } from '../../fixtures/request.ts'

/** What is said of the classes of a million vehicle-kilometres of cars. */
function said(country: string, more: object = {}, row: object = {}, set: FactorSet = newestSet()) {
  const demand = [{ mode: 'car', vehicleDistance: '1 million vkm', ...row }]
  return estimateUnits(inputOf({ city: { name: 'X', country }, period: '2022', demand, ...more }), set)
    .notices.filter(({ code }) => code === 'class-mix-assumed')
    .map(({ pointer, detail }) => `${pointer} ${detail}`)
}

describe('a car of the United States', () => {
  test('says that it is a mix of cars and light trucks, with their shares', () => {
    // Shares of the set in 2022, light trucks: petrol 0.54204 + diesel 0.02446 + electric 0.00493 + plug-in 0.00178
    // = 0.57321; passenger cars: 0.41370 + 0.00303 + 0.00739 + 0.00267 = 0.42679.
    expect(said('US')).toEqual([
      '/fleet Car: no class is stated, so its distance is that of a documented mix, light-truck 57.3 % and passenger-car 42.7 %. State vehicleClass in demand or fleet where it is known.',
    ])
  })

  test('does not where the class or a fleet is stated, nor by sets that answered without', () => {
    expect(said('US', {}, { vehicleClass: 'light-truck' })).toEqual([])
    expect(said('US', { fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1 }] })).toEqual([])
    expect(said('US', {}, {}, releasedSet('2026.2'))).toEqual([])
  })

  test('is no car of a country whose cars have one class', () => {
    expect(said('DE')).toEqual([])
  })
})
