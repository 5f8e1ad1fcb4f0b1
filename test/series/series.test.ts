import { setImmediate } from 'node:timers/promises'
import { describe, expect, test, vi } from 'vitest'
import type { SeriesView } from '../../api/series/schema.ts'
import type { City } from '../../api/store/datasets.ts'
import { datasetOf, type Fact, type Given, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate } from '../fixtures/service.ts'

const LEEDS: City = { id: 'leeds', name: 'Leeds', country: 'GB', population: {} }
const day = (number: number): string => new Date(Date.UTC(2019, 0, number)).toISOString().slice(0, 10)

/** Cars of every day of 2019: on working days 1 000 000 vkm, else half of it. 1 January 2019 was a Tuesday. */
const CARS: readonly Fact[] = Array.from({ length: 365 }, (_, at) => ({
  period: day(at + 1),
  city: 'leeds',
  mode: 'car',
  vehicleDistanceVkm: [4, 5].includes(at % 7) ? 500_000 : 1_000_000,
}))
const WALKS: readonly Fact[] = CARS.map(({ period }) => ({
  period,
  city: 'leeds',
  mode: 'walk',
  passengerDistancePkm: 200_000,
}))

async function ask(query: string, given: Partial<Given> = {}, accept = 'application/json') {
  const store = storeWith([{ dataset: datasetOf(), facts: CARS, ...given }], [LEEDS])
  const app = await newApp({ store })
  const answer = await app.inject({
    url: `/v1/cities/leeds/series?dataset=daily${query}`,
    headers: { accept },
  })
  return {
    app,
    answer,
    view: String(answer.headers['content-type']).includes('json') ? answer.json<SeriesView>() : undefined,
  }
}

const seriesOf = async (query: string, given: Partial<Given> = {}): Promise<SeriesView> => {
  const { view, answer } = await ask(query, given)
  if (!view || answer.statusCode !== 200) throw new Error(answer.body)
  return view
}
const codesOf = async (query: string, given: Partial<Given> = {}): Promise<readonly string[]> =>
  (await ask(query, given)).answer.json().errors.map(({ code }: { code: string }) => code)

test('shares for a band that no fact has are refused: they would act on nothing, and the others on all', async () => {
  // Facts without a mode and with a distance of their own, so without a band.
  const facts = CARS.map(({ mode: _, vehicleDistanceVkm: km, ...fact }) => ({
    ...fact,
    passengerDistancePkm: km ?? 0,
  }))
  const split = encodeURIComponent('0-300: car=0.7, cycle=0.3; *: walk=0.6, cycle=0.4')
  const query = `&by=year&modalSplit=${split}&allocation=geographic`
  expect(await codesOf(query, { facts })).toEqual(['band-not-in-facts'])
  const { app } = await ask('', { facts })
  const answer = await app.inject(`/v1/cities/leeds/series?dataset=daily${query}`)
  expect(answer.json().errors[0].detail).toContain('the band 0-300. Facts without a mode have no bands')
})

describe('a series', () => {
  test('by day, by month and by year sum to the estimate of the year, with a set that knows no seasons', async () => {
    const { app } = await ask('')
    const whole = (
      await postEstimate(app, {
        city: { name: 'Leeds', country: 'GB' },
        period: '2019',
        demand: { dataset: 'daily', city: 'leeds' },
      })
    ).json()
    for (const by of ['day', 'month', 'year']) {
      const { items } = await seriesOf(`&by=${by}`)
      const sum = items.reduce((total, { co2e }) => total + (co2e?.value ?? Number.NaN), 0)
      expect(sum / whole.totals.co2e.value).toBeCloseTo(1, 12)
      expect(items.every(({ status }) => status === 'complete')).toBe(true)
    }
    const [year] = (await seriesOf('&by=year')).items
    expect((year?.co2e?.lower ?? 0) / whole.totals.co2e.lower).toBeCloseTo(1, 9)
    expect((year?.co2e?.upper ?? 0) / whole.totals.co2e.upper).toBeCloseTo(1, 9)
  })

  test('lets others go between its periods', async () => {
    let [clock, rounds, done] = [0, 0, false]
    // Each look at the clock is later than a turn may take.
    const watched = vi.spyOn(performance, 'now').mockImplementation(() => {
      clock += 1000
      return clock
    })
    const others = (async () => {
      while (!done) {
        await setImmediate()
        rounds += 1
      }
    })()
    const { items } = await seriesOf('&by=day')
    done = true
    await others
    watched.mockRestore()
    expect(items).toHaveLength(365)
    expect(rounds).toBeGreaterThan(365)
  })

  test('is linear in activity, with intervals as wide for their size', async () => {
    const { items } = await seriesOf('&from=2019-01-04&to=2019-01-05')
    const [friday, saturday] = items
    expect((saturday?.co2e?.value ?? 0) / (friday?.co2e?.value ?? 0)).toBeCloseTo(0.5, 12)
    expect((saturday?.co2e?.upper ?? 0) / (friday?.co2e?.upper ?? 0)).toBeCloseTo(0.5, 12)
  })

  test('shows gaps as gaps', async () => {
    const facts = [...CARS.filter(({ period }) => period !== '2019-01-02'), ...WALKS.slice(0, 2)]
    const { items, notices } = await seriesOf('&from=2019-01-01&to=2019-01-03', { facts })
    expect(items.map(({ status }) => status)).toEqual(['complete', 'partial', 'partial'])
    expect(items[1]).toMatchObject({ reason: 'no facts for car', vehicleDistance: { value: 0 } })
    const alone = await seriesOf('&from=2019-01-01&to=2019-01-03&mode=car', { facts })
    expect(alone.items[1]).toMatchObject({ status: 'missing', co2e: null, reason: 'no facts for car' })
    expect(notices.map(({ code }) => code)).toContain('dataset-gaps')
  })

  test('scales a month with gaps only if asked', async () => {
    const facts = CARS.slice(0, 16)
    const [left] = (await seriesOf('&by=month', { facts })).items
    const [scaled] = (await seriesOf('&by=month&gaps=scale', { facts })).items
    expect(left).toMatchObject({
      status: 'partial',
      reason: 'car 16 of 31',
      facts: { present: 16, expected: 31 },
    })
    expect((scaled?.co2e?.value ?? 0) / (left?.co2e?.value ?? 0)).toBeCloseTo(31 / 16, 12)
  })

  test('is CSV on request', async () => {
    const { answer } = await ask('&from=2019-01-01&to=2019-01-02', {}, 'text/csv')
    expect(answer.headers['content-type']).toContain('text/csv')
    const [head = '', first = ''] = answer.body.split('\r\n')
    expect(head).toContain('period,status,reason')
    expect(first).toContain('leeds,daily,2019-01-01,complete')
  })
})

