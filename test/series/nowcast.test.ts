import type { FastifyInstance } from 'fastify'
import { describe, expect, test } from 'vitest'
import { datasetOf, type Fact, type Given, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

const monthly = datasetOf({ id: 'monthly', grain: 'month' })
const FACTS: readonly Fact[] = [
  ...Array.from({ length: 12 }, (_, at) => ({
    period: `2019-${String(at + 1).padStart(2, '0')}`,
    city: 'leeds',
    mode: 'car',
    vehicleDistanceVkm: 1000,
  })),
  { period: '2020-04', city: 'leeds', mode: 'car', vehicleDistanceVkm: 300 },
]

async function serviceWith(facts: readonly Fact[], dataset: Given['dataset'] = monthly) {
  const app = await newApp({ store: storeWith([{ dataset, facts }]) })
  const saved = await postEstimate(app, SMALL_CITY, '?save=true')
  return { app, estimate: saved.json() }
}

const nowcast = async (app: FastifyInstance, query: string) =>
  (await app.inject({ url: `/v1/cities/leeds/nowcast?dataset=monthly&period=2020-04&${query}` })).json()

describe('a nowcast', () => {
  test('scales the audited year by the activity of the period, in a wider band', async () => {
    const { app, estimate } = await serviceWith(FACTS)
    const { co2e, audited, byMode, statement, notices } = await nowcast(app, `estimate=${estimate.id}`)
    // 300 vkm over 12 × 1000 vkm, which are of 365 days: (300 ÷ 30 × 30) ÷ (12 000 ÷ 365 × 365) = 0.025.
    expect(byMode[0].mode).toBe('car')
    expect(byMode[0].index).toBeCloseTo(0.025, 12)
    expect(co2e.value).toBeCloseTo(estimate.totals.co2e.value * 0.025, 12)
    expect((co2e.upper - co2e.lower) / co2e.value).toBeGreaterThan(
      (audited.upper - audited.lower) / audited.value,
    )
    expect(statement).toContain('This is not an inventory')
    // Walking has no index.
    expect(notices.map(({ code }: { code: string }) => code)).toEqual(['dataset-used', 'index-missing'])
  })

  test('takes an index without a mode for every mode', async () => {
    const index = (period: string, indexValue: number): Fact => ({ period, city: 'leeds', indexValue })
    const facts = [...FACTS.slice(0, 12).map(({ period }) => index(period, 5)), index('2020-04', 2)]
    const { app, estimate } = await serviceWith(facts)
    const { byMode } = await nowcast(app, `estimate=${estimate.id}`)
    // 2 ÷ 5 of a mean day, 30 days of 365.
    expect(byMode[0].index).toBeCloseTo((2 / 5) * (30 / 365), 12)
    expect(byMode[1].index).toBeCloseTo((2 / 5) * (30 / 365), 12)
  })

  test('is looked back at with an estimate of the period', async () => {
    const { app, estimate } = await serviceWith(FACTS)
    const later = await postEstimate(
      app,
      {
        ...SMALL_CITY,
        period: '2020-04',
        demand: [
          { mode: 'car', vehicleDistance: '25000 vkm', powertrain: 'petrol', energyIntensity: '8 L/100km' },
        ],
      },
      '?save=true',
    )
    const { against } = await nowcast(app, `estimate=${estimate.id}&against=${later.json().id}`)
    // 2.5 % of 1 million vkm are 25 000 vkm.
    expect(against.error).toBeCloseTo(0, 12)
    expect(against.isCovered).toBe(true)
    const other = await nowcast(app, `estimate=${estimate.id}&against=${estimate.id}`)
    expect(other.errors[0]).toMatchObject({ code: 'period-invalid', parameter: 'against' })
    const cycling = await postEstimate(
      app,
      { ...SMALL_CITY, period: '2020-04', demand: [{ mode: 'cycle', passengerDistance: '1 million pkm' }] },
      '?save=true',
    )
    const none = await nowcast(app, `estimate=${estimate.id}&against=${cycling.json().id}`)
    expect(none.errors[0]).toMatchObject({ code: 'not-comparable', parameter: 'against' })
  })

  test('is refused where the dataset tells nothing, or the estimate has no interval', async () => {
    const { app, estimate } = await serviceWith(FACTS.slice(0, 12))
    expect((await nowcast(app, `estimate=${estimate.id}`)).errors[0].code).toBe('dataset-empty')
    expect((await nowcast(app, 'estimate=est_none')).status).toBe(404)
    const whole = await serviceWith(FACTS)
    const bare = await postEstimate(
      whole.app,
      { ...SMALL_CITY, uncertainty: { method: 'none' } },
      '?save=true',
    )
    expect((await nowcast(whole.app, `estimate=${bare.json().id}`)).errors[0].code).toBe(
      'uncertainty-invalid',
    )
  })
})

describe('all cities of a dataset', () => {
  const facts: readonly Fact[] = [
    ...FACTS,
    { period: '2019-01', city: 'york', mode: 'car', vehicleDistanceVkm: 2000 },
    { period: '2019-01', city: 'hull', mode: 'ferry', passengerDistancePkm: 2000 },
    { period: '2018-01', city: 'bath', mode: 'car', vehicleDistanceVkm: 2000 },
  ]
  const list = async (query: string) => {
    const { app } = await serviceWith(facts)
    return (await app.inject({ url: `/v1/datasets/monthly/estimates?${query}` })).json()
  }

  test('have each an estimate, or why there is none', async () => {
    const { items } = await list('period=2019-01')
    const codes = items.map(
      ({ city, status, errors }: { city: string; status: string; errors?: { code: string }[] }) => [
        city,
        status,
        ...(errors ?? []).map(({ code }) => code),
      ],
    )
    expect(codes).toEqual([
      ['bath', 'refused', 'dataset-empty'],
      ['hull', 'refused', 'factor-not-found'],
      ['leeds', 'complete'],
      ['york', 'complete'],
    ])
    const [, , leeds, york] = items
    // 2000 vkm over 1000 vkm of the same cars.
    expect(york.co2e.value / leeds.co2e.value).toBeCloseTo(2, 12)
    expect(york.co2e.upper / leeds.co2e.upper).toBeCloseTo(2, 12)
    expect(leeds.noticeCount).toBeGreaterThan(0)
  })

  test('come in pages; a period finer than the facts is refused', async () => {
    const first = await list('period=2019&limit=2')
    expect(first.next).toBe('hull')
    const second = await list('period=2019&limit=2&after=hull')
    expect(second.items.map(({ city }: { city: string }) => city)).toEqual(['leeds', 'york'])
    expect(second.items[1]).toMatchObject({ status: 'partial', reason: 'car 1 of 12' })
    expect((await list('period=2019-01-01')).errors[0].code).toBe('period-invalid')
  })
})
