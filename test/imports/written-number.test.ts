import { describe, expect, test } from 'vitest'
import { cityPairs } from '../../api/imports/city-pairs.ts'
import { emfac } from '../../api/imports/emfac.ts'
import { epaNei } from '../../api/imports/epa-nei.ts'
import { googleEie } from '../../api/imports/google-eie.ts'
import { hpms } from '../../api/imports/hpms.ts'
import type { Importer } from '../../api/imports/importer.ts'
import { liisa } from '../../api/imports/liisa.ts'
import { mitmaV2 } from '../../api/imports/mitma/mitma-v2.ts'
import { streetlight } from '../../api/imports/streetlight.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { ukDft } from '../../api/imports/uk-dft.ts'
import { csv, dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const KM_PER_MILE = 1.609344
const PLACE = dataset({ grain: 'day' })

/** Each format with one row whose number is to be filled in: its column, and what it is in a fact if it is 35 000. */
interface Format {
  readonly importer: Importer
  readonly options: Readonly<Record<string, string>>
  readonly head: string
  readonly row: (number: string) => string
  readonly column: string
  readonly fact: 'trips' | 'vehicle_distance_vkm'
  /** What one of the file is in the fact. */
  readonly each: number
}

const FORMATS: readonly Format[] = [
  {
    importer: emfac,
    options: { per: 'year' },
    head: 'Region,Calendar Year,Vehicle Category,Fuel,Total VMT',
    row: (number) => `Exampleshire,2021,LDA,Gasoline,${number}`,
    column: 'total_vmt',
    fact: 'vehicle_distance_vkm',
    each: KM_PER_MILE,
  },
  {
    importer: epaNei,
    options: {},
    head: 'region_cd,scc,activity_type,ann_parm_value,calc_year',
    row: (number) => `27053,220121,VMT,${number},2020`,
    column: 'ann_parm_value',
    fact: 'vehicle_distance_vkm',
    each: KM_PER_MILE,
  },
  {
    importer: hpms,
    options: {},
    head: 'Year_Record,State_Code,Urban_Code,Begin_Point,End_Point,AADT',
    row: (number) => `2019,27,57628,0,1,${number}`,
    column: 'aadt',
    fact: 'vehicle_distance_vkm',
    // One mile on each of the 365 days of 2019.
    each: 365 * KM_PER_MILE,
  },
  {
    importer: ukDft,
    options: { unit: 'km' },
    head: 'local_authority_code,year,cars_and_taxis,all_motor_vehicles',
    row: (number) => `E06000053,1993,${number},${number}`,
    column: 'cars_and_taxis',
    fact: 'vehicle_distance_vkm',
    each: 1,
  },
  {
    importer: googleEie,
    options: { city: 'example' },
    head: 'mode,travel_bounds,trips,full_distance_km,year',
    row: (number) => `AUTOMOBILE,IN-BOUNDARY,${number},120000,2019`,
    column: 'trips',
    fact: 'trips',
    each: 1,
  },
  {
    importer: streetlight,
    options: { period: '2024-03', measure: 'volume', mode: 'car' },
    head: 'Mode of Travel,Origin Zone ID,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Is Pass-Through,Day Type,Day Part,O-D Traffic',
    row: (number) => `All,11,no,12,no,0: All Days (M-Su),0: All Day (12am-12am),${number}`,
    column: 'od_traffic',
    fact: 'trips',
    // The days of March.
    each: 31,
  },
  {
    importer: cityPairs,
    options: { mode: 'rail' },
    head: 'date,origin_city,destination_city,trips',
    row: (number) => `2024-03-15,a,b,${number}`,
    column: 'trips',
    fact: 'trips',
    each: 1,
  },
]
const semicolons = (line: string): string => line.replaceAll(',', ';')

describe.each(FORMATS.map((format) => [format.importer.format, format] as const))('%s', (_, format) => {
  const { importer, options, head, row, column, fact, each } = format
  const read = async (lines: readonly string[], more: Readonly<Record<string, string>> = {}) => {
    const { rows } = await harness.read(importer, csv(...lines), PLACE, { ...options, ...more })
    return rows[0]?.[fact]
  }

  test('35.000 between semicolons is asked about, and no value is repeated', async () => {
    const lines = [semicolons(head), semicolons(row('35.000'))]
    const { faults } = await refusalOf(harness.read(importer, csv(...lines), PLACE, options))
    const [asked] = faults.filter(({ code }) => code === 'number-ambiguous')
    expect(asked).toMatchObject({ column, count: 1, detail: expect.stringContaining('option “decimal”') })
    expect(JSON.stringify(faults)).not.toContain('35.000')
    expect(await read(lines, { decimal: 'comma' })).toBeCloseTo(35_000 * each, 4)
    expect(await read(lines, { decimal: 'point' })).toBeCloseTo(35 * each, 6)
  })

  test('12.000 between commas is 12, as models write it with fixed decimals', async () => {
    expect(await read([head, row('12.000')])).toBeCloseTo(12 * each, 6)
  })

  test('"1,234,567.5" between quotes has thousands', async () => {
    expect(await read([head, row('"1,234,567.5"')])).toBeCloseTo(1_234_567.5 * each, 3)
  })
})

describe('what a file shows elsewhere', () => {
  const head = 'Region;Calendar Year;Vehicle Category;Fuel;Total VMT;CO2_TOTEX'
  const read = async (...lines: readonly string[]) =>
    (await harness.read(emfac, csv(head, ...lines), PLACE, { per: 'year' })).rows[0]?.vehicle_distance_vkm

  test('a fixed number of decimals is told by a number that is too long for thousands', async () => {
    const km = await read('A;2021;LDA;Gas;12.000;0.125', 'A;2021;LDA;Dsl;1200.000;3.250')
    expect(km).toBeCloseTo(1212 * KM_PER_MILE, 6)
  })

  test('thousands are told by a decimal comma', async () => {
    expect(await read('A;2021;LDA;Gas;12.000;0,1')).toBeCloseTo(12_000 * KM_PER_MILE, 3)
  })
})

describe('tables that are published with commas or points of their own', () => {
  test('a Spanish file saved anew with semicolons is asked about; as published it is not', async () => {
    const head = 'fecha|periodo|origen|destino|distancia|viajes|viajes_km'
    const row = '20220301|07|01001|01002|2-10|1.006|14.935'
    const published = await harness.read(mitmaV2, csv(head, row), PLACE)
    expect(published.rows[0]).toMatchObject({ trips: 1.006, passenger_distance_pkm: 14.935 })
    const anew = csv(head.replaceAll('|', ';'), row.replaceAll('|', ';'))
    const { faults } = await refusalOf(harness.read(mitmaV2, anew, PLACE))
    expect(faults.map(({ code, column }) => [code, column])).toEqual([
      ['number-ambiguous', 'trips'],
      ['number-ambiguous', 'distance_km'],
    ])
  })

  test('million kilometres of Finland', async () => {
    const file = csv('Kunta;Ajoneuvotyyppi;suorite [Mkm]', 'Helsinki;Henkilöautot;1.800')
    const of = dataset({ grain: 'year', country: 'FI' })
    const { faults } = await refusalOf(harness.read(liisa, file, of, { year: '2022' }))
    expect(faults.map(({ code, column }) => [code, column])).toEqual([['number-ambiguous', 'mileage_mkm']])
  })
})

describe('counts have no fraction', () => {
  const head = 'date,origin_city,destination_city,users'
  const options = { mode: 'rail' }

  test('of persons, under any licence', async () => {
    const { faults } = await refusalOf(
      harness.read(cityPairs, csv(head, '2024-03-15,a,b,1203.5'), PLACE, options),
    )
    expect(faults).toMatchObject([{ code: 'value-not-read', count: 1, detail: /whole/ }])
  })

  test('so that 35.000 of them is asked about between commas too', async () => {
    const file = csv(head, '2024-03-15,a,b,35.000', '2024-03-16,a,b,41.000')
    const { faults } = await refusalOf(harness.read(cityPairs, file, PLACE, options))
    expect(faults).toMatchObject([{ code: 'number-ambiguous', column: 'users', count: 2 }])
    const { rows } = await harness.read(cityPairs, file, PLACE, { ...options, decimal: 'comma' })
    expect(rows.map(({ trips }) => trips)).toEqual([35_000, 41_000])
  })

  test('of contributors in a tidy table', async () => {
    const tidyHead = 'period,city,mode,trips,contributors'
    const read = (contributors: string) =>
      harness.read(tidy, csv(tidyHead, `2024-03-15,a,car,90000,${contributors}`), PLACE)
    expect((await refusalOf(read('35.000'))).faults).toMatchObject([
      { code: 'number-ambiguous', column: 'contributors' },
    ])
    expect((await refusalOf(read('35.5'))).faults).toMatchObject([
      { code: 'value-not-read', column: 'contributors' },
    ])
    expect((await read('35000')).rows[0]?.contributors).toBe(35_000)
  })

  test('a file with fixed decimals throughout shows that it is one', async () => {
    const file = csv(`${head},distance_km`, '2024-03-15,a,b,35.000,12.5', '2024-03-16,a,b,1200.000,8.5')
    const { rows } = await harness.read(cityPairs, file, PLACE, options)
    expect(rows.map(({ trips }) => trips)).toEqual([35, 1200])
  })
})

test('numbers as texts are asked about in files of typed columns too', async () => {
  const line = (trips: unknown) => JSON.stringify({ period: '2024-03-15', city: 'a', mode: 'car', trips })
  const text = { content: `${line('35.000')}\n`, container: 'ndjson' } as const
  expect((await refusalOf(harness.read(tidy, text, PLACE))).faults).toMatchObject([
    { code: 'number-ambiguous', column: 'trips' },
  ])
  const number = { content: `${line(35.5)}\n`, container: 'ndjson' } as const
  expect((await harness.read(tidy, number, PLACE)).rows[0]?.trips).toBe(35.5)
})