test('trips of a mode without a length are left out and named; the others are estimated, and the month is partial', async () => {
  const ferry = [1, 2].map((at): Fact => ({ period: day(at), city: 'leeds', mode: 'ferry', trips: 100 }))
  const view = await seriesOf('&by=month', { facts: [...CARS, ...ferry] })
  const cars = await seriesOf('&by=month')
  expect(view.items.map(({ co2e }) => co2e)).toEqual(cars.items.map(({ co2e }) => co2e))
  expect(view.items[0]).toMatchObject({ status: 'partial', reason: 'not estimated: ferry' })
  expect(view.items[1]).toMatchObject({ status: 'complete' })
  // 2 days × 100 trips.
  expect(view.notices).toContainEqual({
    code: 'mode-left-out',
    detail: expect.stringMatching(/^ferry: 200 trips are not in the sums/),
  })
  expect(view.coverage?.sentence).toContain("the dataset's ferry")
  expect(await codesOf('&mode=ferry', { facts: [...CARS, ...ferry] })).toEqual(['activity-incomplete'])
})

describe('an index', () => {
  test('of the baseline itself is 1 and certain', async () => {
    const { items } = await seriesOf('&by=month&from=2019-03&to=2019-03&baseline=2019-03..2019-03')
    expect(items[0]?.index).toEqual({ value: 1, lower: 1, upper: 1 })
  })

  test('compares mean days: factors and the level of the dataset cancel', async () => {
    // January 2019 has 23 working days of 31, February 20 of 28: (20 + 8 ÷ 2) ÷ 28 over (23 + 8 ÷ 2) ÷ 31.
    const { items } = await seriesOf('&by=month&from=2019-02&to=2019-02&baseline=2019-01..2019-01')
    const index = items[0]?.index
    expect(index?.value).toBeCloseTo(24 / 28 / (27 / 31), 12)
    // Two counts of ±3 % each are ±4.24 %, far less than the ±10 % and more of the emissions.
    expect((index?.upper ?? 0) / (index?.value ?? 1) - 1).toBeCloseTo(0.03 * Math.SQRT2, 6)
    const co2e = items[0]?.co2e
    expect((co2e?.upper ?? 0) / (co2e?.value ?? 1) - 1).toBeGreaterThan(0.1)
  })

  test('is not known where a mode of the baseline is not', async () => {
    const facts = [...CARS, ...WALKS.slice(0, 31)]
    const { items } = await seriesOf('&by=month&from=2019-02&to=2019-02&baseline=2019-01..2019-01', { facts })
    expect(items[0]?.index).toBeNull()
  })

  test('without weekdays is 1 where weekdays are all that differs', async () => {
    const { items, weekdayFactors } = await seriesOf(
      '&from=2019-01-05&to=2019-01-08&baseline=2019-01-01..2019-12-31&normalise=weekday',
    )
    // A mean day is (5 × 1 + 2 × 0.5) ÷ 7 = 6/7: a Monday is 7/6 of it, a Saturday 7/12.
    expect(weekdayFactors?.['car']?.[0]).toBeCloseTo(7 / 6, 12)
    expect(weekdayFactors?.['car']?.[5]).toBeCloseTo(7 / 12, 12)
    for (const { index, co2e, normalisedCo2e, period } of items) {
      expect(index?.value).toBeCloseTo(1, 12)
      const factor = period < '2019-01-07' ? 7 / 12 : 7 / 6
      expect((co2e?.value ?? 0) / (normalisedCo2e?.value ?? 1)).toBeCloseTo(factor, 12)
    }
  })

  test('takes holidays for Sundays', async () => {
    // New Year's Day, a Tuesday, was driven as a working day: as a Sunday it is twice a normal one.
    const { items } = await seriesOf('&from=2019-01-01&to=2019-01-01&normalise=weekday&holidays=2019-01-01')
    const [first] = items
    expect((first?.normalisedCo2e?.value ?? 0) / (first?.co2e?.value ?? 1)).toBeGreaterThan(1.6)
  })
})

