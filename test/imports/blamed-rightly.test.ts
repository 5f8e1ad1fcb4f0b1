import { describe, expect, test } from 'vitest'
import { cityPairs } from '../../api/imports/city-pairs.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

const yearly = dataset({ grain: 'year' })
const faultsOf = async (of: ReturnType<typeof dataset>, ...lines: readonly string[]) =>
  (await refusalOf(harness.read(tidy, csv(...lines), of))).faults.map(({ code, column, count }) => [
    code,
    column,
    count,
  ])

describe('a period that is none', () => {
  // Financial years, signs of notes, thousands in years, other calendars, months of several ways: none is about a person, and none is finer
  // than a year.
  test.each([
    ['2023/24'],
    ['2023-24'],
    ['FY2024'],
    ['2023*'],
    ['"2,023"'],
    ['民國112年'],
    ['令和5年'],
    ['2566'],
  ])('%s is told once', async (period) => {
    expect(await faultsOf(yearly, 'year,city,mode,vkm', `${period},leeds,car,41237000`)).toEqual([
      ['value-not-read', 'period', 1],
    ])
  })

  test.each([['Mo, 04.03.2024'], ['Monday 4 March 2024'], ['1 de marzo de 2024 (viernes)']])(
    '%s among days is told once',
    async (period) => {
      const rows = ['Datum;Stadt;Modus;Wege', '2024-03-05;leeds;Pkw;41237', `${period};leeds;Pkw;41237`]
      expect(await faultsOf(dataset(), ...rows)).toEqual([['value-not-read', 'period', 1]])
    },
  )

  test('a moment is still one about persons', async () => {
    const faults = await faultsOf(dataset(), 'day,city,mode,trips', '2024-03-03T23:00:00Z,leeds,car,41237')
    expect(faults).toContainEqual(['person-level-data', 'period', 1])
  })

  test('the midnight of a day is that day, in whatever time', async () => {
    const rows = ['2024-03-04T00:00:00+01:00,leeds,car,41237', '2024-03-05T00:00:00+0100,leeds,car,41000']
    const read = await harness.read(tidy, csv('day,city,mode,trips', ...rows))
    expect(read.rows.map(({ period }) => period)).toEqual(['2024-03-04', '2024-03-05'])
  })
})

test.each([
  ['period', 'Summe;;;2000000'],
  ['city', '2023;Total;Pkw;2000000'],
  ['mode', '2023;leeds;Kfz gesamt;2000000'],
  ['mode', '2023;leeds;全部;2000000'],
])('a row that is called a sum in the column %s is told as such, once', async (column, row) => {
  const head = 'Jahr;Stadt;Verkehrsmittel;Fahrzeugkilometer'
  expect(await faultsOf(yearly, head, '2023;leeds;Pkw;1500000', '2023;leeds;Bus;500000', row)).toEqual([
    ['duplicate-key', column, 1],
  ])
})

describe('columns of areas and lines', () => {
  test.each([
    ['Zone Name'],
    ['City ID'],
    ['LA Name'],
    ['County Name'],
    ['Station ID'],
    ['Route ID'],
    ['region_name'],
  ])('%s is not known, and about no person', async (head) => {
    const faults = await faultsOf(yearly, `year,city,mode,vkm,${head}`, '2023,leeds,car,41237000,x')
    expect(faults).toEqual([['column-unknown', head, undefined]])
  })

  test.each([['Driver name'], ['Trip ID'], ['Zone of home address'], ['Station user ID'], ['id'], ['Name']])(
    '%s is about somebody',
    async (head) => {
      const faults = await faultsOf(yearly, `year,city,mode,vkm,${head}`, '2023,leeds,car,41237000,x')
      expect(faults).toEqual([['person-level-data', head, undefined]])
    },
  )
})

