import type { Dataset } from '../../store/datasets.ts'
import type { RowCheck } from '../row-check.ts'

/** Distinct contributors that a cell needs; a supplier may ask for more, never for fewer. */
const MINIMUM_CONTRIBUTORS = 10
/** The most trips that one contributor makes on a day (rules I7 and I9; a convention), and on a day of a whole year. */
const MAX_TRIPS_PER_DAY = 10
const MAX_TRIPS_PER_DAY_OF_A_YEAR = 8
/** The mean trip length [km] of a cell must lie between these (rule I5). */
const TRIP_LENGTH_KM = { least: 0.05, most: 1500 }
/** What one vehicle does on a mean day: 15 000 km a year, and ten tonnes over as many (rule I9; a convention). */
export const PER_VEHICLE_AND_DAY = { vkm: 41, tkm: 410 }

/** What a row counts, as SQL numbers that are null if the file does not say. */
export interface CellMeasures {
  readonly trips?: string
  readonly passengerDistancePkm?: string
  readonly vehicleDistanceVkm?: string
  readonly tonneDistanceTkm?: string
  readonly contributors?: string
  /** All that a row sums, trips and distance too: nobody did none of it. */
  readonly sums?: readonly string[]
  /** The mode, as SQL. */
  readonly mode?: string
  /** Days that a row covers. */
  readonly days: string
  /** The supplier says that counts are multiples of this. */
  readonly roundedTo?: number
  /** A table of the caller's own, and not the export of a publisher or a tool. */
  readonly isOwnTable?: true
}

/** Measures without those that the file does not have. */
export const cellsOf = (
  measures: {
    readonly [Name in keyof CellMeasures]: CellMeasures[Name] | undefined
  },
): CellMeasures =>
  Object.fromEntries(
    Object.entries(measures).filter(([, value]) => value !== undefined),
  ) as unknown as CellMeasures

/** The fewest contributors that a cell of a dataset may have. */
export const minimumOf = ({ minimumContributors = 0 }: Dataset): number =>
  Math.max(MINIMUM_CONTRIBUTORS, minimumContributors)

/**
 * Conditions that no cell may meet, by rule. The publisher of data under an open licence has counted and protected the
 * cells already: there a list of single trips is refused, and contributors under the minimum where the file states them.
 */
export function cellChecks(cells: CellMeasures, dataset: Dataset): readonly RowCheck[] {
  if (dataset.legalBasis === 'open-licence')
    return [
      ...(cells.trips === undefined ? [] : [singleTripList(cells.trips, cells, dataset)]),
      ...(cells.contributors === undefined ? [] : countChecks(cells, cells.contributors, dataset)),
    ]
  if (cells.contributors === undefined) return uncountedChecks(cells)
  return [
    missingCheck(cells.contributors),
    ...countChecks(cells, cells.contributors, dataset),
    ...jointChecks({ ...cells, contributors: cells.contributors }),
  ]
}

/** If most rows are single trips, the file is a list of trips; a published table of commuters may have many. */
const singleTripList = (trips: string, { isOwnTable }: CellMeasures, { url }: Dataset): RowCheck => ({
  code: 'person-level-data',
  column: 'trips',
  detail: 'Most rows are single trips: send aggregates, not a list of trips (rule I5).',
  // A publisher expands counts to a population, so that they have parts.
  where: isOwnTable ? `${trips} > 0 AND ${trips} < 2` : `${trips} = 1`,
  tolerated: { share: url === undefined ? 0.5 : 0.8, fromRows: 1 },
})

/** Contributors that a file states, whoever publishes it; a sum that it leaves out is no 0. */
function countChecks({ sums = [] }: CellMeasures, contributors: string, dataset: Dataset): RowCheck[] {
  const minimum = minimumOf(dataset)
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
  vehicleDistanceVkm: vehicles,
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
        code: 'total-implausible',
        column: 'trips',
        detail: `Cells have more than ${MAX_TRIPS_PER_DAY} trips per contributor and day, or trips without a contributor (rule I7).`,
        where: `${trips} > ${contributors} * ${MAX_TRIPS_PER_DAY} * ${days} OR (${zero} AND ${trips} > 0)`,
      },
    )
  if (distance !== undefined && trips !== undefined)
    checks.push({
      code: 'total-implausible',
      column: 'passenger_distance_pkm',
      detail: `Mean trips must be from ${TRIP_LENGTH_KM.least} km to ${TRIP_LENGTH_KM.most} km long (rule I5).`,
      where: `${distance} < ${trips} * ${TRIP_LENGTH_KM.least} OR ${distance} > ${trips} * ${TRIP_LENGTH_KM.most}`,
    })
  for (const [column, sum] of [
    ['passenger_distance_pkm', distance],
    ['vehicle_distance_vkm', vehicles],
  ] as const)
    if (sum !== undefined)
      checks.push({
        code: 'total-implausible',
        column,
        detail: `Contributors must not travel more than ${MAX_TRIPS_PER_DAY} trips of ${TRIP_LENGTH_KM.most} km a day (rule I7).`,
        where: `${contributors} > 0 AND ${sum} > ${contributors} * ${MAX_TRIPS_PER_DAY} * ${TRIP_LENGTH_KM.most} * ${days}`,
      })
  return checks
}

/** Without contributors, a cell needs so many trips, or so much traffic, that at least ten must have made them (rule I9). */
function uncountedChecks({ trips, vehicleDistanceVkm, tonneDistanceTkm, days }: CellMeasures): RowCheck[] {
  const perDay = `CASE WHEN ${days} >= 365 THEN ${MAX_TRIPS_PER_DAY_OF_A_YEAR} ELSE ${MAX_TRIPS_PER_DAY} END`
  const leastTrips = `${MINIMUM_CONTRIBUTORS} * ${perDay} * ${days}`
  if (trips !== undefined)
    return [
      {
        code: 'cell-below-minimum',
        column: 'trips',
        detail:
          `Without contributors a cell needs at least ${MINIMUM_CONTRIBUTORS * MAX_TRIPS_PER_DAY} trips for each day that it covers ` +
          `(${MINIMUM_CONTRIBUTORS * MAX_TRIPS_PER_DAY_OF_A_YEAR} of a whole year): fewer could come from fewer than ten contributors (rule I9).`,
        where: `${trips} IS NULL OR (${trips} > 0 AND ${trips} < ${leastTrips})`,
      },
    ]
  const traffic = [
    [vehicleDistanceVkm, PER_VEHICLE_AND_DAY.vkm],
    [tonneDistanceTkm, PER_VEHICLE_AND_DAY.tkm],
  ] as const
  const stated = traffic.flatMap(([sum, each]) => (sum === undefined ? [] : [[sum, each] as const]))
  if (stated.length === 0)
    return [
      {
        code: 'contributors-missing',
        detail:
          'The file must tell how many contributors a cell has: it needs contributors or trips, unless the dataset ' +
          'has an open licence (rule I8).',
        where: 'true',
      },
    ]
  return [
    {
      code: 'cell-below-minimum',
      detail: `Without contributors or trips a cell needs the traffic of ten vehicles: ${MINIMUM_CONTRIBUTORS * PER_VEHICLE_AND_DAY.vkm} vehicle-km or ${MINIMUM_CONTRIBUTORS * PER_VEHICLE_AND_DAY.tkm} tonne-km for each day that it covers (rule I9).`,
      where: `NOT (${stated
        .map(
          ([sum, each]) =>
            `coalesce(${sum} = 0 OR ${sum} >= ${MINIMUM_CONTRIBUTORS * each} * ${days}, false)`,
        )
        .join(' OR ')})`,
    },
  ]
}
