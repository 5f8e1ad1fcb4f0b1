import { expect, test } from 'vitest'
import { noticesOf, resultOf } from '../fixtures/newest-answer.ts'

test.each(['cycle', 'shared-bike'])('why a %s has no vehicle distance is said at its row', async (mode) => {
  const result = await resultOf({
    city: { name: 'X', country: 'DE' },
    period: '2022',
    demand: [
      { mode: 'car', vehicleDistance: '10 million vkm' },
      { mode, passengerDistance: '3 million pkm' },
    ],
  })
  const [of] = result.byMode.filter((one) => one.mode === mode)
  expect(of).toMatchObject({ vehicleDistance: null, passengerDistance: { value: 3e6 } })
  // The cars alone: a bicycle is no motor vehicle of the city.
  expect(result.totals.vehicleDistance).toMatchObject({ value: 1e7 })
  expect(noticesOf(result, 'distance-incomplete')).toMatchObject([
    { pointer: '/demand/1', detail: expect.stringContaining('one rider') },
  ])
})
