import type { Fault } from '../../request/failure.ts'
import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice } from '../../store/intake.ts'
import type { SourceTable } from '../source-table.ts'
import type { CellMeasures } from './cell-rule.ts'
import { type Likeness, likenessStatement, MAX_ROWS, type Multiples } from './likeness-statement.ts'

/**
 * What a file is like as a whole, where no row alone tells: rows of single persons that were multiplied, jittered, or given
 * contributors that were never counted. It finds mistakes and lazy smuggling; who invents a whole table is not found.
 */

const MIN_ROWS = 20
/** Standard deviations beyond chance: less than one honest file in ten thousand, if its counts are independent. */
const BEYOND_CHANCE = 4

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
  const [found] = await database.rows<Likeness>(likenessStatement(view, cells))
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
