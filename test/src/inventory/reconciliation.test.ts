import { describe, expect, test } from 'vitest'
import { reconciliationNotices } from '../../../src/index.ts'
import { logRatioSd, weightOfSecond } from '../../../src/kernel/reconciliation.ts'
import { balanceOf, balanceRefusals, reconciliationOf } from '../../fixtures/reconciliation.ts'

const FOSSIL = [
  { carrier: 'petrol', biofuelEnergyShare: 0 },
  { carrier: 'diesel', biofuelEnergyShare: 0 },
]
const CAR = {
  mode: 'car',
  powertrain: 'petrol',
  vehicleDistance: { value: '100 million vkm', plusMinus: '10 %' },
  energyIntensity: { value: '2 MJ/vkm', plusMinus: '0 %' },
}
const BUS = { mode: 'bus', carrier: 'diesel', energy: { value: '100 TJ', plusMinus: '5 %' } }
const SALES = [
  { carrier: 'petrol', quantity: { value: '220 TJ', plusMinus: '5 %' } },
  { carrier: 'diesel', quantity: { value: '70 TJ', plusMinus: '5 %' } },
]
const CITY = { demand: [CAR, BUS], fuels: FOSSIL, fuelSales: SALES }

describe('two carriers worked by hand', () => {
  const { gaps, offer, offerBounds, balance } = reconciliationOf(CITY)
  const [petrol, diesel] = gaps.ofCarriers

  test('petrol: 220 TJ sold, 200 TJ burnt', () => {
    expect(petrol?.gap.value).toBeCloseTo(2e7, 3)
    // ±11 TJ of 220 and ±20 TJ of 200, independent: √(11² + 20²) = √521 = 22.8254 TJ
    expect(petrol?.gap.lower).toBeCloseTo((20 - 22.8254) * 1e6, -3)
    expect(petrol?.gap.upper).toBeCloseTo((20 + 22.8254) * 1e6, -3)
    expect(petrol?.isSignificant).toBe(false)
    expect(petrol?.ratio.value).toBeCloseTo(1.1, 9)
    // of the logarithm ±√(0.05² + 0.1²) = ±0.111803: 1.1 ÷ 1.118293 = 0.98364; × 1.118293 = 1.23012
    expect(petrol?.ratio.lower).toBeCloseTo(0.98364, 4)
    expect(petrol?.ratio.upper).toBeCloseTo(1.23012, 4)
    expect(petrol?.isUnusual).toBe(false)
  })

  test('diesel: 70 TJ sold, 100 TJ burnt, which no chance explains', () => {
    // −30 ± √(3.5² + 5²) = −30 ± 6.10328 TJ
    expect(diesel?.gap.value).toBeCloseTo(-3e7, 3)
    expect(diesel?.gap.upper).toBeCloseTo((-30 + 6.10328) * 1e6, -3)
    expect(diesel?.isSignificant).toBe(true)
    expect(diesel?.isUnusual).toBe(true)
  })

  test('all carriers together: −10 ± √(521 + 37.25) = ±23.6273 TJ', () => {
    expect(gaps.ofAll?.gap.value).toBeCloseTo(-1e7, 3)
    expect(gaps.ofAll?.gap.upper).toBeCloseTo((-10 + 23.6273) * 1e6, -3)
  })

  test('weights go by inverse variances', () => {
    const [ofPetrol, ofDiesel] = offer.carriers
    // 20² ÷ (20² + 11²) = 400/521 = 0.767754; 200 + 0.767754 × 20 = 215.35509 TJ
    expect(ofPetrol?.weightOfSold).toBeCloseTo(0.767754, 4)
    expect(ofPetrol?.energyMj).toBeCloseTo(215.35509e6, -4)
    // 25 ÷ (25 + 12.25) = 0.671141; 100 − 0.671141 × 30 = 79.86577 TJ
    expect(ofDiesel?.weightOfSold).toBeCloseTo(0.671141, 4)
    expect(ofDiesel?.energyMj).toBeCloseTo(79.86577e6, -4)
  })

  test('the mean is as uncertain as 1 ÷ √(1/σ₁² + 1/σ₂²)', () => {
    const bounds = offerBounds.get('petrol/reconciled') ?? { lower: 0, upper: 0 }
    // 1 ÷ √(1/20² + 1/11²) = 9.63834 TJ
    expect((bounds.upper - bounds.lower) / 2e6).toBeCloseTo(9.63834, 3)
  })

  test('CO2e of a carrier moves by the factor of its energy, and the city by the sum', () => {
    const [ofPetrol, ofDiesel] = offer.carriers
    // 2 × 10⁸ MJ × 69.3 g CO2 = 13 860 t; CH4 760 kg × 28 = 21.28 t; N2O 1140 kg × 265 = 302.1 t
    expect(ofPetrol?.co2eKgBefore).toBeCloseTo(14_183_380, 3)
    expect(ofPetrol?.co2eKgAfter).toBeCloseTo(14_183_380 * (ofPetrol?.factor ?? 0), 3)
    const moved =
      (ofPetrol?.co2eKgAfter ?? 0) -
      (ofPetrol?.co2eKgBefore ?? 0) +
      (ofDiesel?.co2eKgAfter ?? 0) -
      (ofDiesel?.co2eKgBefore ?? 0)
    expect(offer.co2eKgAfter).toBeCloseTo(balance.bottomUp.totals.co2eKg + moved, 3)
  })

  test('it says which figures it moved: the distance of cars, the energy of buses', () => {
    expect(offer.moved.map(({ mode, quantity, pointers }) => [mode, quantity, pointers])).toEqual([
      ['car', 'vehicle-distance', ['/demand/0']],
      ['bus', 'energy', ['/demand/1']],
    ])
    const [distance] = offer.moved
    // 100 million vkm × 215.35509 ÷ 200
    expect(distance?.after).toBeCloseTo(107_677_543, -3)
  })

  test('notices: an unusual ratio and sources that do not agree', () => {
    const codes = reconciliationNotices(balance, gaps).map(({ code }) => code)
    expect(codes).toContain('fuel-ratio-unusual')
    expect(codes).toContain('inconsistent-sources')
    expect(codes).not.toContain('fuel-sales-not-used')
  })
})

