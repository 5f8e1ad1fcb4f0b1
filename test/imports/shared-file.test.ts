import { existsSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { googleEie } from '../../api/imports/google-eie.ts'
import { gtfs } from '../../api/imports/gtfs/gtfs.ts'
import { spanishoddata } from '../../api/imports/mitma/spanishoddata.ts'
import { ukDft } from '../../api/imports/uk-dft.ts'
import { dataset, importHarnessInTest } from '../fixtures/import-harness.ts'

const DATA = '../shared/data'
if (!existsSync(DATA)) console.info(`Skipped: the real files are not at ${DATA}.`)

const harness = importHarnessInTest()

const sum = (numbers: readonly unknown[]): number =>
  numbers.reduce<number>((all, one) => all + Number(one ?? 0), 0)

describe.skipIf(!existsSync(DATA))('real files', () => {
  test('Mendoza: 106 rows less 27 totals; trams of two years', async () => {
    const path = `${DATA}/eie/mendoza_2018_2022.csv`
    const { rows, rowsRead, compared, notices } = await harness.read(
      googleEie,
      { path, container: 'csv' },
      dataset({ grain: 'year' }),
      { city: 'mendoza' },
    )
    expect([rowsRead, rows.length, compared.length]).toEqual([106, 79, 158])
    const car2022 = rows.filter(({ mode, period }) => mode === 'car' && period === '2022')
    // The TOTAL row of the file for cars in 2022, which was left out: 160 582 106 trips.
    expect(sum(car2022.map(({ trips }) => trips))).toBe(160_582_106)
    expect(notices.at(-1)?.detail).toBe('The export has no TRAM for 2020, 2021, 2022. This is a gap, not 0.')
  })

  test('the Spanish sample: 100 hours of a day become four flows', async () => {
    const path = `${DATA}/mitma/od_dist_day.csv.gz`
    const { rows, rowsRead } = await harness.read(spanishoddata, { path, container: 'csv.gz' })
    expect(rowsRead).toBe(100)
    expect(rows.map(({ origin, destination, distance_band: band }) => [origin, destination, band])).toEqual([
      ['01001', '01001', '2-10'],
      ['01001', '01002', '10-50'],
      ['01001', '01009_AM', '10-50'],
      ['01001', '01009_AM', '2-10'],
    ])
    // The three rows from 01001 to 01001 of the file: 3 × 6.329 trips and 3 × 14.935 km.
    expect(rows[0]).toMatchObject({
      trips: expect.closeTo(18.987, 9),
      passenger_distance_pkm: expect.closeTo(44.805, 9),
    })
  })

  test('Leeds in 2019: 3 412.3 and 4 342.2 million vehicle miles', async () => {
    const path = `${DATA}/uk/local_authority_traffic.csv`
    const { rows, rowsRead } = await harness.read(
      ukDft,
      { path, container: 'csv' },
      dataset({ grain: 'year' }),
    )
    expect(rowsRead).toBe(6353)
    const leeds = rows.filter(({ city, period }) => city === 'E08000035' && period === '2019')
    expect(leeds.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
      ['car', expect.closeTo(3_412_300_000 * 1.609344, 0)],
      [null, expect.closeTo(929_900_000 * 1.609344, 0)],
    ])
  })

  // Samples: the stops and shapes of a square of each city. Weekday sums were checked by adding up shapes by hand.
  // Days are those that the calendars cover, weekends without service at 0: 31 May to 15 October 2022 (1 + 30 + 31 + 31 + 30 +
  // 15), 1 April 2013 to 31 December 2019 (275 + 6 × 365 + 1), 27 June to 24 September 2022 (4 + 31 + 31 + 24).
  test.each([
    ['irl_dub', '2022-06-13', 2061, 138],
    ['bra_cur', '2013-04-01', 1471, 2466],
    ['usa_det', '2022-06-27', 214, 90],
  ])('GTFS %s on %s: about %d vkm by bus, on %d days', async (name, day, vkm, days) => {
    const path = `${DATA}/gtfs/${name}_gtfs.zip`
    const { rows } = await harness.read(gtfs, { path, container: 'zip' }, dataset(), { city: name })
    expect(rows).toHaveLength(days)
    const onDay = rows.find(({ period }) => period === day)
    expect(onDay?.mode).toBe('bus')
    expect(Number(onDay?.vehicle_distance_vkm)).toBeCloseTo(vkm, -1)
    // City buses: faster than walking, slower than a car on a free road.
    expect(Number(onDay?.mean_speed_km_per_h)).toBeGreaterThan(8)
    expect(Number(onDay?.mean_speed_km_per_h)).toBeLessThan(30)
  })
})
