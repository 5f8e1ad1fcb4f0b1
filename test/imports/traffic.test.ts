import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { emfac } from '../../api/imports/emfac.ts'
import { epaNei } from '../../api/imports/epa-nei.ts'
import { streetlight } from '../../api/imports/streetlight.ts'
import { ukDft } from '../../api/imports/uk-dft.ts'
import {
  csv,
  dataset,
  type ImportHarness,
  importHarness,
  refusalOf,
  said,
} from '../fixtures/import-harness.ts'

let harness: ImportHarness
beforeAll(async () => {
  harness = await importHarness()
})
afterAll(() => harness.close())

describe('UK traffic by local authority', () => {
  const HEADER =
    '"local_authority_id","local_authority_name","local_authority_code","year","link_length_km","link_length_miles","cars_and_taxis","all_motor_vehicles"'
  const FILE = csv(HEADER, '1,"Isles of Scilly","E06000053",1993,36.01,22.38,9e+05,1400000')

  test('vehicle miles become kilometres; what is no car has no mode', async () => {
    const { rows } = await harness.read(ukDft, FILE, dataset({ grain: 'year' }))
    const common = { period: '1993', city: 'E06000053' }
    expect(said(rows)).toEqual([
      // 900 000 and 1 400 000 − 900 000 miles of 1.609344 km.
      { ...common, mode: 'car', vehicle_distance_vkm: expect.closeTo(1_448_409.6, 6) },
      { ...common, vehicle_distance_vkm: expect.closeTo(804_672, 6) },
    ])
  })

  test('the table in kilometres stays as it is, if it is said to be', async () => {
    const { rows } = await harness.read(ukDft, FILE, undefined, { unit: 'km' })
    expect(rows.map((row) => row.vehicle_distance_vkm)).toEqual([900_000, 500_000])
  })

  test('more cars than vehicles cannot be', async () => {
    const file = csv(HEADER, '1,"A","E06000053",1993,1,1,5,4', '1,"A","E06000053",1993,1,1,5,6')
    const { faults } = await refusalOf(harness.read(ukDft, file))
    expect(faults.map(({ code, count }) => [code, count])).toEqual([
      ['value-not-read', 1],
      ['duplicate-key', 1],
    ])
  })
})

describe('EMFAC', () => {
  const FILE = csv(
    'Region,Calendar Year,Vehicle Category,Model Year,Speed,Fuel,Population,Total VMT,CVMT,EVMT,Trips,Energy Consumption,CO2_TOTEX,CH4_TOTEX,N2O_TOTEX,Fuel Consumption',
    'Alameda,2020,LDA,Aggregate,Aggregate,Gasoline,10,1000,1000,0,5,0,0.3,0,0,1',
    'Alameda,2020,LDT1,Aggregate,Aggregate,Electricity,10,500,0,500,5,1,0,0,0,0',
    'Alameda,2020,T7 Single Dump Class 8,Aggregate,Aggregate,Diesel,1,10,10,0,5,0,0.02,0,0,1',
    'Alameda,2020,T7 Tractor Class 8,Aggregate,Aggregate,Diesel,1,20,20,0,5,0,0.03,0,0,1',
    'Alameda,2020,Motor Coach,Aggregate,Aggregate,Diesel,1,30,30,0,5,0,0.04,0,0,1',
  )

  test('miles a day become kilometres of the year, fuels and categories a mode', async () => {
    const { rows, compared } = await harness.read(emfac, FILE, undefined, { per: 'day' })
    // 1500 mi/d × 1.609344 km × 366 days of 2020 = 883 529.856; the others 10, 20 and 30 mi/d.
    expect(rows.map((row) => [row.mode, row.vehicle_distance_vkm])).toEqual([
      ['articulated-truck', expect.closeTo(11_780.39808, 6)],
      ['car', expect.closeTo(883_529.856, 6)],
      ['coach', expect.closeTo(17_670.59712, 6)],
      ['rigid-truck', expect.closeTo(5_890.19904, 6)],
    ])
    expect(compared).toContainEqual({
      city: 'Alameda',
      period: '2020',
      mode: 'car',
      flow: null,
      quantity: 'co2-tailpipe',
      value: 0.3,
      unit: 'short ton/d',
    })
  })

  test('whether miles are of a day or a year must be said', async () => {
    const { faults } = await refusalOf(harness.read(emfac, FILE))
    expect(faults).toMatchObject([{ code: 'import-option-invalid' }])
  })
})