describe('modes in words', () => {
  test('are read with commas and plain heads as with semicolons', async () => {
    const rows = ['2023,leeds,car,412370', '2023,leeds,Buses,400000', '2023,leeds,Straßenbahn,300000']
    const read = await harness.read(tidy, csv('period,city,mode,vehicle_distance_vkm', ...rows), yearly)
    expect(read.rows.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
      ['bus', 400_000],
      ['car', 412_370],
      ['tram', 300_000],
    ])
  })

  test('are read in lines of JSON', async () => {
    const lines = ['Pkw', '地铁'].map((mode) =>
      JSON.stringify({ period: '2023', city: 'leeds', mode, trips: 41_237 }),
    )
    const read = await harness.read(tidy, { content: lines.join('\n'), container: 'ndjson' }, yearly)
    expect(said(read.rows).map(({ mode }) => mode)).toEqual(['car', 'metro'])
  })
})

describe('letters that were lost before the file came', () => {
  test.each([
    ['UTF-8 read as Windows-1252', Buffer.from('2023;MÃ¼nchen;Pkw;41237000\n')],
    ['a mark for a letter', Buffer.from('2023;M\uFFFDnchen;Pkw;41237000\n')],
    ['a zero byte', Buffer.from('2023;le\0eds;Pkw;41237000\n')],
    // München in UTF-8 above Gießen in Latin-1, as two files put together: read as Windows-1252, the first is MÃ¼nchen.
    [
      'two encodings in one file',
      Buffer.from('2023;MÃ¼nchen;Pkw;41237000\n2023;Gie\u00dfen;Pkw;41000000\n', 'latin1'),
    ],
  ])('are told, so that no place has a name that nobody gave it: %s', async (_, rows) => {
    const content = Buffer.concat([Buffer.from('year;city;mode;vkm\n'), rows])
    const refused = await refusalOf(harness.read(tidy, { content, container: 'csv' }, yearly))
    expect(refused.faults).toEqual([
      {
        code: 'value-not-read',
        column: 'city',
        detail: expect.stringContaining('Letters were lost'),
        count: 1,
      },
    ])
  })

  test('names that look like it are taken', async () => {
    const cities = ['SÃO PAULO', 'Âncora', 'MAÇÃ', 'Ã', 'Älmhult', '東京']
    const rows = cities.map((city) => `2023;${city};car;41237000`)
    const read = await harness.read(tidy, csv('year;city;mode;vkm', ...rows), yearly)
    expect(read.rows.map(({ city }) => city).toSorted()).toEqual(cities.toSorted())
  })
})

test('Quelle is where trips begin beside a destination, and else the source of the figures', async () => {
  const flows = await harness.read(
    tidy,
    csv('Jahr;Quelle;Ziel;Verkehrsmittel;Wege', '2023;A;B;Pkw;1500000'),
    yearly,
  )
  expect(said(flows.rows)).toMatchObject([{ origin: 'A', destination: 'B' }])
  const head = 'Jahr;Stadt;Verkehrsmittel;Fahrzeugkilometer;Quelle'
  expect(await faultsOf(yearly, head, '2023;leeds;Pkw;1500000;Amt')).toEqual([
    ['column-unknown', 'Quelle', undefined],
  ])
})

test('lakhs and crores are numbers: 12,34,56,789.5 is 123 456 789.5', async () => {
  const rows = ['2023,pune,car,"12,34,56,789.5"', '2023,pune,bus,"1,23,456"', '2023,pune,van,"12,345"']
  const read = await harness.read(tidy, csv('year,city,mode,vkm', ...rows), yearly)
  expect(read.rows.map(({ mode, vehicle_distance_vkm: vkm }) => [mode, vkm])).toEqual([
    ['bus', 123_456],
    ['car', 123_456_789.5],
    // The others show that commas part thousands.
    ['van', 12_345],
  ])
})

test.each([
  ['日期,出发城市,到达城市,人次,距离（米）', '175500', 175.5],
  ['日期,出發城市,到達城市,人次,距離(公里)', '175.5', 175.5],
  // 109 statute miles of 1.609344 km.
  ['date,origin,destination,trips,distance (miles)', '109', 175.418496],
])('a head may say the unit of a distance, and be in traditional Chinese: %s', async (head, distance, km) => {
  const file = csv(head, `2024-03-04,杭州,上海,12000,${distance}`)
  const read = await harness.read(cityPairs, file, dataset(), { mode: 'rail' })
  expect(read.rows[0]?.passenger_distance_pkm).toBeCloseTo(12_000 * km, 6)
})

