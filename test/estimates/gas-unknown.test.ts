import { expect, test } from 'vitest'
import { noticesOf, resultOf } from '../fixtures/newest-answer.ts'

const HANGZHOU = { name: 'Hangzhou', country: 'CN', population: 12_000_000 }
const METRO = { mode: 'metro', energy: '100 GWh', carrier: 'electricity' }

// Table 1-3 of the ministry gives 0.5153 kg CO2/kWh for Zhejiang 2022, and no other gas: 100 GWh are 51 530 t of CO2 where it is
// generated. By grid-gas-share CO2 is 0.99513 of CO2e at power stations: 51 530 ÷ 0.99513 = 51 782.18 t CO2e.
test('CO2e of a grid that is published as CO2 has the other gases by a documented share', async () => {
  const body = {
    city: HANGZHOU,
    period: '2022',
    electricity: { grid: 'CN-ZJ', lossShare: 0 },
    demand: [METRO],
  }
  const result = await resultOf(body)
  expect(result.totals.co2.value).toBeCloseTo(51_530, 6)
  expect(result.totals.co2e.value).toBeCloseTo(51_530 / 0.99513, 3)
  // The rest is 252.18 t CO2e, of which N2O is 0.58452: 147.41 t ÷ 265 = 0.5562 t of N2O, and 104.78 t ÷ 28 = 3.742 t of CH4.
  expect(result.totals.n2o.value).toBeCloseTo(0.5562, 3)
  expect(result.totals.ch4.value).toBeCloseTo(3.742, 2)
  expect(noticesOf(result, 'gas-split-assumed')).toMatchObject([{ pointer: '/electricity/intensity' }])
})

test('a stated intensity in CO2 too, where no official one has its other gases', async () => {
  const electricity = { intensity: '380 g CO2/kWh', lossShare: 0 }
  const result = await resultOf({
    city: { name: 'X', country: 'DE' },
    period: '2022',
    electricity,
    demand: [METRO],
  })
  // 100 GWh × 380 g = 38 000 t of CO2.
  expect(result.totals.co2e.value).toBeCloseTo(38_000 / 0.99513, 3)
})

test('an intensity in CO2e, as the notice asks, completes it', async () => {
  const electricity = { intensity: '520 g CO2e/kWh', lossShare: 0 }
  const result = await resultOf({ city: HANGZHOU, period: '2022', electricity, demand: [METRO] })
  // 100 GWh × 520 g.
  expect(result.totals.co2e.value).toBeCloseTo(52_000, 6)
  expect(noticesOf(result, 'gas-unknown')).toEqual([])
})

/** A city's own figure of a bus, which says nothing of CH4 and N2O. */
const OWN_BUS = {
  kind: 'direct-factor',
  mode: 'bus',
  gas: 'co2',
  value: 1310,
  unit: 'g CO2/vkm',
  source: { title: 'Bus fuel log', locator: 'page 3' },
}

test('CO2e of which a gas is unknown is null beside a part that stays whole', async () => {
  const demand = [
    { mode: 'bus', vehicleDistance: '10 million vkm' },
    { mode: 'car', energy: '30 TJ', carrier: 'diesel' },
  ]
  const result = await resultOf({ city: HANGZHOU, period: '2022', factors: [OWN_BUS], demand })
  const ofMode = (wanted: string) => result.byMode.find(({ mode }) => mode === wanted)?.co2e
  // 10 million vkm × 1310 g.
  expect(ofMode('bus')).toMatchObject({
    value: null,
    known: { value: expect.closeTo(13_100, 6) },
    reason: '1 of 1 line does not give every gas of its CO2e: bus.',
  })
  expect(ofMode('car')?.value).toBeGreaterThan(0)
  expect(result.totals.co2e.value).toBeNull()
  expect(noticesOf(result, 'gas-unknown')).toMatchObject([{ pointer: '/demand/0' }])
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
