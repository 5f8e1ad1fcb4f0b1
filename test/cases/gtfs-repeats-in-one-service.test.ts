import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const TWICE = STOP_TIMES(
  'T1,07:30:00,07:30:00,A,1',
  'T1,08:00:00,08:00:00,C,2',
  'T2,07:30:00,07:30:00,A,1',
  'T2,08:00:00,08:00:00,C,2',
)

test.each([
  ['of one service', {}, TRIPS('R,WD,T1,0,S', 'R,WD,T2,0,S')],
  [
    'of two lines',
    { 'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,3', 'Q,A,1,3') },
    TRIPS('R,WD,T1,0,S', 'Q,WD,T2,0,S'),
  ],
])('two runs %s with the same stops and times count, and are said', async (name, changes, trips) => {
  const id = name.replaceAll(' ', '-')
  const feed = townFeed({ ...changes, 'trips.txt': trips, 'stop_times.txt': TWICE })
  const taken = await service.takeIn(id, 'format=gtfs&city=town', feed)
  // One of two trips, on five days: half of the kilometres.
  expect(detailsOf(taken.body.notices, 'feed-doubtful')).toContainEqual(
    expect.stringMatching(/^1 trips go by the same stops at the same times .* on 5 trip days \(50 % /),
  )
  const { body } = await service.series('town', id)
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(2 * TRIP_KM, 3)
})
