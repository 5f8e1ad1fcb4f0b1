import { describe, expect, test } from 'vitest'
import { phasesTable } from '../../api/series/phases-table.ts'
import type { SeriesView } from '../../api/series/schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import type { City } from '../../api/store/datasets.ts'
import { datasetOf, type Fact, type Given, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp } from '../fixtures/service.ts'

const TOWN: City = { id: 'town', name: 'Town', country: 'CN', population: {} }
const DAYS = Array.from({ length: 800 }, (_, at) =>
  new Date(Date.UTC(2018, 11, 1) + at * 86_400_000).toISOString().slice(0, 10),
)

/** The 16th day of the travel season of each year is the Spring Festival. */
const FESTIVALS = { '2019': '2019-02-05', '2020': '2020-01-25' } as const
const seasonDay = (day: string): number => {
  const festival = FESTIVALS[day.slice(0, 4) as keyof typeof FESTIVALS]
  return festival ? 16 + (Date.parse(day) - Date.parse(festival)) / 86_400_000 : 0
}

/** 1 million km on a day; in the season more, day by day; from 23 January 2020 on a fifth of it. */
const CARS: readonly Fact[] = DAYS.map((period) => {
  const inSeason = seasonDay(period) >= 1 && seasonDay(period) <= 40
  const km = inSeason ? 1e6 + seasonDay(period) * 10_000 : 1e6
  return {
    period,
    city: 'town',
    mode: 'car',
    vehicleDistanceVkm: period >= '2020-01-23' ? km / 5 : km,
  }
})

async function ask(query: string, given: Partial<Given> = {}, accept = 'application/json') {
  const store = storeWith([{ dataset: datasetOf({ country: 'CN' }), facts: CARS, ...given }], [TOWN])
  const app = await newApp({ store })
  return app.inject({ url: `/v1/cities/town/series?dataset=daily${query}`, headers: { accept } })
}

async function seriesOf(query: string, given: Partial<Given> = {}): Promise<SeriesView> {
  const answer = await ask(query, given)
  if (answer.statusCode !== 200) throw new Error(answer.body)
  return answer.json()
}

const faultsOf = async (query: string, given: Partial<Given> = {}) =>
  (await ask(query, given)).json().errors as { code: string; parameter: string; detail: string }[]

const PHASES = '&phases=season:2020-01-10..2020-01-22,lockdown:2020-01-23..2020-01-31'

