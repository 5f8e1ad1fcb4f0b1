import type { ImportDatabase } from '../../store/intake.ts'
import { modeOfRouteType } from './route-type.ts'

/** What no trip of a mode exceeds, as conventions of the project: its mean speed, and its kilometres by vehicle and day. */
const LIMITS = {
  bus: [100, 1000],
  trolleybus: [80, 1000],
  coach: [130, 1800],
  tram: [100, 1000],
  metro: [130, 1500],
  rail: [250, 3000],
  'high-speed-rail': [400, 6000],
  ferry: [110, 1500],
  taxi: [130, 1000],
  flight: [1100, 20_000],
  'cable-car': [50, 800],
} as const satisfies Readonly<Record<string, readonly [maxKmPerH: number, maxKmPerDay: number]>>

/** Of routes without a mode, such as funiculars. */
const OTHER = [150, 2000] as const

const limitOf = (mode: string, at: 0 | 1): string =>
  `CASE ${mode} ${Object.entries(LIMITS)
    .map(([name, limits]) => `WHEN '${name}' THEN ${limits[at]}`)
    .join(' ')} ELSE ${OTHER[at]} END`

/** The most kilometres that one vehicle of a mode runs on a day, as SQL. */
export const maxKmPerDay = (mode: string): string => limitOf(mode, 1)

/** Slower trips are slower than walking. */
const MIN_KM_PER_H = 3

/**
 * Makes `feed_yield`: each trip that has a length, with its mode, its runs on a day and its days; and whether its speed
 * cannot be.
 */
export async function yieldTrips(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_yield AS
    SELECT *, runs * days * km AS all_km, coalesce(timed_km / hours > ${limitOf('mode', 0)}, false) AS is_too_fast,
      coalesce(timed_km / hours < ${MIN_KM_PER_H}, false) AS is_too_slow
    FROM (SELECT feed_trip.*, coalesce(departure.runs, 1) AS runs, coalesce(service.days, 0) AS days,
        ${modeOfRouteType('type')} AS mode, type
      FROM feed_trip LEFT JOIN feed_departure AS departure USING (trip_id)
        JOIN (SELECT route_id, any_value(TRY_CAST(route_type AS INTEGER)) AS type FROM feed_routes GROUP BY route_id)
          AS route USING (route_id)
        LEFT JOIN (SELECT service_id, count(*) AS days FROM feed_service_day GROUP BY service_id) AS service
          USING (service_id)
      WHERE km IS NOT NULL)`)
}

/**
 * Makes `feed_day`: kilometres, and the kilometres and hours of trips with a speed, by day and mode. Sums by service first
 * and by day afterwards, because many trips run on the same days; trips that repeat another are subtracted. On a day that
 * the calendars cover and on which a mode does not run, it runs 0 km.
 */
export async function sumDays(database: ImportDatabase): Promise<void> {
  const isTimed = 'hours > 0 AND timed_km > 0 AND NOT is_too_fast AND NOT is_too_slow AND NOT goes_back'
  const sums = (sign: string): string =>
    `${sign}sum(km * runs) AS km, ${sign}sum(CASE WHEN ${isTimed} THEN timed_km * runs END) AS timed_km,
     ${sign}sum(CASE WHEN ${isTimed} THEN hours * runs END) AS hours`
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_run_day AS
    SELECT day, mode, sum(km) AS km, sum(timed_km) AS timed_km, sum(hours) AS hours FROM (
      SELECT day, mode, km, timed_km, hours FROM feed_service_day JOIN (
        SELECT service_id, mode, ${sums('')} FROM feed_yield GROUP BY ALL) USING (service_id)
      UNION ALL SELECT day, mode, ${sums('-')} FROM feed_yield JOIN feed_repeat USING (trip_id) GROUP BY ALL)
    GROUP BY ALL`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_day AS
    SELECT covered.day, modes.mode, coalesce(km, 0) AS km, timed_km, hours
    FROM feed_covered AS covered CROSS JOIN (SELECT DISTINCT mode FROM feed_run_day) AS modes
      LEFT JOIN feed_run_day AS run ON run.day = covered.day AND run.mode IS NOT DISTINCT FROM modes.mode`)
}
