import type { Dataset } from '../../store/datasets.ts'
import type { RowCheck } from '../row-check.ts'

/** Of distinct contributors in a cell; a supplier may ask for more, never for fewer. */
const MINIMUM_CONTRIBUTORS = 10
/** Trips that one contributor makes on a day at most, where only trips are counted (rule I9; a convention). */
const MAX_TRIPS_PER_DAY = 10
/** Shares above which counts look like those of single rows multiplied (rule I6). */
const SCALED = { share: 0.25, fromRows: 50 }
/** Lengths of a trip [km] between which the mean of a cell must lie (rule I5). */
const TRIP_LENGTH_KM = { least: 0.05, most: 1500 }

/** What a row counts, as SQL numbers that are null where the file does not say. */
export interface CellMeasures {
  readonly trips?: string
  readonly passengerDistancePkm?: string
  readonly contributors?: string
  /** Days that a row sums over. */
  readonly days: string
}

/**
 * Conditions that a cell must not meet, by rule. What is published under an open licence was counted and protected by its
 * publisher: of its cells only those of a list of single trips are refused.
 */
export function cellChecks(cells: CellMeasures, dataset: Dataset): readonly RowCheck[] {
  if (dataset.legalBasis === 'open-licence')
    return cells.trips === undefined ? [] : [singleTripList(cells.trips)]
  if (cells.contributors === undefined) return tripsOnlyChecks(cells)
  return [
    ...contributorChecks(cells.contributors, dataset),
    ...jointChecks({ ...cells, contributors: cells.contributors }),
  ]
}

/** A file most of whose rows are single trips is a list of trips, whoever publishes it. */
const singleTripList = (trips: string): RowCheck => ({
  code: 'person-level-data',
  column: 'trips',
  detail: 'Most rows are single trips: the file is a list of trips and not of aggregates (rule I5).',
  where: `${trips} = 1`,
  tolerated: { share: 0.5, fromRows: 1 },
})

function contributorChecks(contributors: string, dataset: Dataset): RowCheck[] {
  const minimum = Math.max(MINIMUM_CONTRIBUTORS, dataset.minimumContributors ?? 0)
  const column = 'contributors'
  return [
    {
      code: 'contributors-missing',
      column,
      detail: 'A cell does not say how many contributors it has (rule I8).',
      where: `${contributors} IS NULL`,
    },
    {
      code: 'cell-below-minimum',
      column,
      detail: `Cells have fewer than ${minimum} contributors (rule I5).`,
      where: `${contributors} > 0 AND ${contributors} < ${minimum}`,
    },
    {
      code: 'value-not-read',
      column,
      detail: 'Contributors are counted: the number must be whole (rule I5).',
      where: `${contributors} <> floor(${contributors})`,
    },
  ]
}

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
        detail: 'Cells have fewer trips than contributors (rule I5).',
        where: `${trips} < ${contributors}`,
      },
      {
        code: 'cells-look-scaled',
        column: 'trips',
        detail:
          'Too often the trips are a multiple of the contributors: single rows look multiplied (rule I6).',
        where: `${contributors} > 0 AND ${trips} % ${contributors} = 0`,
        tolerated: SCALED,
      },
      {
        code: 'total-implausible',
        column: 'trips',
        detail: `Cells have more than ${MAX_TRIPS_PER_DAY} trips per contributor and day, or trips of nobody (rule I7).`,
        where: `${trips} > ${contributors} * ${MAX_TRIPS_PER_DAY} * ${days} OR (${zero} AND ${trips} > 0)`,
      },
    )
  if (distance !== undefined)
    checks.push({
      code: 'cells-look-scaled',
      column: 'passenger_distance_pkm',
      detail:
        'Too often the distance is a multiple of the contributors: single rows look multiplied (rule I6).',
      where: `${contributors} > 0 AND ${distance} % ${contributors} = 0`,
      tolerated: SCALED,
    })
  if (distance !== undefined && trips !== undefined)
    checks.push({
      code: 'total-implausible',
      column: 'passenger_distance_pkm',
      detail: `Mean trips are shorter than ${TRIP_LENGTH_KM.least} km or longer than ${TRIP_LENGTH_KM.most} km (rule I5).`,
      where: `${distance} < ${trips} * ${TRIP_LENGTH_KM.least} OR ${distance} > ${trips} * ${TRIP_LENGTH_KM.most}`,
    })
  return checks
}

/** Where trips alone are counted, a cell needs so many that ten contributors cannot but have made them (rule I9). */
function tripsOnlyChecks({ trips, days }: CellMeasures): RowCheck[] {
  if (trips === undefined)
    return [
      {
        code: 'contributors-missing',
        detail:
          'Nothing says how many contributors a cell has: neither contributors nor trips are given, and no open ' +
          'licence is declared (rule I8).',
        where: 'true',
      },
    ]
  const leastTripsPerDay = MINIMUM_CONTRIBUTORS * MAX_TRIPS_PER_DAY
  return [
    {
      code: 'cell-below-minimum',
      column: 'trips',
      detail:
        `Without contributors a cell needs ${leastTripsPerDay} trips for each day it covers, so that they ` +
        'cannot be those of fewer than ten (rule I9).',
      where: `${trips} IS NULL OR (${trips} > 0 AND ${trips} < ${leastTripsPerDay} * ${days})`,
    },
  ]
}
