import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Restatement, restatement } from '../../api/restatement/schema.ts'
import type { SeriesView } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { datasetOf, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

/** The same 1000 million vkm of cars in the US every year. */
const YEARS = [2016, 2017, 2018, 2019]
const FACTS = YEARS.map((year) => ({
  period: String(year),
  city: 'x',
  mode: 'car',
  vehicleDistanceVkm: 1e9,
}))

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({
    factorSets: factorSetsOf([releasedSet('2026.2')]),
    store: storeWith([{ dataset: datasetOf({ country: 'US', grain: 'year' }), facts: FACTS }]),
  })
})
afterAll(() => app.close())

async function restated(country: string, years: readonly number[], more: object = {}): Promise<Restatement> {
  const estimates = years.map((year) => ({
    city: { name: 'x', country },
    period: String(year),
    demand: [{ mode: 'car', vehicleDistance: '1000 million vkm' }],
    ...more,
  }))
  const answer = await app.inject({ method: 'POST', url: '/v1/restatements', payload: { estimates } })
  expect(answer.statusCode).toBe(200)
  return restatement.parse(answer.json())
}

describe('a change of source inside a set', () => {
  test('is a break: US cars, 2017 to 2018, in 2026.2', async () => {
    const { recomputed } = await restated('US', YEARS)
    expect(recomputed.comparable).toBe(false)
    expect(recomputed.sourceBreaks).toMatchObject([{ mode: 'car', before: 2017, after: 2018, unit: 'vkm' }])
    const [found] = recomputed.sourceBreaks
    // 158 g of a European speed curve, 213 g of an EPA table.
    expect(found?.gBefore).toBeCloseTo(158, -1)
    expect(found?.gAfter).toBeCloseTo(213, -1)
    expect(found?.from).not.toBe(found?.to)
    const [notice] = recomputed.notices
    expect(notice).toMatchObject({ code: 'series-break', pointer: '/estimates/2' })
    expect(notice?.detail).toContain('This is no change of traffic')
    expect(recomputed.statement).toContain('car 2017 to 2018')
    expect(recomputed.statement).not.toContain('so that they can be compared')
  })

  test('is one where the assumed standard of the whole fleet steps: German cars, 2022 to 2023', async () => {
    const { recomputed } = await restated('DE', [2021, 2022, 2023])
    expect(recomputed.sourceBreaks).toMatchObject([{ mode: 'car', before: 2022, after: 2023 }])
    expect(recomputed.sourceBreaks[0]?.from).toContain('euro-4')
    expect(recomputed.sourceBreaks[0]?.to).toContain('euro-5')
  })

  test('is none while the source stays, nor where the vehicles are stated', async () => {
    expect((await restated('US', [2018, 2019])).recomputed).toMatchObject({
      comparable: true,
      sourceBreaks: [],
    })
    const fleet = [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }]
    expect((await restated('US', [2017, 2018], { fleet })).recomputed.sourceBreaks).toEqual([])
  })

  test('is marked in a series too', async () => {
    const answer = await app.inject('/v1/cities/x/series?dataset=daily')
    const { notices } = answer.json<SeriesView>()
    const breaks = notices.filter(({ code }) => code === 'series-break')
    expect(breaks.map(({ detail }) => detail.slice(0, 20))).toEqual(['Car, 2017 to 2018: 1'])
  })
})

test('a jump that filed and recomputed years have alike is said once', async () => {
  const { filed, recomputed } = await restated('US', [2017, 2018])
  const said = [...filed.notices, ...recomputed.notices].filter(({ code }) => code === 'year-on-year-jump')
  expect(said).toHaveLength(1)
})
