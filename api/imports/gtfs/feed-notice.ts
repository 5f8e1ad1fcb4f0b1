import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import { countsOf, shown } from './feed-count.ts'
import { degrees } from './place.ts'
import { modeOfRouteType } from './route-type.ts'

/** How a feed was read: what counts, and what is assumed, with its numbers. */
export async function ruleNotices(
  database: ImportDatabase,
  detour: number,
): Promise<readonly ImportNotice[]> {
  const [
    withoutLength,
    fromStops,
    parts,
    withoutTime,
    withoutMode,
    kmWithoutMode,
    withHeadway,
    repeats,
    trains,
    unreadPlaces,
  ] = await countsOf(database, [
    'SELECT count(*) FROM feed_trip WHERE km IS NULL AND NOT is_flexible',
    'SELECT count(*) FROM feed_trip WHERE km IS NOT NULL AND from_stops',
    'SELECT count(*) FROM feed_trip WHERE is_part',
    'SELECT count(*) FROM feed_trip WHERE hours IS NULL',
    `SELECT count(*) FROM feed_routes WHERE ${modeOfRouteType('TRY_CAST(route_type AS INTEGER)')} IS NULL`,
    'SELECT sum(all_km) FROM feed_yield WHERE mode IS NULL',
    'SELECT count(*) FROM feed_departure',
    'SELECT count(*) FROM feed_repeat',
    "SELECT count(*) FROM feed_yield WHERE mode IN ('metro', 'rail', 'high-speed-rail')",
    `SELECT count(*) FROM feed_stops WHERE (stop_lat IS NOT NULL AND ${degrees('stop_lat')} IS NULL) OR (stop_lon IS NOT NULL AND ${degrees('stop_lon')} IS NULL)`,
  ])
  const notices: ImportNotice[] = [
    {
      code: 'import-assumption',
      detail:
        'Vehicle-kilometres follow the timetable, without runs to and from the depot. A trip after midnight counts ' +
        'for the day of its service. On days that the calendars cover, a mode that does not run has 0 vkm.',
    },
  ]
  const push = (count: number | undefined, code: string, detail: string): void => {
    if (count !== undefined && count > 0) notices.push({ code, detail: `${count} ${detail}` })
  }
  push(
    withoutLength,
    'rows-left-out',
    'trips were left out: they have neither a shape nor stops with coordinates.',
  )
  push(
    unreadPlaces,
    'rows-left-out',
    'stops have coordinates that are no numbers, such as 48.137: they have no place.',
  )
  push(
    fromStops,
    'import-assumption',
    `trips have no shape: their length is the distance from stop to stop × ${detour}, a convention of the project unless option “detour” sets it.`,
  )
  push(
    parts,
    'import-assumption',
    'trips serve less than 80 % of their shape; the whole length of the shape was counted.',
  )
  push(withoutTime, 'import-assumption', 'trips have no usable times; mean speeds leave them out.')
  push(
    withoutMode,
    'mode-unknown',
    `routes have a type without a mode here, such as funiculars: their ${shown(kmWithoutMode ?? 0)} vkm have no mode, and no emissions.`,
  )
  push(
    withHeadway,
    'import-assumption',
    'trips run by headway: the departures of each time window were counted, rounded up.',
  )
  push(
    repeats,
    'rows-left-out',
    'trip days were left out: another service has the same departure by the same stops on the same route and day.',
  )
  push(
    trains,
    'import-assumption',
    'trips are of trains: a vehicle-kilometre of metro and rail is one of a whole train here. Energy and factors of operators and statistics are often of a car of the train; divide or multiply them by the cars of a train.',
  )
  return notices
}

/** Days that no calendar covers, and modes that count 0 beyond their own calendars. */
export async function calendarNotices(
  database: ImportDatabase,
  { grain }: Dataset,
): Promise<readonly ImportNotice[]> {
  const first = grain === 'day' ? 'min(day)' : `date_trunc('${grain}', min(day))`
  const end = grain === 'day' ? 'max(day) + 1' : `date_trunc('${grain}', max(day)) + INTERVAL 1 ${grain}`
  const [missing = 0] = await countsOf(database, [
    `SELECT date_diff('day', ${first}, ${end}) - count(*) FROM feed_covered`,
  ])
  const notices: ImportNotice[] = []
  if (missing > 0)
    notices.push({
      code: 'import-gaps',
      detail:
        grain === 'day'
          ? `The calendars do not cover ${missing} days between their first and their last: these days are gaps, not 0.`
          : `The calendars do not cover ${missing} days of the ${grain}s that they reach into: the sums contain only the days that they cover.`,
    })
  const beyond = await database.rows<{ mode: string | null; days: number }>(
    `SELECT mode, CAST((SELECT count(*) FROM feed_covered) - count(DISTINCT day) AS DOUBLE) AS days FROM (
      SELECT mode, day FROM feed_yield JOIN feed_ruled USING (service_id)
      UNION SELECT mode, day FROM feed_yield JOIN feed_service_day USING (service_id))
    GROUP BY mode HAVING days > 0 ORDER BY mode`,
  )
  for (const { mode, days } of beyond)
    notices.push({
      code: 'import-assumption',
      detail: `${mode ?? 'Routes without a mode'}: 0 vkm on ${days} days that only the calendars of other modes, or its exceptions alone, cover.`,
    })
  return notices
}
