import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { CALENDAR, FREQUENCIES, STOP_TIMES, TRIP_KM, TRIPS, table, townFeed } from '../fixtures/town-feed.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

let made = 0
/** The kilometres of the first days of a feed, and what the import said. */
async function taken(feed: Buffer) {
  made += 1
  const id = `feed-${made}`
  const { status, body } = await service.takeIn(id, 'format=gtfs&city=town', feed)
  if (status !== 201) return { status, body, km: [], co2e: undefined }
  const { items } = (await service.series('town', id)).body
  return {
    status,
    body,
    km: items.map(({ vehicleDistance }) => vehicleDistance?.value),
    co2e: items[0]?.co2e?.value,
  }
}
type Changes = Parameters<typeof townFeed>[0]
const week = (km: number) => Array(5).fill(expect.closeTo(km, 3))
const ALPHA = 'A,Alpha,50.0,8.0'
const GAMMA = 'C,Gamma,50.0,8.2'
const stopsOf = (...rows: readonly string[]): string => table('stop_id,stop_name,stop_lat,stop_lon', ...rows)
const STOPS = stopsOf(ALPHA, 'B,Beta,50.0,8.1', GAMMA)
const LATIN = Buffer.from(STOPS.replace('Alpha', '\u00c4lpha'), 'latin1')
const BOM = '\uFEFF'

describe('feeds as they are: one run A-B-C a day, 14.295 km along its shape', () => {
  test.each<[string, Changes]>([
    [
      'times past midnight',
      {
        'stop_times.txt': STOP_TIMES(
          'T1,23:45:00,23:45:00,A,1',
          'T1,24:00:00,24:00:00,B,2',
          'T1,24:15:00,24:15:00,C,3',
        ),
      },
    ],
    [
      'hours of one digit, and blanks',
      {
        'stop_times.txt': STOP_TIMES(
          'T1,8:00:00,8:00:00,A,1',
          'T1,8:15:00,8:15:00,B,2',
          'T1, 8:30:00,8:30:00,C,3',
        ),
      },
    ],
    [
      'no times at middle stops',
      { 'stop_times.txt': STOP_TIMES('T1,08:00:00,08:00:00,A,1', 'T1,,,B,2', 'T1,08:30:00,08:30:00,C,3') },
    ],
    [
      'no arrival where a trip begins, no departure where it ends',
      { 'stop_times.txt': STOP_TIMES('T1,,08:00:00,A,1', 'T1,,,B,2', 'T1,08:30:00,,C,3') },
    ],
    ['a table of frequencies without rows', { 'frequencies.txt': FREQUENCIES() }],
    ['a byte-order mark', { 'stops.txt': BOM + STOPS, 'trips.txt': BOM + TRIPS('R,WD,T1,0,S') }],
    [
      'cells in quotes, lines of Windows, quotes and line ends in names',
      {
        'stops.txt':
          '"stop_id","stop_name","stop_lat","stop_lon"\r\n"A","Al, ""pha""","50.0","8.0"\r\n"B","Beta\r\nzwei","50.0","8.1"\r\n"C","Gamma","50.0","8.2"\r\n',
      },
    ],
    ['blanks after the commas', { 'stops.txt': STOPS.replaceAll(',', ', ') }],
    ['semicolons', { 'stops.txt': STOPS.replaceAll(',', ';') }],
    ['Windows-1252', { 'stops.txt': LATIN }],
    [
      'coordinates with decimal commas',
      { 'stops.txt': stopsOf('A,Alpha,"50,0","8,0"', 'B,Beta,"50,0","8,1"', 'C,Gamma,"50,0","8,2"') },
    ],
  ])('%s', async (_, changes) => {
    const base = await taken(townFeed())
    const { km, co2e } = await taken(townFeed(changes))
    expect(km).toEqual(week(TRIP_KM))
    // The same emissions: the speed of the timetable was read too.
    expect(co2e).toBe(base.co2e)
  })

  test('the text of another encoding is named', async () => {
    const { body } = await taken(townFeed({ 'stops.txt': LATIN }))
    expect(detailsOf(body.notices, 'text-encoding')[0]).toMatch(/^stops.txt: .*Windows-1252/)
  })

  test.each<[string, Changes]>([
    [
      'no shapes.txt and no shape_id',
      { 'shapes.txt': undefined, 'trips.txt': table('route_id,service_id,trip_id', 'R,WD,T1') },
    ],
    ['a shape_id, and no shapes.txt', { 'shapes.txt': undefined }],
    ['an empty shape_id', { 'trips.txt': TRIPS('R,WD,T1,0,') }],
  ])('%s: from stop to stop × 1.2, said', async (_, changes) => {
    const { km, body } = await taken(townFeed(changes))
    expect(km).toEqual(week(1.2 * TRIP_KM))
    expect(detailsOf(body.notices, 'import-assumption')).toContainEqual(
      expect.stringMatching(/^1 trips have no shape/),
    )
  })

  test.each<[string, Changes]>([
    ['calendar_dates.txt alone', { 'calendar.txt': undefined }],
    ['a calendar.txt without rows', { 'calendar.txt': CALENDAR() }],
  ])('%s: days between that no service names are 0', async (_, changes) => {
    const dates = table('service_id,date,exception_type', 'WD,20240304,1', 'WD,20240306,1')
    const { km } = await taken(townFeed({ ...changes, 'calendar_dates.txt': dates }))
    expect(km).toEqual([expect.closeTo(TRIP_KM, 3), 0, expect.closeTo(TRIP_KM, 3)])
  })

  test('headways past midnight: four hours every ten minutes are 24 runs', async () => {
    const { km } = await taken(townFeed({ 'frequencies.txt': FREQUENCIES('T1,22:00:00,26:00:00,600') }))
    expect(km).toEqual(week(24 * TRIP_KM))
  })

  test('no times at all: the kilometres stand, and it is said that there is no speed', async () => {
    const { km, body } = await taken(
      townFeed({ 'stop_times.txt': STOP_TIMES('T1,,,A,1', 'T1,,,B,2', 'T1,,,C,3') }),
    )
    expect(km).toEqual(week(TRIP_KM))
    expect(detailsOf(body.notices, 'import-assumption')).toContainEqual(
      expect.stringMatching(/^1 trips have no usable times/),
    )
  })

  test('coordinates that are no numbers are counted', async () => {
    const { km, body } = await taken(townFeed({ 'stops.txt': stopsOf(ALPHA, 'B,Beta,north,8.1', GAMMA) }))
    expect(km).toEqual(week(TRIP_KM))
    expect(detailsOf(body.notices, 'rows-left-out')).toContainEqual(
      expect.stringMatching(/^1 stops have coordinates that are no numbers/),
    )
  })
})