describe('what a title or a note says of all figures', () => {
  const HEAD = 'Year;City;Mode;vkm'
  const ROW = '2023;leeds;car;1500000'
  // A mile is 1.609 km, and a year has 365 days: figures under such a title are not what their column says.
  test.each([
    ['Vehicle miles travelled'],
    ['Fahrleistung in Meilen'],
    ['Viajes (en miles)'],
    ['Verkehrsleistung pro Werktag'],
    ['Average daily traffic'],
    ['Viajes diarios'],
    ['车公里（日均）'],
  ])('must not be passed over: %s', async (title) => {
    expect(await faultsOf(yearly, title, HEAD, ROW)).toEqual([['value-not-read', undefined, undefined]])
    expect(await faultsOf(yearly, HEAD, ROW, `${title};;;`)).toContainEqual([
      'value-not-read',
      undefined,
      undefined,
    ])
  })

  test.each([
    ['Miles City 2023'],
    ['Mobility survey of everyday travel'],
    ['Stand: Tag der Zählung'],
    ['Smiles'],
  ])('may be of something else: %s', async (title) => {
    expect((await harness.read(tidy, csv(title, HEAD, ROW), yearly)).rows).toHaveLength(1)
  })

  test('figures of a day are what a file of days has', async () => {
    const file = csv('Trips per day', 'Day;City;Mode;Trips', '2024-03-04;leeds;car;41237')
    expect((await harness.read(tidy, file)).rows).toHaveLength(1)
  })
})

describe('a column of figures of a day', () => {
  const told = async (head: string) =>
    (
      await refusalOf(harness.read(tidy, csv(`Year;City;Mode;${head}`, '2023;leeds;car;1500000'), yearly))
    ).faults
      .filter(({ code }) => code === 'column-unknown')
      .map(({ detail }) => detail)
  const SUM = 'Write the sums of the period of each row, which are those of a mean day times its days'

  // 1000 km a day are 365 000 in a year: no head of a day may be renamed alone.
  test.each([
    ['Fzkm/Tag', 'vehicle_distance_vkm'],
    ['vkm/day', 'vehicle_distance_vkm'],
    ['Daily VKT', 'vehicle_distance_vkm'],
    ['daily_vkm', 'vehicle_distance_vkm'],
    ['Pkm pro Werktag', 'passenger_distance_pkm'],
    ['Wege je Tag', 'trips'],
    ['日均车公里', 'vehicle_distance_vkm'],
  ])('%s is told what to do', async (head, column) => {
    expect(await told(head)).toEqual([
      `The head speaks of figures of a day. ${SUM}, and head the column ${column}.`,
    ])
  })

  test.each([['vehicles per day'], ['Kfz/24h'], ['Fahrzeuge pro Tag'], ['véhicules/jour']])(
    '%s is no distance',
    async (head) => {
      expect(await told(head)).toEqual([
        `The head speaks of vehicles of a day, which are no distance: multiply them by the kilometres that each of them drives there. ${SUM}, and head the column vehicle_distance_vkm.`,
      ])
    },
  )

  test.each([['birthday'], ['Stichtag'], ['Montag'], ['remarks']])('%s says nothing of it', async (head) => {
    expect((await told(head)).join()).not.toContain('of a day')
  })
})

test('a table with a column for each year or mode is told what to do', async () => {
  const detailsOf = async (head: string, row: string) =>
    (await refusalOf(harness.read(tidy, csv(head, row), yearly))).faults
      .filter(({ code }) => code === 'column-unknown')
      .map(({ detail }) => detail)
  expect(await detailsOf('Stadt;Verkehrsmittel;2022;2023', 'leeds;Pkw;1500000;1600000')).toEqual(
    Array(2).fill(expect.stringContaining('A year heads this column')),
  )
  expect(await detailsOf('Jahr;Stadt;Pkw;Straßenbahn', '2023;leeds;1500000;1600000')).toEqual(
    Array(2).fill(expect.stringContaining('A mode heads this column')),
  )
})
