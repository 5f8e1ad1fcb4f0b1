import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, TRIP_KM, TRIPS, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const TIMES = STOP_TIMES(
  ...['T1', 'T2', 'T3'].flatMap((trip, at) => [
    `${trip},0${7 + at}:30:00,0${7 + at}:30:00,A,1`,
    `${trip},0${7 + at}:50:00,0${7 + at}:50:00,C,2`,
  ]),
)

test('trips of a service that no calendar has are counted', async () => {
  const feed = townFeed({
    'trips.txt': TRIPS('R,WD,T1,0,S', 'R,wd,T2,0,S', 'R,GHOST,T3,0,S'),
    'stop_times.txt': TIMES,
  })
  const taken = await service.takeIn('ghost', 'format=gtfs&city=town', feed)
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'rows-left-out')).toEqual([
    '2 trips were left out: their service is in no calendar and has no exception; 1 of them name one in other capital or small letters.',
  ])
  // One trip is known to run.
  const { body } = await service.series('town', 'ghost')
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(TRIP_KM, 3)
})

test('where no trip runs at all, the feed is refused', async () => {
  const feed = townFeed({ 'trips.txt': TRIPS('R,GHOST,T1,0,S') })
  const { status, body } = await service.takeIn('none', 'format=gtfs&city=town', feed)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'file-unreadable' }]])
})
