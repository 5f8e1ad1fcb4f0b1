import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { FREQUENCIES, TRIP_KM, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

// 06–10 h every 600 s (24 runs) and 10–22 h every 600 s (72 runs): 96 × 14.29496 = 1372.3 vkm a day.
const BOTH_KM = 96 * TRIP_KM

test.each([
  ['a clock time for the headway', 'T1,10:00:00,22:00:00,00:10:00', /^1 headways are clock times/],
  ['times without seconds', 'T1,10:00,22:00,600', /^1 time windows have a start or an end without seconds/],
])('%s is read, and said', async (name, row, said) => {
  const id = name.replaceAll(' ', '-')
  const feed = townFeed({ 'frequencies.txt': FREQUENCIES('T1,06:00:00,10:00:00,600', row) })
  const taken = await service.takeIn(id, 'format=gtfs&city=town', feed)
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'import-assumption').some((detail) => said.test(detail))).toBe(true)
  const { body } = await service.series('town', id)
  expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(BOTH_KM, 1)
})

test.each([
  ['a word', 'T1,10:00:00,22:00:00,ten', 'frequencies.headway_secs'],
  ['minutes and seconds', 'T1,10:00:00,22:00:00,10:00', 'frequencies.headway_secs'],
  ['nothing', 'T1,10:00:00,22:00:00,', 'frequencies.headway_secs'],
  ['no start', 'T1,,22:00:00,600', 'frequencies.start_time'],
  ['no end', 'T1,22:00:00,,600', 'frequencies.end_time'],
  ['an end before the start', 'T1,22:00:00,10:00:00,600', 'frequencies.start_time'],
])('%s in one of two windows is refused, with its column', async (name, row, column) => {
  const id = `no-${name.replaceAll(' ', '-')}`
  const feed = townFeed({ 'frequencies.txt': FREQUENCIES('T1,06:00:00,10:00:00,600', row) })
  const { status, body } = await service.takeIn(id, 'format=gtfs&city=town', feed)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'value-not-read', column, count: 1 }]])
})
