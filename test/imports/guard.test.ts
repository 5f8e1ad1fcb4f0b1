import { describe, expect, test } from 'vitest'
import { cityPairs } from '../../api/imports/city-pairs.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { isPersonalColumn } from '../../api/request/personal-name.ts'
import { kindOfCode } from '../../api/request/personal-sign.ts'
import type { Dataset } from '../../api/store/datasets.ts'
import { csv, dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const AGREEMENT = dataset({ legalBasis: 'agreement', contributorUnit: 'device' })
const HEADER = 'period,origin,destination,mode,trips,passenger_distance_pkm,contributors'
const HONEST = '2024-03-15,0801,0802,bus,1203,5511.7,401'
const faultsOf = async (of: Dataset, ...rows: readonly string[]) =>
  (await refusalOf(harness.read(tidy, csv(HEADER, ...rows), of))).faults.map(({ code, column, count }) => [
    code,
    column,
    count,
  ])

test('an honest file is let in', async () => {
  const { rows, notices } = await harness.read(tidy, csv(HEADER, HONEST), AGREEMENT)
  expect(rows).toHaveLength(1)
  expect(notices).toEqual([])
})

describe('I1: names of columns', () => {
  test.each([
    'user_id',
    'UserID',
    'ｄｅｖｉｃｅ',
    // Cyrillic і, а, е and о in Latin words.
    'dev\u0456ce',
    'h\u0430sh',
    'im\u0435i',
    'ph\u043ene',
    'tok\u200ben',
    'trip id',
    'Home-Lat',
    'start_time',
    'licence plate',
    'age',
    'Sex',
    'income2',
    'HOUSEID',
    'MAC address',
  ])('%s is one about persons', (name) => expect(isPersonalColumn(name)).toBe(true))

  test.each(['mode', 'residence', 'weight', 'message', 'latency', 'period', 'purpose', 'machine', 'sexton'])(
    '%s is not',
    (name) => expect(isPersonalColumn(name)).toBe(false),
  )

  test.each(['device_id', 'dev\u0456ce', 'ＬＡＴ'])(
    'a column %s is refused, whatever its licence',
    async (name) => {
      const { faults } = await refusalOf(harness.read(tidy, csv(`${HEADER},${name}`, `${HONEST},1`)))
      expect(faults).toMatchObject([{ code: 'person-level-data' }])
    },
  )

  test('a header that is somebody’s number is named by where it stands', async () => {
    const file = csv(`${HEADER},ann@example.org,3f2504e04f8911d39a0c0305e82c3301`, `${HONEST},1,2`)
    const { faults, message } = await refusalOf(harness.read(tidy, file))
    expect(faults.map(({ column }) => column)).toEqual(['column 8', 'column 9'])
    expect(message).not.toMatch(/ann|3f25/)
  })
})

describe('I2: values', () => {
  const SIGNS = [
    '3f2504e0-4f89-11d3-9a0c-0305e82c3301',
    '3F2504E04F8911D39A0C0305E82C3301',
    'zone_3f2504e04f8911d3',
    'deadbeefdeadbeef',
    '490154203237518',
    'q83vEjRWeJCrze8SNFZ4kA==',
    'q83vEjRWeJCrze8SNFZ4kA',
    '+44 20 7946 0958',
    '+34600123456',
    '00:1A:2B:3C:4D:5E',
    '001a.2b3c.4d5e',
    '53.8008,-1.5491',
    '53.8008 / -1.5491',
    '41.38879',
    'POINT (2.17 41.38)',
    '2019-03-05T07:41',
    '20190305T0741',
    '2019-03-05 07',
    '2019030507',
    '201903050741',
    '07:41',
    '1551771660',
    '1551771660123',
    'ann@example.org',
    '０８０１９',
    'zo\u200bne',
    // In a body these were signs before, and in a file not.
    'AB12 CDE',
    'AB12CDE',
    'B-MW 1234',
    '京A·12345',
  ]
  test.each(SIGNS)('%s is a sign', (text) => expect(kindOfCode(text)).toBeDefined())

  test.each(SIGNS)('%s in a zone is refused under any licence, and not repeated', async (text) => {
    const row = `2024-03-15,"${text}",0802,bus,1203,5511.7,401`
    for (const of of [AGREEMENT, dataset()]) {
      const refusal = await refusalOf(harness.read(tidy, csv(HEADER, HONEST, row), of))
      expect(refusal.faults).toMatchObject([{ code: 'person-level-data', column: 'origin', count: 1 }])
      expect(refusal.message).not.toContain(text)
    }
  })

  const NAMES = [
    '01009_AM',
    '0100902',
    'externo',
    'E08000035',
    '270530001001',
    '0801901001',
    'Castilla-La Mancha',
    'Araba/Álava',
    'PalmaDeMallorca',
    'frequent_activity',
    'SANT-CUGAT-DEL-VALLES',
    'Zone 17 (north)',
    '北京市海淀区',
    'L’Hospitalet de Llobregat',
    '8220DB000048',
    'NUTS3-ES511-2021',
    'Kirchheim unter Teck',
    '2024',
    'ES-B08',
    'DE-BW12',
    'E123456',
    'Ward 12',
  ]
  test.each(NAMES)('%s is none', async (text) => {
    expect(kindOfCode(text)).toBeUndefined()
    const row = `2024-03-15,${text},0802,bus,1203,5511.7,401`
    expect((await harness.read(tidy, csv(HEADER, row), AGREEMENT)).rows[0]?.origin).toBe(text)
  })

  test('a text that is too long for a code', async () => {
    const long = 'a long text of somebody who writes'
    expect(await faultsOf(AGREEMENT, `2024-03-15,${long},0802,bus,1203,5511.7,401`)).toEqual([
      ['person-level-data', 'origin', 1],
    ])
  })

  test('moments in a column of numbers', async () => {
    const rows = [1, 2, 3, 4].map((zone) => `2024-03-15,${zone},0802,bus,155177166${zone},,`)
    expect((await faultsOf(dataset(), ...rows)).slice(0, 1)).toEqual([['person-level-data', 'trips', 4]])
    // Numbers of devices and moments in milliseconds are too large to be sums.
    expect(await faultsOf(dataset(), '2024-03-15,1,2,bus,1551771661123,,')).toEqual([
      ['value-not-read', 'trips', 1],
    ])
  })
})

describe('I3 and I4: periods and keys', () => {
  test('a period finer than declared', async () => {
    const monthly = dataset({ ...AGREEMENT, grain: 'month' })
    expect(await faultsOf(monthly, HONEST)).toEqual([['period-too-fine', 'period', 1]])
  })

  test('years and their months in one file', async () => {
    const rows = ['2024,1,2,bus,5000000,,', '2024-03,1,2,bus,500000,,']
    expect(await faultsOf(dataset(), ...rows)).toEqual([['period-too-fine', 'period', 1]])
  })

  test('a period that is a moment is one about persons', async () => {
    expect(await faultsOf(dataset(), '2024-03-15T07:10,1,2,bus,500,,')).toEqual([
      ['person-level-data', 'period', 1],
      ['value-not-read', 'period', 1],
      ['period-too-fine', 'period', 1],
    ])
  })

  test('a key that comes twice', async () => {
    expect(await faultsOf(dataset(), HONEST, HONEST)).toEqual([['duplicate-key', undefined, 1]])
  })
})

describe('I5 to I9: cells', () => {
  test.each([
    ['trips fewer than contributors', '2024-03-15,1,2,bus,19,100,21', ['cell-below-minimum', 'trips', 1]],
    ['too many trips for each', '2024-03-15,1,2,bus,111,500,11', ['total-implausible', 'trips', 1]],
    ['trips too long', '2024-03-15,1,2,bus,23,50000,11', ['total-implausible', 'passenger_distance_pkm', 1]],
    ['no contributors in a row', '2024-03-15,1,2,bus,23,50,', ['contributors-missing', 'contributors', 1]],
  ])('%s', async (_, row, fault) => {
    expect(await faultsOf(AGREEMENT, HONEST, row)).toEqual([fault])
    // A publisher under an open licence has seen to it.
    expect((await harness.read(tidy, csv(HEADER, HONEST, row))).rows).toHaveLength(2)
  })

  test.each([
    ['fewer than ten contributors', '2024-03-15,1,2,bus,20,100,9'],
    // A person's kilometres beside a 0 are a person's kilometres.
    ['nobody, who went 41 km', '2024-03-15,1,2,bus,,41.2,0'],
  ])('%s, whoever publishes it', async (_, row) => {
    for (const of of [AGREEMENT, dataset()])
      expect(await faultsOf(of, HONEST, row)).toEqual([['cell-below-minimum', 'contributors', 1]])
  })

  test.each(['vehicle_distance_vkm', 'tonne_distance_tkm'])('nobody, and a %s', async (sum) => {
    const head = `period,origin,destination,mode,trips,passenger_distance_pkm,contributors,${sum}`
    const read = (value: string) =>
      harness.read(tidy, csv(head, `${HONEST},`, `2024-03-15,1,2,bus,0,0,0,${value}`), AGREEMENT)
    expect((await refusalOf(read('3.5'))).faults).toMatchObject([
      { code: 'cell-below-minimum', column: 'contributors', count: 1 },
    ])
    expect((await read('0')).rows).toHaveLength(2)
  })

  test('a year of a large city is as many kilometres as 1.5 thousand million seconds', async () => {
    const file = csv(
      'period,city,mode,vkm',
      '2022,a,car,1510000000',
      '2023,a,car,1500000000',
      '2024,a,car,1490000000',
    )
    expect((await harness.read(tidy, file, dataset({ grain: 'year' }))).rows).toHaveLength(3)
  })

  test('a part of a contributor is none, whoever publishes it', async () => {
    const row = '2024-03-15,1,2,bus,25,100,10.5'
    for (const of of [AGREEMENT, dataset()])
      expect(await faultsOf(of, HONEST, row)).toEqual([['value-not-read', 'contributors', 1]])
  })

  test('one device, expanded to 5.13 persons, is no cell of any minimum', async () => {
    // 1 × 0.95 × 5.4 = 5.13: an expanded count is neither whole nor ten.
    expect(await faultsOf(AGREEMENT, '2024-03-15,1,2,bus,12,50,5.13')).toEqual([
      ['cell-below-minimum', 'contributors', 1],
      ['value-not-read', 'contributors', 1],
    ])
  })

  test('the supplier asks for more than ten', async () => {
    const supplier = dataset({ ...AGREEMENT, minimumContributors: 500 })
    expect(await faultsOf(supplier, HONEST)).toEqual([['cell-below-minimum', 'contributors', 1]])
  })

  test('single rows multiplied by 25', async () => {
    const rows = Array.from({ length: 60 }, (_, zone) => `2024-03-15,${zone},2,bus,25,${zone + 30}.5,25`)
    expect(await faultsOf(AGREEMENT, ...rows)).toEqual([
      ['cells-look-scaled', 'trips', 60],
      ['cells-look-scaled', 'contributors', 60],
    ])
  })

  const TRIPS = 'period,city,mode,trips'
  const tripsFile = (trips: number) => harness.read(tidy, csv(TRIPS, `2024-03,a,bus,${trips}`), AGREEMENT)
  test('trips alone: ten persons at ten a day must be behind a cell', async () => {
    // 10 × 10 trips on each of up to 31 days.
    expect((await tripsFile(3100)).rows).toHaveLength(1)
    expect((await refusalOf(tripsFile(3099))).faults).toMatchObject([{ code: 'cell-below-minimum' }])
  })

  test('neither contributors nor trips', async () => {
    const file = csv('period,city,mode,pkm', '2024-03,a,bus,3100')
    expect((await refusalOf(harness.read(tidy, file, AGREEMENT))).faults).toMatchObject([
      { code: 'contributors-missing' },
    ])
    expect((await harness.read(tidy, file)).rows).toHaveLength(1)
  })

  test('a list of single trips is one under any licence', async () => {
    const rows = [1, 2, 3].map((zone) => `2024-03-15,${zone},2,bus,1,5,`)
    expect(await faultsOf(dataset(), ...rows)).toEqual([['person-level-data', 'trips', 3]])
  })

  test('I11: zeros are marked', async () => {
    const { rows, notices } = await harness.read(
      tidy,
      csv(HEADER, HONEST, '2024-03-15,1,2,bus,0,0,0'),
      AGREEMENT,
    )
    expect(rows).toHaveLength(2)
    expect(notices).toMatchObject([{ code: 'zero-cells', detail: expect.stringContaining('1 rows') }])
  })
})

test('records of a household survey are refused by their names, all at once', async () => {
  const file = csv(
    'HOUSEID,PERSONID,TDTRPNUM,STRTTIME,TRPTRANS,TRPMILES,TRVLCMIN',
    '30000007,1,1,1000,3,5.244,15',
    '30000007,1,2,1510,3,5.149,20',
  )
  for (const importer of [tidy, cityPairs]) {
    const { faults } = await refusalOf(harness.read(importer, file))
    const personal = faults.filter(({ code }) => code === 'person-level-data')
    expect(personal.map(({ column }) => column)).toEqual(expect.arrayContaining(['HOUSEID', 'PERSONID']))
    expect(faults.map(({ code }) => code)).toContain('column-missing')
  }
})
