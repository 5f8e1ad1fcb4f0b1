import { describe, expect, test } from 'vitest'
import { estimateCity } from '../../../src/index.ts'
import { newestSet } from '../../emission-factors/newest.ts'
import { inputOf } from '../../fixtures/request.ts'

const SOLD = {
  city: { name: 'Leeds', country: 'GB', population: 793_100 },
  period: '2019',
  allocation: 'fuel-sales',
  fuelSales: [{ carrier: 'petrol', quantity: '200 ktoe' }],
}

/** Where what was not used stands. */
const unused = (body: Record<string, unknown>): readonly string[] =>
  estimateCity(inputOf({ ...SOLD, ...body }), newestSet())
    .estimate.notices.filter(({ code }) => code === 'input-not-used')
    .map(({ pointer, detail }) => `${pointer} ${detail}`)

describe('beside the fuel sold that the totals are of', () => {
  test('activity changes nothing, and what is stated of it is said with it', () => {
    const demand = [{ mode: 'car', vehicleDistance: '3412 million vmi' }]
    expect(unused({ demand, speeds: [{ mode: 'car', meanSpeed: 30 }] })).toEqual([
      '/demand Activity: changes nothing, because the totals are of the fuel sold. POST /v1/reconciliations, or cordon reconcile, compares the two.',
    ])
    expect(unused({ travel: {}, period: '2023' })).toEqual([expect.stringMatching(/^\/travel Activity/u)])
  })

  test('where there is none, nothing of vehicles, grids and places acts', () => {
    const more = {
      city: { ...SOLD.city, area: '552 km2' },
      speeds: [{ mode: 'car', meanSpeed: 30 }],
      fuels: [{ carrier: 'diesel', blend: 'B7' }],
      electricity: { intensity: '100 g CO2/kWh' },
    }
    expect(unused(more)).toEqual([
      expect.stringMatching(/^\/city\/area /u),
      expect.stringMatching(/^\/speeds\/0\/meanSpeed .*no activity of car is stated/u),
      expect.stringMatching(/^\/fuels\/0\/blend .*nothing here uses diesel/u),
      expect.stringMatching(/^\/electricity\/intensity .*nothing here uses electricity/u),
    ])
  })

  test('the blend of what is sold acts', () => {
    expect(unused({ fuels: [{ carrier: 'petrol', blend: 'E10' }] })).toEqual([])
  })
})