describe('phases of a series', () => {
  test('are compared day n of the season against day n, though the season moved by eleven days', async () => {
    const { phases = [], calendar } = await seriesOf(`&from=2020-01&to=2020-01&by=month${PHASES}`)
    const [season, lockdown] = phases
    // The same traffic on the same day of the season: 1.01 to 1.13 million km on days 1 to 13.
    expect(season?.change?.activity?.value).toBeCloseTo(0, 12)
    expect(season?.change?.compared).toBe(13)
    expect(lockdown?.change?.activity?.value).toBeCloseTo(-0.8, 12)
    expect(lockdown).toMatchObject({ days: 9, periods: 9, status: 'complete', reason: null })
    expect(lockdown?.modes.map(({ mode }) => mode)).toEqual(['car'])
    expect(lockdown?.modes[0]?.co2e).toEqual(lockdown?.co2e)
    // A mean day is a ninth of nine days.
    expect((lockdown?.meanDay?.value ?? 0) * 9).toBeCloseTo(lockdown?.co2e?.value ?? Number.NaN, 9)
    expect(calendar).toEqual({ region: 'CN', sources: [expect.stringMatching(/^chinese-days /)] })
  })

  test('without a calendar are compared by weekday, and the season shows', async () => {
    const { phases = [], calendar } = await seriesOf(`&from=2020-01&to=2020-01&calendar=none${PHASES}`)
    // Days 1 to 13 of 2020 (10 to 22 January) against 11 to 23 January 2019, of which 21 to 23 are days 1 to 3.
    const now = 13 * 1e6 + 10_000 * ((13 * 14) / 2)
    const before = 13 * 1e6 + 10_000 * (1 + 2 + 3)
    expect(phases[0]?.change?.activity?.value).toBeCloseTo(now / before - 1, 12)
    expect(calendar).toBeUndefined()
  })

  test('of a year of which no holidays are known say so', async () => {
    const facts = ['2003-01-01', '2003-01-02'].map((period) => ({
      period,
      city: 'town',
      mode: 'car',
      vehicleDistanceVkm: 1e6,
    }))
    const store = storeWith([{ dataset: datasetOf({ country: 'CN' }), facts }], [TOWN])
    const app = await newApp({ store, factorSets: factorSetsOf([releasedSet('2026.4')]) })
    const phases = 'phases=new-year:2003-01-01..2003-01-02'
    const url = `/v1/cities/town/series?dataset=daily&from=2003-01-01&to=2003-01-02&${phases}`
    // chinese-days knows the notices of 2004 and later.
    expect((await app.inject(url)).json().notices).toContainEqual({
      code: 'calendar-incomplete',
      detail: 'CN: no holidays are known for 2002, 2003.',
    })
  })

  test('that make up the series add up to it', async () => {
    const { phases = [], items } = await seriesOf(
      '&from=2020-01&to=2020-01&phases=a:2020-01-01..2020-01-22,b:2020-01-23..2020-01-31',
    )
    const sum = (some: readonly { co2e: { value: number } | null }[]) =>
      some.reduce((total, { co2e }) => total + (co2e?.value ?? Number.NaN), 0)
    expect(sum(phases) / sum(items)).toBeCloseTo(1, 12)
  })

  test('may leave days out, and the answer says so', async () => {
    const { notices } = await seriesOf(
      '&from=2020-01&to=2020-01&phases=a:2020-01-01..2020-01-02,b:2020-01-05..2020-01-06',
    )
    expect(notices).toContainEqual({
      code: 'phases-with-gaps',
      detail: 'In no phase: 2020-01-03 to 2020-01-04.',
    })
  })

  test('are CSV on request: a row for each phase and mode', async () => {
    const answer = await ask(`&from=2020-01&to=2020-01&rows=phases${PHASES}`, {}, 'text/csv')
    const rows = answer.body.trim().split('\r\n')
    expect(rows).toHaveLength(5)
    expect(rows[0]).toContain('phase,from,to,days,status,reason,mode,co2eT,')
    expect(rows[3]).toMatch(/^town,daily,lockdown,2020-01-23,2020-01-31,9,complete,,all,/)
  })
})

describe('every fault of phases at once, each with its place', () => {
  test.each([
    ['a:2020-01-05..2020-01-02', ['phases/0 period-invalid']],
    ['a:2020-13..2020-14', ['phases/0 period-invalid']],
    ['nothing', ['phases/0 invalid-field']],
    ['a:2020-01-01..2020-01-09,b:2020-01-09..2020-01-10', ['phases/1 period-invalid']],
    ['a:2020-01-01..2020-01-02,a:2020-01-03..2020-01-04', ['phases/1 duplicate-row']],
    [
      'a:2020-01-05..2020-01-02,b:x..y,c:2020-01-07..2020-01-09,c:2020-01-08..2020-01-12',
      [
        'phases/0 period-invalid',
        'phases/1 invalid-field',
        'phases/3 duplicate-row',
        'phases/3 period-invalid',
      ],
    ],
    [
      'a:2020-01-20..2020-02-03,b:2019-12-31..2020-01-02',
      ['phases/0 period-invalid', 'phases/1 period-invalid'],
    ],
  ])('%s', async (phases, expected) => {
    const faults = await faultsOf(`&from=2020-01&to=2020-01&phases=${encodeURIComponent(phases)}`)
    expect(faults.map(({ parameter, code }) => `${parameter} ${code}`).sort()).toEqual([...expected].sort())
  })

  test('more than fifty', async () => {
    const many = Array.from({ length: 51 }, (_, at) => `p${at}:2020-01-01..2020-01-02`).join(',')
    expect((await faultsOf(`&phases=${many}`)).map(({ detail }) => detail)).toEqual([
      'Ask for at most 50 phases at once.',
    ])
  })

  test('phases of centuries: the holidays of each year would be worked out', async () => {
    expect((await faultsOf('&phases=a:0100..9999')).map(({ detail }) => detail)).toEqual([
      'Name phases within 30 years of each other.',
    ])
  })

  test('a region that nobody knows', async () => {
    expect(await faultsOf('&from=2020-01&to=2020-01&calendar=XX')).toMatchObject([
      { parameter: 'calendar', code: 'unknown-country' },
    ])
  })
})

