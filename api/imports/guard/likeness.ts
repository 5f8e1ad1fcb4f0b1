import type { Fault } from '../../request/failure.ts'
import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import type { SourceTable } from '../source-table.ts'
import type { CellMeasures } from './cell-rule.ts'

/**
 * What a file is like as a whole, where no row alone tells: rows of single persons that were multiplied, jittered, or given
 * contributors that were never counted. It finds mistakes and lazy smuggling; who invents a whole table is not found.
 */

/** Rows that are looked at; more say no more. */
const MAX_ROWS = 1_000_000
const MIN_ROWS = 20
/** Standard deviations beyond chance: less than one honest file in ten thousand, if its counts are independent. */
const BEYOND_CHANCE = 4

/** The least [km] that a trip or a contributor goes by each mode, where half of all rows go less. Conventions of the project. */
const LEAST_KM: Readonly<Record<string, number>> = {
  walk: 0.15,
  cycle: 0.4,
  'e-bike': 0.4,
  bus: 0.8,
  tram: 0.8,
  metro: 0.8,
  car: 1,
  motorcycle: 1,
  taxi: 1,
  rail: 2,
  ferry: 1,
  coach: 2,
}

interface Likeness {
  readonly rows: number
  readonly unit: number
  /** Rows that count contributors. */
  readonly counted: number
  readonly mean: number | null
  readonly variance: number | null
  readonly least: number | null
  /** Rows with the commonest count, and that count. */
  readonly same: number
  readonly common: number | null
  /** Of trips that are not the contributors: multiples of them, and how many chance makes. */
  readonly repeated: Multiples
  readonly all: Multiples
  readonly near: Multiples
  readonly distances: Multiples
  /** Rows with trips alone. */
  readonly sameTrips: number
  readonly rounded: number
  readonly short: number
  readonly measured: number
  /** How contributors and kilometres of one mode go together, in logarithms, and how much the contributors vary. */
  readonly together: number | null
  readonly spread: number | null
  readonly paired: number
  /** Rows whose trips or contributors are all minutes since 1970 of a few months. */
  readonly minutes: number
}

interface Multiples {
  readonly rows: number
  readonly hits: number
  readonly expected: number
  readonly variance: number
}

/** Of a table that is said to be open, and not where: half of its cells have as many trips, or as many kilometres, at least. */
const OPEN = { trips: 10, km: 50, fromRows: 10 }

async function openFaults(
  view: string,
  database: ImportDatabase,
  { url }: Dataset,
  { trips, passengerDistancePkm, vehicleDistanceVkm, isOwnTable }: CellMeasures,
): Promise<readonly Fault[]> {
  const measured = trips ?? passengerDistancePkm ?? vehicleDistanceVkm
  if (url !== undefined || !isOwnTable || measured === undefined) return []
  const least = trips === undefined ? OPEN.km : OPEN.trips
  const [found] = await database.rows<{ rows: number; small: number; single: number }>(
    `SELECT count(*)::DOUBLE AS rows, coalesce(countif(x < ${least}), 0)::DOUBLE AS small,
       coalesce(countif(x < 2), 0)::DOUBLE AS single
     FROM (SELECT CAST(${measured} AS DOUBLE) AS x FROM ${view} LIMIT ${MAX_ROWS}) WHERE x > 0`,
  )
  const { rows = 0, small = 0, single = 0 } = found ?? {}
  // A list of single trips is told as one.
  const isList = trips !== undefined && single > rows / 2
  if (rows < OPEN.fromRows || small <= rows / 2 || isList) return []
  return [
    {
      code: 'cell-below-minimum',
      detail: `Most cells have fewer than ${least} ${trips === undefined ? 'kilometres' : 'trips'}, as rows of single persons have. If the table is published so, register a dataset with its url.`,
      count: small,
    },
  ]
}

/** Faults and notices of a file as a whole. */
export async function likenessOf(
  { view }: SourceTable,
  database: ImportDatabase,
  dataset: Dataset,
  cells: CellMeasures,
): Promise<{ readonly faults: readonly Fault[]; readonly notices: readonly ImportNotice[] }> {
  if (dataset.legalBasis === 'open-licence')
    return { faults: await openFaults(view, database, dataset, cells), notices: [] }
  const [found] = await database.rows<Likeness>(statementOf(view, cells))
  if (!found) return { faults: [], notices: [] }
  const uniform = uniformFault(found)
  const faults = [
    ...scaledFaults(found, uniform !== undefined),
    ...(uniform ? [uniform] : []),
    ...narrowFault(found),
    ...tripFaults(found, cells),
    ...shortFault(found, cells),
    ...apartFault(found),
    ...minuteFault(found),
  ]
  const isSilent = cells.roundedTo !== undefined || found.unit === 1 || found.counted < MIN_ROWS
  const notice: ImportNotice = {
    code: 'import-assumption',
    detail: `All counts are multiples of ${found.unit}: they were read as rounded. Say so with roundedTo.`,
  }
  return { faults, notices: isSilent ? [] : [notice] }
}

