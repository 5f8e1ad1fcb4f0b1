import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { calendarOf, type RegionCalendar } from '../../api/series/holidays.ts'

function known(region: string, years: readonly number[]): RegionCalendar {
  const found = calendarOf(region, years)
  if ('fault' in found) throw new Error(found.fault.detail)
  return found
}
const daysOf = ({ marked }: RegionCalendar, kind: string, year: number): readonly string[] =>
  [...marked].flatMap(([day, mark]) => (mark.kind === kind && day.startsWith(`${year}-`) ? day : [])).sort()

describe('holidays of a country', () => {
  test('Germany has nine in all states; Bavaria has four more', () => {
    // The nine of all sixteen states; Easter 2020 was on 12 April.
    const all = ['01-01', '04-10', '04-13', '05-01', '05-21', '06-01', '10-03', '12-25', '12-26']
    expect(daysOf(known('DE', [2020]), 'holiday', 2020)).toEqual(all.map((day) => `2020-${day}`))
    // Art. 1 FTG: Epiphany, Corpus Christi, Assumption (in Catholic communities), All Saints.
    const bavarian = daysOf(known('DE-BY', [2020]), 'holiday', 2020)
    for (const day of ['01-06', '06-11', '11-01']) expect(bavarian).toContain(`2020-${day}`)
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
    // Notice of the State Council for 2019: 4 to 10 February; of 26 January 2020: until 2 February.
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