describe('archives as people pack them', () => {
  const FILES: Readonly<Record<string, string>> = {
    'agency.txt': table(
      'agency_id,agency_name,agency_url,agency_timezone',
      'A,T,http://example.org,Europe/Berlin',
    ),
    'calendar.txt': CALENDAR('WD,1,1,1,1,1,0,0,20240304,20240308'),
    'routes.txt': table('route_id,agency_id,route_short_name,route_type', 'R,A,1,3'),
    'stop_times.txt': STOP_TIMES('T1,08:00:00,08:00:00,A,1', 'T1,08:30:00,08:30:00,C,2'),
    'stops.txt': STOPS,
    'trips.txt': table('route_id,service_id,trip_id', 'R,WD,T1'),
  }
  const named = (nameOf: (name: string) => string): Readonly<Record<string, string>> =>
    Object.fromEntries(Object.entries(FILES).map(([name, text]) => [nameOf(name), text]))

  test.each([
    ['in a folder', zipArchive(named((name) => `gtfs_2024/${name}`))],
    [
      'by a Mac',
      zipArchive({
        ...named((name) => `feed/${name}`),
        '__MACOSX/feed/._stops.txt': 'x',
        'feed/.DS_Store': 'x',
      }),
    ],
    ['with names in capitals', zipArchive(named((name) => name.toUpperCase()))],
  ])('%s', async (_, feed) => {
    // From A to C, 14.295 km × 1.2: the trip has no shape.
    expect((await taken(feed)).km).toEqual(week(1.2 * TRIP_KM))
  })

  test('two feeds in one archive are refused', async () => {
    const two = zipArchive({ ...named((name) => `one/${name}`), ...named((name) => `other/${name}`) })
    const { status, body } = await taken(two)
    expect([status, body.errors]).toMatchObject([422, [{ detail: expect.stringMatching(/more than one/) }]])
  })

  test('an archive in an archive is told to be unpacked', async () => {
    const { status, body } = await taken(zipArchive({ 'feed.zip': zipArchive(FILES) }))
    expect([status, body.errors]).toMatchObject([
      422,
      [{ detail: expect.stringMatching(/holds another archive/) }],
    ])
  })
})
