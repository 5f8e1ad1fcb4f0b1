import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { CALENDAR, STOP_TIMES, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const WEEK = ['WD,1,1,1,1,1,0,0,20240304,20240308', 'SCHOOL,1,1,1,1,1,0,0,20240304,20240308']

test('two branches that leave together are two runs', async () => {
  const taken = await service.takeIn(
    'branches',
    'format=gtfs&city=town',
    townFeed({
      'calendar.txt': CALENDAR(...WEEK),
      'trips.txt': TRIPS('R,WD,T1,0,S', 'R,SCHOOL,T2,0,S2'),
      'shapes.txt': table(
        'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence',
        'S,50.0,8.0,1',
        'S,50.0,8.1,2',
        'S,50.0,8.2,3',
        'S2,50.0,8.0,1',
        'S2,50.0,8.1,2',
        'S2,50.2,8.1,3',
      ),
      'stops.txt': table(
        'stop_id,stop_name,stop_lat,stop_lon',
        'A,Alpha,50.0,8.0',
        'B,Beta,50.0,8.1',
        'C,Gamma,50.0,8.2',
        'D,Delta,50.2,8.1',
      ),
      'stop_times.txt': STOP_TIMES(
        'T1,07:30:00,07:30:00,A,1',
        'T1,07:45:00,07:45:00,B,2',
        'T1,08:00:00,08:00:00,C,3',
        'T2,07:30:00,07:30:00,A,1',
        'T2,07:45:00,07:45:00,B,2',
        'T2,08:20:00,08:20:00,D,3',
      ),
    }),
  )
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'rows-left-out')).toEqual([])
  const { body } = await service.series('town', 'branches')
  // T1: 14.295 km. T2: 7.14748 km to B and 0.2° of a meridian, 0.2 × 111.19508 = 22.23902 km: 29.3865 km.
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(TRIP_KM + 7.14748 + 22.23902, 3)
})

test('the same run under two services is still one', async () => {
  const taken = await service.takeIn(
    'repeats',
    'format=gtfs&city=town',
    townFeed({
      'calendar.txt': CALENDAR(...WEEK),
      'trips.txt': TRIPS('R,WD,T1,0,S', 'R,SCHOOL,T2,0,S'),
      'stop_times.txt': STOP_TIMES(
        ...['T1', 'T2'].flatMap((trip) => [
          `${trip},07:30:00,07:30:00,A,1`,
          `${trip},07:45:00,07:45:00,B,2`,
          `${trip},08:00:00,08:00:00,C,3`,
        ]),
      ),
    }),
  )
  // Five days on which both run.
  expect(detailsOf(taken.body.notices, 'rows-left-out')[0]).toMatch(/^5 trip days/)
  const { body } = await service.series('town', 'repeats')
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(TRIP_KM, 3)
})
