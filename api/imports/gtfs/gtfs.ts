import type { Grain } from '../../../src/index.ts'
import type { Fault } from '../../request/failure.ts'
import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice, ImportOptions } from '../../store/intake.ts'
import { factSelect } from '../fact-select.ts'
import { checkOptions, optionFault, refuseFaults } from '../import-option.ts'
import type { Importer } from '../importer.ts'
import { periodOfDay } from '../period.ts'
import { shieldedDatabase } from '../shielded-database.ts'
import { sqlText } from '../sql-text.ts'
import { unpackFeed } from './archive.ts'
import { openFeedTables } from './feed-table.ts'
import { modeOfRouteType } from './route-type.ts'
import { countDepartures, expandServices, MAX_CALENDAR_DAYS, markRepeats } from './service-day.ts'
import { measureTrips } from './trip-length.ts'

/** Length along the street ÷ length from stop to stop, for trips without a shape: a convention of the project. */
const DEFAULT_DETOUR = 1.2

const OPTIONS = {
  city: 'id of the city that the feed serves',
  detour: `length along the street ÷ length from stop to stop, from 1 to 2, for trips without a shape; default: ${DEFAULT_DETOUR}`,
}

/** A GTFS Schedule feed: vehicle-kilometres and mean speed of public transport by day and mode, as timetabled. */
export const gtfs: Importer = {
  format: 'gtfs',
  title: 'GTFS Schedule feed',
  containers: ['zip'],
  options: OPTIONS,
  read: async (file, store, dataset, options) => {
    const detour = readDetour(options)
    const database = shieldedDatabase(store)
    const feed = await unpackFeed(file)
    refuseFaults(await openFeedTables(feed, database))
    await measureTrips(database, detour)
    await expandServices(database)
    await countDepartures(database)
    await markRepeats(database)
    const [found = NOTHING] = await database.rows<Found>(FOUND)
    refuseFaults(feedFaults(found))
    await sumDays(database)
    return {
      facts: factSelect(
        {
          period: periodOfDay('day', dataset.grain),
          city: sqlText(options['city'] ?? ''),
          mode: 'mode',
          vehicle_distance_vkm: 'sum(km)',
          mean_speed_km_per_h: 'sum(timed_km) / sum(hours)',
        },
        'feed_day',
      ),
      rowsRead: Number(found.stop_calls),
      notices: [...feedNotices(found, detour), ...(await gapNotices(database, dataset))],
    }
  },
}

function readDetour(options: ImportOptions): number {
  checkOptions(options, { known: OPTIONS, required: ['city'] })
  const detour = Number(options['detour'] ?? DEFAULT_DETOUR)
  if (!(detour >= 1 && detour <= 2))
    refuseFaults([optionFault('Option “detour” must be a number from 1 to 2, such as 1.2.')])
  return detour
}

/**
 * Sums by service first and by day afterwards, because many trips run on the same days. Trips that repeat another are
 * subtracted.
 */
