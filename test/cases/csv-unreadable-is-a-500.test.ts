import { describe, expect, test } from 'vitest'
import { gtfs } from '../../api/imports/gtfs/gtfs.ts'
import { tidy } from '../../api/imports/tidy.ts'
import { csv, dataset, importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'

const harness = importHarnessInTest()

const HEAD = 'period,city,mode,trips,passenger_distance_pkm'
const ROW = '2024-03-04,example-town,car,41237,382114'

describe('a tidy table', () => {
  test('with a short row: the third line has four of five cells', async () => {
    const { faults } = await refusalOf(
      harness.read(tidy, csv(HEAD, ROW, '2024-03-05,example-town,car,42020'), dataset()),
    )
    expect(faults).toEqual([
      {
        code: 'file-unreadable',
        detail: 'A row has fewer cells than the head has names. The first is line 3.',
      },
    ])
  })

  test('in Latin-1: read as Windows-1252, and said', async () => {
    const content = Buffer.from(`${HEAD}\n2024-03-04,s\u00fcd,car,41237,382114\n`, 'latin1')
    const { rows, notices } = await harness.read(tidy, { content, container: 'csv' }, dataset())
    expect(rows).toMatchObject([{ city: 's\u00fcd' }])
    expect(notices[0]).toMatchObject({
      code: 'text-encoding',
      detail: expect.stringContaining('not UTF-8: it is in Windows-1252'),
    })
  })

  test('in no encoding: the second line has a byte that is no UTF-8', async () => {
    const content = Buffer.from(`${HEAD}\n2024-03-04,s\u0081d,car,41237,382114\n`, 'latin1')
    const { faults } = await refusalOf(harness.read(tidy, { content, container: 'csv' }, dataset()))
    expect(faults).toEqual([
      {
        code: 'file-unreadable',
        detail: 'The text is not UTF-8. The first is line 2, column 2. Save the file in UTF-8.',
      },
    ])
  })
})

const STOPS = 'stop_id,stop_name,stop_lat,stop_lon'

/** A feed of one trip of one bus, along two stops that lie 0.01 degrees of latitude apart. */
const feedWith = (stops: string | Buffer, calls: readonly string[] = []): Buffer =>
  zipArchive({
    'routes.txt': 'route_id,route_type\nr,3\n',
    'trips.txt': 'trip_id,route_id,service_id\nt,r,s\n',
    'stop_times.txt': [
      'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
      't,08:00:00,08:00:00,a,1',
      ...calls,
      't,08:06:00,08:06:00,b,2',
      '',
    ].join('\n'),
    'stops.txt': stops,
    'calendar.txt':
      'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n' +
      's,1,1,1,1,1,1,1,20240304,20240304\n',
  })

describe('a feed', () => {
  const read = (content: Buffer) =>
    harness.read(gtfs, { content, container: 'zip' }, dataset(), { city: 'example-town' })

  test('as it should be, and with a blank line, which says nothing', async () => {
    // 0.01 degrees of latitude × π ÷ 180 × 6371.0088 km = 1.11195 km, × the detour of 1.2 = 1.33434 km.
    const whole = await read(feedWith(`${STOPS}\na,A,53.80,-1.55\nb,B,53.81,-1.55\n`))
    expect(whole.rows[0]?.vehicle_distance_vkm).toBeCloseTo(1.33434, 5)
    const blank = await read(feedWith(`${STOPS}\na,A,53.80,-1.55\n\nb,B,53.81,-1.55\n`))
    expect(blank.rows).toEqual(whole.rows)
  })

  test.each<readonly [string, string | Buffer, string]>([
    ['a comma in a name', `${STOPS}\na,A, south,53.80,-1.55\nb,B,53.81,-1.55\n`, 'more cells'],
    ['a short row', `${STOPS}\na,A,53.80,-1.55\nb,B,53.81\n`, 'fewer cells'],
    ['no text', Buffer.from(`${STOPS}\na,S\u0081d,53.80,-1.55\nb,B,53.81,-1.55\n`, 'latin1'), 'not UTF-8'],
  ])('%s in stops.txt', async (_, stops, said) => {
    const { faults } = await refusalOf(read(feedWith(stops)))
    expect(faults).toMatchObject([{ code: 'file-unreadable', column: 'stops' }])
    expect(faults[0]?.detail).toContain(said)
    expect(faults[0]?.detail).toMatch(
      /The first is line [23](, column 2)? of stops\.txt\.( Save the file in UTF-8\.)?$/,
    )
  })

  test('a short row in stop_times.txt, which is read only where it is used', async () => {
    const { faults } = await refusalOf(
      read(feedWith(`${STOPS}\na,A,53.80,-1.55\nb,B,53.81,-1.55\n`, ['t,08:03:00,08:03:00'])),
    )
    expect(faults).toEqual([
      {
        code: 'file-unreadable',
        column: 'stop_times',
        detail: 'A row has fewer cells than the head has names. The first is line 3 of stop_times.txt.',
      },
    ])
  })
})
