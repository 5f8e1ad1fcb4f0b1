import type { Dataset } from '../../store/datasets.ts'
import type { RowCheck } from '../row-check.ts'

/** Distinct contributors that a cell needs; a supplier may ask for more, never for fewer. */
const MINIMUM_CONTRIBUTORS = 10
/** The most trips that one contributor makes on a day (rules I7 and I9; a convention). */
const MAX_TRIPS_PER_DAY = 10
/** Above this share, counts look like single rows multiplied (rule I6). */
const SCALED = { share: 0.25, fromRows: 50 }
/** The mean trip length [km] of a cell must lie between these (rule I5). */
const TRIP_LENGTH_KM = { least: 0.05, most: 1500 }

/** What a row counts, as SQL numbers that are null if the file does not say. */
export interface CellMeasures {
  readonly trips?: string
  readonly passengerDistancePkm?: string
  readonly contributors?: string
  /** All that a row sums, trips and distance too: nobody did none of it. */
  readonly sums?: readonly string[]
  /** Days that a row covers. */
  readonly days: string
}

/**
 * Conditions that no cell may meet, by rule. The publisher of data under an open licence has counted and protected the
 * cells already: there a list of single trips is refused, and contributors under the minimum where the file states them.
 */
export function cellChecks(cells: CellMeasures, dataset: Dataset): readonly RowCheck[] {
  if (dataset.legalBasis === 'open-licence')
    return [
      ...(cells.trips === undefined ? [] : [singleTripList(cells.trips)]),
      ...(cells.contributors === undefined ? [] : countChecks(cells, cells.contributors, dataset)),
    ]
  if (cells.contributors === undefined) return tripsOnlyChecks(cells)
  return [
    missingCheck(cells.contributors),
    ...countChecks(cells, cells.contributors, dataset),
    ...jointChecks({ ...cells, contributors: cells.contributors }),
  ]
}

/** If most rows are single trips, the file is a list of trips, whoever publishes it. */
const singleTripList = (trips: string): RowCheck => ({
  code: 'person-level-data',
  column: 'trips',
  detail: 'Most rows are single trips: send aggregates, not a list of trips (rule I5).',
  where: `${trips} = 1`,
  tolerated: { share: 0.5, fromRows: 1 },
})

/** Contributors that a file states, whoever publishes it; a sum that it leaves out is no 0. */
function countChecks({ sums = [] }: CellMeasures, contributors: string, dataset: Dataset): RowCheck[] {
  const minimum = Math.max(MINIMUM_CONTRIBUTORS, dataset.minimumContributors ?? 0)
  const few = { code: 'cell-below-minimum', column: 'contributors' } as const
  return [
    {
      ...few,
      detail: `Cells need at least ${minimum} contributors (rule I5).`,
      where: `${contributors} > 0 AND ${contributors} < ${minimum}`,
    },
    ...(sums.length === 0
      ? []
      : [
          {
            ...few,
            detail: 'Where nobody contributes, no sum may be above 0 (rule I5).',
            where: `${contributors} = 0 AND (${sums.map((sum) => `coalesce(${sum}, 0) > 0`).join(' OR ')})`,
          },
        ]),
    {
      code: 'value-not-read',
      column: 'contributors',
      detail: 'The number of contributors must be whole (rule I5).',
      where: `${contributors} <> floor(${contributors})`,
    },
  ]
}

const missingCheck = (contributors: string): RowCheck => ({
  code: 'contributors-missing',
  column: 'contributors',
  detail: 'Every cell needs its number of contributors (rule I8).',
  where: `${contributors} IS NULL`,
})

function jointChecks({
  trips,
  passengerDistancePkm: distance,
  contributors,
  days,
}: CellMeasures & { readonly contributors: string }): RowCheck[] {
  const zero = `${contributors} = 0`
  const checks: RowCheck[] = []
  if (trips !== undefined)
    checks.push(
      {
        code: 'cell-below-minimum',
        column: 'trips',
        detail: 'Cells need at least as many trips as contributors (rule I5).',
        where: `${trips} < ${contributors}`,
      },
      {
        code: 'cells-look-scaled',
        column: 'trips',
        detail:
          'In too many cells the trips are a multiple of the contributors, as if single rows were multiplied (rule I6).',
        where: `${contributors} > 0 AND ${trips} % ${contributors} = 0`,
        tolerated: SCALED,
      },
      {
        code: 'total-implausible',
        column: 'trips',
        detail: `Cells have more than ${MAX_TRIPS_PER_DAY} trips per contributor and day, or trips without a contributor (rule I7).`,
        where: `${trips} > ${contributors} * ${MAX_TRIPS_PER_DAY} * ${days} OR (${zero} AND ${trips} > 0)`,
      },
    )
  if (distance !== undefined)
    checks.push({
      code: 'cells-look-scaled',
      column: 'passenger_distance_pkm',
      detail:
        'In too many cells the distance is a multiple of the contributors, as if single rows were multiplied (rule I6).',
      where: `${contributors} > 0 AND ${distance} % ${contributors} = 0`,
      tolerated: SCALED,
    })
  if (distance !== undefined && trips !== undefined)
    checks.push({
      code: 'total-implausible',
      column: 'passenger_distance_pkm',
      detail: `Mean trips must be from ${TRIP_LENGTH_KM.least} km to ${TRIP_LENGTH_KM.most} km long (rule I5).`,
      where: `${distance} < ${trips} * ${TRIP_LENGTH_KM.least} OR ${distance} > ${trips} * ${TRIP_LENGTH_KM.most}`,
    })
  return checks
}

/** Without contributors, a cell needs so many trips that at least ten contributors must have made them (rule I9). */
function tripsOnlyChecks({ trips, days }: CellMeasures): RowCheck[] {
  if (trips === undefined)
    return [
      {
        code: 'contributors-missing',
        detail:
          'The file must tell how many contributors a cell has: it needs contributors or trips, unless the dataset ' +
          'has an open licence (rule I8).',
        where: 'true',
      },
    ]
  const leastTripsPerDay = MINIMUM_CONTRIBUTORS * MAX_TRIPS_PER_DAY
  return [
    {
      code: 'cell-below-minimum',
      column: 'trips',
      detail:
        `Without contributors a cell needs at least ${leastTripsPerDay} trips for each day that it covers: fewer could ` +
        'come from fewer than ten contributors (rule I9).',
      where: `${trips} IS NULL OR (${trips} > 0 AND ${trips} < ${leastTripsPerDay} * ${days})`,
    },
  ]
}