describe('what a series is refused for', () => {
  test.each([
    ['&by=day', { dataset: datasetOf({ grain: 'month' }) }, ['invalid-field']],
    ['&normalise=weekday', { dataset: datasetOf({ grain: 'month' }) }, ['invalid-field']],
    ['&from=2019-02-30&baseline=2019', {}, ['period-invalid', 'period-invalid']],
    ['&from=2020&to=2019', {}, ['dataset-empty']],
    ['&mode=bus', {}, ['dataset-empty']],
    ['&baseline=2018-01..2018-02', {}, ['dataset-empty']],
    ['&modalSplit=car=0.5', {}, ['shares-not-one']],
    ['&normalise=weekday', { facts: CARS.slice(0, 3) }, ['dataset-empty']],
  ] as const)('%s', async (query, given, codes) => {
    expect(await codesOf(query, given)).toEqual(codes)
  })

  test('an unknown city, with near ones', async () => {
    const { app } = await ask('')
    const answer = await app.inject({ url: '/v1/cities/leads/series?dataset=daily' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors[0]).toMatchObject({ code: 'city-unknown', candidates: ['leeds'] })
  })
})

describe('facts without a mode', () => {
  const facts = CARS.slice(0, 31).map(({ period, city }) => ({
    period,
    city,
    distanceBand: '2-8',
    trips: 1000,
  }))

  test('take a stated split, by band where it says so', async () => {
    const { items, notices } = await seriesOf('&by=month&modalSplit=2-8:car=0.75,walk=25%25', { facts })
    // 31 days × 1000 trips × √(2 × 8) km
    expect(items[0]?.passengerDistance?.value).toBeCloseTo(124_000, 6)
    expect(notices.map(({ code }) => code)).toEqual(
      expect.arrayContaining(['dataset-used', 'length-derived', 'modal-split-used']),
    )
    expect(await codesOf('', { facts })).toEqual(['mode-missing'])
  })
})

describe('a dataset that is not open', () => {
  const dataset = datasetOf({ legalBasis: 'agreement' })
  const month = (of: string, more: object = {}) =>
    releasedCell({ city: 'leeds', mode: 'car', period: `2019-${of}`, vehicleDistanceVkm: 1e6, ...more })
  const released = [
    month('01'),
    month('03', { present: 28, days: 28 }),
    releasedCell({
      city: 'leeds',
      mode: 'car',
      period: '2019',
      vehicleDistanceVkm: 7e6,
      present: 300,
      days: 300,
    }),
  ]

  test('is told by month, of what was released', async () => {
    const { by, items, notices } = await seriesOf('&from=2019-01&to=2019-03', { dataset, released })
    expect(by).toBe('month')
    expect(items.map(({ status }) => status)).toEqual(['complete', 'withheld', 'partial'])
    expect(items[0]?.vehicleDistance?.value).toBeCloseTo(1e6, 6)
    expect(items[2]?.reason).toBe('car 28 of 31')
    expect(notices.map(({ code }) => code)).toContain('dataset-withheld')
    // A year is what was given out as a year, and no sum of its months.
    const [year] = (await seriesOf('&by=year', { dataset, released })).items
    expect(year?.vehicleDistance?.value).toBeCloseTo(7e6, 6)
  })

  test('has no days, and no lengths of a question', async () => {
    expect(await codesOf('&by=day', { dataset, released })).toEqual(['release-too-fine'])
    expect(await codesOf('&normalise=weekday', { dataset, released })).toEqual(['release-too-fine'])
    expect(await codesOf('&detourFactor=1.1', { dataset, released })).toEqual(['release-too-fine'])
  })

  test('does not tell a city of which nothing was released from one of which nothing is known', async () => {
    const { app } = await ask('', { dataset, released })
    const [leeds, york] = await Promise.all(
      [
        ['leeds', []],
        ['york', released],
      ].map(async ([city, some]) => {
        const store = storeWith([{ dataset, facts: CARS, released: some as typeof released }], [LEEDS])
        return (await newApp({ store })).inject(`/v1/cities/${city}/series?dataset=daily`)
      }),
    )
    expect(leeds?.statusCode).toBe(422)
    expect(leeds?.json().errors).toEqual(york?.json().errors)
    await app.close()
  })
})
