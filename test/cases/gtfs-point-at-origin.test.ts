import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { STOP_TIMES, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const SHAPE_HEAD = 'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence'
const vkmOf = async (dataset: string): Promise<number | undefined> => {
  const { body } = await service.series('town', dataset)
  return body.items[0]?.vehicleDistance?.value ?? undefined
}

test.each([
  ['at 0/0', 'S,0.0,0.0,2'],
  ['on no globe', 'S,500.0,80.5,2'],
])('a point of a shape %s is left out and counted', async (name, point) => {
  const id = `point-${name.replaceAll(/\W/g, '-')}`
  const shapes = table(SHAPE_HEAD, 'S,50.0,8.0,1', point, 'S,50.0,8.1,3', 'S,50.0,8.2,4')
  const taken = await service.takeIn(id, 'format=gtfs&city=town', townFeed({ 'shapes.txt': shapes }))
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'rows-left-out')[0]).toMatch(/^1 points of shapes were left out/)
  // The shape without the false point is A–B–C.
  expect(await vkmOf(id)).toBeCloseTo(TRIP_KM, 3)
})

test('a stop at 0/0 is passed over', async () => {
  const stops = table(
    'stop_id,stop_name,stop_lat,stop_lon',
    'A,Alpha,50.0,8.0',
    'B,Beta,0.0,0.0',
    'C,Gamma,50.0,8.2',
  )
  const feed = townFeed({
    'shapes.txt': undefined,
    'trips.txt': table('route_id,service_id,trip_id,direction_id', 'R,WD,T1,0'),
    'stops.txt': stops,
  })
  const taken = await service.takeIn('stop', 'format=gtfs&city=town', feed)
  expect(detailsOf(taken.body.notices, 'rows-left-out')[0]).toMatch(
    /^1 stops were taken for stops without a place/,
  )
  // From A to C: 14.29496 km × 1.2, the detour of trips without a shape.
  expect(await vkmOf('stop')).toBeCloseTo(TRIP_KM * 1.2, 2)
})

test('a point that is only wrong makes a run that no bus makes', async () => {
  // Longitude without its minus sign in one of three points: 2 × 1143 km there and back in 30 minutes.
  const shapes = table(SHAPE_HEAD, 'S,50.0,8.0,1', 'S,50.0,-8.1,2', 'S,50.0,8.2,3')
  const taken = await service.takeIn('sign', 'format=gtfs&city=town', townFeed({ 'shapes.txt': shapes }))
  const doubts = detailsOf(taken.body.notices, 'feed-doubtful')
  expect(doubts).toContainEqual(expect.stringMatching(/^1 trips are faster than any vehicle of their mode/))
  expect(doubts).toContainEqual(expect.stringMatching(/^1 trips have a shape under/))
})

test('a feed on the Gulf of Guinea keeps its points', async () => {
  const move = (text: string): string => text.replaceAll('50.0,', '0.0,').replaceAll(',8.', ',0.')
  const feed = townFeed({
    'trips.txt': TRIPS('R,WD,T1,0,S'),
    'stops.txt': move(
      table('stop_id,stop_name,stop_lat,stop_lon', 'A,Alpha,50.0,8.0', 'B,Beta,50.0,8.1', 'C,Gamma,50.0,8.2'),
    ),
    'shapes.txt': move(table(SHAPE_HEAD, 'S,50.0,8.0,1', 'S,50.0,8.1,2', 'S,50.0,8.2,3')),
    'stop_times.txt': STOP_TIMES('T1,08:00:00,08:00:00,A,1', 'T1,08:30:00,08:30:00,C,2'),
  })
  await service.takeIn('gulf', 'format=gtfs&city=town', feed)
  // 0.2° of the equator: 0.2 × 111.19508 km.
  expect(await vkmOf('gulf')).toBeCloseTo(22.239, 2)
})