const LOOKS_SCALED = 'as if single rows were multiplied (rule I6).'

function scaledFaults({ all, repeated, near, distances }: Likeness, isUniform: boolean): Fault[] {
  const trips = isUniform ? all : repeated
  const tripHits = isBeyond(trips, 0.25) ? trips.hits : isBeyond(near, 0.6) ? near.hits : 0
  const faults: Fault[] = []
  if (tripHits > 0)
    faults.push({
      code: 'cells-look-scaled',
      column: 'trips',
      detail: `In too many cells the trips are a multiple of the contributors, ${LOOKS_SCALED}`,
      count: tripHits,
    })
  if (isBeyond(distances, 0.25))
    faults.push({
      code: 'cells-look-scaled',
      column: 'passenger_distance_pkm',
      detail: `In too many cells the distance is a multiple of the contributors, ${LOOKS_SCALED}`,
      count: distances.hits,
    })
  return faults
}

const isBeyond = ({ rows, hits, expected, variance }: Multiples, share: number): boolean =>
  rows >= MIN_ROWS && hits / rows > share && hits > expected + BEYOND_CHANCE * Math.sqrt(variance) + 1

/** Of few contributors, as of villages, and of rounded ones, many cells have the same; hardly all of them. */
function uniformFault({ counted, same, common, unit, least }: Likeness): Fault | undefined {
  const isFew = common !== null && least !== null && common < 2 * Math.max(10, least) && common < 20
  const most = counted < 50 || isFew || unit > 1 ? 0.6 : 0.25
  if (counted < 10 || same <= counted * most || (counted < 50 && (common ?? 0) >= 100)) return undefined
  return {
    code: 'cells-look-scaled',
    column: 'contributors',
    detail: `Too many rows have the same number of contributors, ${LOOKS_SCALED}`,
    count: same,
  }
}

/** Counts vary at least a part of what chance makes of them: a constant that was jittered does not. */
function narrowFault({ counted, mean, variance, least, unit }: Likeness): Fault[] {
  if (counted < MIN_ROWS || mean === null || variance === null || mean < 15 || mean > 200) return []
  if (variance >= 0.15 * mean || unit > 1 || (least ?? 0) < 12) return []
  return [
    {
      code: 'cells-look-scaled',
      column: 'contributors',
      detail: `Nearly all rows have nearly the same number of contributors, ${LOOKS_SCALED}`,
      count: counted,
    },
  ]
}

function tripFaults(
  { rows, sameTrips, rounded }: Likeness,
  { contributors, trips, roundedTo = 1 }: CellMeasures,
): Fault[] {
  if (contributors !== undefined || trips === undefined || rows < 10) return []
  const count = sameTrips > 0.6 * rows ? sameTrips : roundedTo === 1 && rounded > 0.9 * rows ? rounded : 0
  if (count === 0) return []
  return [
    {
      code: 'cells-look-scaled',
      column: 'trips',
      detail: `Too many cells have the same trips, or a multiple of 50 of them, ${LOOKS_SCALED} If they are rounded, say so with roundedTo.`,
      count,
    },
  ]
}

function shortFault({ short, measured }: Likeness, { passengerDistancePkm }: CellMeasures): Fault[] {
  if (measured < 5 || short <= 0.5 * measured) return []
  return [
    {
      code: 'total-implausible',
      column: passengerDistancePkm === undefined ? 'vehicle_distance_vkm' : 'passenger_distance_pkm',
      detail:
        'In most cells the distance is too short for the trips or contributors beside it: it may be of fewer than they say (rule I7).',
      count: short,
    },
  ]
}

/**
 * Where more contribute, more is travelled: even where the far pairs of zones are the small ones, a correlation of 0.3 is left.
 * Contributors that were invented beside the kilometres of one person have none.
 */
function apartFault({ together, spread, paired }: Likeness): Fault[] {
  if (paired < 30 || together === null || (spread ?? 0) < 0.3 || together >= 0.2) return []
  return [
    {
      code: 'total-implausible',
      column: 'contributors',
      detail: 'The kilometres do not rise with the contributors: one of them was not counted (rule I7).',
      count: paired,
    },
  ]
}

/** No two sums of so many are so near each other, and moments of a season are. */
const minuteFault = ({ minutes }: Likeness): Fault[] =>
  minutes < 3
    ? []
    : [
        {
          code: 'person-level-data',
          detail: 'All counts of a column look like times in minutes since 1970 (rule I2).',
          count: minutes,
        },
      ]

