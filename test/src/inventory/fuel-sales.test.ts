import { describe, expect, test } from 'vitest'
import { estimateCity, recompute } from '../../../src/index.ts'
import { HAND_SET } from '../../fixtures/hand-set.ts'
import { estimateOf, inputOf, refusalsOf } from '../../fixtures/request.ts'

const FOSSIL = [
  { carrier: 'petrol', biofuelEnergyShare: 0 },
  { carrier: 'diesel', biofuelEnergyShare: 0 },
]
const SALES = [
  { carrier: 'petrol', quantity: '1000 L' },
  { carrier: 'diesel', quantity: '2 TJ' },
]
const soldIn = (body: object) => estimateCity(inputOf({ ...body, allocation: 'fuel-sales' }), HAND_SET)

describe('fuel sold, worked by hand', () => {
  const { estimate } = soldIn({ fuelSales: SALES, fuels: FOSSIL })

  test('litres become energy by density and heating value, energy becomes gases as any other does', () => {
    // 1000 L × 0.745 kg/L × 44.3 MJ/kg = 33 003.5 MJ of petrol; 2 000 000 MJ of diesel.
    expect(estimate.totals.energyMj).toBeCloseTo(2_033_003.5, 6)
    // 0.0330035 TJ × 69 300 kg/TJ + 2 TJ × 74 100 kg/TJ = 2287.14255 + 148 200
    expect(estimate.totals.co2Kg).toBeCloseTo(150_487.14255, 6)
    // 0.0330035 × 3.8 + 2 × 3.9 kg CH4; 0.0330035 × 5.7 + 2 × 3.9 kg N2O
    expect(estimate.totals.ch4Kg).toBeCloseTo(7.9254133, 6)
    expect(estimate.totals.n2oKg).toBeCloseTo(7.98811995, 6)
    // Well-to-tank of petrol alone is known: 33 003.5 MJ × 14.2 g/MJ
    expect(estimate.totals.wellToTankKgCo2e).toBeCloseTo(468.6497, 6)
  })

  test('all of it is scope 1, of no mode and no sector', () => {
    expect([...estimate.byScope.keys()]).toEqual(['1'])
    expect([...estimate.byMode.keys()]).toEqual(['not-split'])
    expect([...estimate.bySector.keys()]).toEqual(['not-split'])
    expect([...estimate.bySubSector.keys()]).toEqual(['II.1'])
    expect([...estimate.byCarrier.keys()]).toEqual(['petrol', 'diesel'])
  })

  test('every product can be multiplied again', () => {
    for (const { products } of estimate.lines)
      for (const { value, terms } of products) expect(recompute(terms)).toBe(value)
  })

  test('electricity of charging points is scope 2, its grid losses scope 3', () => {
    const { estimate: charged } = soldIn({ fuelSales: [{ carrier: 'electricity', quantity: '1000 kWh' }] })
    // 1000 kWh × 230 g = 230 kg; lost with it: 230 × 0.0835 ÷ (1 − 0.0835) = 20.9547…
    expect(charged.byScope.get('2')?.co2eKg).toBeCloseTo(230, 9)
    expect(charged.byScope.get('3')?.co2eKg).toBeCloseTo((230 * 0.0835) / 0.9165, 9)
  })

  test('demand beside it does not count', () => {
    const demand = [{ mode: 'car', energy: '5 TJ', carrier: 'petrol' }]
    expect(soldIn({ fuelSales: SALES, fuels: FOSSIL, demand }).estimate.totals).toEqual(estimate.totals)
  })
})

describe('what sales do not tell', () => {
  test('ships and aircraft are not estimated, with what is missing, and a notice says so', () => {
    const { estimate, notEstimated } = soldIn({
      fuelSales: [...SALES, { carrier: 'jet-kerosene', quantity: '100 TJ' }],
      fuels: FOSSIL,
    })
    expect(estimate.bySubSector.has('II.4')).toBe(false)
    expect(estimate.notices.map(({ code, pointer }) => `${code} ${pointer}`)).toContain(
      'fuel-sale-left-out /fuelSales/2',
    )
    expect(notEstimated.map(({ subSector, scope }) => `${subSector}.${scope}`)).toEqual([
      'II.1.2',
      'II.1.3',
      'II.4.1',
      'II.4.3',
    ])
    for (const { missing } of notEstimated) expect(missing.length).toBeGreaterThan(0)
  })

  test('a sub-sector that demand speaks of and nothing was sold to', () => {
    const demand = [{ mode: 'metro', energy: '1 GWh', carrier: 'electricity' }]
    const rows = soldIn({ fuelSales: SALES, demand }).notEstimated
    expect(rows.filter(({ subSector }) => subSector === 'II.2').map(({ scope }) => scope)).toEqual([
      '1',
      '2',
      '3',
    ])
  })

  test('diesel of railways is no road fuel', () => {
    const fuelSales = [SALES[1], { carrier: 'diesel', subSector: 'II.2', quantity: '1 TJ' }]
    const { estimate } = soldIn({ fuelSales, fuels: FOSSIL })
    // 2 TJ and 1 TJ × 74 100 kg/TJ
    expect(estimate.bySubSector.get('II.1')?.co2Kg).toBeCloseTo(148_200, 6)
    expect(estimate.bySubSector.get('II.2')?.co2Kg).toBeCloseTo(74_100, 6)
  })

  test('road energy alone leaves the notice that sales are not used, and fuel-sales does not', () => {
    const body = { fuelSales: SALES, demand: [{ mode: 'car', energy: '1 TJ', carrier: 'petrol' }] }
    const codes = (more: object) => estimateOf({ ...body, ...more }).notices.map(({ code }) => code)
    expect(codes({})).toContain('fuel-sales-not-used')
    expect(codes({ allocation: 'fuel-sales' })).not.toContain('fuel-sales-not-used')
  })
})

describe('refusals', () => {
  const codesOf = (body: Record<string, unknown>) =>
    refusalsOf({ allocation: 'fuel-sales', ...body }).map(({ code, pointer }) => `${code} ${pointer}`)

  test('no sales', () => {
    expect(codesOf({})).toEqual(['activity-missing /fuelSales'])
  })

  test('nothing but fuel of aircraft', () => {
    expect(codesOf({ fuelSales: [{ carrier: 'jet-kerosene', quantity: '1 TJ' }] })).toEqual([
      'allocation-not-available /fuelSales',
    ])
  })

  test('nothing but fuel of aircraft says how to state the flights, and names what else is stated', () => {
    const fuelSales = [{ carrier: 'jet-kerosene', quantity: '1 TJ' }]
    const [alone] = refusalsOf({ allocation: 'fuel-sales', fuelSales })
    expect(alone?.candidates).toEqual([])
    expect(alone?.detail).toContain('"mode": "flight"')
    const demand = [
      { mode: 'car', vehicleDistance: 1e9, powertrain: 'petrol', energyIntensity: '2.5 MJ/vkm' },
    ]
    const [beside] = refusalsOf({ allocation: 'fuel-sales', fuelSales, demand })
    expect(beside?.candidates).toEqual(['geographic'])
  })

  test('the same carrier sold twice to one sub-sector', () => {
    const fuelSales = [SALES[0], { carrier: 'petrol', subSector: 'II.1', quantity: '1 L' }]
    expect(codesOf({ fuelSales })).toEqual(['duplicate-row /fuelSales/1'])
  })
})
