import { describe, expect, test } from 'vitest'
import { blendMjPerKg, blendMjPerL, energyShareOfVolume } from '../../../src/kernel/blend.ts'
import { daysInMonth, daysInYear, partOfYear } from '../../../src/kernel/calendar.ts'
import { TERM_ROLES, termFactor } from '../../../src/kernel/product.ts'
import { energyMjPerVkm, speedInRangeKmPerH } from '../../../src/kernel/speed-curve.ts'
import { HAND_CURVES } from '../../fixtures/hand-set.ts'

describe('terms', () => {
  test.each([
    ['times', 0.25],
    ['divided-by', 4],
    ['times-complement', 0.75],
    ['divided-by-complement', 1 / 0.75],
    ['times-loss-ratio', 0.25 / 0.75],
  ] as const)('0.25 enters as %s', (role, expected) => {
    expect(termFactor(0.25, role)).toBe(expected)
    expect(TERM_ROLES).toContain(role)
  })
})

describe('the calendar', () => {
  test.each([
    [2019, 365],
    [2020, 366],
    [1900, 365], // a century that 400 does not divide
    [2000, 366],
  ])('%i has %i days, and its months sum to them', (year, days) => {
    expect(daysInYear(year)).toBe(days)
    let sum = 0
    for (let month = 1; month <= 12; month += 1) sum += daysInMonth(year, month)
    expect(sum).toBe(days)
  })

  test('a period is its part of the year', () => {
    expect(partOfYear({ year: 2020 })).toBe(1)
    expect(partOfYear({ year: 2020, month: 2 })).toBe(29 / 366)
  })

  test('a month that does not exist has no days', () => {
    expect(daysInMonth(2019, 13)).toBeNaN()
  })
})

describe('speed curves', () => {
  const [mini] = HAND_CURVES
  if (!mini) throw new Error('The hand set has no curve.')

  // methods.md section 11: Mini petrol Euro 4 at 15 km/h = 2.7916 MJ/km; section 5.4: 3.288, 2.419, 1.940, 1.595,
  // 1.702, 2.017 at 10, 20, 30, 50, 80, 110 km/h
  test.each([
    [15, 2.7916],
    [10, 3.288],
    [20, 2.419],
    [30, 1.94],
    [50, 1.595],
    [80, 1.702],
    [110, 2.017],
  ])('petrol mini at %i km/h uses %f MJ/vkm', (speed, expected) => {
    expect(energyMjPerVkm(mini, speed)).toBeCloseTo(expected, 3)
  })

  test('a speed outside the range is moved to its end, and never to 0', () => {
    expect(speedInRangeKmPerH(mini, 2)).toBe(5)
    expect(speedInRangeKmPerH(mini, 200)).toBe(130)
    expect(speedInRangeKmPerH({ ...mini, minSpeedKmPerH: 0 }, 0)).toBe(1)
    expect(speedInRangeKmPerH(mini, 28)).toBe(28)
  })
})

describe('blends', () => {
  const petrol = { ncvMjPerKg: 44.3, densityKgPerL: 0.745 }
  const ethanol = { ncvMjPerKg: 26.8, densityKgPerL: 0.794 }

  test('a share of volume is a smaller share of energy where the biofuel is leaner', () => {
    // 0.1·0.794·26.8 = 2.12792; 0.9·0.745·44.3 = 29.70315
    expect(energyShareOfVolume(0.1, ethanol, petrol)).toBeCloseTo(2.12792 / (2.12792 + 29.70315), 12)
    expect(energyShareOfVolume(0, ethanol, petrol)).toBe(0)
    expect(energyShareOfVolume(1, ethanol, petrol)).toBe(1)
  })

  test('the energy of a litre agrees with the volumes that the share came from', () => {
    const share = energyShareOfVolume(0.1, ethanol, petrol)
    expect(blendMjPerL(share, ethanol, petrol)).toBeCloseTo(2.12792 + 29.70315, 10)
    expect(blendMjPerL(0, ethanol, petrol)).toBeCloseTo(0.745 * 44.3, 12)
  })

  test('the energy of a kilogram lies between those of the parts', () => {
    // half of the energy each: 1 / (0.5/26.8 + 0.5/44.3)
    expect(blendMjPerKg(0.5, 26.8, 44.3)).toBeCloseTo(33.39634, 4)
  })
})

describe('published vectors', () => {
  test('a litre of petrol and of diesel, IPCC', () => {
    // methods.md section 11: 2.28714 kg CO2 (0.745 kg/L) and 2.67649 (0.84 kg/L)
    expect(0.745 * 44.3 * 0.0693).toBeCloseTo(2.28714, 4)
    expect(0.84 * 43 * 0.0741).toBeCloseTo(2.67649, 4)
  })
})
