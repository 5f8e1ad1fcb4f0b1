import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

let made = 0
/** A tidy table of 1 000 000 vkm of cars in each of these periods; the answer, and the periods of the series. */
async function taken(periods: readonly string[], grain = 'day', mark = ',') {
  made += 1
  const id = `days-${made}`
  const head = ['period', 'city', 'mode', 'vehicle_distance_vkm'].join(mark)
  const rows = periods.map((period) => [period, 'town', 'car', '1000000'].join(mark))
  const answer = await service.takeIn(id, 'format=tidy', `${head}\n${rows.join('\n')}\n`, { grain })
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
    // No such day, another way in a second row, a year of two digits, an hour.
    [['31.02.2024']],
    [['04.03.2024', '20240305']],
    [['04.03.24']],
    [['2024-03-04 07:00:00']],
  ])('%j is refused', async (periods) => {
    expect((await taken(periods)).answer.status).toBeGreaterThanOrEqual(400)
  })
})
