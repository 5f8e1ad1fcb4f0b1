import { describe, expect, test } from 'vitest'
import { defaultUncertainty } from '../../../src/factors/default-uncertainty.ts'
import { intervalOf } from '../../../src/factors/interval.ts'
import { FACTOR_KINDS, type FactorRecord } from '../../../src/index.ts'
import { releasedSet } from '../../fixtures/released-set.ts'

const figure = (more: Partial<FactorRecord>): FactorRecord => ({
  id: 'a',
  kind: 'energy-intensity',
  region: 'GLO',
  value: 2,
  unit: 'MJ/vkm',
  canonicalValue: 2,
  canonicalUnit: 'MJ/vkm',
  tier: 1,
  quality: 'M',
  verification: 'read',
  sourceId: 's',
  locator: 'Table 1',
  ...more,
})

describe('intervalOf', () => {
  test('bounds as published, in the canonical unit', () => {
    // 1 kWh = 3.6 MJ: 40 to 60 kWh/100km are 1.44 to 2.16 MJ/vkm.
    const found = intervalOf(
      figure({ value: 50, unit: 'kWh/100km', canonicalValue: 1.8, lower: 40, upper: 60 }),
    )
    expect(found.lower).toBeCloseTo(1.44, 12)
    expect(found.upper).toBeCloseTo(2.16, 12)
    expect(found).toMatchObject({ basis: 'published', source: 'Table 1' })
  })

  test('bounds of a distance per fuel change sides', () => {
    // 20 km/L is 0.05 L/vkm; 10 km/L is 0.1 L/vkm and 25 km/L is 0.04 L/vkm.
    const found = intervalOf(
      figure({
        value: 20,
        unit: 'km/L',
        canonicalValue: 0.05,
        canonicalUnit: 'L/vkm',
        lower: 10,
        upper: 25,
      }),
    )
    expect(found.lower).toBeCloseTo(0.04, 12)
    expect(found.upper).toBeCloseTo(0.1, 12)
  })

  test('bounds of CH4 printed as CO2e are divided by the same potential as the value', () => {
    // 28 g CO2e/vkm of CH4 with AR5 (28) is 1 g; bounds of 14 and 56 are 0.5 and 2 g.
    const found = intervalOf(
      figure({
        kind: 'direct-factor',
        gas: 'ch4',
        gwpSet: 'AR5',
        value: 28,
        unit: 'g CO2e/vkm',
        canonicalValue: 1,
        canonicalUnit: 'g CH4/vkm',
        lower: 14,
        upper: 56,
      }),
    )
    expect([found.lower, found.upper]).toEqual([0.5, 2])
  })

  test('without bounds, the default of the kind and quality', () => {
    // ±20 % of 2 MJ/vkm.
    expect(intervalOf(figure({}))).toMatchObject({
      lower: 1.6,
      upper: 2.4,
      basis: 'default',
      rule: 'energy-intensity of quality M: ±20 %',
    })
  })

  test('CH4 and N2O of engines scatter by a factor of 3', () => {
    const found = intervalOf(figure({ kind: 'fuel-factor', gas: 'n2o', value: 6, canonicalValue: 6 }))
    expect([found.lower, found.upper]).toEqual([2, 18])
  })

  test('a share is never above 1', () => {
    // 0.9 ± 30 % would reach 1.17.
    const share = figure({
      kind: 'fleet-share',
      quality: 'L',
      value: 0.9,
      canonicalValue: 0.9,
      unit: 'share',
      canonicalUnit: 'share',
    })
    expect(intervalOf(share).upper).toBe(1)
  })

  test('a warming potential is a convention and certain', () => {
    const gwp = figure({ kind: 'gwp', gas: 'ch4', gwpSet: 'AR5', value: 28, canonicalValue: 28 })
    expect(intervalOf(gwp)).toMatchObject({ lower: 28, upper: 28 })
  })
})

test('every kind and quality has a rule that names who says so', () => {
  for (const kind of FACTOR_KINDS)
    for (const quality of ['H', 'M', 'L'] as const)
      for (const gas of [undefined, 'co2', 'ch4'] as const) {
        const { rule, source, spread } = defaultUncertainty({ kind, quality, gas })
        expect(rule).toMatch(/ %$|÷ \d/)
        expect(source.length).toBeGreaterThan(20)
        expect('factor' in spread ? spread.factor : 1 + spread.relative).toBeGreaterThanOrEqual(1)
      }
})

test('a worse grade is never surer', () => {
  const width = (kind: FactorRecord['kind'], quality: FactorRecord['quality']): number => {
    const { spread } = defaultUncertainty({ kind, quality })
    return 'factor' in spread ? spread.factor - 1 : spread.relative
  }
  for (const kind of FACTOR_KINDS) {
    expect(width(kind, 'M')).toBeGreaterThanOrEqual(width(kind, 'H'))
    expect(width(kind, 'L')).toBeGreaterThanOrEqual(width(kind, 'M'))
  }
})

test('every record of a released set has an interval that holds its value', () => {
  const { records } = releasedSet('2026.1').content
  for (const record of records) {
    const { lower, upper } = intervalOf(record)
    expect(lower, record.id).toBeGreaterThanOrEqual(0)
    expect(lower, record.id).toBeLessThanOrEqual(record.canonicalValue)
    expect(upper, record.id).toBeGreaterThanOrEqual(record.canonicalValue)
  }
})
