import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { calendarOf, type RegionCalendar } from '../../api/series/holidays.ts'
import { chineseYearOf } from '../fixtures/new-moon.ts'

function known(region: string, years: readonly number[]): RegionCalendar {
  const found = calendarOf(region, years)
  if ('fault' in found) throw new Error(found.fault.detail)
  return found
}
const daysOf = ({ marked }: RegionCalendar, kind: string, year: number): readonly string[] =>
  [...marked].flatMap(([day, mark]) => (mark.kind === kind && day.startsWith(`${year}-`) ? day : [])).sort()

/**
 * Easter of a year by the rule of Lilius and Clavius, as D. Knuth, The Art of Computer Programming, volume 1, 1.3.2, exercise 14,
 * states it: the Sunday after the full moon of the calendar on or after 21 March.
 */
function easterOf(year: number): string {
  const golden = (year % 19) + 1
  const century = Math.floor(year / 100) + 1
  const leapYears = Math.floor((3 * century) / 4) - 12
  const moon = Math.floor((8 * century + 5) / 25) - 5
  const sunday = Math.floor((5 * year) / 4) - leapYears - 10
  const age = (11 * golden + 20 + moon - leapYears + 30) % 30
  const epact = (age === 25 && golden > 11) || age === 24 ? age + 1 : age
  const full = epact > 23 ? 74 - epact : 44 - epact
  return later(`${year}-03-01`, full + 7 - ((sunday + full) % 7) - 1)
}

/** The earliest and the latest that there may be, and a leap year: known of these years to everybody. */
const CENTURY = { 1818: '1818-03-22', 1943: '1943-04-25', 2020: '2020-04-12', 2024: '2024-03-31' }

const DAY_MS = 86_400_000
const later = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10)

/** The n-th of a weekday in a month; 0 is Sunday. */
function nthOf(weekday: number, year: number, month: number, n: number): string {
  const first = new Date(Date.UTC(year, month - 1, 1))
  return later(first.toISOString().slice(0, 10), ((weekday - first.getUTCDay() + 7) % 7) + 7 * (n - 1))
}
const mondayOf = (year: number, month: number, n: number) => nthOf(1, year, month, n)
const thursdayOf = (year: number, month: number, n: number) => nthOf(4, year, month, n)

describe('holidays of a country', () => {
  test('Germany has nine in all states, four of them by Easter; Bavaria has three more', () => {
    expect(Object.keys(CENTURY).map((year) => easterOf(Number(year)))).toEqual(Object.values(CENTURY))
    const years = Array.from({ length: 61 }, (_, at) => 1995 + at)
    const [all, bavarian] = [known('DE', years), known('DE-BY', years)]
    for (const year of years) {
      const easter = easterOf(year)
      // Good Friday, Easter Monday, Ascension and Whit Monday; Ascension 2008 was on 1 May.
      const moving = [-2, 1, 39, 50].map((days) => later(easter, days))
      const fixed = ['01-01', '05-01', '10-03', '12-25', '12-26'].map((day) => `${year}-${day}`)
      // 500 years of the Reformation, in all states that once.
      const once = year === 2017 ? ['2017-10-31'] : []
      expect(daysOf(all, 'holiday', year)).toEqual([...new Set([...fixed, ...moving, ...once])].sort())
      // Art. 1 FTG: Epiphany, Corpus Christi, All Saints.
      const more = [`${year}-01-06`, later(easter, 60), `${year}-11-01`]
      expect(daysOf(bavarian, 'holiday', year)).toEqual(expect.arrayContaining(more))
    }
  })

  test('the United States have those of 5 U.S.C. 6103(a), by the weekdays of their months', () => {
    const years = Array.from({ length: 40 }, (_, at) => 2021 + at)
    const states = known('US', years)
    for (const year of years)
      expect(daysOf(states, 'holiday', year)).toEqual(
        expect.arrayContaining([
          ...['01-01', '06-19', '07-04', '11-11', '12-25'].map((day) => `${year}-${day}`),
          // The third Monday of January and of February, the first of September, the second of October.
          ...[mondayOf(year, 1, 3), mondayOf(year, 2, 3), mondayOf(year, 9, 1), mondayOf(year, 10, 2)],
          // The last Monday of May is a week before the first of June, and so in May.
          later(mondayOf(year, 6, 1), -7),
          // The fourth Thursday of November: 21 days after the first, which is from the 1st to the 7th.
          thursdayOf(year, 11, 4),
        ]),
      )
  })

  test('says library, version and licence', () => {
    expect(known('GB', [2020]).sources).toEqual([
      expect.stringMatching(/^date-holidays \d+\.\d+\.\d+ \(data CC BY-SA 3\.0\)$/),
    ])
  })

  test('a code that nobody knows is refused with the nearest ones', () => {
    for (const region of ['UK', 'DE-XX', 'constructor', ''])
      expect(calendarOf(region, [2020])).toMatchObject({ fault: { code: 'unknown-country' } })
    const found = calendarOf('DE-BX', [2020])
    expect('fault' in found && found.fault.candidates?.slice(0, 5)).toContain('DE-BY')
  })
})

describe('China', () => {
  const china = known('CN', [2019, 2020])

  test('has the days off of the notices, with those that were added in 2020', () => {
    // From the eve of the festival seven days, which the notices make of three days and two weekends; that of 26 January 2020 added
    // three. The festivals are those of the new moon, 5 February 2019 and 25 January 2020.
    expect([2019, 2020].map(chineseYearOf)).toEqual(['2019-02-05', '2020-01-25'])
    const festival = (year: number) =>
      daysOf(china, 'holiday', year).filter((day) => china.marked.get(day)?.name === 'Spring Festival')
    expect(festival(2019)).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((day) => `2019-02-${`${day}`.padStart(2, '0')}`),
    )
    expect(festival(2020)).toEqual([
      ...[24, 25, 26, 27, 28, 29, 30, 31].map((day) => `2020-01-${day}`),
      '2020-02-01',
      '2020-02-02',
    ])
  })

  test('has the days of weekends that are worked for them', () => {
    // The same notice: Saturday 2 and Sunday 3 February 2019 are worked.
    expect(daysOf(china, 'workday', 2019).slice(0, 2)).toEqual(['2019-02-02', '2019-02-03'])
  })

  test('says where they and the season are from, and of which years nothing is known', () => {
    expect(china.sources).toEqual([expect.stringMatching(/^chinese-days \d+\.\d+\.\d+ \(MIT\)$/)])
    expect(china.seasons.map(({ first }) => first)).toEqual(['2019-01-21', '2020-01-10'])
    expect(known('CN', [2001, 2020]).unknownYears).toEqual([2001])
  })
})

test('the time zone of the machine changes nothing', () => {
  const script = `
    const { calendarOf } = await import(${JSON.stringify(new URL('../../api/series/holidays.ts', import.meta.url).href)})
    const of = (region) => { const { marked, seasons } = calendarOf(region, [2019, 2020]); return [[...marked], seasons] }
    process.stdout.write(JSON.stringify(['CN', 'DE', 'US', 'TR'].map(of)))`
  const inZone = (zone: string): string =>
    execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', script], {
      env: { ...process.env, TZ: zone },
      encoding: 'utf8',
    })
  const utc = inZone('UTC')
  expect(JSON.parse(utc)[0][0]).toContainEqual(['2020-01-25', { kind: 'holiday', name: 'Spring Festival' }])
  expect(inZone('America/Los_Angeles')).toBe(utc)
})
