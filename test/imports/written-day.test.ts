import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

let made = 0
/** A tidy table of 1 000 000 vkm of cars in each of these periods; the answer, and the periods of the series. */
async function taken(periods: readonly string[], grain = 'day', mark = ',', options = '') {
  made += 1
  const id = `days-${made}`
  const head = ['period', 'city', 'mode', 'vehicle_distance_vkm'].join(mark)
  const rows = periods.map((period) => [period, 'town', 'car', '1000000'].join(mark))
  const answer = await service.takeIn(id, `format=tidy${options}`, `${head}\n${rows.join('\n')}\n`, { grain })
  if (answer.status !== 201) return { answer, periods: [] }
  const { body } = await service.series('town', id, `&by=${grain}`)
  return {
    answer,
    periods: body.items.map(({ period, vehicleDistance }) => [period, vehicleDistance?.value]),
  }
}
// One million as it was written: distances are kept in millionths.
const MILLION = expect.closeTo(1_000_000, 2)

describe('days as people and programs write them', () => {
  test.each([
    // German, Swiss, Polish, Russian: where points part a date, the day comes first.
    ['points', ['04.03.2024', '05.03.2024']],
    ['points, without zeros, in a file of semicolons', ['4.3.2024', '5.3.2024'], ';'],
    ['points and blanks', ['4. 3. 2024', '5. 3. 2024'], ';'],
    ['the year first', ['2024/3/4', '2024/3/5']],
    ['no marks', ['20240304', '20240305']],
    ['midnights, as a program writes a column of days', ['2024-03-04 00:00:00', '2024-03-05 00:00:00']],
    ['ISO', ['2024-03-04', '2024-03-05']],
  ])('%s', async (_, periods, mark = ',') => {
    expect((await taken(periods, 'day', mark)).periods).toEqual([
      ['2024-03-04', MILLION],
      ['2024-03-05', MILLION],
    ])
  })

  test('a day of ISO 8601 among them is what it says', async () => {
    expect((await taken(['04.03.2024', '2024-03-05'])).periods).toEqual([
      ['2024-03-04', MILLION],
      ['2024-03-05', MILLION],
    ])
  })

  test('what was assumed is said', async () => {
    const { answer } = await taken(['04.03.2024'])
    expect(detailsOf(answer.body.notices, 'import-assumption')).toEqual([
      'Days were read as the day, the month, the year.',
    ])
  })

  // The 14th is no month, so that 5/3 is the fifth of March in the first file, and the third of May in the second.
  test.each([
    [
      ['14/03/2024', '05/03/2024'],
      ['2024-03-05', '2024-03-14'],
    ],
    [
      ['03/14/2024', '05/03/2024'],
      ['2024-03-14', '2024-05-03'],
    ],
  ])('%j: a day after the twelfth tells the order', async (periods, read) => {
    const found = (await taken(periods)).periods.filter(([, km]) => km !== undefined)
    expect(found.map(([period]) => period)).toEqual(read)
  })

  test.each([[['04/03/2024', '05/03/2024']], [['14/03/2024', '03/14/2024']]])(
    '%j: no row tells, or two contradict each other: asked about',
    async (periods) => {
      const { answer } = await taken(periods)
      expect(answer.status).toBe(422)
      expect(answer.body.errors?.[0]).toMatchObject({
        column: 'period',
        detail: expect.stringContaining('write 2024-03-04'),
      })
      // No value of the file.
      expect(JSON.stringify(answer.body)).not.toContain('03/2024')
    },
  )

  test.each([['03.2024'], ['3/2024'], ['2024/03'], ['2024.3']])('%s is a month', async (period) => {
    expect((await taken([period], 'month')).periods).toEqual([['2024-03', MILLION]])
  })

  test.each([
    // No such day, another way in a second row, a year of two digits, an hour, a year of accounts, a quarter, no name of a month.
    [['31.02.2024']],
    [['04.03.2024', '20240305']],
    [['04.03.24']],
    [['2024-03-04 07:00:00']],
    [['04.03.2024 07:00']],
    [['2023/24']],
    [['2024-Q1']],
    [['Quartal 2024']],
    [['2024-3-4', '2024-Mar-5']],
  ])('%j is refused', async (periods) => {
    expect((await taken(periods)).answer.status).toBeGreaterThanOrEqual(400)
  })
})