describe('the National Emissions Inventory', () => {
  test('vehicle miles by code become modes; populations are left out', async () => {
    const { rows, notices } = await harness.read(
      epaNei,
      csv(
        'region_cd,scc,activity_type,ann_parm_value,calc_year',
        '27053,220121,VMT,1000,2020',
        '27053,2202210080,VMT,500,2020',
        '27053,220262,VMT,100,2020',
        '27053,220121,VPOP,7,2020',
      ),
    )
    // (1000 + 500) and 100 miles of 1.609344 km.
    expect(said(rows)).toEqual([
      {
        period: '2020',
        city: '27053',
        mode: 'articulated-truck',
        vehicle_distance_vkm: expect.closeTo(160.9344, 9),
      },
      { period: '2020', city: '27053', mode: 'car', vehicle_distance_vkm: expect.closeTo(2414.016, 9) },
    ])
    expect(notices.map(({ code }) => code)).toEqual(['import-assumption', 'rows-left-out'])
  })

  test('a code that is of no vehicle, and a file without miles', async () => {
    const { faults } = await refusalOf(
      harness.read(
        epaNei,
        csv('region_cd,scc,activity_type,ann_parm_value,calc_year', '27053,220199,VMT,1000,2020'),
      ),
    )
    expect(faults).toMatchObject([{ code: 'value-not-read', column: 'scc', count: 1 }])
    const none = csv('region_cd,scc,activity_type,ann_parm_value,calc_year', '27053,220121,VPOP,1,2020')
    expect((await refusalOf(harness.read(epaNei, none))).faults).toMatchObject([{ column: 'activity_type' }])
  })
})

describe('StreetLight', () => {
  const HEADER =
    'Data Periods,Mode of Travel,Origin Zone ID,Origin Zone Name,Origin Zone Is Pass-Through,Origin Zone Direction (degrees),Origin Zone is Bi-Direction,Destination Zone ID,Destination Zone Name,Destination Zone Is Pass-Through,Destination Zone Direction (degrees),Destination Zone is Bi-Direction,Day Type,Day Part,O-D Traffic,Origin Zone Traffic,Destination Zone Traffic,Avg Travel Time (sec)'
  const row = (through: string, type: string, part: string, traffic: number) =>
    `"Mar 01, 2019 - Mar 31, 2019",Personal,17,A,${through},N/A,no,18,B,no,N/A,no,${type},${part},${traffic},900,800,600`
  const FILE = csv(
    HEADER,
    row('no', '0: Average Day (M-Su)', '0: All Day (12am-12am)', 200),
    row('no', '0: Average Day (M-Su)', '1: Peak AM (6am-10am)', 60),
    row('no', '1: Weekday (M-F)', '0: All Day (12am-12am)', 220),
  )
  const march = { period: '2019-03', measure: 'volume' }

  test('volumes of the average day are multiplied by the days; parts of it are left out', async () => {
    const { rows, notices } = await harness.read(streetlight, FILE, undefined, march)
    // 200 a day on the 31 days of March.
    expect(said(rows)).toEqual([
      { period: '2019-03', origin: '17', destination: '18', mode: 'car', trips: 6200 },
    ])
    expect(notices.map(({ code }) => code)).toEqual([
      'cell-rules-relaxed',
      'import-assumption',
      'rows-left-out',
    ])
  })

  test('an index stays one', async () => {
    const { rows } = await harness.read(streetlight, FILE, undefined, { ...march, measure: 'index' })
    expect(said(rows)).toMatchObject([{ index_value: 200 }])
    expect(rows[0]?.trips).toBeNull()
  })

  test('trips that pass through are not counted at each zone', async () => {
    const file = csv(HEADER, row('yes', '0: Average Day (M-Su)', '0: All Day (12am-12am)', 200))
    const { rows } = await harness.read(streetlight, file, undefined, march)
    expect(rows).toEqual([])
  })

  test('the period is stated, and no finer than the dataset', async () => {
    const { faults } = await refusalOf(harness.read(streetlight, FILE, dataset({ grain: 'year' }), march))
    expect(faults).toMatchObject([{ code: 'import-option-invalid' }])
  })
})