async function sumDays(database: ImportDatabase): Promise<void> {
  const sums = (sign: string): string =>
    `${sign}sum(trip.km * runs) AS km, ${sign}sum(CASE WHEN hours > 0 THEN timed_km * runs END) AS timed_km,
     ${sign}sum(CASE WHEN timed_km > 0 THEN hours * runs END) AS hours`
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_day AS
    WITH trip AS (SELECT feed_trip.*, coalesce(departure.runs, 1) AS runs, ${modeOfRouteType('type')} AS mode
      FROM feed_trip LEFT JOIN feed_departure AS departure USING (trip_id)
        JOIN (SELECT route_id, any_value(TRY_CAST(route_type AS INTEGER)) AS type FROM feed_routes GROUP BY route_id)
          AS route USING (route_id)
      WHERE km IS NOT NULL)
    SELECT day, mode, sum(km) AS km, sum(timed_km) AS timed_km, sum(hours) AS hours FROM (
      SELECT day, mode, km, timed_km, hours FROM feed_service_day JOIN (
        SELECT service_id, mode, ${sums('')} FROM trip GROUP BY ALL) USING (service_id)
      UNION ALL SELECT day, mode, ${sums('-')} FROM trip JOIN feed_repeat USING (trip_id) GROUP BY ALL)
    GROUP BY ALL`)
}

interface Found {
  readonly stop_calls: bigint
  readonly trips: bigint
  readonly repeated_ids: bigint
  readonly without_length: bigint
  readonly from_stops: bigint
  readonly parts: bigint
  readonly without_time: bigint
  readonly without_route: bigint
  readonly without_mode: bigint
  readonly with_headway: bigint
  readonly bad_headways: bigint
  readonly bad_calendars: bigint
  readonly repeats: bigint
  readonly days: bigint
}

const NOTHING: Found = {
  stop_calls: 0n,
  trips: 0n,
  repeated_ids: 0n,
  without_length: 0n,
  from_stops: 0n,
  parts: 0n,
  without_time: 0n,
  without_route: 0n,
  without_mode: 0n,
  with_headway: 0n,
  bad_headways: 0n,
  bad_calendars: 0n,
  repeats: 0n,
  days: 0n,
}

const FOUND = `SELECT (SELECT count(*) FROM feed_stop_call) AS stop_calls, count(*) AS trips,
  count(*) - count(DISTINCT trip_id) AS repeated_ids,
  count(*) FILTER (WHERE km IS NULL) AS without_length,
  count(*) FILTER (WHERE km IS NOT NULL AND from_stops) AS from_stops,
  count(*) FILTER (WHERE is_part) AS parts,
  count(*) FILTER (WHERE hours IS NULL) AS without_time,
  count(*) FILTER (WHERE route_id IS NULL OR route_id NOT IN (SELECT route_id FROM feed_routes WHERE route_id IS NOT NULL)) AS without_route,
  (SELECT count(*) FROM feed_routes WHERE ${modeOfRouteType('TRY_CAST(route_type AS INTEGER)')} IS NULL) AS without_mode,
  (SELECT count(*) FROM feed_departure) AS with_headway,
  (SELECT count(*) FROM feed_departure WHERE runs IS NULL OR NOT isfinite(runs) OR runs < 0 OR runs > 20000) AS bad_headways,
  (SELECT count(*) FROM feed_calendar WHERE coalesce(date_diff('day', TRY_STRPTIME(start_date, '%Y%m%d'),
    TRY_STRPTIME(end_date, '%Y%m%d')), -1) NOT BETWEEN 0 AND ${MAX_CALENDAR_DAYS}) AS bad_calendars,
  (SELECT count(*) FROM feed_repeat) AS repeats,
  (SELECT count(DISTINCT day) FROM feed_service_day) AS days
  FROM feed_trip`

function feedFaults(found: Found): Fault[] {
  const faults: Fault[] = []
  const push = (count: bigint, code: Fault['code'], column: string, detail: string): void => {
    if (count > 0n) faults.push({ code, column, detail, count: Number(count) })
  }
  push(found.repeated_ids, 'duplicate-key', 'trips.trip_id', 'Every trip needs an id of its own.')
  push(
    found.without_route,
    'value-not-read',
    'trips.route_id',
    'Every trip needs a route that routes.txt has.',
  )
  push(
    found.bad_headways,
    'value-not-read',
    'frequencies.headway_secs',
    'Headways need a start, an end and seconds that can be read.',
  )
  push(
    found.bad_calendars,
    'value-not-read',
    'calendar.end_date',
    `Calendars need a first and a last date, in this order and at most ${MAX_CALENDAR_DAYS} days apart.`,
  )
  if (found.days === 0n)
    faults.push({ code: 'file-unreadable', detail: 'No service of the feed runs on any day.' })
  if (found.trips === found.without_length)
    faults.push({
      code: 'file-unreadable',
      detail: 'No trip has a length: trips need a shape, or stops with coordinates.',
    })
  return faults
}

function feedNotices(found: Found, detour: number): ImportNotice[] {
  const notices: ImportNotice[] = []
  const push = (count: bigint, code: string, detail: string): void => {
    if (count > 0n) notices.push({ code, detail: `${count} ${detail}` })
  }
  notices.push({
    code: 'import-assumption',
    detail:
      'Vehicle-kilometres follow the timetable, without runs to and from the depot. A trip after midnight counts ' +
      'for the day of its service.',
  })
  push(
    found.without_length,
    'rows-left-out',
    'trips were left out: they have neither a shape nor stops with coordinates.',
  )
  push(
    found.from_stops,
    'import-assumption',
    `trips have no shape: their length is the distance from stop to stop × ${detour}, a convention of the project unless option “detour” sets it.`,
  )
  push(
    found.parts,
    'import-assumption',
    'trips serve less than 80 % of their shape; the whole length of the shape was counted.',
  )
  push(found.without_time, 'import-assumption', 'trips have no usable times; mean speeds leave them out.')
  push(found.without_mode, 'mode-unknown', 'routes have a type without a mode here, such as cableways.')
  push(
    found.with_headway,
    'import-assumption',
    'trips run by headway: the departures of each time window were counted, rounded up.',
  )
  push(
    found.repeats,
    'rows-left-out',
    'trip days were left out: another service has the same departure on the same route and day.',
  )
  return notices
}

/** Days of the first and last period that no calendar covers. */
async function gapNotices(database: ImportDatabase, { grain }: Dataset): Promise<ImportNotice[]> {
  if (grain === 'day') return []
  const [found] = await database.rows<{ missing: bigint }>(
    `SELECT CAST(date_diff('day', date_trunc('${grain}', min(day)), min(day)) +
      date_diff('day', max(day), date_trunc('${grain}', max(day)) + ${lengthOf(grain)}) - 1 AS BIGINT) AS missing
    FROM feed_service_day`,
  )
  const missing = Number(found?.missing ?? 0)
  if (missing === 0) return []
  const detail = `The calendars do not cover ${missing} days of the first and last ${grain}: the sums contain only the days that they cover.`
  return [{ code: 'import-gaps', detail }]
}

const lengthOf = (grain: Grain): string => `INTERVAL 1 ${grain}`
