import { expect, test } from 'vitest'
import { noticesOf, resultOf } from '../fixtures/newest-answer.ts'

const cityWith = (row: object) => ({
  city: { name: 'T', country: 'DE', population: 100_000 },
  period: '2022',
  demand: [row],
})

// CO2 of biofuels is biogenic; their CH4 and N2O warm like any other, and come of the engine more than of the fuel.

// 1 million L × 0.89 kg/L × 37.2 MJ/kg = 33.108 TJ. By diesel in road engines, 3.9 kg CH4/TJ and 3.9 kg N2O/TJ (2006 IPCC
// Guidelines, Volume 2, Table 3.2.2): 0.129 121 t of each; × 28 and × 265 (AR5): 3.6154 + 34.2171 = 37.8325 t CO2e.
test('a bus on biodiesel emits CH4 and N2O as a diesel engine does', async () => {
  const result = await resultOf(cityWith({ mode: 'bus', energy: '1 million L', carrier: 'biodiesel' }))
  const { co2e, co2, ch4, n2o, biogenicCo2, energy } = result.totals
  expect(energy?.value).toBeCloseTo(33.108, 9)
  expect(co2.value).toBe(0)
  expect(ch4.value).toBeCloseTo(0.129_121_2, 9)
  expect(n2o.value).toBeCloseTo(0.129_121_2, 9)
  expect(co2e.value).toBeCloseTo(37.8325, 4)
  // 33.108 TJ × 70.8 t/TJ.
  expect(biogenicCo2.value).toBeCloseTo(2344.0464, 4)
  expect(result.byScope).toMatchObject([{ scope: '1', co2e: { value: co2e.value } }])
  expect(noticesOf(result, 'gas-of-fossil-fuel')).toMatchObject([
    { detail: expect.stringContaining('CH4 and N2O'), pointer: '/factors' },
  ])
})

// 30 TJ × 92 kg CH4/TJ and 3 kg N2O/TJ of gas in road engines (Table 3.2.2): 2.76 t and 0.09 t; 77.28 + 23.85 = 101.13 t CO2e.
test('a bus on biogas emits CH4 and N2O as a gas engine does', async () => {
  const { totals } = await resultOf(cityWith({ mode: 'bus', energy: '30 TJ', carrier: 'biogas' }))
  expect(totals.ch4.value).toBeCloseTo(2.76, 9)
  expect(totals.n2o.value).toBeCloseTo(0.09, 9)
  expect(totals.co2e.value).toBeCloseTo(101.13, 9)
})

test('HVO is burnt in diesel engines, and ethanol has figures of its own', async () => {
  const hvo = await resultOf(cityWith({ mode: 'bus', energy: '30 TJ', carrier: 'hvo' }))
  // 30 TJ × 3.9 kg/TJ = 0.117 t of each.
  expect(hvo.totals.n2o.value).toBeCloseTo(0.117, 9)
  const ethanol = await resultOf(cityWith({ mode: 'bus', energy: '30 TJ', carrier: 'ethanol' }))
  expect(noticesOf(ethanol, 'gas-of-fossil-fuel')).toEqual([])
  expect(ethanol.totals.ch4.value).toBeGreaterThan(0)
})

test('where neither fuel has a figure, the gases are null and CO2e has a known part and a reason', async () => {
  const result = await resultOf(cityWith({ mode: 'ferry', energy: '30 TJ', carrier: 'ethanol' }))
  expect(result.totals.ch4).toMatchObject({ value: null })
  expect(result.totals.co2e).toMatchObject({ value: null, known: { value: 0 }, reason: expect.any(String) })
  expect(noticesOf(result, 'gas-unknown')).toMatchObject([{ pointer: '/demand/0' }])
})
