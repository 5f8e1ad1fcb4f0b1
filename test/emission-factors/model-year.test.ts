import { describe, expect, test } from 'vitest'
import { findFactor } from '../../src/index.ts'
import { releasedSet } from '../fixtures/released-set.ts'

const set = releasedSet('2026.2')
const CAR = {
  kind: 'direct-factor',
  mode: 'car',
  vehicleClass: 'average',
  powertrain: 'petrol',
  gas: 'ch4',
} as const
const KM_PER_MILE = 1.609344

describe('CH4 and N2O by model year', () => {
  test.each([
    // EPA GHG Emission Factors Hub 2025, Table 3, gasoline passenger cars, g CH4 per vehicle-mile.
    ['1973 to 1974', 1973, 1974, 0.1696],
    ['1975', 1975, 1975, 0.1423],
    ['1984 to 1993', 1984, 1993, 0.0704],
  ])('a petrol car of %s', (_, modelYearFrom, modelYearTo, gPerMile) => {
    const [newest] = set.find({ ...CAR, modelYearFrom, modelYearTo }, 'US')
    expect(newest?.sourceId).toBe('epa-hub-2025')
    expect(newest?.value).toBe(gPerMile)
    expect(newest?.canonicalValue).toBeCloseTo(gPerMile / KM_PER_MILE, 12)
  })

  test('no question without a model year is answered with one', () => {
    const split = set.content.records.filter(({ modelYearTo }) => modelYearTo !== undefined)
    expect(split.length).toBeGreaterThan(500)
    for (const { modelYearFrom: _, modelYearTo: __, ...subject } of split) {
      const found = findFactor(set, { subject, region: 'US', year: 2025 })
      expect(found?.record.modelYearTo, subject.id).toBeUndefined()
    }
  })
})
