import type { ImportDatabase } from '../../store/intake.ts'
import { measure } from '../row-check.ts'
import { seconds } from './trip-length.ts'

/** Longer calendars are mistakes, and costly ones: every day is counted. */
export const MAX_CALENDAR_DAYS = 3660

const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']
const day = (text: string): string => `CAST(TRY_STRPTIME(${text}, '%Y%m%d') AS DATE)`

/** Makes `feed_service_day`: the days on which each service runs, by its weekdays and their exceptions. */
export async function expandServices(database: ImportDatabase): Promise<void> {
  const runs = WEEKDAYS.map((name, at) => `(isodow = ${at + 1} AND ${name} = '1')`).join(' OR ')
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_service_day AS
    WITH ruled AS (SELECT service_id, day FROM (
        SELECT *, isodow(day) AS isodow FROM (
          SELECT *, CAST(unnest(generate_series(${day('start_date')}, ${day('end_date')}, INTERVAL 1 DAY)) AS DATE) AS day
          FROM feed_calendar
          WHERE date_diff('day', ${day('start_date')}, ${day('end_date')}) <= ${MAX_CALENDAR_DAYS}))
      WHERE ${runs}),
    exception AS (SELECT service_id, ${day('date')} AS day, exception_type FROM feed_calendar_dates)
    SELECT service_id, day FROM ruled UNION SELECT service_id, day FROM exception WHERE exception_type = '1'
    EXCEPT SELECT service_id, day FROM exception WHERE exception_type = '2'`)
}

/**
 * Makes `feed_departure`: how often each trip runs on a day of its service. A trip with headways is only a pattern: its
 * departures count, the trip itself does not.
 */
export async function countDepartures(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_departure AS
    SELECT trip_id, sum(ceil((${seconds('end_time')} - ${seconds('start_time')}) / ${measure('headway_secs')})) AS runs
    FROM feed_frequencies GROUP BY trip_id`)
}

/**
 * Makes `feed_repeat`: trips that another service also runs at the same time, on the days when both run. Some feeds
 * repeat a timetable under a second calendar; only the trip of the first service counts.
 */
export async function markRepeats(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_repeat AS
    WITH repeated AS (SELECT route_id, direction_id, first_stop, departure FROM feed_trip
        WHERE departure IS NOT NULL AND trip_id NOT IN (SELECT trip_id FROM feed_departure)
        GROUP BY ALL HAVING count(DISTINCT service_id) > 1),
      contested AS (SELECT trip.* FROM feed_trip AS trip JOIN repeated ON trip.route_id = repeated.route_id
        AND trip.direction_id IS NOT DISTINCT FROM repeated.direction_id AND trip.first_stop = repeated.first_stop
        AND trip.departure = repeated.departure)
    SELECT trip_id, day FROM (
      SELECT trip_id, day, service_id, min(service_id) OVER (
        PARTITION BY route_id, direction_id, first_stop, departure, day) AS first_service
      FROM contested JOIN feed_service_day USING (service_id))
    WHERE service_id <> first_service`)
}
