import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import { countsOf, shown, shownShare } from './feed-count.ts'
import { headwaySeconds } from './feed-text.ts'
import { maxKmPerDay } from './feed-yield.ts'
import { MAX_AWAY_KM } from './trip-length.ts'

/**
 * Shorter headways are hardly of one line, and as minutes they would be usual. Trains of the densest metros follow each
 * other after some 85 s. Conventions of the project.
 */
const SHORT_HEADWAY_SECONDS = { metro: 80, other: 90 }
/** A shape and the straight lines between its stops: outside these bounds they are hardly of one trip. */
const SHAPE_RATIO = { least: 0.8, most: 3 }
/** A shape passes its stops: farther away it is of another trip, or of another place. A convention of the project. */
const MAX_SHAPE_AWAY_KM = 2
/** Shorter differences may come from one loop at a terminus. */
const SHAPE_DIFFERENCE_KM = 2

/** A finding: SQL of its numbers, and the sentence that they make; nothing is said if the first number is 0. */
interface Look {
  readonly code: string
  readonly numbers: readonly string[]
  readonly say: (numbers: readonly number[]) => string
}

const ALL_KM = 'SELECT sum(all_km) FROM feed_yield'

/** The trips that fulfil a condition: their number, their kilometres, and those of all trips. */
const tripsWhere = (where: string): readonly string[] => [
  `SELECT count(*) FROM feed_yield WHERE ${where}`,
  `SELECT sum(all_km) FROM feed_yield WHERE ${where}`,
  ALL_KM,
]

const ofAll = (km = 0, all = 0): string => `${shownShare(km, all)} of the vehicle-kilometres of the feed`

/** Cabins on a cable may follow each other after some seconds. */
const HEADWAY_WINDOWS = `feed_window JOIN feed_yield USING (trip_id)
  WHERE headway <= CASE mode WHEN 'metro' THEN ${SHORT_HEADWAY_SECONDS.metro} ELSE ${SHORT_HEADWAY_SECONDS.other} END
    AND mode IS DISTINCT FROM 'cable-car'`

