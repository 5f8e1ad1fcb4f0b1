import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { CALENDAR, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const takeIn = (id: string, changes: Parameters<typeof townFeed>[0]) =>
  service.takeIn(id, 'format=gtfs&city=town', townFeed(changes))

test('a year of working days is complete: days without service are 0', async () => {
  await takeIn('year', { 'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,20230101,20231231') })
  const { body } = await service.series('town', 'year', '&by=year')
  expect(body.items).toHaveLength(1)
  expect(body.items[0]).toMatchObject({ status: 'complete', facts: { present: 365, expected: 365 } })
  // 1 January 2023 was a Sunday: 52 weeks of five working days, and Sunday 31 December.
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(260 * TRIP_KM, 1)
  expect(detailsOf(body.notices, 'dataset-gaps')).toEqual([])
  const days = await service.series('town', 'year', '&from=2023-01-06&to=2023-01-08')
  expect(
    days.body.items.map(({ status, vehicleDistance }) => [status, Math.round(vehicleDistance?.value ?? -1)]),
  ).toEqual([
    ['complete', 14],
    ['complete', 0],
    ['complete', 0],
  ])
})

test('days that no calendar covers stay gaps', async () => {
  const taken = await takeIn('hole', {
    'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,20240304,20240308', 'SU,1,1,1,1,1,0,0,20240318,20240322'),
    'trips.txt': TRIPS('R,WD,T1,0,S', 'R,SU,T2,0,S'),
  })
  // 9 to 17 March.
  expect(detailsOf(taken.body.notices, 'import-gaps')).toEqual([
    'The calendars do not cover 9 days between their first and their last: these days are gaps, not 0.',
  ])
  const { body } = await service.series('town', 'hole', '&from=2024-03-10&to=2024-03-10')
  expect(body.items[0]?.status).toBe('missing')
})

test('a mode that only runs in part of the calendars is 0 on the other days, and that is said', async () => {
  const taken = await takeIn('ferry', {
    'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,3', 'T,A,2,0'),
    'calendar.txt': CALENDAR('WD,1,1,1,1,1,1,1,20240301,20240331', 'SU,1,1,1,1,1,1,1,20240310,20240319'),
    'trips.txt': TRIPS('R,WD,T1,0,S', 'T,SU,T2,0,S'),
  })
  // 31 days less the ten of the tram.
  expect(detailsOf(taken.body.notices, 'import-assumption')).toContainEqual(
    expect.stringMatching(/^tram: 0 vkm on 21 days/),
  )
})

test.each([
  ['calendar.end_date', { 'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,20240304,2024038') }],
  ['calendar.start_date', { 'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,03/04/2024,20240308') }],
  ['calendar.saturday', { 'calendar.txt': CALENDAR('WD,1,1,1,1,1,,0,20240304,20240308') }],
  ['calendar.monday', { 'calendar.txt': CALENDAR('WD,yes,1,1,1,1,0,0,20240304,20240308') }],
  ['calendar_dates.date', { 'calendar_dates.txt': table('service_id,date,exception_type', 'WD,5.3.2024,2') }],
  [
    'calendar_dates.exception_type',
    { 'calendar_dates.txt': table('service_id,date,exception_type', 'WD,20240305,3') },
  ],
  [
    'calendar_dates.service_id',
    { 'calendar_dates.txt': table('service_id,date,exception_type', ',20240305,2') },
  ],
])('%s that cannot be read is refused, not dropped', async (column, changes) => {
  const { status, body } = await takeIn(column.replaceAll(/\W|_/g, '-'), changes)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'value-not-read', column, count: 1 }]])
})

test('days written with hyphens are days', async () => {
  await takeIn('hyphens', {
    'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,2024-03-04,2024-03-08'),
    'calendar_dates.txt': table('service_id,date,exception_type', 'WD,2024-03-05,2'),
  })
  const { body } = await service.series('town', 'hyphens')
  expect(body.items.map(({ vehicleDistance }) => Math.round(vehicleDistance?.value ?? -1))).toEqual([
    14, 0, 14, 14, 14,
  ])
})

test('metro kilometres are those of trains, which is said', async () => {
  const taken = await takeIn('metro', {
    'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,1'),
  })
  expect(detailsOf(taken.body.notices, 'import-assumption')).toContainEqual(
    expect.stringMatching(
      /^1 trips are of trains: a vehicle-kilometre of metro and rail is one of a whole train/,
    ),
  )
})

test('windows of one trip that overlap, or of no trip, are said', async () => {
  const taken = await takeIn('windows', {
    'frequencies.txt': table(
      'trip_id,start_time,end_time,headway_secs',
      'T1,06:00:00,08:00:00,600',
      'T1,07:00:00,09:00:00,600',
      'T9,06:00:00,08:00:00,600',
    ),
  })
  expect(detailsOf(taken.body.notices, 'feed-doubtful')[0]).toMatch(
    /^1 pairs of time windows of one trip overlap/,
  )
  expect(detailsOf(taken.body.notices, 'rows-left-out')[0]).toMatch(/^1 time windows were left out/)
})

test('a shape that is much longer than its stops is said', async () => {
  const taken = await takeIn('shape', {
    'shapes.txt': table(
      'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence',
      'S,50.0,8.0,1',
      'S,50.3,8.1,2',
      'S,50.0,8.2,3',
    ),
  })
  // 2 × 34.1 km over 14.3 km between the stops: 4.8 times.
  expect(detailsOf(taken.body.notices, 'feed-doubtful').join()).toContain(
    '1 trips have a shape under 0.8 times or over 3 times',
  )
})

test('a shape that lies far from the stops of its trip is said, with its kilometres', async () => {
  const of = (...points: readonly string[]) => ({
    'shapes.txt': table('shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence', ...points),
  })
  // Latitude and longitude in each other's place: 0.2° along a meridian, 2 × 11.11951 = 22.239 km, some 5 600 km from all stops.
  const swapped = await takeIn('swapped', of('S,8.0,50.0,1', 'S,8.1,50.0,2', 'S,8.2,50.0,3'))
  expect(detailsOf(swapped.body.notices, 'feed-doubtful')).toEqual([
    expect.stringMatching(/^1 trips have a shape that nowhere comes nearer than 2 km .*100 %/),
  ])
  // 0.01° north of all stops, 1.11 km, as a motorway beside a town may be.
  const beside = await takeIn('beside', of('S,50.01,8.0,1', 'S,50.01,8.1,2', 'S,50.01,8.2,3'))
  expect(detailsOf(beside.body.notices, 'feed-doubtful')).toEqual([])
})