describe('months and days with names, in six languages', () => {
  test.each([
    'Mar 2024',
    'March 2024',
    'MARCH, 2024',
    'mar. 2024',
    '2024-Mar',
    '2024 March',
    'März 2024',
    'Mrz 2024',
    'M\u0061\u0308rz 2024',
    'marzo de 2024',
    'Marzo 2024',
    'mars 2024',
    'março de 2024',
    'março/2024',
    '2024年3月',
    '2024年03月',
    '2024-3',
  ])('%s is a month', async (period) => {
    expect((await taken([period], 'month', ';')).periods).toEqual([['2024-03', MILLION]])
  })

  // The first month of each language, the longest and the shortest name of the others, as their calendars write them.
  test.each([
    [
      ['Jänner 2024', 'Feb. 2024', 'Sept. 2024', 'Okt 2024', 'Dez 2024'],
      ['01', '02', '09', '10', '12'],
    ],
    [
      ['enero 2024', 'abr 2024', 'agosto 2024', 'setiembre 2024', 'dic 2024'],
      ['01', '04', '08', '09', '12'],
    ],
    [
      ['janv. 2024', 'févr. 2024', 'juin 2024', 'juil. 2024', 'août 2024'],
      ['01', '02', '06', '07', '08'],
    ],
    [
      ['jan 2024', 'fev 2024', 'mai 2024', 'set 2024', 'out 2024'],
      ['01', '02', '05', '09', '10'],
    ],
  ])('%j', async (periods, months) => {
    const found = (await taken(periods, 'month')).periods.filter(([, km]) => km !== undefined)
    expect(found.map(([period]) => period)).toEqual(months.map((month) => `2024-${month}`))
  })

  test.each([
    '4 March 2024',
    '4. März 2024',
    '4 mars 2024',
    '4 de marzo de 2024',
    '4th March 2024',
    'March 4, 2024',
    '04-Mar-2024',
    '2024-Mar-04',
    '2024年3月4日',
  ])('%s is a day', async (period) => {
    expect((await taken([period], 'day', ';')).periods).toEqual([['2024-03-04', MILLION]])
  })

  test('a year may have its sign', async () => {
    expect((await taken(['2024年'], 'year')).periods).toEqual([['2024', MILLION]])
  })

  test('as heads in Chinese go with days and months in Chinese', async () => {
    const file = '期间,城市,交通方式,车公里\n２０２４年３月,town,car,1000000\n'
    const answer = await service.takeIn('days-zh', 'format=tidy', file, { grain: 'month' })
    expect(answer.body.errors ?? []).toEqual([])
    const { body } = await service.series('town', 'days-zh', '&by=month')
    expect(body.items.map(({ period }) => period)).toEqual(['2024-03'])
  })
})