describe('days', () => {
  test('are marked: holidays, worked days of weekends, days of the season', async () => {
    const { items, calendar } = await seriesOf('&from=2020-01-18&to=2020-01-25')
    expect(
      items.map(({ period, marks }) => [period.slice(8), marks?.map(({ kind, day }) => day ?? kind)]),
    ).toEqual([
      // Sunday 19 January is worked; the holiday begins on the 24th.
      ...[18, 19, 20, 21, 22, 23, 24, 25].map((day) => [
        `${day}`,
        [...(day === 19 ? ['workday'] : []), ...(day >= 24 ? ['holiday'] : []), day - 9],
      ]),
    ])
    expect(calendar?.region).toBe('CN')
    const { items: months, calendar: none } = await seriesOf('&from=2020-01&to=2020-01&by=month')
    expect(months[0]?.marks).toBeUndefined()
    expect(none).toBeUndefined()
  })

  test('of the calendar may count as Sundays', async () => {
    const query = '&from=2019-10-01&to=2019-10-01&normalise=weekday&baseline=2019-04..2019-06'
    const facts = CARS.map((fact) => ({
      ...fact,
      // Sundays at half; 1 October 2019 is a Tuesday and a holiday.
      vehicleDistanceVkm: new Date(`${fact.period}T00:00:00Z`).getUTCDay() === 0 ? 500_000 : 1e6,
    }))
    const [plain] = (await seriesOf(query, { facts })).items
    const [asSunday] = (await seriesOf(`${query}&holidays=calendar`, { facts })).items
    // From April to June 2019: 13 Sundays at 0.5 and 8 holidays on other days at 1 have a mean of 14.5 ÷ 21. A mean day is 6.5 ÷ 7
    // without the calendar, and (6 + 14.5 ÷ 21) ÷ 7 with it.
    const ofSundays = 14.5 / 21
    const ratio = (asSunday?.normalisedCo2e?.value ?? 0) / (plain?.normalisedCo2e?.value ?? 1)
    expect(ratio).toBeCloseTo((6 + ofSundays) / ofSundays / 6.5, 9)
  })
})

describe('data that are not openly published', () => {
  const CLOSED = datasetOf({ legalBasis: 'agreement', country: 'CN' })
  const released = ['2019', '2020'].flatMap((year) =>
    ['01', '02', '03'].flatMap((month) =>
      month === '02' && year === '2019'
        ? []
        : [
            releasedCell({
              city: 'town',
              mode: 'car',
              period: `${year}-${month}`,
              vehicleDistanceVkm: year === '2020' && month === '03' ? 6.2e6 : 31e6,
              present: month === '02' ? 29 : 31,
              days: month === '02' ? 29 : 31,
            }),
          ],
    ),
  )
  const given = { dataset: CLOSED, facts: [], released }

  test('are compared by whole months, and the answer says so', async () => {
    const {
      phases = [],
      notices,
      calendar,
    } = await seriesOf(
      '&from=2020-01&to=2020-03&by=month&phases=before:2020-01..2020-01,lockdown:2020-03..2020-03',
      given,
    )
    expect(phases.map(({ change }) => change?.activity?.value)).toEqual([
      expect.closeTo(0, 12),
      // 6.2 of 31 million km.
      expect.closeTo(-0.8, 12),
    ])
    expect(calendar).toBeUndefined()
    expect(notices.find(({ code }) => code === 'phase-by-month')?.detail).toContain(
      'released by month or longer: whole periods are compared',
    )
  })

  test('a month that was not given out is not compared', async () => {
    const { phases = [] } = await seriesOf(
      '&from=2020-01&to=2020-03&by=month&phases=all:2020-01..2020-03',
      given,
    )
    expect(phases[0]).toMatchObject({ periods: 3, change: { compared: 2 } })
  })

  test('a phase that nothing stands against is named below the table', async () => {
    const series = await seriesOf('&from=2019-01&to=2019-03&by=month&phases=early:2019-01..2019-02', given)
    expect(phasesTable(series)).toContain('Not compared, because no period of it has facts')
    expect(phasesTable(series)).toContain('a year before too: early.')
  })

  test('days are refused, with the place of the phase', async () => {
    expect(
      await faultsOf(
        '&from=2020-01&to=2020-03&by=month&phases=a:2020-01..2020-01,b:2020-02-05..2020-03',
        given,
      ),
    ).toMatchObject([{ code: 'release-too-fine', parameter: 'phases/1' }])
  })
})
