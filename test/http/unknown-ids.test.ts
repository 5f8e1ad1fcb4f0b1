import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { newestSet } from '../emission-factors/newest.ts'
import { FLOWS_OF_TEST, importText } from '../fixtures/importing.ts'
import { processorTimeOf } from '../fixtures/processor-time.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

/** Cities of one dataset: an edit distance to each takes a processor longer than all else that is asked here. */
const CITIES = 40_000
/** Beyond what an answer to a known id takes [ms]: noise, and a thousand ids compared letter by letter. */
const SLACK_MS = 40

let app: FastifyInstance
let saved: string
const set = newestSet()
const store = memoryStore()

beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([set]), store })
  saved = (await postEstimate(app, SMALL_CITY, '?save=true')).json().id
  await store.saveCity({ id: 'leeds', name: 'Leeds', country: 'GB', population: { 2019: 793_100 } })
  await store.registerDataset({ ...FLOWS_OF_TEST, country: 'GB' })
  const rows = Array.from({ length: CITIES }, (_, index) => `2019-03-01,city ${index} of a test,car,100000`)
  await importText(
    store,
    `period,city,mode,vehicle_distance_vkm\n${rows.join('\n')}\n`,
    {},
    { fileBytes: 50_000_000, unpackedBytes: 50_000_000 },
  )
})
afterAll(() => app.close())

/** What an answer takes of a processor at least [ms]: the least of some is the one that little else came between. */
async function costOf(
  ask: () => Promise<{ statusCode: number }>,
  ...statuses: readonly number[]
): Promise<number> {
  let least = Number.POSITIVE_INFINITY
  for (let times = 0; times < 4; times += 1) {
    const { value, ms } = await processorTimeOf(ask)
    expect(statuses).toContain(value.statusCode)
    least = Math.min(least, ms)
  }
  return least
}

/** Ids that are none, made of one that is: alike, long, and of nothing it could be taken for. */
const unknownOf = (known: string): readonly string[] => [
  'x',
  `${known}x`,
  `${known.slice(0, known.length - 1)}~`,
  'z'.repeat(90),
]

describe('an id that is not known costs no more than one that is', () => {
  test.each<[string, () => readonly [start: string, id: string, end?: string]]>([
    ['a record', () => [`/v1/factor-sets/${set.content.id}/factors/`, set.listIds()[0] ?? '']],
    ['a factor set', () => ['/v1/factor-sets/', set.content.id]],
    ['an estimate', () => ['/v1/estimates/', saved]],
    ['lines of an estimate', () => ['/v1/estimates/', saved, '/lines']],
    ['an explanation', () => ['/v1/estimates/', saved, '/explanation']],
    ['a city', () => ['/v1/cities/', 'leeds']],
    ['a dataset', () => ['/v1/datasets/', 'flows']],
  ])('%s', async (_, addressOf) => {
    const [start, known, end = ''] = addressOf()
    const ask = (id: string) => () => app.inject(`${start}${encodeURIComponent(id)}${end}`)
    const usual = await costOf(ask(known), 200)
    for (const id of unknownOf(known))
      expect(await costOf(ask(id), 400, 404), id).toBeLessThan(usual + SLACK_MS)
  })

  test('a city in a dataset of many', async () => {
    const { demand: _, ...rest } = SMALL_CITY
    const ask = (city: string) => () =>
      postEstimate(app, { ...rest, period: '2019-03', demand: { dataset: 'flows', city } })
    const known = ask('city 7 of a test')
    const usual = await costOf(known, (await known()).statusCode)
    const unknown = ask('citty 7 of a tesst')
    const { errors } = (await unknown()).json()
    expect(errors[0]).toMatchObject({ code: 'city-unknown' })
    expect(errors[0].candidates.length).toBeLessThanOrEqual(1000)
    // Facts are read through once more, to see which cities there are, and once whether they name zones.
    expect(await costOf(unknown, 422)).toBeLessThan(4 * usual + SLACK_MS)
  })
})