const minutesOf = (count: string): string =>
  `CASE WHEN min(${count}) >= 2e7 AND max(${count}) <= 3.5e7 AND max(${count}) < min(${count}) * 1.005 THEN count(${count}) ELSE 0 END`

const multiples = (hit: string, expected: string, where: string): string =>
  `{'rows': count(*) FILTER (WHERE ${where})::DOUBLE, 'hits': count(*) FILTER (WHERE ${where} AND ${hit})::DOUBLE,
    'expected': coalesce(sum(${expected}) FILTER (WHERE ${where}), 0),
    'variance': coalesce(sum(${expected} * (1 - ${expected})) FILTER (WHERE ${where}), 0)}`

function statementOf(view: string, cells: CellMeasures): string {
  const { trips = 'NULL', contributors = 'NULL', mode = 'NULL', roundedTo } = cells
  const distance = cells.passengerDistancePkm ?? 'NULL'
  const vehicles = cells.vehicleDistanceVkm ?? 'NULL'
  const hasBoth = 'c > 0 AND t > 0'
  const turns = 'round(t / c)'
  const unit = roundedTo === undefined ? 'unit' : String(roundedTo)
  const floors = Object.entries(LEAST_KM).map(([name, km]) => `WHEN '${name}' THEN ${km}`)
  const least = `CASE m ${floors.join(' ')} ELSE 0.5 END`
  return `
    WITH given AS (
      SELECT CAST(${trips} AS DOUBLE) AS t, CAST(${distance} AS DOUBLE) AS d, CAST(${vehicles} AS DOUBLE) AS v,
        CAST(${contributors} AS DOUBLE) AS c, CAST(${mode} AS VARCHAR) AS m FROM ${view} LIMIT ${MAX_ROWS}),
    rounding AS (
      SELECT CASE WHEN count(c) FILTER (WHERE c > 0) < 10 THEN 1
        WHEN coalesce(bool_and(c % 10 = 0), false) THEN 10 WHEN coalesce(bool_and(c % 5 = 0), false) THEN 5 ELSE 1 END AS unit FROM given),
    cell AS (SELECT given.*, ${unit} AS u FROM given, rounding),
    pair AS (SELECT ln(c) - avg(ln(c)) OVER (PARTITION BY m) AS x, ln(d) - avg(ln(d)) OVER (PARTITION BY m) AS y
      FROM given WHERE c > 0 AND d > 0),
    commonest AS (SELECT c AS common, count(*)::DOUBLE AS same FROM given WHERE c > 0 GROUP BY c ORDER BY same DESC, c LIMIT 1),
    commonest_trips AS (SELECT coalesce(max(n), 0)::DOUBLE AS same FROM (SELECT count(*) AS n FROM given WHERE t > 0 GROUP BY t))
    SELECT count(*)::DOUBLE AS rows, coalesce(max(u), 1)::DOUBLE AS unit, count(*) FILTER (WHERE c > 0)::DOUBLE AS counted,
      avg(c) FILTER (WHERE c > 0) AS mean, var_samp(c) FILTER (WHERE c > 0) AS variance, min(c) FILTER (WHERE c > 0) AS least,
      coalesce((SELECT same FROM commonest), 0) AS same, (SELECT common FROM commonest) AS common,
      ${multiples('t % c = 0', 'least(1, u / c)', `${hasBoth} AND t <> c`)} AS repeated,
      ${multiples('t % c = 0', 'least(1, u / c)', hasBoth)} AS "all",
      ${multiples(`abs(t - c * ${turns}) <= (1 + ${turns}) * u`, `least(1, (2 * (1 + ${turns}) + 1) * u / c)`, `${hasBoth} AND c >= 20 * u AND t > 1.2 * c`)} AS near,
      ${multiples('d % c = 0', 'least(1, 1 / c)', 'c > 0 AND d > 0')} AS distances,
      (SELECT same FROM commonest_trips) AS "sameTrips",
      count(*) FILTER (WHERE t > 0 AND t % 50 = 0)::DOUBLE AS rounded,
      count(*) FILTER (WHERE coalesce(d, CASE WHEN m = 'car' THEN v END) > 0 AND coalesce(t, c) > 0
        AND coalesce(d, v) < ${least} * coalesce(t, c) * CASE WHEN d IS NULL THEN 0.3 ELSE 1 END)::DOUBLE AS short,
      count(*) FILTER (WHERE coalesce(d, CASE WHEN m = 'car' THEN v END) > 0 AND coalesce(t, c) > 0)::DOUBLE AS measured,
      (SELECT corr(x, y) FROM pair) AS together, (SELECT stddev_samp(x) FROM pair) AS spread,
      (SELECT count(*) FROM pair)::DOUBLE AS paired,
      greatest(${minutesOf('t')}, ${minutesOf('c')})::DOUBLE AS minutes
    FROM cell`
}
