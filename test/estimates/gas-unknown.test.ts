import { expect, test } from 'vitest'
import { noticesOf, resultOf } from '../fixtures/newest-answer.ts'

const HANGZHOU = { name: 'Hangzhou', country: 'CN', population: 12_000_000 }
const METRO = { mode: 'metro', energy: '100 GWh', carrier: 'electricity' }

// Table 1-3 of the ministry gives 0.5153 kg CO2/kWh for Zhejiang 2022, and no other gas: 100 GWh are 51 530 t of CO2 where it is
// generated. What CH4 and N2O add is not known, so no CO2e is a whole number of tonnes.
test('CO2e of a provincial grid that is published as CO2 is null, with what is known of it', async () => {
  const body = {
    city: HANGZHOU,
    period: '2022',
    electricity: { grid: 'CN-ZJ', lossShare: 0 },
    demand: [METRO],
  }
  const result = await resultOf(body)
  const known = { value: expect.closeTo(51_530, 6), lower: expect.any(Number), upper: expect.any(Number) }
  const reason = '1 of 1 line does not give every gas of its CO2e: metro.'
  expect(result.totals.co2.value).toBeCloseTo(51_530, 6)
  expect(result.totals.co2e).toEqual({ value: null, known, unit: 't CO2e', reason })
  expect(result.totals.perCapita).toMatchObject({
    value: null,
    known: { value: expect.closeTo(51_530 / 12e6, 9) },
  })
  for (const [part] of [result.byMode, result.bySubSector, result.byScope, result.byCarrier, result.byFlow])
    expect(part?.co2e).toMatchObject({ value: null, known: { value: expect.closeTo(51_530, 6) } })
  expect(noticesOf(result, 'gas-unknown')).toMatchObject([{ pointer: '/electricity/intensity' }])
})

test('an intensity in CO2e, as the notice asks, completes it', async () => {
  const electricity = { intensity: '520 g CO2e/kWh', lossShare: 0 }
  const result = await resultOf({ city: HANGZHOU, period: '2022', electricity, demand: [METRO] })
  // 100 GWh × 520 g.
  expect(result.totals.co2e.value).toBeCloseTo(52_000, 6)
  expect(noticesOf(result, 'gas-unknown')).toEqual([])
})

test('a part that is known stays whole beside one that is not', async () => {
  const diesel = { mode: 'bus', energy: '30 TJ', carrier: 'diesel' }
  const result = await resultOf({ city: HANGZHOU, period: '2022', demand: [METRO, diesel] })
  const ofMode = (wanted: string) => result.byMode.find(({ mode }) => mode === wanted)?.co2e.value
  expect(ofMode('metro')).toBeNull()
  expect(ofMode('bus')).toBeGreaterThan(0)
  expect(result.totals.co2e.value).toBeNull()
})

test('CO2e alone leaves out no gas: the gases are unknown, their sum is not', async () => {
  const factors = [
    {
      kind: 'direct-factor',
      mode: 'bus',
      gas: 'co2e',
      value: 1310,
      unit: 'g CO2e/vkm',
      source: { title: 'Bus fuel log', locator: 'page 3' },
    },
  ]
  const demand = [{ mode: 'bus', vehicleDistance: '10 million vkm' }]
  const result = await resultOf({ city: { name: 'X', country: 'DE' }, period: '2022', factors, demand })
  // 10 million vkm × 1310 g.
  expect(result.totals.co2e.value).toBeCloseTo(13_100, 6)
  expect(result.totals.co2.value).toBeNull()
})
