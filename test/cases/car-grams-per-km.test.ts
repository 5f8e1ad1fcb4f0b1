import { describe, expect, test } from 'vitest'
import { faultsOf, resultOf } from '../fixtures/newest-answer.ts'

const carWith = (energyIntensity: unknown, powertrain = 'petrol') => ({
  city: { name: 'T', country: 'DE', population: 100_000 },
  period: '2022',
  demand: [{ mode: 'car', powertrain, vehicleDistance: '10 million vkm', energyIntensity }],
})

// 10 million vkm × 120 g are 1200 t of CO2 by the type approval that an office reads; as grams of petrol they would be
// 16 L/100 km, 3411 t of CO2e. No number tells which is meant, so the unit must.
describe('120 g/km', () => {
  test.each([
    '120 g/km',
    '120 g/vkm',
    '120 grams per kilometre',
    '0.12 kg/km',
    '193 g/mi',
    '0.43 lb/mi',
    // 12 kg of CO2, or 16 litres of petrol.
    '12 kg/100km',
    '12 kg/100 km',
    { value: 120, unit: 'g/km' },
    { value: '120 g/km', plusMinus: '5 %' },
  ])('%j of a petrol car is refused: of CO2 or of fuel?', async (intensity) => {
    const [fault, ...more] = await faultsOf(carWith(intensity))
    expect(more).toEqual([])
    expect(fault).toMatchObject({ code: 'unit-ambiguous', pointer: '/demand/0/energyIntensity' })
    expect(fault?.detail).toContain('of CO2 or of fuel')
    expect(fault?.candidates?.[0]).toMatch(/ of fuel\//)
  })

  test('of a fleet is refused too', async () => {
    const fleet = [{ mode: 'car', powertrain: 'diesel', distanceShare: 1, energyIntensity: '120 g/km' }]
    const demand = [{ mode: 'car', vehicleDistance: '10 million vkm' }]
    expect(await faultsOf({ ...carWith(0), demand, fleet })).toMatchObject([
      { code: 'unit-ambiguous', pointer: '/fleet/0/energyIntensity' },
    ])
  })

  test('of CO2 is refused with the place where emissions per distance belong', async () => {
    expect(await faultsOf(carWith('120 g CO2/km'))).toMatchObject([
      { code: 'unit-mismatch', detail: expect.stringContaining('direct-factor') },
    ])
  })

  test('of CO2, where the refusal sends it, is the 1200 t that were meant', async () => {
    const factor = {
      kind: 'direct-factor',
      mode: 'car',
      powertrain: 'petrol',
      gas: 'co2',
      value: 120,
      unit: 'g CO2/vkm',
      source: { title: 'Type approval' },
    }
    const { energyIntensity: _, ...row } = carWith(0).demand[0] ?? {}
    const { totals } = await resultOf({ ...carWith(0), demand: [row], factors: [factor] })
    // 10⁷ vkm × 120 g.
    expect(totals.co2.value).toBeCloseTo(1200, 9)
  })
})

describe('what says of what is read', () => {
  test('the candidate of the refusal is grams of fuel', async () => {
    // 10⁷ km × 50 g × the heating value of petrol as sold, as 5 kg on 100 km.
    const ofFuel = await resultOf(carWith('50 g of fuel/km'))
    const perHundred = await resultOf(carWith('5 kg of fuel/100km'))
    expect(ofFuel.totals.energy?.value).toBeCloseTo(perHundred.totals.energy?.value ?? Number.NaN, 9)
  })

  test('natural gas is sold by mass: its kilograms on 100 km are of the gas', async () => {
    expect(await faultsOf(carWith('4 kg/100km', 'cng'))).toEqual([])
    expect((await faultsOf(carWith('40 g/km', 'cng'))).map(({ code }) => code)).toEqual(['unit-ambiguous'])
  })

  test('hydrogen emits no CO2, so its grams are of hydrogen', async () => {
    // 10⁷ km × 10 g × 119.88 MJ/kg = 11.988 TJ.
    const { totals } = await resultOf(carWith('10 g/km', 'fuel-cell'))
    expect(totals.energy?.value).toBeCloseTo(11.988, 9)
  })
})
