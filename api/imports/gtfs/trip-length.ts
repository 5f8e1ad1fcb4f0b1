import type { ImportDatabase } from '../../store/intake.ts'
import { measure } from '../row-check.ts'
import { isWithoutSeconds, seconds } from './feed-text.ts'
import { haversineKm } from './place.ts'

/** A stop belongs to the first or last point of a shape that is hardly farther away than the nearest point. */
const NEAREST_TOLERANCE_KM = 0.03
/** Beyond this distance from the middle of its stops, a feed is hardly of one city. A convention of the project. */
export const MAX_AWAY_KM = 30

/**
 * Makes the table `feed_trip`: the length of each trip along its shape, or from stop to stop × a detour; and, for its
 * mean speed, the time and the length between its first and last stop.
 *
 * @param detour length along the road ÷ length from stop to stop
 */
export async function measureTrips(database: ImportDatabase, detour: number): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_shape_point AS
    SELECT shape_id, position, lat, lon, sum(coalesce(step, 0)) OVER (PARTITION BY shape_id ORDER BY position) AS km FROM (
      SELECT *, ${haversineKm('lag(lat) OVER shape', 'lag(lon) OVER shape', 'lat', 'lon')} AS step FROM feed_point
      WHERE lat IS NOT NULL AND lon IS NOT NULL AND NOT is_false
      WINDOW shape AS (PARTITION BY shape_id ORDER BY position))`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_stop_call AS
    SELECT trip_id, stop_times.stop_id, ${measure('stop_sequence')} AS position, lat, lon, away_km,
      coalesce(${seconds('arrival_time')}, ${seconds('departure_time')}) AS arrival,
      coalesce(${seconds('departure_time')}, ${seconds('arrival_time')}) AS departure,
      (arrival_time IS NOT NULL AND ${seconds('arrival_time')} IS NULL) OR
        (departure_time IS NOT NULL AND ${seconds('departure_time')} IS NULL) AS is_unread,
      ${isWithoutSeconds('arrival_time')} OR ${isWithoutSeconds('departure_time')} AS is_short,
      coalesce(pickup_type, '0') AS pickup,
      start_pickup_drop_off_window IS NOT NULL OR location_id IS NOT NULL OR location_group_id IS NOT NULL AS is_flexible
    FROM feed_stop_times AS stop_times LEFT JOIN feed_place USING (stop_id)`)
  // A stop without a place is passed over: the way goes on from the last stop that has one.
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_run AS
    SELECT trip_id, first(stop_id ORDER BY position) AS first_stop, last(stop_id ORDER BY position) AS last_stop,
      min(departure) AS departure,
      CASE WHEN first(departure ORDER BY position) IS NOT NULL AND last(arrival ORDER BY position) IS NOT NULL
        THEN (max(arrival) - min(departure)) / 3600 END AS hours,
      CASE WHEN first(lat ORDER BY position) IS NOT NULL AND last(lat ORDER BY position) IS NOT NULL
        THEN sum(step) END AS stop_km,
      count(*) FILTER (lat IS NULL) AS unplaced, count(*) AS calls,
      coalesce(bool_or(arrival < departed_before OR departure < arrival), false) AS goes_back,
      sum(step) FILTER (greatest(away_km, away_before) > ${MAX_AWAY_KM}) AS far_km,
      bit_xor(hash(stop_id, nth)) AS course,
      bit_xor(hash(nth, arrival, departure)) AS times,
      bool_and(pickup IN ('1', '2')) AND bool_or(pickup = '2') AS is_on_call, bool_or(is_flexible) AS is_flexible
    FROM (SELECT *, row_number() OVER trip AS nth, lag(away_km IGNORE NULLS) OVER trip AS away_before,
        lag(departure IGNORE NULLS) OVER trip AS departed_before,
        ${haversineKm('lag(lat IGNORE NULLS) OVER trip', 'lag(lon IGNORE NULLS) OVER trip', 'lat', 'lon')} AS step
      FROM feed_stop_call WINDOW trip AS (PARTITION BY trip_id ORDER BY position))
    GROUP BY trip_id`)
  await database.run(PART_OF_SHAPE)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_trip AS
    SELECT trip_id, trip.route_id, trip.service_id, trip.direction_id, run.first_stop, run.departure,
      run.course, run.times, run.unplaced, coalesce(run.goes_back, false) AS goes_back, run.stop_km, run.far_km, coalesce(run.is_on_call, false) AS is_on_call,
      coalesce(run.is_flexible, false) AS is_flexible, shape.km AS shape_km,
      coalesce(shape.km, nullif(run.stop_km, 0) * ${detour}) AS km, shape.km IS NULL AS from_stops,
      CASE WHEN run.hours > 0 THEN run.hours END AS hours,
      coalesce(part.km, run.stop_km * ${detour}) AS timed_km,
      part.km < 0.8 * shape.km AS is_part, CASE WHEN shape.km IS NOT NULL THEN part.away_km END AS shape_away_km
    FROM feed_trips AS trip LEFT JOIN feed_run AS run USING (trip_id)
      LEFT JOIN (SELECT shape_id, max(km) AS km FROM feed_shape_point GROUP BY shape_id HAVING max(km) > 0) AS shape
        ON shape.shape_id = trip.shape_id
      LEFT JOIN feed_part AS part ON part.shape_id = trip.shape_id AND part.first_stop = run.first_stop
        AND part.last_stop = run.last_stop`)
}

/**
 * The part of a shape between the first and last stop of trips. On a loop, or a line that returns the same way, the first
 * near point stands for the first stop and the last near point for the last stop. `away_km` is how far the shape lies from the one
 * of both that is farther away.
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
  SELECT shape_id, first_stop, last_stop, CASE WHEN part > 0 THEN part END AS km, away_km FROM (
    SELECT shape_id, first_stop, last_stop, max(greatest(least_first, least_last)) AS away_km,
      max(km) FILTER (WHERE from_last <= least_last + ${NEAREST_TOLERANCE_KM}) -
        min(km) FILTER (WHERE from_first <= least_first + ${NEAREST_TOLERANCE_KM}) AS part
    FROM nearest GROUP BY ALL)`
