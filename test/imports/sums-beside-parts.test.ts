import { describe, expect, test } from 'vitest'
import { emfac } from '../../api/imports/emfac.ts'
import { epaNei } from '../../api/imports/epa-nei.ts'
import { hpms } from '../../api/imports/hpms.ts'
import type { Importer } from '../../api/imports/importer.ts'
import { liisa } from '../../api/imports/liisa.ts'
import { streetlight } from '../../api/imports/streetlight.ts'
import { tidy } from '../../api/imports/tidy.ts'
import type { ImportOptions } from '../../api/store/intake.ts'
import { dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

// Official tables give the same traffic several times: as parts and as their sum. It counts once, or is asked about.
const harness = importHarnessInTest()

const fileOf = (content: string | Buffer) => ({ container: 'csv' as const, content })
const yearly = dataset({ grain: 'year' })
const read = (importer: Importer, content: string | Buffer, options: ImportOptions = {}) =>
  harness.read(importer, fileOf(content), yearly, options)
const faultsOf = async (importer: Importer, content: string | Buffer, options: ImportOptions = {}) =>
  (await refusalOf(read(importer, content, options))).faults

describe('EMFAC', () => {
  const HEAD = 'Region,Calendar Year,Season,Vehicle Category,Model Year,Speed,Fuel,Total VMT,CO2_TOTEX'
  const row = (season: string, year: string, speed: string, fuel: string, region = 'Example') =>
    `${region},2020,${season},LDA,${year},${speed},${fuel},35000,12.5`
  const WHOLE = row('Annual', 'Aggregate', 'Aggregate', 'Gasoline')
  const tableOf = (...rows: readonly string[]) => `${[HEAD, ...rows].join('\n')}\n`

  test('miles of fuels add up', async () => {
    const { rows } = await read(
      emfac,
      tableOf(WHOLE, row('Annual', 'Aggregate', 'Aggregate', 'Electricity')),
      { per: 'day' },
    )
    // Two rows of 35 000 mi a day × 366 days × 1.609344 km.
    expect(rows.map((one) => one.vehicle_distance_vkm)).toEqual([expect.closeTo(41_231_393.28, 4)])
  })

  test.each([
    ['fuel', row('Annual', 'Aggregate', 'Aggregate', 'All')],
    ['fuel', row('Annual', 'Aggregate', 'Aggregate', 'Total')],
    ['model_year', row('Annual', '2015', 'Aggregate', 'Gasoline')],
    ['speed', row('Annual', 'Aggregate', '35', 'Gasoline')],
    ['season', row('Summer', 'Aggregate', 'Aggregate', 'Gasoline')],
    [undefined, WHOLE],
  ])('a row that holds another one, or is held by it, is refused: %s', async (column, second) => {
    const faults = await faultsOf(emfac, tableOf(WHOLE, second), { per: 'day' })
    expect(faults.map((fault) => [fault.code, fault.column])).toEqual([['duplicate-key', column]])
  })

  test('a file of sums alone, or of parts alone, is taken', async () => {
    for (const rows of [
      [row('Annual', 'Aggregate', 'Aggregate', 'All')],
      [row('Annual', '2014', '35', 'Gasoline'), row('Annual', '2015', '35', 'Gasoline')],
    ])
      expect((await read(emfac, tableOf(...rows), { per: 'day' })).rows).toHaveLength(1)
  })

  test.each([
    ['head', tableOf(WHOLE).replace('Total VMT', 'Total VMT (miles/year)')],
    ['lines above', `Units: miles/year for CVMT and EVMT, tons/year for Emissions\n\n${tableOf(WHOLE)}`],
  ])('what the %s say of the miles must be what the option says', async (_, content) => {
    expect((await faultsOf(emfac, content, { per: 'day' })).map(({ code }) => code)).toEqual([
      'import-option-invalid',
    ])
    const { rows } = await read(emfac, content, { per: 'year' })
    // 35 000 mi a year × 1.609344 km.
    expect(rows.map((one) => one.vehicle_distance_vkm)).toEqual([expect.closeTo(56_327.04, 6)])
  })

  test('an emission that the file leaves empty is not compared, and is no fault of ours', async () => {
    const empty = row('Annual', 'Aggregate', 'Aggregate', 'Gasoline', 'Other').replace('12.5', '')
    const { rows, compared } = await read(emfac, tableOf(WHOLE, empty), { per: 'day' })
    expect(rows.map(({ city }) => city)).toEqual(['Example', 'Other'])
    expect(compared).toEqual([expect.objectContaining({ city: 'Example', value: 12.5 })])
  })
})

describe('a table of one’s own', () => {
  const tableOf = (...rows: readonly string[]) => `period,city,mode,flow,trips\n${rows.join('\n')}\n`
  const PARTS = ['2023,a,car,within,1000', '2023,a,bus,within,500']

  test.each([
    // 1000 + 500 trips.
    ['2023,a,,within,1500'],
    // Rounded: within a thousandth.
    ['2023,a,,within,1501'],
  ])('a row without a mode that is the sum of the others counts once: %s', async (sum) => {
    const { rows, notices } = await read(tidy, tableOf(...PARTS, sum))
    expect(rows.map(({ mode, trips }) => [mode, trips])).toEqual([
      ['bus', 500],
      ['car', 1000],
    ])
    expect(notices.filter(({ code }) => code === 'rows-left-out')).toMatchObject([
      { detail: expect.stringMatching(/^1 rows without mode are the sum of the rows with it/) },
    ])
  })

  test('a row without a direction that is the sum of both counts once', async () => {
    const table = tableOf('2023,a,car,inbound,700', '2023,a,car,outbound,300', '2023,a,car,,1000')
    expect((await read(tidy, table)).rows.map(({ flow, trips }) => [flow, trips])).toEqual([
      ['inbound', 700],
      ['outbound', 300],
    ])
  })

  test('a row without a mode that is no sum is something not known', async () => {
    const { rows } = await read(tidy, tableOf(...PARTS, '2023,a,,within,200', '2023,b,,within,1500'))
    expect(rows.map(({ trips }) => trips).sort()).toEqual([1000, 1500, 200, 500])
  })

  test.each([['Total'], ['Summe'], ['insgesamt'], ['合计'], ['Suma:']])(
    'a place called %s is none',
    async (name) => {
      expect(await faultsOf(tidy, tableOf(...PARTS, `2023,${name},car,within,1000`))).toMatchObject([
        { code: 'duplicate-key', column: 'city', count: 1 },
      ])
    },
  )
})

describe('LIISA', () => {
  const options = { year: '2022', decimal: 'comma' }
  const tableOf = (...rows: readonly string[]) =>
    ['Kunta;Ajoneuvotyyppi;CO2 ekv. [t];suorite [Mkm]', ...rows.map((row) => `Espoo;${row}`), ''].join('\n')
  const TRUCKS = ['Kuorma-autot ilman perävaunua;2,0;40,1', 'Kuorma-autot, perävaunulliset;2,0;20,1']
  const CARS = ['Henkilöautot, bensiini;5,0;1000,5', 'Henkilöautot, diesel;5,0;500']
  const kmOf = async (...rows: readonly string[]) =>
    (await read(liisa, tableOf(...rows), options)).rows.map((one) => [one.mode, one.vehicle_distance_vkm])

  test.each([['Kuorma-autot yhteensä;4,0;60,2'], ['Kuorma-autot;4,0;60,2']])(
    '%s: trucks of both kinds, 40.1 and 20.1 million km, count once',
    async (sum) => {
      expect(await kmOf(...TRUCKS, sum)).toEqual([
        ['articulated-truck', expect.closeTo(20.1e6, 3)],
        ['rigid-truck', expect.closeTo(40.1e6, 3)],
      ])
    },
  )

  test('cars by fuel beside all cars: 1000.5 + 500 million km', async () => {
    expect(await kmOf('Henkilöautot;10,0;1500,5', ...CARS)).toEqual([['car', expect.closeTo(1500.5e6, 3)]])
  })

  test('all cars alone, and cars by road, are taken as they are', async () => {
    expect(await kmOf('Henkilöautot yhteensä;10,0;1500,5')).toEqual([['car', expect.closeTo(1500.5e6, 3)]])
    expect(await kmOf('Henkilöautot, kadut;5,0;1000,5', 'Henkilöautot, tiet;5,0;500')).toEqual([
      ['car', expect.closeTo(1500.5e6, 3)],
    ])
  })

  test('what is named like a sum and is none is asked about', async () => {
    const faults = await faultsOf(liisa, tableOf('Henkilöautot;10,0;1600,5', ...CARS), options)
    expect(faults).toMatchObject([{ code: 'duplicate-key', column: 'type', count: 1 }])
  })

  test('a distance without its emission is taken', async () => {
    const { rows, compared } = await read(liisa, tableOf('Henkilöautot;;1500,5'), options)
    expect([rows.length, compared.length]).toEqual([1, 0])
  })
})

describe('HPMS', () => {
  const HEAD =
    'Year_Record,State_Code,Route_ID,Begin_Point,End_Point,Urban_Code,County_Code,Facility_Type,AADT,AADT_Single_Unit,AADT_Combination'
  const SECTION = '2019,27,I94,0,1.5,57628,53,2,100000,3000,5000'
  const tableOf = (...rows: readonly string[]) => `${[HEAD, ...rows].join('\n')}\n`

  test('a section that stands in the file twice is refused; others of its road are not', async () => {
    expect(await faultsOf(hpms, tableOf(SECTION, SECTION))).toMatchObject([
      { code: 'duplicate-key', column: 'route_id', count: 1 },
    ])
    const { rows } = await read(hpms, tableOf(SECTION, SECTION.replace('0,1.5', '1.5,2')))
    // 92 000 cars × (1.5 + 0.5) mi × 365 days × 1.609344 km.
    expect(rows.find(({ mode }) => mode === 'car')?.vehicle_distance_vkm).toBeCloseTo(108_083_543.04, 2)
  })

  /** A section from mile to mile, of a kind of road, with its vehicles a day. */
  const from = (begin: number, end: number, facility = '2', aadt = '100000') =>
    `2019,27,I94,${begin},${end},57628,53,${facility},${aadt},3000,5000`

  test.each([
    // 1.5 − 1 = 0.5 mi are in both.
    ['that begins before another ends', [from(0, 1.5), from(1, 2)], 1, '0.500'],
    // (2 − 1) + (3 − 2) = 2 mi lie within the first.
    ['within a longer one', [from(0, 5), from(1, 2), from(2, 3)], 2, '2.000'],
    // 1 mi: the first is all in the second.
    ['that begins with another', [from(0, 1), from(0, 2)], 1, '1.000'],
  ])('a section %s is refused, with the miles that would count twice', async (_, rows, count, miles) => {
    expect(await faultsOf(hpms, tableOf(...rows))).toEqual([
      expect.objectContaining({
        code: 'duplicate-key',
        column: 'route_id',
        count,
        detail: expect.stringContaining(`twice on ${miles} miles`),
      }),
    ])
  })

  test.each([
    ['whose ends are rounded to a thousandth of a mile', [from(0, 1.001), from(1, 2)]],
    ['of the other direction of a road, which does not count', [from(0, 1), from(0, 1, '6')]],
    ['without traffic', [from(0, 1), from(0.5, 1, '2', '')]],
  ])('sections %s are no part of each other', async (_, rows) => {
    expect((await read(hpms, tableOf(...rows))).rows.map(({ mode }) => mode)).toContain('car')
  })

  test('counties of two states are not taken for one', async () => {
    const file = tableOf(SECTION, SECTION.replace(',27,I94', ',55,X'))
    expect(await faultsOf(hpms, file, { place: 'county' })).toMatchObject([
      { code: 'duplicate-key', column: 'county_code' },
    ])
    expect((await read(hpms, file, { place: 'state' })).rows.map(({ city }) => city)).toContain('55')
  })
})

describe('StreetLight', () => {
  const HEAD =
    'Mode of Travel,Origin Zone ID,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Is Pass-Through,Day Type,Day Part,Average Daily O-D Traffic (StL Volume),Origin Zone Name'
  const row = (mode: string, type = '0: All Days (M-Su)') =>
    `${mode},11,no,12,no,${type},0: All Day (12am-12am),1200,Süd`
  const tableOf = (...rows: readonly string[]) => `${[HEAD, ...rows].join('\n')}\n`
  const options = { period: '2024', measure: 'volume' }

  test.each([
    ['named by the option', { ...options, mode: 'car' }],
    ['that none names', options],
  ])('trucks are part of all vehicles: two modes of travel %s are refused', async (_, stated) => {
    const file = tableOf(row('All Vehicles - LBS Plus'), row('Truck - GPS'))
    expect(await faultsOf(streetlight, file, stated)).toMatchObject([
      { code: 'duplicate-key', column: 'mode_of_travel', count: 2 },
    ])
  })

  test('modes that are told apart stand beside each other', async () => {
    const { rows } = await read(streetlight, tableOf(row('Bicycle'), row('Pedestrian')), options)
    expect(rows.map(({ mode }) => mode)).toEqual(['cycle', 'walk'])
  })

  test('a file of weekdays alone is told what to export', async () => {
    const [fault] = await faultsOf(streetlight, tableOf(row('Bicycle', '1: Weekday (M-Th)')), options)
    expect(fault).toMatchObject({ code: 'file-empty', detail: expect.stringContaining('Day Type 0') })
  })

  test.each([
    ['UTF-16', 'utf16le', '\ufeff'],
    ['Windows-1252', 'latin1', ''],
  ] as const)('in %s, although its days are looked at apart', async (_, encoding, mark) => {
    const text = tableOf(row('Bicycle'))
      .replace('Mode of', 'Data Periods,Mode of')
      .replace('Bicycle', '"Jan 01, 2024 - Dec 31, 2024",Bicycle')
    const { rows, notices } = await read(streetlight, Buffer.from(`${mark}${text}`, encoding), options)
    // 1200 a day on the 366 days of 2024.
    expect(rows.map(({ trips }) => trips)).toEqual([439_200])
    expect(notices.map(({ code }) => code)).toContain('text-encoding')
  })
})

describe('EPA NEI', () => {
  const HEAD = 'region_cd,scc,activity_type,ann_parm_value,calc_year'
  const ROW = '06001,2201210080,VMT,1000,2020'

  test('a code of a county that lost its first 0 is that county', async () => {
    const { rows, notices } = await read(epaNei, `${HEAD}\n${ROW.replace('06001', '6001')}\n`)
    expect(rows.map(({ city, vehicle_distance_vkm: km }) => [city, km])).toEqual([
      ['06001', expect.closeTo(1609.344, 9)],
    ])
    expect(notices.some(({ detail }) => detail.startsWith('In 1 rows the code of the county'))).toBe(true)
  })

  const UNDATED = `${HEAD.replace(',calc_year', '')}\n${ROW.replace(',2020', '')}\n`
  const ABOVE = '#FORMAT=FF10_ACTIVITY\n#COUNTRY US\n'

  test.each([['#YEAR 2017'], ['#YEAR=2017'], ['# Year: 2017']])(
    'the line %s is the year of a table that has no column of it',
    async (line) => {
      const { rows, notices } = await read(epaNei, `${ABOVE}${line}\n${UNDATED}`)
      expect(rows.map(({ period }) => period)).toEqual(['2017'])
      expect(notices.map(({ detail }) => detail)).toContain(
        '1 rows of vehicle miles have no year: they count for 2017, as the line #YEAR says.',
      )
    },
  )

  test('a line of another year than the rows have is said, and the rows count', async () => {
    const { rows, notices } = await read(epaNei, `${ABOVE}#YEAR 2017\n${HEAD}\n${ROW}\n`)
    expect(rows.map(({ period }) => period)).toEqual(['2020'])
    expect(notices.map(({ detail }) => detail)).toContainEqual(
      expect.stringMatching(/^The line #YEAR says 2017, and 1 rows .* of other years/),
    )
  })

  test('lines of two years say none', async () => {
    const faults = await faultsOf(epaNei, `${ABOVE}#YEAR 2017\n#YEAR 2020\n${UNDATED}`)
    expect(faults).toMatchObject([{ code: 'column-missing', column: 'calc_year' }])
  })

  test('a year that only the file name has is asked for, once', async () => {
    const faults = await faultsOf(epaNei, UNDATED)
    expect(faults).toEqual([
      { code: 'column-missing', column: 'calc_year', detail: expect.stringContaining('name') },
    ])
  })
})