const LOOKS: readonly Look[] = [
  {
    code: 'feed-doubtful',
    numbers: tripsWhere('is_too_fast'),
    say: ([count = 0, km, all]) =>
      `${count} trips are faster than any vehicle of their mode (${ofAll(km, all)}): a time, a stop or a shape is wrong. Their kilometres count; mean speeds leave them out.`,
  },
  {
    code: 'feed-doubtful',
    numbers: tripsWhere('is_too_slow AND km > 0.5'),
    say: ([count = 0, km, all]) =>
      `${count} trips are slower than walking (${ofAll(km, all)}). Their kilometres count; mean speeds leave them out.`,
  },
  {
    code: 'feed-doubtful',
    numbers: tripsWhere('goes_back'),
    say: ([count = 0, km, all]) =>
      `${count} trips reach a stop before they left the one before (${ofAll(km, all)}): a time or a sequence is wrong. Their kilometres count; mean speeds leave them out.`,
  },
  {
    code: 'feed-doubtful',
    numbers:
      tripsWhere(`shape_km IS NOT NULL AND stop_km > 0 AND abs(shape_km - stop_km) > ${SHAPE_DIFFERENCE_KM}
      AND shape_km / stop_km NOT BETWEEN ${SHAPE_RATIO.least} AND ${SHAPE_RATIO.most} AND NOT coalesce(is_part, false)`),
    say: ([count = 0, km, all]) =>
      `${count} trips have a shape under ${SHAPE_RATIO.least} times or over ${SHAPE_RATIO.most} times as long as the straight lines between their stops (${ofAll(km, all)}). The length of the shape was counted.`,
  },
  {
    code: 'feed-doubtful',
    numbers: tripsWhere(`shape_away_km > ${MAX_SHAPE_AWAY_KM}`),
    say: ([count = 0, km, all]) =>
      `${count} trips have a shape that nowhere comes nearer than ${MAX_SHAPE_AWAY_KM} km to their first or their last stop (${ofAll(km, all)}): it is of another trip, or its degrees are wrong, such as latitude and longitude in each other’s place. The length of the shape was counted.`,
  },
  {
    code: 'feed-doubtful',
    numbers: [
      `SELECT count(*) FROM ${HEADWAY_WINDOWS}`,
      `SELECT sum(feed_window.runs) FROM ${HEADWAY_WINDOWS}`,
      `SELECT sum(feed_window.runs * km) FROM ${HEADWAY_WINDOWS}`,
      `SELECT sum(ceil((ends - begins) / (headway * 60))) FROM ${HEADWAY_WINDOWS}`,
    ],
    say: ([count = 0, runs = 0, km = 0, ifMinutes = 0]) =>
      `${count} time windows have a headway of ${SHORT_HEADWAY_SECONDS.other} s or less (metros: ${SHORT_HEADWAY_SECONDS.metro} s), closer than vehicles of one line follow each other. ${shown(runs)} runs and ${shown(km)} vkm on a day of service follow from them; if the headways are minutes, it is ${shown(ifMinutes)} runs.`,
  },
  {
    code: 'feed-doubtful',
    numbers: [
      `SELECT count(*) FROM feed_window AS a JOIN feed_window AS b ON a.trip_id = b.trip_id
        AND a.begins < b.ends AND b.begins < a.ends AND (a.begins, a.ends, a.headway) < (b.begins, b.ends, b.headway)`,
    ],
    say: ([count = 0]) =>
      `${count} pairs of time windows of one trip overlap: the departures of both were counted.`,
  },
  {
    code: 'feed-doubtful',
    numbers: ['SELECT count(*) - count(DISTINCT (trip_id, begins, ends, headway)) FROM feed_window'],
    say: ([count = 0]) => `${count} time windows stand twice: the departures of both were counted.`,
  },
  {
    code: 'feed-doubtful',
    numbers: [
      'SELECT count(*) FROM feed_coincidence',
      'SELECT count(DISTINCT trip_id) FROM feed_coincidence',
      'SELECT sum(km) FROM feed_coincidence',
      ALL_KM,
    ],
    say: ([days = 0, trips = 0, km, all]) =>
      `${trips} trips go by the same stops at the same times as another trip of their service or of another route, on ${days} trip days (${ofAll(km, all)}). They may be relief runs, joint lines or runs listed twice: all were counted.`,
  },
  {
    code: 'rows-left-out',
    numbers: ['SELECT count(*) FROM feed_point WHERE is_false'],
    say: ([count = 0]) =>
      `${count} points of shapes were left out: they lie near 0° N 0° E, far from all stops, or on no globe. Shapes go on from the point before.`,
  },
  {
    code: 'rows-left-out',
    numbers: ['SELECT count(*) FROM feed_point WHERE lat IS NULL OR lon IS NULL OR position IS NULL'],
    say: ([count = 0]) => `${count} points of shapes have no readable coordinates or sequence.`,
  },
  {
    code: 'rows-left-out',
    numbers: ['SELECT count(*) FROM feed_place WHERE is_false'],
    say: ([count = 0]) =>
      `${count} stops were taken for stops without a place: they lie near 0° N 0° E, far from all others, or on no globe.`,
  },
  {
    code: 'import-assumption',
    numbers: ['SELECT count(*) FROM feed_yield WHERE unplaced > 0 AND from_stops'],
    say: ([count = 0]) =>
      `${count} trips without a shape have stops without a place: their length goes straight on to the next stop that has one.`,
  },
  {
    code: 'rows-left-out',
    numbers: [
      'SELECT count(*) FROM feed_trips WHERE NOT coalesce(service_id IN (FROM feed_known_service), false)',
      `SELECT count(*) FROM feed_trips WHERE NOT coalesce(service_id IN (FROM feed_known_service), false)
        AND lower(service_id) IN (SELECT lower(service_id) FROM feed_known_service)`,
    ],
    say: ([count = 0, byCase = 0]) =>
      `${count} trips were left out: their service is in no calendar and has no exception${byCase > 0 ? `; ${byCase} of them name one in other capital or small letters` : ''}.`,
  },
  {
    code: 'rows-left-out',
    numbers: [
      'SELECT sum(calls) FROM feed_run ANTI JOIN feed_trips USING (trip_id)',
      'SELECT count(*) FROM feed_run ANTI JOIN feed_trips USING (trip_id)',
    ],
    say: ([calls = 0, trips = 0]) =>
      `${calls} stop times were left out: their ${trips} trips are not in trips.txt.`,
  },
  {
    code: 'rows-left-out',
    numbers: [
      'SELECT count(*) FROM feed_frequencies WHERE NOT coalesce(trip_id IN (SELECT trip_id FROM feed_trips), false)',
    ],
    say: ([count = 0]) => `${count} time windows were left out: they are of no trip of trips.txt.`,
  },
  {
    code: 'import-assumption',
    numbers: ['SELECT count(*) FROM feed_stop_call WHERE is_short'],
    say: ([count = 0]) => `${count} stop times have no seconds and were read as hours and minutes.`,
  },
  {
    code: 'import-assumption',
    numbers: [
      `SELECT count(*) FROM feed_frequencies WHERE regexp_full_match(start_time, '[0-9]+:[0-9]+') OR
        regexp_full_match(end_time, '[0-9]+:[0-9]+')`,
    ],
    say: ([count = 0]) =>
      `${count} time windows have a start or an end without seconds, which was read as hours and minutes.`,
  },
  {
    code: 'import-assumption',
    numbers: [
      `SELECT count(*) FROM feed_frequencies WHERE TRY_CAST(headway_secs AS DOUBLE) IS NULL AND
        ${headwaySeconds('headway_secs')} IS NOT NULL`,
    ],
    say: ([count = 0]) => `${count} headways are clock times and were read as hours, minutes and seconds.`,
  },
  {
    code: 'rows-left-out',
    numbers: ['SELECT count(*) FROM feed_stop_call WHERE is_unread'],
    say: ([count = 0]) => `${count} stop times cannot be read as times and count as missing.`,
  },
  {
    code: 'rows-left-out',
    numbers: ['SELECT count(*) FROM feed_trip WHERE is_flexible'],
    say: ([count = 0]) =>
      `${count} trips serve areas or time windows on demand (GTFS-Flex): no timetable tells how far they go, so parts without stops count nothing.`,
  },
  {
    code: 'import-assumption',
    numbers: tripsWhere('(is_on_call OR type = 715) AND NOT is_flexible'),
    say: ([count = 0, km, all]) =>
      `${count} trips run only when somebody calls (${ofAll(km, all)}). They were counted in full, as if each ran: the most that there can be.`,
  },
]

