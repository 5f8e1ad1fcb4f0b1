import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

let made = 0
/** A table of one row whose last column has this head. */
async function headed(head: string, value = '1500000') {
  made += 1
  const id = `heads-${made}`
  const file = `period;city;mode;${head}\n2023;town;car;${value}\n`
  return { id, answer: await service.takeIn(id, 'format=tidy', file, { grain: 'year' }) }
}

describe('the unit of a column in its head', () => {
  test.each([
    'Fahrleistung [km]',
    'Fahrleistung in km',
    'Fahrzeugkilometer (Fz-km)',
    'vehicle kilometres (km)',
    'VKT',
    'véhicules-km (km)',
    'vehículos-km en km',
    '车公里（公里）',
  ])('%s is the unit that the column has', async (head) => {
    const { id, answer } = await headed(head)
    expect(answer.body.errors ?? []).toEqual([])
    const { body } = await service.series('town', id, '&by=year')
    // Distances are kept in millionths.
    expect(body.items[0]?.vehicleDistance?.value).toBeCloseTo(1_500_000, 2)
  })

  test.each([
    ['Fahrleistung [Mio. km]', 'vehicle_distance_vkm', 'vehicle-km'],
    ['Fahrleistung in Mio. km', 'vehicle_distance_vkm', 'vehicle-km'],
    ['Fahrleistung (1000 km)', 'vehicle_distance_vkm', 'vehicle-km'],
    ['vkm (million)', 'vehicle_distance_vkm', 'vehicle-km'],
    ['VMT', 'vehicle_distance_vkm', 'vehicle-km'],
    ['Vehicle miles', 'vehicle_distance_vkm', 'vehicle-km'],
    ['Millions de véhicules-km', 'vehicle_distance_vkm', 'vehicle-km'],
    ['车公里(万)', 'vehicle_distance_vkm', 'vehicle-km'],
    ['车公里（万车公里）', 'vehicle_distance_vkm', 'vehicle-km'],
    ['pkm [Mio]', 'passenger_distance_pkm', 'passenger-km'],
    ['tkm (t)', 'tonne_distance_tkm', 'tonne-km'],
    ['出行量(万人次)', 'trips', 'trips'],
    ['trips per day', 'trips', 'trips'],
  ])('%s is another: no value is taken in it, and what to do is said', async (head, column, unit) => {
    const { answer } = await headed(head)
    expect(answer.status).toBe(422)
    expect(answer.body.errors?.[0]).toMatchObject({
      code: 'column-unknown',
      detail: `The column seems to be ${column} in another unit, or in one that is not known. Write its values in ${unit}, and head it ${column}.`,
    })
  })

  test('a column that is none of the format is named, with what to do', async () => {
    const { answer } = await headed('vkm;comment', '1500000;x')
    expect(answer.body.errors).toEqual([
      {
        code: 'column-unknown',
        column: 'comment',
        detail: expect.stringContaining('Remove it, or head it with the name of a column; the nearest are: '),
      },
    ])
  })
})

describe('numbers with words', () => {
  test.each(['1.2 million', '12万', '1200 km', '1200*', 'ca. 1200', '1200-1500', '12 %'])(
    '%s is refused, with how to write it',
    async (value) => {
      const { answer } = await headed('vkm', value)
      expect(answer.body.errors?.[0]).toMatchObject({
        code: 'value-not-read',
        column: 'vehicle_distance_vkm',
        detail:
          'Values must be numbers from 0 to 10^12. Leave units, words and notes out of the cells: 1200000, and not 1.2 million.',
      })
    },
  )
})

test('numbers with a point and others with a comma contradict each other: asked about', async () => {
  const file = 'period;city;mode;vkm\n2023;town;car;1.234,5\n2023;town;bus;1,234.5\n'
  const { body } = await service.takeIn('both-marks', 'format=tidy', file, { grain: 'year' })
  expect(body.errors?.[0]).toMatchObject({
    code: 'number-ambiguous',
    column: 'vehicle_distance_vkm',
    detail:
      'Some numbers of the file have a decimal point and others a decimal comma. Write all in one way, or set option “decimal” to point or comma.',
    count: 1,
  })
})
