import type { ImportDatabase } from '../../store/intake.ts'
import { measure } from '../row-check.ts'

/** Mean radius of the Earth. Source: IUGG, GRS 80. */
const EARTH_RADIUS_KM = 6371.0088

/** A place this near to 0° N 0° E, in the sea, is an empty one if the feed is elsewhere. A convention of the project. */
const NEAR_ORIGIN_DEGREES = 0.01
const ELSEWHERE_KM = 100

/** Great-circle distance [km] between two places [degrees], as SQL; null if one is unknown. */
export const haversineKm = (lat1: string, lon1: string, lat2: string, lon2: string): string =>
  // `least` and `greatest` skip nulls, so nulls are checked first.
  `(CASE WHEN ${lat1} + ${lon1} + ${lat2} + ${lon2} IS NOT NULL THEN ` +
  `2 * ${EARTH_RADIUS_KM} * asin(sqrt(greatest(0.0, least(1.0, pow(sin(radians(${lat2} - ${lat1}) / 2), 2) + ` +
  `cos(radians(${lat1})) * cos(radians(${lat2})) * pow(sin(radians(${lon2} - ${lon1}) / 2), 2))))) END)`

/** Degrees of a text, also with a decimal comma, which can be no thousands here; as SQL, null if it is no number. */
export const degrees = (text: string): string => measure(`replace(${text}, ',', '.')`)

/** A place is false if it is on no globe, or at 0/0 although the middle of the feed is far from there. */
const isFalse = (lat: string, lon: string): string =>
  `coalesce(abs(${lat}) > 90 OR abs(${lon}) > 180 OR (abs(${lat}) < ${NEAR_ORIGIN_DEGREES} AND ` +
  `abs(${lon}) < ${NEAR_ORIGIN_DEGREES} AND ${haversineKm(lat, lon, 'middle.lat', 'middle.lon')} > ${ELSEWHERE_KM}), false)`

/**
 * Makes `feed_middle`, the median of the stops; `feed_place`, the stops with the distance to it; and `feed_point`, the
 * points of shapes. A false or unreadable place is null, and marked.
 */
export async function placeStops(database: ImportDatabase): Promise<void> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_stop_read AS
    SELECT stop_id, any_value(${degrees('stop_lat')}) AS lat, any_value(${degrees('stop_lon')}) AS lon
    FROM feed_stops GROUP BY stop_id`)
  await database.run(
    `CREATE OR REPLACE TEMP TABLE feed_middle AS SELECT median(lat) AS lat, median(lon) AS lon FROM feed_stop_read`,
  )
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_place AS
    SELECT stop_id, is_false, lat, lon, ${haversineKm('lat', 'lon', 'middle_lat', 'middle_lon')} AS away_km FROM (
      SELECT stop_id, is_false, middle_lat, middle_lon,
        CASE WHEN NOT is_false THEN lat END AS lat, CASE WHEN NOT is_false THEN lon END AS lon
      FROM (SELECT stop.*, middle.lat AS middle_lat, middle.lon AS middle_lon,
          ${isFalse('stop.lat', 'stop.lon')} AS is_false
        FROM feed_stop_read AS stop CROSS JOIN feed_middle AS middle))`)
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_point AS
    SELECT shape_id, position, point.lat, point.lon, ${isFalse('point.lat', 'point.lon')} AS is_false FROM (
      SELECT shape_id, ${measure('shape_pt_sequence')} AS position, ${degrees('shape_pt_lat')} AS lat,
        ${degrees('shape_pt_lon')} AS lon FROM feed_shapes) AS point
      CROSS JOIN feed_middle AS middle`)
}