describe('years of two digits', () => {
  // A period has a year, so that 24 is one and no day.
  test.each([['Mar-24'], ["Mar '24"], ['mars 24'], ['24年3月']])('%s is a month', async (period) => {
    const { answer, periods } = await taken([period], 'month')
    expect(periods).toEqual([['2024-03', MILLION]])
    expect(detailsOf(answer.body.notices, 'import-assumption')).toContain(
      'Years of two digits were read as 1950 to 2049.',
    )
  })

  test('a day between marks and a name comes first, which is said', async () => {
    const { answer, periods } = await taken(['04-Mar-24'])
    expect(periods).toEqual([['2024-03-04', MILLION]])
    expect(detailsOf(answer.body.notices, 'import-assumption')).toContain(
      'Days were read as the day, the month, the year.',
    )
  })

  test.each([
    ['01.03.24', 'day-month-year', '2024-03-01'],
    ['01.03.24', 'month-day-year', '2024-01-03'],
    ['01.03.24', 'year-month-day', '2001-03-24'],
    ['3/1/24', 'month-day-year', '2024-03-01'],
    ['3/1/2024', 'month-day-year', '2024-03-01'],
    ['3/1/2024 0:00', 'day-month-year', '2024-01-03'],
    // The caller knows better than a custom.
    ['03.01.2024', 'month-day-year', '2024-03-01'],
  ])('%s as the caller says: %s', async (period, order, read) => {
    const { periods } = await taken([period], 'day', ';', `&dates=${order}`)
    expect(periods).toEqual([[read, MILLION]])
  })

  test.each([
    ['03/24', 'day-month-year', '2024-03'],
    ['03/04', 'month-day-year', '2004-03'],
    ['03/04', 'year-month-day', '2003-04'],
  ])('%s is a month as the caller says: %s', async (period, order, read) => {
    expect((await taken([period], 'month', ';', `&dates=${order}`)).periods).toEqual([[read, MILLION]])
  })

  // 25 is no month and 99 no day, so that one order is left; 24 is no month.
  test.each([
    [['25.03.99'], 'day', 'Days were read as the day, the month, the year.'],
    [['99-03-25'], 'day', 'Days were read as the year, the month, the day.'],
    [['3/25/24'], 'day', 'Days were read as the month, the day, the year.'],
    [['03/24'], 'month', 'Months were read as the month, the year.'],
  ])('%j leaves no doubt, and what was read is said', async (given, grain, said) => {
    const file = `period;city;mode;vehicle_distance_vkm\n${given.join('')};town;car;1000000\n`
    made += 1
    const { status, body } = await service.takeIn(`days-${made}`, 'format=tidy', file, { grain })
    expect(status).toBe(201)
    expect(detailsOf(body.notices, 'import-assumption')).toEqual([
      said,
      'Years of two digits were read as 1950 to 2049.',
    ])
  })

  test.each([
    [['01.03.24'], 'day'],
    [['31.12.24'], 'day'],
    [['3/1/24'], 'day'],
    [['24-03-01'], 'day'],
    [['03/04'], 'month'],
  ])('%j: asked about, with the option that says', async (given, grain) => {
    const { answer } = await taken(given, grain)
    expect(answer.status).toBe(422)
    expect(answer.body.errors?.[0]).toMatchObject({
      column: 'period',
      detail: expect.stringContaining(
        'set option “dates” to one of day-month-year, month-day-year, year-month-day',
      ),
    })
    expect(JSON.stringify(answer.body).replace('01.03.24', '')).not.toContain(given[0])
  })

  test('an order that is none is refused, and the orders named', async () => {
    const { answer } = await taken(['01.03.24'], 'day', ',', '&dates=dmy')
    expect(answer.body.errors?.[0]).toMatchObject({
      code: 'import-option-invalid',
      detail: 'Option “dates” must be one of: day-month-year, month-day-year, year-month-day.',
    })
  })
})

describe('what programs make of periods', () => {
  test.each([
    ['04.03.2024 00:00', 'day', '2024-03-04'],
    ['2024/3/4 0:00', 'day', '2024-03-04'],
    ['2024-03-04 00:00:00+00', 'day', '2024-03-04'],
    ['14/3/2024 00:00:00', 'day', '2024-03-14'],
    ['3/14/2024 12:00:00 AM', 'day', '2024-03-14'],
    // A column of whole numbers with an empty cell is one of fractions.
    ['2024.0', 'year', '2024'],
  ])('%s', async (period, grain, read) => {
    expect((await taken([period], grain)).periods).toEqual([[read, MILLION]])
  })

  test.each(['2024-Q1', '2024-W05', '2023/24', 'March', '45352'])(
    '%s is no period, and what is one is said',
    async (period) => {
      const { answer } = await taken([period], 'month')
      expect(answer.body.errors?.[0]).toMatchObject({
        column: 'period',
        detail:
          'Every row needs a year, month or day, all written in one way, such as 2024, 2024-03 or 2024-03-15. Quarters, weeks and years such as 2023/24 are none.',
      })
    },
  )

  // 2024.10 as a number is 2024.1: a file that writes January as 2024.01 means October by it.
  test('October that lost its zero is no January', async () => {
    const { answer } = await taken(['2024.09', '2024.1', '2024.11'], 'month')
    expect(answer.body.errors?.[0]).toMatchObject({
      column: 'period',
      detail: 'Months written like 2024.1 may be January, or October without its zero: write 2024-01.',
    })
  })
})
