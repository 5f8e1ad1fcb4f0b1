import { describe, expect, test } from 'vitest'
import { gtfs } from '../../api/imports/gtfs/gtfs.ts'
import { dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'

const harness = importHarnessInTest()

const lines = (...all: readonly string[]): string => `${all.join('\r\n')}\r\n`

/**
 * A line of 0.1° along the equator and back. One degree of a great circle of radius 6371.0088 km is 111.19508 km, so each
 * way is 11.119508 km.
 */
const WAY_KM = 11.119508
const TABLES = {
  'routes.txt': lines('route_id,route_type,route_color', 'R,3,FF0000'),
  'trips.txt': lines('route_id,service_id,trip_id,shape_id,direction_id', 'R,W,out,S,0'),
  'stops.txt': lines('stop_id,stop_name,stop_lat,stop_lon', 'A,"First, stop",0,0', 'B,Last,0,0.1'),
  'stop_times.txt': lines(
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    'out,23:50:00,23:50:00,A,1',
    'out,24:20:00,24:20:00,B,2',
  ),
  'shapes.txt': lines(
    'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence',
    // Out of order, as feeds have them; 10 comes after 9.
    'S,0,0.1,10',
    'S,0,0,1',
    'S,0,0.05,9',
  ),
  // Monday 4 to Sunday 10 March 2024.
  'calendar.txt': lines(
    'service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date',
    'W,1,1,1,1,1,0,0,20240304,20240310',
  ),
}
const read = (changes: Readonly<Record<string, string>> = {}, of = dataset(), options = {}) =>
  harness.read(gtfs, { container: 'zip', content: zipArchive({ ...TABLES, ...changes }) }, of, {
    city: 'c',
    ...options,
  })
const days = (rows: Awaited<ReturnType<typeof read>>['rows']) =>
  rows.map((row) => [row.period, row.vehicle_distance_vkm])
const km = (value: number) => expect.closeTo(value, 4)

describe('a GTFS feed', () => {
  test('a trip along its shape, past midnight, on the days of its service', async () => {
    const { rows, rowsRead } = await read()
    expect(rowsRead).toBe(2)
    // 11.119508 km in half an hour.
    expect(said(rows)[0]).toEqual({
      period: '2024-03-04',
      city: 'c',
      mode: 'bus',
      vehicle_distance_vkm: km(WAY_KM),
      mean_speed_km_per_h: km(2 * WAY_KM),
    })
    // The calendar covers Monday 4 to Sunday 10; nothing runs at the weekend, which is 0 and no gap.
    expect(days(rows)).toEqual(
      [4, 5, 6, 7, 8, 9, 10].map((day) => [
        `2024-03-${String(day).padStart(2, '0')}`,
        day < 9 ? km(WAY_KM) : 0,
      ]),
    )
    expect(rows.at(-1)?.mean_speed_km_per_h).toBeNull()
  })

  test('exceptions add and take days, also without a calendar', async () => {
    const exceptions = lines('service_id,date,exception_type', 'W,20240305,2', 'W,20240309,1')
    const { rows } = await read({ 'calendar_dates.txt': exceptions })
    expect(days(rows).filter(([, vkm]) => vkm !== 0)).toEqual(
      [4, 6, 7, 8, 9].map((day) => [`2024-03-0${day}`, km(WAY_KM)]),
    )
    // The 5th, taken away, and Sunday the 10th are 0.
    expect(rows).toHaveLength(7)
    const { 'calendar.txt': _, ...without } = TABLES
    const file = zipArchive({ ...without, 'calendar_dates.txt': exceptions })
    const alone = await harness.read(gtfs, { container: 'zip', content: file }, dataset(), { city: 'c' })
    expect(days(alone.rows)).toEqual([['2024-03-09', km(WAY_KM)]])
  })

  test('by month, with the days outside the calendars said', async () => {
    const { rows, notices } = await read({}, dataset({ grain: 'month' }))
    // Five days of one trip.
    expect(days(rows)).toEqual([['2024-03', km(5 * WAY_KM)]])
    // 31 days less the 7 that the calendar covers.
    expect(notices.at(-1)).toMatchObject({ code: 'import-gaps', detail: expect.stringContaining('24 days') })
  })

  test('a trip with headways counts at each of them, rounded up, and not by itself', async () => {
    const { rows } = await read({
      'frequencies.txt': lines(
        'trip_id,start_time,end_time,headway_secs',
        // 3600 s ÷ 700 s = 5.14…: six departures; and two more.
        'out,06:00:00,07:00:00,700',
        'out,25:00:00,26:00:00,1800',
      ),
    })
    expect(days(rows)[0]).toEqual(['2024-03-04', km(8 * WAY_KM)])
  })

  test('without a shape: from stop to stop times a detour that is said', async () => {
    const trips = lines('route_id,service_id,trip_id', 'R,W,out')
    const { rows, notices } = await read({ 'trips.txt': trips })
    expect(days(rows)[0]).toEqual(['2024-03-04', km(1.2 * WAY_KM)])
    expect(notices.some(({ detail }) => detail.includes('1.2'))).toBe(true)
    const stated = await read({ 'trips.txt': trips }, dataset(), { detour: '1.5' })
    expect(days(stated.rows)[0]).toEqual(['2024-03-04', km(1.5 * WAY_KM)])
  })

  test('a shape that goes out and back is a loop of its whole length, not nothing', async () => {
    const { rows } = await read({
      'shapes.txt': lines(
        'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence',
        'S,0,0,1',
        'S,0,0.1,2',
        'S,0,0,3',
      ),
      'stop_times.txt': lines(
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
        'out,08:00:00,08:00:00,A,1',
        'out,,,B,2',
        'out,09:00:00,09:00:00,A,3',
      ),
    })
    // Twice the way in an hour; nothing is doubled once more for the other direction.
    expect(rows[0]).toMatchObject({
      vehicle_distance_vkm: km(2 * WAY_KM),
      mean_speed_km_per_h: km(2 * WAY_KM),
    })
  })

  test('the speed is that between the stops, where a shape goes on behind them', async () => {
    const { rows, notices } = await read({
      'stops.txt': lines('stop_id,stop_lat,stop_lon', 'A,0,0', 'B,0,0.05'),
    })
    expect(rows[0]).toMatchObject({ vehicle_distance_vkm: km(WAY_KM), mean_speed_km_per_h: km(WAY_KM) })
    expect(notices.some(({ detail }) => detail.includes('80 %'))).toBe(true)
  })

  test('the same departure under two calendars counts once on the days that both run', async () => {
    const { rows, notices } = await read({
      'trips.txt': lines(
        'route_id,service_id,trip_id,shape_id,direction_id',
        'R,W,out,S,0',
        'R,X,again,S,0',
        'R,X,later,S,0',
      ),
      'stop_times.txt': lines(
        TABLES['stop_times.txt'].trim(),
        'again,23:50:00,23:50:00,A,1',
        'again,24:20:00,24:20:00,B,2',
        'later,12:00:00,12:00:00,A,1',
        'later,12:30:00,12:30:00,B,2',
      ),
      'calendar.txt': lines(TABLES['calendar.txt'].trim(), 'X,0,0,0,0,1,1,0,20240304,20240310'),
    })
    expect(days(rows).slice(3, 6)).toEqual([
      ['2024-03-07', km(WAY_KM)],
      // Friday: the common departure once, and the later one.
      ['2024-03-08', km(2 * WAY_KM)],
      // Saturday: both trips of X.
      ['2024-03-09', km(2 * WAY_KM)],
    ])
    expect(notices.find(({ code }) => code === 'rows-left-out')?.detail).toContain('1 trip days')
  })

  test.each([
    [0, 'tram'],
    [1, 'metro'],
    [2, 'rail'],
    [4, 'ferry'],
    [11, 'trolleybus'],
    [12, 'metro'],
    [101, 'high-speed-rail'],
    [109, 'rail'],
    [200, 'coach'],
    [401, 'metro'],
    [702, 'bus'],
    [900, 'tram'],
    [1000, 'ferry'],
    [6, 'cable-car'],
    [1300, 'cable-car'],
    [7, null],
    [1400, null],
  ])('route type %d is %s', async (type, mode) => {
    const { rows, notices } = await read({ 'routes.txt': lines('route_id,route_type', `R,${type}`) })
    expect(rows[0]?.mode).toBe(mode)
    expect(notices.some(({ code }) => code === 'mode-unknown')).toBe(mode === null)
  })

  test('all that is missing, at once', async () => {
    const { faults } = await refusalOf(
      harness.read(
        gtfs,
        {
          container: 'zip',
          content: zipArchive({ 'feed/trips.txt': lines('trip_id,route_id', 'a,b') }),
        },
        dataset(),
        { city: 'c' },
      ),
    )
    expect(faults.map(({ column }) => column)).toEqual([
      'routes',
      'stop_times',
      'stops',
      'calendar',
      'trips.service_id',
    ])
  })

  test('tables that do not fit each other', async () => {
    const { faults } = await refusalOf(
      read({
        'routes.txt': lines('route_id,route_type', 'Q,3'),
        'trips.txt': lines('route_id,service_id,trip_id,shape_id', 'R,W,out,S', 'R,W,out,S'),
        'calendar.txt': lines(TABLES['calendar.txt'].trim(), 'Y,1,1,1,1,1,1,1,19000101,20991231'),
        'frequencies.txt': lines('trip_id,start_time,end_time,headway_secs', 'out,06:00:00,07:00:00,0'),
      }),
    )
    expect(faults.map(({ code, column }) => [code, column])).toEqual([
      ['duplicate-key', 'trips.trip_id'],
      ['value-not-read', 'trips.route_id'],
      ['value-not-read', 'frequencies.headway_secs'],
      ['value-not-read', 'calendar.end_date'],
    ])
  })

  test('no archive, and an archive that says less than it holds', async () => {
    const none = harness.read(gtfs, { container: 'zip', content: 'no archive' }, dataset(), { city: 'c' })
    expect((await refusalOf(none)).faults).toMatchObject([{ code: 'file-unreadable' }])
    const huge = zipArchive(TABLES)
    // The stated size of the last table, 5 GB more than there is.
    huge.writeUInt32LE(0xff_ff_ff_fe, huge.lastIndexOf('PK\x01\x02') + 24)
    const bomb = harness.read(gtfs, { container: 'zip', content: huge }, dataset(), { city: 'c' })
    expect((await refusalOf(bomb)).faults[0]?.code).toMatch(/^file-(too-large|unreadable)$/)
  })
})

describe('times and trips that cannot be', () => {
  const OUT_AND_BACK = lines(
    'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
    'out,08:30:00,08:30:00,A,1',
    'out,08:00:00,08:00:00,B,2',
  )
  const doubts = (notices: Awaited<ReturnType<typeof read>>['notices'], code: string) =>
    notices.filter((one) => one.code === code).map(({ detail }) => detail)

  test('a trip whose times go back counts its kilometres, and no speed', async () => {
    const { rows, notices } = await read({ 'stop_times.txt': OUT_AND_BACK })
    expect(days(rows)[0]).toEqual(['2024-03-04', km(WAY_KM)])
    expect(rows[0]?.mean_speed_km_per_h).toBeNull()
    expect(doubts(notices, 'feed-doubtful')).toContainEqual(
      expect.stringMatching(/^1 trips reach a stop before they left the one before \(100 %/),
    )
  })

  test('nor does one that leaves a stop before it comes', async () => {
    const { rows, notices } = await read({
      'stop_times.txt': lines(
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
        'out,08:00:00,08:00:00,A,1',
        'out,08:30:00,08:10:00,B,2',
      ),
    })
    expect(rows[0]?.mean_speed_km_per_h).toBeNull()
    expect(doubts(notices, 'feed-doubtful').join()).toContain('1 trips reach a stop before')
  })

  test('times that stay or are missing go nowhere back', async () => {
    const { notices } = await read({
      'stops.txt': lines(
        'stop_id,stop_name,stop_lat,stop_lon',
        'A,First,0,0',
        'M,Middle,0,0.05',
        'B,Last,0,0.1',
      ),
      'stop_times.txt': lines(
        'trip_id,arrival_time,departure_time,stop_id,stop_sequence',
        'out,08:00:00,08:00:00,A,1',
        'out,,,M,2',
        'out,08:30:00,08:30:00,B,3',
      ),
    })
    expect(doubts(notices, 'feed-doubtful')).toEqual([])
  })

  test('stop times of trips that are nowhere are left out, and said', async () => {
    const { notices } = await read({
      'stop_times.txt': `${TABLES['stop_times.txt']}${['ghost,08:00:00,08:00:00,A,1', 'ghost,08:30:00,08:30:00,B,2', 'gone,08:00:00,08:00:00,A,1', ''].join('\r\n')}`,
    })
    expect(doubts(notices, 'rows-left-out')).toEqual([
      '3 stop times were left out: their 2 trips are not in trips.txt.',
    ])
    expect(doubts((await read()).notices, 'rows-left-out')).toEqual([])
  })

  // 85 s is the closest that trains of a metro follow each other; buses of one line do not come near.
  test.each([
    [3, 90, true],
    [3, 91, false],
    [1, 80, true],
    [1, 85, false],
    [6, 10, false],
  ])('route type %s with a headway of %s s: doubted %s', async (type, headway, isDoubted) => {
    const { notices } = await read({
      'routes.txt': lines('route_id,route_type', `R,${type}`),
      'frequencies.txt': lines(
        'trip_id,start_time,end_time,headway_secs',
        `out,06:00:00,07:00:00,${headway}`,
      ),
    })
    expect(
      doubts(notices, 'feed-doubtful').some((detail) => detail.includes('time windows have a headway')),
    ).toBe(isDoubted)
  })
})
