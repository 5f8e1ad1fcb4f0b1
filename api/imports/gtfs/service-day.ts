import type { ImportDatabase } from '../../store/intake.ts'
import { dayOf, headwaySeconds, seconds } from './feed-text.ts'

/** Longer calendars are mistakes, and costly ones: every day is counted. */
export const MAX_CALENDAR_DAYS = 3660

export const WEEKDAYS = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday']

/**
 * Makes `feed_service_day`: the days on which each service runs, by its weekdays and their exceptions; and
 * `feed_covered`: the days that the calendars of services with trips cover, whether or not anything runs on them.
 */
export async function expandServices(database: ImportDatabase): Promise<void> {
  const runs = WEEKDAYS.map((name, at) => `(isodow = ${at + 1} AND ${name} = '1')`).join(' OR ')
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_ruled AS
    SELECT *, isodow(day) AS isodow FROM (
      SELECT *, CAST(unnest(generate_series(${dayOf('start_date')}, ${dayOf('end_date')}, INTERVAL 1 DAY)) AS DATE) AS day
      FROM feed_calendar
      WHERE date_diff('day', ${dayOf('start_date')}, ${dayOf('end_date')}) <= ${MAX_CALENDAR_DAYS})`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_service_day AS
    WITH exception AS (SELECT service_id, ${dayOf('date')} AS day, exception_type FROM feed_calendar_dates)
    SELECT service_id, day FROM feed_ruled WHERE ${runs}
    UNION SELECT service_id, day FROM exception WHERE exception_type = '1'
    EXCEPT SELECT service_id, day FROM exception WHERE exception_type = '2'`)
  // Services that only exceptions describe are known from the first day added to the last, in the whole feed.
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_covered AS
    WITH used AS (SELECT DISTINCT service_id FROM feed_trips),
      listed AS (SELECT min(${dayOf('date')}) AS first, max(${dayOf('date')}) AS last FROM feed_calendar_dates
        WHERE exception_type = '1' AND service_id IN (FROM used) AND service_id NOT IN (SELECT service_id FROM feed_calendar WHERE service_id IS NOT NULL))
    SELECT day FROM feed_ruled WHERE service_id IN (FROM used)
    UNION SELECT CAST(unnest(generate_series(first, last, INTERVAL 1 DAY)) AS DATE) AS day FROM listed
      WHERE date_diff('day', first, last) <= ${MAX_CALENDAR_DAYS}
    UNION SELECT day FROM feed_service_day WHERE service_id IN (FROM used)`)
}

/**
 * Makes `feed_window`, the time windows with headways, and `feed_departure`: how often each trip runs on a day of its
 * service. A trip with headways is only a pattern: its departures count, the trip itself does not.
 */
export async function countDepartures(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_window AS
    SELECT trip_id, begins, ends, headway, ceil((ends - begins) / headway) AS runs FROM (
      SELECT trip_id, ${seconds('start_time')} AS begins, ${seconds('end_time')} AS ends,
        ${headwaySeconds('headway_secs')} AS headway FROM feed_frequencies)`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_departure AS
    SELECT trip_id, sum(runs) AS runs FROM feed_window GROUP BY trip_id`)
}

/**
 * Makes `feed_repeat`: trips that another service also runs at the same time by the same stops, on the days when both
 * run. Some feeds repeat a timetable under a second calendar; only the trip of the first service counts. Two branches
 * that leave together are no repeats.
 */
export async function markRepeats(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_repeat AS
    WITH repeated AS (SELECT route_id, direction_id, course, departure FROM feed_trip
        WHERE departure IS NOT NULL AND trip_id NOT IN (SELECT trip_id FROM feed_departure)
        GROUP BY ALL HAVING count(DISTINCT service_id) > 1),
      contested AS (SELECT trip.* FROM feed_trip AS trip JOIN repeated ON trip.route_id = repeated.route_id
        AND trip.direction_id IS NOT DISTINCT FROM repeated.direction_id AND trip.course = repeated.course
        AND trip.departure = repeated.departure)
    SELECT trip_id, day FROM (
      SELECT trip_id, day, service_id, min(service_id) OVER (
        PARTITION BY route_id, direction_id, course, departure, day) AS first_service
      FROM contested JOIN feed_service_day USING (service_id))
    WHERE service_id <> first_service`)
}

/**
 * Makes `feed_coincidence`: the days of trips that go by the same stops at the same times as another trip that counts,
 * of the same service or of another route. Relief runs and joint lines look like this, and so do runs listed twice:
 * they are counted, and said.
 */
export async function markCoincidences(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_coincidence AS
    WITH same AS (SELECT course, times, coalesce(mode, '') AS kind FROM feed_yield
        WHERE departure IS NOT NULL AND trip_id NOT IN (SELECT trip_id FROM feed_departure)
        GROUP BY ALL HAVING count(*) > 1),
      alike AS (SELECT trip_id, service_id, same.course, same.times, kind, km FROM feed_yield JOIN same
        ON feed_yield.course = same.course AND feed_yield.times = same.times AND coalesce(mode, '') = kind),
      counted AS (SELECT trip_id, day, course, times, kind, km FROM alike JOIN feed_service_day USING (service_id)
        ANTI JOIN feed_repeat USING (trip_id, day))
    SELECT trip_id, day, km FROM (
      SELECT *, row_number() OVER (PARTITION BY course, times, kind, day ORDER BY trip_id) AS nth FROM counted)
    WHERE nth > 1`)
}
