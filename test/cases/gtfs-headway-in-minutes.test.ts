import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { FREQUENCIES, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

test('a headway of seven seconds is said, with the runs that follow from it', async () => {
  const feed = townFeed({ 'frequencies.txt': FREQUENCIES('T1,06:00:00,23:00:00,7') })
  const taken = await service.takeIn('headway', 'format=gtfs&city=town', feed)
  expect(taken.status).toBe(201)
  const [said] = detailsOf(taken.body.notices, 'feed-doubtful')
  // 17 h × 3600 s ÷ 7 s = 8742.9, rounded up; × 14.29496 km = 124 980.9 vkm. In minutes: 17 × 60 ÷ 7 = 145.7, rounded up.
  expect(said).toContain('8743 runs and 124981 vkm')
  expect(said).toContain('146 runs')
  // Whoever asks for the series hears it too.
  const { body } = await service.series('town', 'headway')
  expect(detailsOf(body.notices, 'feed-doubtful')).toContain(said)
})

test('a headway that lines do have is not doubted', async () => {
  const feed = townFeed({ 'frequencies.txt': FREQUENCIES('T1,06:00:00,23:00:00,300') })
  const taken = await service.takeIn('usual', 'format=gtfs&city=town', feed)
  expect(detailsOf(taken.body.notices, 'feed-doubtful')).toEqual([])
})
