import { describe, expect, test } from 'vitest'
import { emfac } from '../../api/imports/emfac.ts'
import { epaNei } from '../../api/imports/epa-nei.ts'
import { hpms } from '../../api/imports/hpms.ts'
import { liisa } from '../../api/imports/liisa.ts'
import { streetlight } from '../../api/imports/streetlight.ts'
import { ukDft } from '../../api/imports/uk-dft.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

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

  test('other vehicles are split by stated shares of their distance', async () => {
    const { rows, notices } = await harness.read(ukDft, FILE, dataset({ grain: 'year' }), {
      unit: 'km',
      otherVehicles: 'van=0.8, rigid-truck=0.2',
      otherVehiclesSource: 'a published table',
    })
    // 1 400 000 − 900 000 = 500 000 km.
    expect(rows.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
      ['car', 900_000],
      ['rigid-truck', 100_000],
      ['van', 400_000],
    ])
    expect(notices.at(-1)?.detail).toContain('source: a published table')
  })

  test.each([
    [{ otherVehicles: 'van=0.8' }, 2],
    [{ otherVehicles: 'van=0.8, lorry=0.2', otherVehiclesSource: 'x' }, 1],
    [{ otherVehicles: 'van=0.8, van=0.2', otherVehiclesSource: 'x' }, 1],
    [{ otherVehiclesSource: 'x' }, 2],
  ])('a split that is none is refused: %j', async (options, faults) => {
    const refused = await refusalOf(harness.read(ukDft, FILE, dataset({ grain: 'year' }), options))
    expect(refused.faults.map(({ code }) => code)).toEqual(Array(faults).fill('import-option-invalid'))
  })

  test('a table by region and vehicle type tells more modes apart', async () => {
    const { rows } = await harness.read(
      ukDft,
      csv(
        'year,region_name,two_wheeled_motor_vehicles,cars_and_taxis,buses_and_coaches,LGVs,all_HGVs,all_motor_vehicles',
        '2019,South West,10,800,20,150,20,1000',
      ),
      dataset({ grain: 'year' }),
      { unit: 'km' },
    )
    expect(rows.map(({ city, mode, vehicle_distance_vkm: vkm }) => [city, mode, vkm])).toEqual([
      ['South West', 'bus', 20],
      ['South West', 'car', 800],
      ['South West', 'motorcycle', 10],
      ['South West', 'van', 150],
      // 1000 − 800 − 10 − 20 − 150: heavy goods vehicles.
      ['South West', null, 20],
    ])
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

describe('sections of the US road system', () => {
  const HEAD =
    'Year_Record,State_Code,Route_ID,Begin_Point,End_Point,F_System,Urban_Code,County_Code,Facility_Type,AADT,AADT_Single_Unit,AADT_Combination,Through_Lanes,IRI,Speed_Limit'
  const FILE = csv(
    HEAD,
    '2019,27,00000123,1.5,2.5,1,57628,53,2,10000,500,300,4,80,65',
    '2019,27,00000124,0,2,4,57628,53,1,1000,,,2,,40',
    // A ramp, and a section without a count.
    '2019,27,00000125,0,1,4,57628,53,4,900,,,1,,30',
    '2019,27,00000126,0,1,6,57628,53,2,,,,2,,30',
  )

  test('length × vehicles of a mean day × days', async () => {
    const { rows, notices } = await harness.read(hpms, FILE, dataset({ grain: 'year' }))
    const year = 365 * 1.609344
    expect(said(rows)).toEqual([
      {
        period: '2019',
        city: '57628',
        mode: 'articulated-truck',
        vehicle_distance_vkm: expect.closeTo(300 * year, 6),
      },
      // 10 000 − 500 − 300 on one mile.
      { period: '2019', city: '57628', mode: 'car', vehicle_distance_vkm: expect.closeTo(9200 * year, 6) },
      {
        period: '2019',
        city: '57628',
        mode: 'rigid-truck',
        vehicle_distance_vkm: expect.closeTo(500 * year, 6),
      },
      // Two miles of 1000 vehicles that are not told apart.
      { period: '2019', city: '57628', vehicle_distance_vkm: expect.closeTo(2000 * year, 6) },
    ])
    expect(notices.map(({ code }) => code)).toEqual([
      'import-assumption',
      'import-assumption',
      'rows-left-out',
      'import-gaps',
      'mode-unknown',
    ])
  })

  test('by county; the names that a shapefile cuts off', async () => {
    const cut = csv(
      'Year_Recor,State_Code,Route_ID,Begin_Poin,End_Point,County_Cod,Facility_T,AADT,AADT_Singl,AADT_Combi',
      '2019,27,x,0,1,53,2,100,0,0',
    )
    const { rows } = await harness.read(hpms, cut, dataset({ grain: 'year' }), { place: 'county' })
    expect(rows[0]).toMatchObject({ city: '53', mode: 'articulated-truck', vehicle_distance_vkm: 0 })
    const { faults } = await refusalOf(harness.read(hpms, cut, dataset({ grain: 'year' })))
    // A column that is missing is not complained of a second time, row by row.
    expect(faults).toMatchObject([{ code: 'column-missing', column: 'urban_code' }])
  })

  test('the heads of the geodatabase of 2018, and of the service that has no points but lengths', async () => {
    const of2018 = csv(
      'Year_Record,State_Code,Route_ID,Begin_Point,End_Point,AADT,AADT_COMBINATION,AADT_SINGLE_UNIT,ACCESS_CONTROL_,COUNTY_CODE,F_SYSTEM,FACILITY_TYPE,IRI,IRI_YEAR,NHS,OWNERSHIP,PSR,ROUTE_NUMBER,ROUTE_NAME,ROUTE_QUALIFIER,ROUTE_SIGNING,SPEED_LIMIT,STRAHNET_TYPE,STRUCTURE_TYPE,SURFACE_TYPE,THROUGH_LANES,TOLL_CHARGED,TOLL_TYPE,TRUCK,URBAN_CODE,SHAPE_Length',
      '2018,27,I94,0,2,1000,100,50,1,53,1,2,80,2018-01-01,1,1,,94,,1,2,65,1,,2,4,,,1,57628,0.1',
    )
    const service = csv(
      'objectid,data_year,state_id,county_id,route_id,sectionlength,f_system,facility_type,access_control,through_lanes,aadt,aadt_combination,aadt_single_unit,nhs',
      '1,2018,27,53,I94,2,1,2,1,4,1000,100,50,1',
    )
    for (const [file, place] of [
      [of2018, 'urban'],
      [service, 'county'],
    ] as const) {
      const { rows } = await harness.read(hpms, file, dataset({ grain: 'year' }), { place })
      // 2 miles × 365 days × 100, 1000 − 150 and 50 vehicles.
      expect(rows.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
        ['articulated-truck', expect.closeTo(100 * 730 * 1.609344, 6)],
        ['car', expect.closeTo(850 * 730 * 1.609344, 6)],
        ['rigid-truck', expect.closeTo(50 * 730 * 1.609344, 6)],
      ])
    }
    const neither = csv('data_year,state_id,urban_id,aadt', '2018,27,1,5')
    const { faults } = await refusalOf(harness.read(hpms, neither, dataset({ grain: 'year' })))
    expect(faults).toContainEqual(expect.objectContaining({ code: 'column-missing', column: 'begin_point' }))
  })

  test('fewer vehicles than trucks, and sections that run backwards', async () => {
    const file = csv(HEAD, '2019,27,x,2,1,1,57628,53,2,10,50,30,4,80,65')
    const { faults } = await refusalOf(harness.read(hpms, file, dataset({ grain: 'year' })))
    expect(faults.map(({ column }) => column)).toEqual(['end_point', 'aadt'])
  })
})

describe('LIISA', () => {
  const FILE = csv(
    'LIISA 2022',
    '',
    'Kunta;Ajoneuvotyyppi;CO2 ekv. [t];kulutus [t];energia;suorite [Mkm]',
    'Helsinki;Henkilöautot;300000,5;95000;4;1 800,25'.replace('1 800,25', '1.800,25'),
    'Helsinki;Pakettiautot;60000,0;1;1;250,0',
    'Helsinki;Kuorma-autot ilman perävaunua;1,0;1;1;40,0',
    'Helsinki;Kuorma-autot, perävaunulla;1,0;1;1;30,0',
    'Helsinki;Yhteensä;360002,5;1;1;2120,25',
  )

  test('million kilometres by kind of vehicle; sums are left out', async () => {
    const { rows, notices, compared } = await harness.read(
      liisa,
      FILE,
      dataset({ grain: 'year', country: 'FI' }),
      {
        year: '2022',
        decimal: 'comma',
      },
    )
    expect(
      rows.map(({ period, city, mode, vehicle_distance_vkm: vkm }) => [period, city, mode, vkm]),
    ).toEqual([
      ['2022', 'Helsinki', 'articulated-truck', 30e6],
      ['2022', 'Helsinki', 'car', expect.closeTo(1800.25e6, 0)],
      ['2022', 'Helsinki', 'rigid-truck', 40e6],
      ['2022', 'Helsinki', 'van', 250e6],
    ])
    expect(compared).toContainEqual(expect.objectContaining({ mode: 'car', value: 300_000.5, unit: 't' }))
    expect(notices.some(({ detail }) => detail.startsWith('1 rows were left out: they are sums'))).toBe(true)
  })

  test('a file that shows its decimal mark is read without the option', async () => {
    const { rows } = await harness.read(liisa, FILE, dataset({ grain: 'year' }), { year: '2022' })
    // 1.800,25 million km: only a decimal comma writes so.
    expect(rows.find(({ mode }) => mode === 'car')?.vehicle_distance_vkm).toBeCloseTo(1800.25e6, 0)
  })

  test('the decimal mark and the year are asked about, not guessed', async () => {
    const unsaid = await refusalOf(
      harness.read(liisa, FILE, dataset({ grain: 'year' }), { decimal: 'comma' }),
    )
    expect(unsaid.faults).toMatchObject([{ code: 'import-option-invalid' }])
    const either = csv('Kunta;Ajoneuvotyyppi;suorite [Mkm]', 'Helsinki;Henkilöautot;1.800')
    const unshown = await refusalOf(harness.read(liisa, either, dataset({ grain: 'year' }), { year: '2022' }))
    expect(unshown.faults).toMatchObject([
      { code: 'number-ambiguous', column: 'mileage_mkm', detail: expect.stringContaining('“decimal”') },
    ])
    const point = await refusalOf(
      harness.read(liisa, FILE, dataset({ grain: 'year' }), { year: '2022', decimal: 'point' }),
    )
    expect(point.faults.map(({ column }) => column)).toEqual(['mileage_mkm', 'co2e_t'])
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

describe('other exports of the same tools', () => {
  const place = dataset({ grain: 'year', country: 'US' })

  test('EMFAC2017: its short heads, its classes of weight, and trucks that work where they stand', async () => {
    const file = csv(
      'Region,CalYr,VehClass,MdlYr,Speed,Fuel,Population,VMT,Trips,NOx_RUNEX',
      'Alameda,2021,LDA,Aggregated,Aggregated,GAS,1,100,1,1',
      'Alameda,2021,MHDT,Aggregated,Aggregated,DSL,1,10,1,1',
      'Alameda,2021,HHDT,Aggregated,Aggregated,DSL,1,20,1,1',
      'Alameda,2021,LHDT1,Aggregated,Aggregated,DSL,1,30,1,1',
      'Alameda,2021,PTO,Aggregated,Aggregated,DSL,1,40,1,1',
    )
    const { rows, notices } = await harness.read(emfac, file, place, { per: 'year' })
    expect(rows.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
      ['articulated-truck', expect.closeTo(20 * 1.609344, 9)],
      ['car', expect.closeTo(100 * 1.609344, 9)],
      ['rigid-truck', expect.closeTo(10 * 1.609344, 9)],
      ['van', expect.closeTo(30 * 1.609344, 9)],
    ])
    expect(notices.at(-1)).toMatchObject({ code: 'rows-left-out', detail: expect.stringMatching(/^1 rows/) })
  })

  test.each([
    ['O-D Traffic (StL Calibrated Volume)', '0: All Days (M-Su),0: All Day (12am-12am)'],
    ['Average Daily O-D Traffic (StL Truck Volume)', '0: Average Day (M-Su),00: All Day (12am-12am)'],
    ['Average Daily O-D Traffic (StL Volume)', 'All Days (M-Su),All Day (12am-12am)'],
  ])('StreetLight: %s on %s', async (head, whole) => {
    const file = csv(
      `Mode of Travel,Origin Zone ID,Origin Zone Is Pass-Through,Destination Zone ID,Destination Zone Is Pass-Through,Day Type,Day Part,${head}`,
      `All Vehicles,11,no,12,no,${whole},1200`,
      'All Vehicles,11,no,12,no,1: Weekday (M-Th),1: Early AM (12am-6am),700',
    )
    const options = { period: '2023', measure: 'volume', mode: 'car' }
    const { rows } = await harness.read(streetlight, file, place, options)
    // 1200 a day on 365 days.
    expect(rows.map(({ trips }) => trips)).toEqual([438_000])
  })

  test('a head that is not known is shown, so that one sees which', async () => {
    const file = csv(
      'region_cd,scc,activity_type,ann_parm_value,calc_year,Average Daily Middle Filter Zone Traffic (StL)',
      '27053,220121,VMT,1,2020,5',
    )
    const { faults } = await refusalOf(harness.read(epaNei, file, place))
    expect(faults.map(({ column }) => column)).toContain('Average Daily Middle Filter Zone Traffic (StL)')
  })
})
