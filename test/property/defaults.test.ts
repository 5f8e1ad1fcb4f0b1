import { fc, test } from '@fast-check/vitest'
import { describe, expect } from 'vitest'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { estimateOf } from '../fixtures/request.ts'
import { setWith, travelRecords } from '../fixtures/set-with.ts'

/** Shares that sum to 1, so that the same may be stated. */
const SET = setWith(...travelRecords(0.38))
const MODES = [
  { mode: 'car', tripShare: 0.6, meanTripLength: 14 },
  { mode: 'walk', tripShare: 0.38, meanTripLength: 1.5 },
  { mode: 'cycle', tripShare: 0.02, meanTripLength: 5 },
]

describe('defaults', () => {
  test.prop([
    fc.integer({ min: 1000, max: 4e7 }),
    fc.constantFrom('2019', '2020', '2020-02', '2024'),
    fc.option(fc.double({ min: 1, max: 365, noNaN: true }), { nil: undefined }),
  ])('travel of {} is the travel of its defaults stated, to the bit', (population, period, daysPerYear) => {
    const days = daysPerYear === undefined ? {} : { daysPerYear }
    const body = { city: { name: 'Leeds', country: 'GB', population }, period }
    const short = estimateOf({ ...body, travel: days }, SET)
    const long = estimateOf({ ...body, travel: { ...days, tripsPerPersonPerDay: 2.5, modes: MODES } }, SET)
    expect(short.totals).toEqual(long.totals)
    expect(short.byMode).toEqual(long.byMode)
  })

  test.prop([
    // Fewer are a household's.
    fc.integer({ min: 10, max: 1e7 }),
    fc.double({ min: 1, max: 1e5, noNaN: true }),
    fc.constantFrom('car', 'van'),
  ])('vehicles × distance is the vehicle distance stated, to the bit', (vehicles, annualDistance, mode) => {
    const fuel = { powertrain: 'petrol', energyIntensity: '2.5 MJ/vkm' }
    const of = (row: object) => estimateOf({ demand: [{ mode, ...fuel, ...row }] }, HAND_SET).totals
    expect(of({ vehicles, annualDistance })).toEqual(of({ vehicleDistance: vehicles * annualDistance }))
  })
})
