import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

test('kilometres far from the town are said, in the import, the series and the estimate', async () => {
  const taken = await service.takeIn(
    'far',
    'format=gtfs&city=town',
    townFeed({
      'shapes.txt': undefined,
      'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,RE1,106'),
      'trips.txt': table('route_id,service_id,trip_id,direction_id', 'R,WD,T1,0'),
      'stops.txt': table(
        'stop_id,stop_name,stop_lat,stop_lon',
        'A,Alpha,50.0,8.0',
        'B,Beta,50.0,8.1',
        'C,Gamma,52.5,13.4',
      ),
      'stop_times.txt': STOP_TIMES(
        'T1,08:00:00,08:00:00,A,1',
        'T1,08:15:00,08:15:00,B,2',
        'T1,12:30:00,12:30:00,C,3',
      ),
    }),
  )
  const [said] = detailsOf(taken.body.notices, 'feed-doubtful')
  // 461.70 km of 7.15 + 461.70 km: 98 %.
  expect(said).toMatch(
    /nothing was cut at its boundary\. 1 trips go farther than 30 km .* 98 % of the vehicle-kilometres/,
  )
  const series = await service.series('town', 'far')
  // (7.14748 + 461.70) × 1.2 = 562.62 vkm.
  expect(series.body.items[0]?.vehicleDistance?.value).toBeCloseTo(562.62, 1)
  expect(detailsOf(series.body.notices, 'feed-doubtful')).toContain(said)
  const estimate = await service.estimate({
    city: { name: 'Town', country: 'DE' },
    period: '2024-03',
    demand: { dataset: 'far', city: 'town' },
  })
  expect(detailsOf(estimate.body.notices, 'feed-doubtful')).toContain(said)
})

test('a feed of the town says that nothing was cut', async () => {
  const taken = await service.takeIn('near', 'format=gtfs&city=town', townFeed())
  expect(detailsOf(taken.body.notices, 'feed-doubtful')).toEqual([])
  expect(detailsOf(taken.body.notices, 'import-assumption').at(-1)).toContain(
    'nothing was cut at its boundary',
  )
})
