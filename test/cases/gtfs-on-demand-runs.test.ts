import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const CALLED = table(
  'trip_id,arrival_time,departure_time,stop_id,stop_sequence,pickup_type,drop_off_type',
  'T1,08:00:00,08:00:00,A,1,2,1',
  'T1,08:15:00,08:15:00,B,2,2,2',
  'T1,08:30:00,08:30:00,C,3,1,2',
)

test.each([
  [
    'by their route type',
    { 'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,RT1,715') },
  ],
  ['by their pick-ups', { 'stop_times.txt': CALLED }],
])('runs that only go when somebody calls are said, %s', async (name, changes) => {
  const taken = await service.takeIn(name.replaceAll(' ', '-'), 'format=gtfs&city=town', townFeed(changes))
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'import-assumption')).toContainEqual(
    expect.stringMatching(/^1 trips run only when somebody calls \(100 % of the vehicle-kilometres/),
  )
})

test('areas of GTFS-Flex have no length, and are counted', async () => {
  const taken = await service.takeIn(
    'flex',
    'format=gtfs&city=town',
    townFeed({
      'trips.txt': table('route_id,service_id,trip_id,direction_id,shape_id', 'R,WD,T1,0,S', 'R,WD,F,0,'),
      'stop_times.txt': table(
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence,location_id,start_pickup_drop_off_window',
        'T1,08:00:00,08:00:00,A,1,,',
        'T1,08:30:00,08:30:00,C,2,,',
        'F,,,,1,zone-1,08:00:00',
        'F,,,,2,zone-1,08:00:00',
      ),
    }),
  )
  expect(detailsOf(taken.body.notices, 'rows-left-out')).toContainEqual(
    expect.stringMatching(/^1 trips serve areas or time windows on demand/),
  )
})

test('a run without calls says nothing of them', async () => {
  const taken = await service.takeIn(
    'plain',
    'format=gtfs&city=town',
    townFeed({ 'stop_times.txt': STOP_TIMES('T1,08:00:00,08:00:00,A,1', 'T1,08:30:00,08:30:00,C,2') }),
  )
  expect(JSON.stringify(taken.body.notices)).not.toContain('somebody calls')
})
