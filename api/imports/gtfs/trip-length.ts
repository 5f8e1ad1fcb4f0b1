import type { ImportDatabase } from '../../store/intake.ts'
import { measure } from '../row-check.ts'

/** Mean radius of the Earth. Source: IUGG, GRS 80. */
const EARTH_RADIUS_KM = 6371.0088
/** A stop belongs to the first or last point of a shape that is hardly farther away than the nearest point. */
const NEAREST_TOLERANCE_KM = 0.03

/** Great-circle distance [km] between two places [degrees], as SQL; null if one is unknown. */
export const haversineKm = (lat1: string, lon1: string, lat2: string, lon2: string): string =>
  // `least` and `greatest` skip nulls, so nulls are checked first.
  `(CASE WHEN ${lat1} + ${lon1} + ${lat2} + ${lon2} IS NOT NULL THEN ` +
  `2 * ${EARTH_RADIUS_KM} * asin(sqrt(greatest(0.0, least(1.0, pow(sin(radians(${lat2} - ${lat1}) / 2), 2) + ` +
  `cos(radians(${lat1})) * cos(radians(${lat2})) * pow(sin(radians(${lon2} - ${lon1}) / 2), 2))))) END)`

/** Seconds since midnight of a text such as `7:05:00` or `25:10:00`, as SQL; trips may run past midnight. */
export const seconds = (text: string): string =>
  `CASE WHEN regexp_full_match(${text}, '[0-9]{1,3}:[0-5][0-9]:[0-5][0-9]') THEN ` +
  `TRY_CAST(split_part(${text}, ':', 1) AS INTEGER) * 3600 + TRY_CAST(split_part(${text}, ':', 2) AS INTEGER) * 60 + ` +
  `TRY_CAST(split_part(${text}, ':', 3) AS INTEGER) END`

/**
 * Makes the table `feed_trip`: the length of each trip along its shape, or from stop to stop × a detour; and, for its
 * mean speed, the time and the length between its first and last stop.
 *
 * @param detour length along the road ÷ length from stop to stop
 */
export async function measureTrips(database: ImportDatabase, detour: number): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_shape_point AS
    SELECT shape_id, position, lat, lon, sum(coalesce(step, 0)) OVER (PARTITION BY shape_id ORDER BY position) AS km FROM (
      SELECT *, ${haversineKm('lag(lat) OVER shape', 'lag(lon) OVER shape', 'lat', 'lon')} AS step FROM (
        SELECT shape_id, ${measure('shape_pt_sequence')} AS position, ${measure('shape_pt_lat')} AS lat,
          ${measure('shape_pt_lon')} AS lon FROM feed_shapes)
      WHERE lat IS NOT NULL AND lon IS NOT NULL
      WINDOW shape AS (PARTITION BY shape_id ORDER BY position))`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_stop_call AS
    SELECT trip_id, stop_times.stop_id, ${measure('stop_sequence')} AS position, lat, lon,
      coalesce(${seconds('arrival_time')}, ${seconds('departure_time')}) AS arrival,
      coalesce(${seconds('departure_time')}, ${seconds('arrival_time')}) AS departure
    FROM feed_stop_times AS stop_times LEFT JOIN (
      SELECT stop_id, any_value(${measure('stop_lat')}) AS lat, any_value(${measure('stop_lon')}) AS lon
      FROM feed_stops GROUP BY stop_id) AS stop USING (stop_id)`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_run AS
    SELECT trip_id, first(stop_id ORDER BY position) AS first_stop, last(stop_id ORDER BY position) AS last_stop,
      min(departure) AS departure, (max(arrival) - min(departure)) / 3600 AS hours,
      CASE WHEN bool_and(position = first_position OR step IS NOT NULL) THEN sum(step) END AS stop_km
    FROM (SELECT *, first_value(position) OVER trip AS first_position,
        ${haversineKm('lag(lat) OVER trip', 'lag(lon) OVER trip', 'lat', 'lon')} AS step
      FROM feed_stop_call WINDOW trip AS (PARTITION BY trip_id ORDER BY position))
    GROUP BY trip_id`)
  await database.run(PART_OF_SHAPE)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_trip AS
    SELECT trip_id, trip.route_id, trip.service_id, trip.direction_id, run.first_stop, run.departure,
      coalesce(shape.km, nullif(run.stop_km, 0) * ${detour}) AS km, shape.km IS NULL AS from_stops,
      CASE WHEN run.hours > 0 THEN run.hours END AS hours,
      coalesce(part.km, run.stop_km * ${detour}) AS timed_km,
      part.km < 0.8 * shape.km AS is_part
    FROM feed_trips AS trip LEFT JOIN feed_run AS run USING (trip_id)
      LEFT JOIN (SELECT shape_id, max(km) AS km FROM feed_shape_point GROUP BY shape_id HAVING max(km) > 0) AS shape
        ON shape.shape_id = trip.shape_id
      LEFT JOIN feed_part AS part ON part.shape_id = trip.shape_id AND part.first_stop = run.first_stop
        AND part.last_stop = run.last_stop`)
}

/**
 * The part of a shape between the first and last stop of trips. On a loop, or a line that returns the same way, the first
 * near point stands for the first stop and the last near point for the last stop.
 */
const PART_OF_SHAPE = `CREATE OR REPLACE TEMP TABLE feed_part AS
  WITH place AS (SELECT stop_id, any_value(lat) AS lat, any_value(lon) AS lon FROM feed_stop_call GROUP BY stop_id),
  used AS (SELECT DISTINCT shape_id, first_stop, last_stop FROM feed_trips JOIN feed_run USING (trip_id)
    WHERE shape_id IS NOT NULL),
  away AS (SELECT used.*, point.km,
      ${haversineKm('point.lat', 'point.lon', 'first_place.lat', 'first_place.lon')} AS from_first,
      ${haversineKm('point.lat', 'point.lon', 'last_place.lat', 'last_place.lon')} AS from_last
    FROM used JOIN feed_shape_point AS point USING (shape_id)
      JOIN place AS first_place ON first_place.stop_id = first_stop
      JOIN place AS last_place ON last_place.stop_id = last_stop),
  nearest AS (SELECT *, min(from_first) OVER used AS least_first, min(from_last) OVER used AS least_last FROM away
    WINDOW used AS (PARTITION BY shape_id, first_stop, last_stop))
  SELECT shape_id, first_stop, last_stop, part AS km FROM (
    SELECT shape_id, first_stop, last_stop,
      max(km) FILTER (WHERE from_last <= least_last + ${NEAREST_TOLERANCE_KM}) -
        min(km) FILTER (WHERE from_first <= least_first + ${NEAREST_TOLERANCE_KM}) AS part
    FROM nearest GROUP BY ALL)
  WHERE part > 0`
