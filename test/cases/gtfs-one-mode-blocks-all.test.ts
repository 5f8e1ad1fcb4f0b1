import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

/** A bus and a line of another type, one run each a day on the same way. */
const feedWith = (type: number): Buffer =>
  townFeed({
    'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,3', `F,A,2,${type}`),
    'trips.txt': TRIPS('R,WD,T1,0,S', 'F,WD,T2,0,S'),
    'stop_times.txt': STOP_TIMES(
      ...['T1', 'T2'].flatMap((trip) => [`${trip},08:00:00,08:00:00,A,1`, `${trip},08:30:00,08:30:00,C,2`]),
    ),
  })

test.each([
  ['funicular', 7, 'no mode'],
  ['cableway', 1300, 'cable-car'],
  ['monorail', 405, undefined],
  ['ferry', 4, undefined],
])('a %s in the feed does not block the bus', async (name, type, leftOut) => {
  await service.takeIn(name, 'format=gtfs&city=town', feedWith(type))
  const { status, body } = await service.series('town', name)
  expect(status).toBe(200)
  const [monday] = body.items
  // Bus: 14.295 vkm.
  if (leftOut !== undefined) expect(monday?.vehicleDistance?.value).toBeCloseTo(TRIP_KM, 3)
  expect(monday?.co2e?.value).toBeGreaterThan(0)
  const said = detailsOf(body.notices, 'mode-left-out')
  if (leftOut !== undefined) {
    // On five days 5 × 14.295 = 71.4748 km.
    expect(said).toContainEqual(
      expect.stringMatching(new RegExp(`^${leftOut}: 71.4748 km are not in the sums`)),
    )
    expect(monday).toMatchObject({ status: 'partial', reason: `not estimated: ${leftOut}` })
  }
})

test('the bus alone is complete', async () => {
  await service.takeIn('alone', 'format=gtfs&city=town', feedWith(7))
  const { body } = await service.series('town', 'alone', '&mode=bus')
  expect(body.items.map(({ status }) => status)).toEqual(Array(5).fill('complete'))
})

test('only a funicular: nothing can be estimated, and why', async () => {
  const feed = townFeed({ 'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,7') })
  await service.takeIn('only', 'format=gtfs&city=town', feed)
  const { status, body } = await service.series('town', 'only')
  expect([status, body]).toMatchObject([422, { errors: [{ code: 'mode-missing' }] }])
})