/** Names what the rows of a feed cannot mean, and what was taken for what, each with its numbers. */
export async function lookOverFeed(database: ImportDatabase): Promise<readonly ImportNotice[]> {
  await database.run(`CREATE OR REPLACE TEMP TABLE feed_known_service AS
    SELECT service_id FROM feed_calendar WHERE service_id IS NOT NULL
    UNION SELECT service_id FROM feed_calendar_dates WHERE service_id IS NOT NULL`)
  const found = await countsOf(
    database,
    LOOKS.flatMap(({ numbers }) => numbers),
  )
  let at = 0
  const notices = LOOKS.flatMap(({ code, numbers, say }): ImportNotice[] => {
    const own = found.slice(at, at + numbers.length)
    at += numbers.length
    return (own[0] ?? 0) > 0 ? [{ code, detail: say(own) }] : []
  })
  return [...notices, ...(await vehicleNotices(database)), await boundaryNotice(database)]
}

/** The vehicles that are on the way at once on the busiest day of a mode, and the kilometres of each. */
async function vehicleNotices(database: ImportDatabase): Promise<readonly ImportNotice[]> {
  const found = await database.rows<{ mode: string | null; km: number; vehicles: number }>(
    `WITH busiest AS (SELECT mode, arg_max(day, km) AS day, max(km) AS km FROM feed_run_day GROUP BY mode),
      running AS (SELECT trip.mode, trip.departure, trip.departure + trip.hours * 3600 AS arrival, busiest.km,
          CASE WHEN departed.runs IS NULL THEN 1.0 ELSE departed.most END AS vehicles
        FROM feed_yield AS trip JOIN busiest ON trip.mode IS NOT DISTINCT FROM busiest.mode
          JOIN feed_service_day AS service ON service.service_id = trip.service_id AND service.day = busiest.day
          LEFT JOIN (SELECT feed_window.trip_id, sum(runs) AS runs, max(hours * 3600 / headway) AS most
            FROM feed_window JOIN feed_trip USING (trip_id) GROUP BY feed_window.trip_id) AS departed USING (trip_id)
        WHERE trip.hours > 0),
      change AS (SELECT mode, km, departure AS moment, vehicles FROM running
        UNION ALL SELECT mode, km, arrival AS moment, -vehicles FROM running)
    SELECT mode, any_value(km) AS km, max(at_once) AS vehicles FROM (
      SELECT mode, km, sum(vehicles) OVER (PARTITION BY mode ORDER BY moment RANGE UNBOUNDED PRECEDING) AS at_once FROM change)
    GROUP BY mode HAVING max(at_once) > 0 AND any_value(km) / greatest(1, max(at_once)) > ${maxKmPerDay('mode')} ORDER BY mode`,
  )
  return found.map(({ mode, km, vehicles }) => ({
    code: 'feed-doubtful',
    detail: `${mode ?? 'Routes without a mode'}: on the busiest day ${shown(Math.max(1, vehicles))} vehicles on the way at once run ${shown(km)} vkm, more than vehicles of the mode run on a day.`,
  }))
}

/** Nothing is cut at a boundary, since a feed does not tell one. */
async function boundaryNotice(database: ImportDatabase): Promise<ImportNotice> {
  const [far = 0, all = 0, trips = 0] = await countsOf(database, [
    'SELECT sum(all_km * least(1, coalesce(far_km, 0) / stop_km)) FROM feed_yield WHERE stop_km > 0',
    ALL_KM,
    'SELECT count(*) FROM feed_yield WHERE far_km > 0',
  ])
  const beyond =
    far > 0
      ? `${trips} trips go farther than ${MAX_AWAY_KM} km from the middle of all stops, and ${shownShare(far, all)} of the vehicle-kilometres lie there: cut the feed to the city before you estimate it`
      : `No trip goes farther than ${MAX_AWAY_KM} km from the middle of all stops`
  return {
    code: far > 0 ? 'feed-doubtful' : 'import-assumption',
    detail: `All kilometres of the feed count as those of the city: nothing was cut at its boundary. ${beyond}.`,
  }
}
