import type { Fault } from '../../request/failure.ts'
import type { ImportDatabase } from '../../store/intake.ts'
import { countsOf } from './feed-count.ts'
import { dayOf } from './feed-text.ts'
import { MAX_CALENDAR_DAYS, WEEKDAYS } from './service-day.ts'

/** The most runs of one trip on a day. */
const MAX_RUNS = 20_000

/** Rows that a feed must not have, with the SQL that counts them. */
interface FeedRule {
  readonly code: Fault['code']
  readonly column?: string
  readonly detail: string
  readonly count: string
}

const unread = (column: string, from: string, detail: string): FeedRule => ({
  code: 'value-not-read',
  column,
  detail,
  count: `SELECT count(*) FROM ${from}`,
})

const RULES: readonly FeedRule[] = [
  {
    code: 'duplicate-key',
    column: 'trips.trip_id',
    detail: 'Every trip needs an id of its own.',
    count: 'SELECT count(*) - count(DISTINCT trip_id) FROM feed_trip',
  },
  unread(
    'trips.route_id',
    `feed_trip WHERE route_id IS NULL OR route_id NOT IN (SELECT route_id FROM feed_routes WHERE route_id IS NOT NULL)`,
    'Every trip needs a route that routes.txt has.',
  ),
  unread(
    'frequencies.headway_secs',
    'feed_window WHERE headway IS NULL OR NOT isfinite(headway) OR headway <= 0',
    'Headways must be seconds, such as 600, or a clock time, such as 00:10:00.',
  ),
  unread(
    'frequencies.start_time',
    'feed_window WHERE begins IS NULL OR ends <= begins',
    'Time windows need a start and a later end, such as 06:00:00 and 22:30:00; after midnight hours go on: 26:00:00.',
  ),
  unread(
    'frequencies.end_time',
    'feed_window WHERE begins IS NOT NULL AND ends IS NULL',
    'Time windows need an end, such as 22:30:00.',
  ),
  unread(
    'frequencies.headway_secs',
    `feed_departure WHERE isfinite(runs) AND runs > ${MAX_RUNS}`,
    `No trip runs more than ${MAX_RUNS} times on a day: headways are seconds.`,
  ),
  unread(
    'calendar.start_date',
    `feed_calendar WHERE ${dayOf('start_date')} IS NULL`,
    'Calendars need a first date, such as 20240304.',
  ),
  unread(
    'calendar.end_date',
    `feed_calendar WHERE ${dayOf('start_date')} IS NOT NULL AND coalesce(date_diff('day', ${dayOf('start_date')}, ${dayOf('end_date')}), -1)
      NOT BETWEEN 0 AND ${MAX_CALENDAR_DAYS}`,
    `Calendars need a last date, such as 20240304, not before the first and at most ${MAX_CALENDAR_DAYS} days after it.`,
  ),
  ...WEEKDAYS.map((name) =>
    unread(
      `calendar.${name}`,
      `feed_calendar WHERE coalesce(${name}, '') NOT IN ('0', '1')`,
      'The weekdays of calendars must be 0 or 1.',
    ),
  ),
  unread(
    'calendar.service_id',
    'feed_calendar WHERE service_id IS NULL',
    'Every calendar needs the id of a service.',
  ),
  unread(
    'calendar_dates.date',
    `feed_calendar_dates WHERE ${dayOf('date')} IS NULL`,
    'Exceptions need a date, such as 20240304.',
  ),
  unread(
    'calendar_dates.exception_type',
    `feed_calendar_dates WHERE coalesce(exception_type, '') NOT IN ('1', '2')`,
    'Exceptions must be of type 1 (added) or 2 (removed).',
  ),
  unread(
    'calendar_dates.service_id',
    'feed_calendar_dates WHERE service_id IS NULL',
    'Every exception needs the id of a service.',
  ),
]

/** Faults of tables that cannot be read in full: nothing of a timetable is dropped without a word. */
export async function feedFaults(database: ImportDatabase): Promise<readonly Fault[]> {
  const counts = await countsOf(
    database,
    RULES.map(({ count }) => count),
  )
  const faults: Fault[] = RULES.flatMap(({ code, column, detail }, at) => {
    const count = counts[at] ?? 0
    return count > 0 ? [{ code, ...(column === undefined ? {} : { column }), detail, count }] : []
  })
  const [running = 0, measured = 0] = await countsOf(database, [
    'SELECT count(*) FROM feed_trip WHERE service_id IN (SELECT service_id FROM feed_service_day)',
    'SELECT count(*) FROM feed_trip WHERE km IS NOT NULL',
  ])
  if (running === 0 && faults.length === 0)
    faults.push({ code: 'file-unreadable', detail: 'No trip of the feed runs on any day.' })
  if (measured === 0)
    faults.push({
      code: 'file-unreadable',
      detail: 'No trip has a length: trips need a shape, or stops with coordinates.',
    })
  return faults
}