describe('what both sides share', () => {
  const litres = (burnt: number, sold: number) =>
    reconciliationOf({
      // A bus depot: nothing is compared with inhabitants.
      city: { name: 'Leeds', country: 'GB' },
      demand: [{ mode: 'bus', carrier: 'diesel', energy: { value: `${burnt} L`, plusMinus: '0 %' } }],
      fuels: FOSSIL,
      fuelSales: [{ carrier: 'diesel', quantity: { value: `${sold} L`, plusMinus: '0 %' } }],
    })

  test('the same litres leave no gap, however uncertain density and heating value are', () => {
    const { gaps, offer } = litres(1000, 1000)
    expect(gaps.ofCarriers[0]?.gap).toEqual({ value: 0, lower: 0, upper: 0 })
    expect(offer.carriers[0]?.weightOfSold).toBe(0.5)
    expect(gaps.ofCarriers[0]?.bottomUp.upper).toBeGreaterThan(gaps.ofCarriers[0]?.bottomUp.value ?? 0)
  })

  test('a gap of 100 L is as uncertain as the energy of 100 L, and the ratio is certain', () => {
    const { gaps } = litres(1000, 1100)
    const [gap] = gaps.ofCarriers
    // 100 L × 0.84 kg/L × 43 MJ/kg = 3612 MJ; ±√(0.04² + 0.05²) = ±6.4 %
    expect(gap?.gap.value).toBeCloseTo(3612, 6)
    expect(((gap?.gap.upper ?? 0) - (gap?.gap.lower ?? 0)) / 2 / 3612).toBeCloseTo(0.064, 2)
    expect(gap?.ratio.upper).toBeCloseTo(1.1, 3)
    expect(gap?.isSignificant).toBe(true)
  })
})

describe('known causes', () => {
  test('are taken into account before the gap is looked at', () => {
    const { gaps, balance } = reconciliationOf({
      ...CITY,
      causes: [
        { carrier: 'petrol', cause: 'off-road-use', quantity: '5 TJ' },
        { carrier: 'diesel', cause: 'through-traffic', quantity: '20 TJ' },
      ],
    })
    const [petrol, diesel] = gaps.ofCarriers
    // 220 − 5 − 200 = 15 TJ; 70 + 20 − 100 = −10 TJ
    expect(petrol?.gap.value).toBeCloseTo(1.5e7, 3)
    expect(diesel?.gap.value).toBeCloseTo(-1e7, 3)
    expect(balance.carriers.map(({ soldMj }) => soldMj)).toEqual([2.2e8, 7e7])
  })

  test.each([
    ['more than was sold', { carrier: 'petrol', cause: 'tank-tourism-out', quantity: '220 TJ' }],
    ['more than is burnt', { carrier: 'petrol', cause: 'tank-tourism-in', quantity: '200 TJ' }],
    ['a carrier that neither side knows', { carrier: 'lpg', cause: 'off-road-use', quantity: 1 }],
  ])('%s', (_, cause) => {
    // LPG has no CO2 factor in the small set, which is said first.
    const [first] = balanceRefusals({ ...CITY, causes: [cause] })
    expect(first?.code).toBe(cause.carrier === 'lpg' ? 'factor-not-found' : 'cause-too-large')
  })

  test('the same cause twice', () => {
    const cause = { carrier: 'petrol', cause: 'off-road-use', quantity: '5 TJ' }
    expect(
      balanceRefusals({ ...CITY, causes: [cause, cause] }).map(({ code, pointer }) => `${code} ${pointer}`),
    ).toEqual(['duplicate-row /causes/1'])
  })
})

