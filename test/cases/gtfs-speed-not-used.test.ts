import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, TRIP_KM, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const co2eOf = async (speeds: readonly object[]): Promise<number> => {
  const { body } = await service.estimate({
    city: { name: 'Town', country: 'DE' },
    period: '2024',
    demand: [{ mode: 'bus', vehicleDistance: '10 million vkm' }],
    speeds,
  })
  return body.totals.co2e.value
}

test('the speed of the timetable is the speed of the estimate', async () => {
  await service.takeIn('slow', 'format=gtfs&city=town', townFeed())
  const { body } = await service.series('town', 'slow')
  // 14.29496 km in half an hour: 28.58993 km/h.
  const stated = await co2eOf([{ mode: 'bus', meanSpeed: '28.58992 km/h' }])
  expect(body.items[0]?.co2e?.value).toBeCloseTo((stated * TRIP_KM) / 10e6, 8)
  // Without a speed the default of the country stands in, which is another one.
  expect(Math.abs((await co2eOf([])) / stated - 1)).toBeGreaterThan(0.01)
  expect(
    detailsOf(body.notices, 'tier-default-used').filter((detail) => detail.includes('mean speed')),
  ).toEqual([])
  expect(detailsOf(body.notices, 'dataset-used')).toContainEqual(
    expect.stringContaining('bus 2024 28.6 km/h'),
  )
  // An estimate of the same days says the same: five runs.
  const { body: month } = await service.estimate({
    city: { name: 'Town', country: 'DE' },
    period: '2024-03',
    demand: { dataset: 'slow', city: 'town' },
  })
  expect(month.totals.co2e.value / ((stated * 5 * TRIP_KM) / 10e6)).toBeCloseTo(1, 5)
})

test('858 km/h is no speed of a bus, and is not used', async () => {
  const feed = townFeed({
    'stop_times.txt': STOP_TIMES('T1,08:00:00,08:00:00,A,1', 'T1,08:01:00,08:01:00,C,2'),
  })
  const taken = await service.takeIn('fast', 'format=gtfs&city=town', feed)
  // 14.295 km in a minute.
  expect(detailsOf(taken.body.notices, 'feed-doubtful')[0]).toMatch(
    /^1 trips are faster than any vehicle of their mode \(100 % /,
  )
  const { body } = await service.series('town', 'fast')
  expect(body.items[0]?.co2e?.value).toBeCloseTo(((await co2eOf([])) * TRIP_KM) / 10e6, 8)
})