describe('what has no counterpart is listed', () => {
  test('a carrier on one side', () => {
    const { balance, gaps, offer } = reconciliationOf({
      ...CITY,
      fuelSales: [SALES[0], { carrier: 'electricity', quantity: '1 GWh' }],
    })
    expect(balance.oneSided.map(({ carrier, side }) => `${carrier} ${side}`)).toEqual([
      'diesel bottom-up',
      'electricity sold',
    ])
    expect(gaps.ofCarriers).toHaveLength(1)
    expect(reconciliationNotices(balance, gaps).map(({ code }) => code)).toContain('carrier-on-one-side')
    // Diesel stays as it is: 100 TJ × 74.1 g CO2, 3.9 kg CH4/TJ × 28, 3.9 kg N2O/TJ × 265
    const diesel = 7_410_000 + 390 * 28 + 390 * 265
    expect(offer.co2eKgAfter - (offer.carriers[0]?.co2eKgAfter ?? 0)).toBeCloseTo(diesel, 3)
  })

  test('a sale that is stated as 0 is not one that is not stated', () => {
    const { balance, gaps } = reconciliationOf({
      ...CITY,
      fuelSales: [SALES[0], { carrier: 'diesel', quantity: '0 L' }],
    })
    const [notice] = reconciliationNotices(balance, gaps).filter(({ code }) => code === 'carrier-on-one-side')
    expect(notice).toMatchObject({ pointer: '/fuelSales/1' })
    expect(notice?.detail).toContain('its sale is stated as 0')
    const unsaid = reconciliationOf({ ...CITY, fuelSales: [SALES[0]] })
    const [other] = reconciliationNotices(unsaid.balance, unsaid.gaps).filter(
      ({ code }) => code === 'carrier-on-one-side',
    )
    expect(other?.detail).toContain('no sale of it is stated')
  })

  test('a mode whose factor gives no energy', () => {
    const { balance, gaps } = reconciliationOf({
      ...CITY,
      city: { name: 'Hennepin', country: 'US' },
      demand: [{ mode: 'car', vehicleDistance: '1 million vkm' }, BUS],
    })
    expect(balance.withoutEnergy.map(({ mode, pointers }) => [mode, pointers])).toEqual([
      ['car', ['/demand/0']],
    ])
    expect(reconciliationNotices(balance, gaps).map(({ code }) => code)).toContain('gap-incomplete')
  })

  test('fuel sold to railways', () => {
    const fuelSales = [...SALES, { carrier: 'diesel', subSector: 'II.2', quantity: '9 TJ' }]
    const balance = balanceOf({ ...CITY, fuelSales })
    expect(balance.notOnRoad.map(({ pointer }) => pointer)).toEqual(['/fuelSales/2'])
    expect(balance.carriers.map(({ soldMj }) => soldMj)).toEqual([2.2e8, 7e7])
  })
})

describe('refusals', () => {
  const codesOf = (more: object) =>
    balanceRefusals({ ...CITY, ...more }).map(({ code, pointer }) => `${code} ${pointer}`)

  test('all at once: no sales, another allocation, no uncertainty', () => {
    expect(
      codesOf({ fuelSales: [], allocation: 'fuel-sales', uncertainty: { method: 'none' } }).sort(),
    ).toEqual([
      'activity-missing /fuelSales',
      'allocation-not-available /allocation',
      'uncertainty-invalid /uncertainty/method',
    ])
  })

  test('no activity', () => {
    expect(codesOf({ demand: [] })).toEqual(['activity-missing '])
  })
})

describe('the mean of two estimates', () => {
  test('of one certain and one uncertain it is the certain one', () => {
    expect(weightOfSecond({ firstSd: 0, secondSd: 3, differenceSd: 3 })).toBe(0)
    expect(weightOfSecond({ firstSd: 3, secondSd: 0, differenceSd: 3 })).toBe(1)
  })

  test('shared errors give no weight beyond either of the two', () => {
    // σ₁ = 1, σ₂ = 2, correlation 1: σ_d = 1; ½ + (1 − 4)/2 = −1, kept at 0
    expect(weightOfSecond({ firstSd: 1, secondSd: 2, differenceSd: 1 })).toBe(0)
    // The other way round ½ + (4 − 1)/2 = 2, kept at 1.
    expect(weightOfSecond({ firstSd: 2, secondSd: 1, differenceSd: 1 })).toBe(1)
  })

  test('what two share cancels in their ratio', () => {
    // 10 ± 1 and 20 ± 2, moving together: σ_d = 1, so the logarithm of the ratio is certain
    expect(logRatioSd(10, 20, { firstSd: 1, secondSd: 2, differenceSd: 1 })).toBeCloseTo(0, 8)
  })
})
