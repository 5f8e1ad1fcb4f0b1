import type { CubeQuery, CubeRow } from './datasets.ts'
import { AMOUNTS, kept, MILLIONTHS } from './fact-column.ts'
import { type Adding, type Exact, type FactReader, fromMillionths, numberOf } from './fact-reader.ts'
import type { FactStore } from './facts.ts'
import { laid, plain } from './laid-facts.ts'

type Dimension = CubeQuery['by'][number]

/** Sums of activity, in the database that has the facts. */
export const factCube = ({ reading, adding }: FactReader): Pick<FactStore, 'cube'> => ({
  cube: (query) =>
    reading(query.dataset, async (seen) => {
      const isZoned = await seen.isZoned()
      const { sql, values } = cubeSql(
        query,
        { facts: seen.facts, filled: await seen.filled(), isZoned },
        adding,
      )
      return (await seen.rows<Row>(sql, values)).map(toCubeRow)
    }),
})

/** The SQL of each dimension of a fact. */
const EXPRESSIONS: Readonly<Record<Dimension, string>> = {
  period: 'period',
  month: 'substr(period, 1, 7)',
  year: 'substr(period, 1, 4)',
  city: 'in_city',
  flow: 'in_flow',
  mode: 'mode',
  distance_band: 'distance_band',
  speed_band: 'speed_band',
  origin: 'origin',
  destination: 'destination',
}

const DISTANCE = `coalesce(${kept('vehicle_distance_vkm')}, ${kept('passenger_distance_pkm')})`
const SPEED = kept('mean_speed_km_per_h')
const INDEX = kept('index_value')

/**
 * Sums of what facts have; nothing is the sum of nothing. Products of whole numbers are whole, so that the mean speed too is the same in
 * any order.
 */
const sumsSql = ({ sum, exact, whole }: Adding, filled: ReadonlySet<string>): readonly string[] => {
  const sums: readonly (readonly [measure: string, name: keyof Sums, sql: string])[] = [
    ...AMOUNTS.map((name) => [name, name, sum(kept(name))] as const),
    ['mean_speed_km_per_h', 'speed_by_distance', sum(`CAST(${SPEED} AS ${whole}) * ${DISTANCE}`)],
    ['mean_speed_km_per_h', 'speed_distance', sum(DISTANCE, `${SPEED} IS NOT NULL`)],
    ['mean_speed_km_per_h', 'slowest', exact(`min(${SPEED})`)],
    ['mean_speed_km_per_h', 'fastest', exact(`max(${SPEED})`)],
    ['index_value', 'index_sum', sum(INDEX)],
    ['index_value', 'index_count', exact(`count(${INDEX})`)],
    ['contributors', 'contributors', exact(`max(${kept('contributors')})`)],
  ]
  return sums.filter(([measure]) => filled.has(measure)).map(([, name, sql]) => `${sql} AS ${name}`)
}

function periodsOf(by: CubeQuery['by'], { daysOfMonth }: Adding): string {
  if (by.includes('period')) return 'least(count(period), 1)'
  return by.includes('month') ? daysOfMonth : 'count(DISTINCT period)'
}

interface Asked {
  readonly facts: string
  readonly filled: ReadonlySet<string>
  readonly isZoned: boolean
}

function cubeSql(
  query: CubeQuery,
  { facts, filled, isZoned }: Asked,
  adding: Adding,
): { sql: string; values: string[] } {
  const { dataset, from, to, cities, modes, most, by } = query
  const values: string[] = [dataset]
  const given = (value: string): string => {
    values.push(value)
    return `$${values.length}`
  }
  const conditions = ['fact.dataset = $1']
  if (from !== undefined) conditions.push(`${START} >= ${given(startOf(from))}`)
  if (to !== undefined) conditions.push(`${END} <= ${given(endOf(to))}`)
  if (modes) conditions.push(`fact.mode IN (${modes.map(given).join(', ') || 'NULL'})`)
  const isLaid = cities !== undefined || by.includes('city') || by.includes('flow')
  // Without ends, facts are of the cities that they name, and each counts once.
  const hasEnds = filled.has('origin') || filled.has('destination')
  const inCity = cities
    ? `in_city IN (${cities.map(given).join(', ') || 'NULL'})`
    : isLaid && hasEnds
      ? '(in_city IS NOT NULL OR placeless)'
      : 'true'
  const dimensions = by.map((name) => `${EXPRESSIONS[name]} AS by_${name}`)
  const groups = by.map((_, index) => index + 1).join(', ')
  return {
    values,
    sql: `SELECT ${[...dimensions, ...sumsSql(adding, filled), `CAST(${periodsOf(by, adding)} AS DOUBLE) AS periods`].join(', ')}
      FROM (${isLaid && isZoned && hasEnds ? laid(facts) : plain(facts)} WHERE ${conditions.join(' AND ')})
      WHERE ${inCity}
      ${groups === '' ? 'HAVING count(*) > 0' : `GROUP BY ${groups} ORDER BY ${groups}`}
      ${most === undefined ? '' : `LIMIT ${most}`}`,
  }
}

/** The first and the last possible day of a period; the last day of every month counts as the 31st. */
const START = `fact.period || CASE length(fact.period) WHEN 4 THEN '-01-01' WHEN 7 THEN '-01' ELSE '' END`
const END = `fact.period || CASE length(fact.period) WHEN 4 THEN '-12-31' WHEN 7 THEN '-31' ELSE '' END`

const startOf = (period: string): string => period + ({ 4: '-01-01', 7: '-01' }[period.length] ?? '')

function endOf(period: string): string {
  if (period.length < 10) return period + ({ 4: '-12-31', 7: '-31' }[period.length] ?? '')
  const next = new Date(`${period}T00:00:00Z`)
  next.setUTCDate(next.getUTCDate() + 1)
  return next.getUTCDate() === 1 ? `${period.slice(0, 8)}31` : period
}

/** Sums of whole millionths; absent if no fact has the measure. */
type Sums = Partial<
  Readonly<
    Record<
      | (typeof AMOUNTS)[number]
      | 'speed_by_distance'
      | 'speed_distance'
      | 'slowest'
      | 'fastest'
      | 'index_sum'
      | 'index_count'
      | 'contributors',
      Exact
    >
  >
>

type Row = Sums & Partial<Readonly<Record<`by_${Dimension}`, string | null>>> & { readonly periods: number }

const toCubeRow = (row: Row): CubeRow => ({
  period: row.by_period ?? row.by_month ?? row.by_year ?? null,
  city: row.by_city ?? null,
  flow: (row.by_flow ?? null) as CubeRow['flow'],
  mode: row.by_mode ?? null,
  distanceBand: row.by_distance_band ?? null,
  speedBand: row.by_speed_band ?? null,
  origin: row.by_origin ?? null,
  destination: row.by_destination ?? null,
  trips: fromMillionths(row.trips),
  passengerDistancePkm: fromMillionths(row.passenger_distance_pkm),
  vehicleDistanceVkm: fromMillionths(row.vehicle_distance_vkm),
  tonneDistanceTkm: fromMillionths(row.tonne_distance_tkm),
  meanSpeedKmPerH: meanSpeedOf(row),
  indexValue: indexOf(row),
  contributors: fromMillionths(row.contributors),
  periods: row.periods,
})

/** By distance; without distances there is one only if all speeds are the same. */
function meanSpeedOf({ speed_by_distance, speed_distance, slowest, fastest }: Sums): number | null {
  const [speedByDistance, distance] = [numberOf(speed_by_distance), numberOf(speed_distance)]
  if (speedByDistance !== null && distance !== null && distance !== 0)
    return speedByDistance / distance / MILLIONTHS
  return slowest === fastest ? fromMillionths(slowest) : null
}

function indexOf({ index_sum, index_count }: Sums): number | null {
  const [sum, count] = [numberOf(index_sum), numberOf(index_count)]
  return sum === null || count === null ? null : sum / count / MILLIONTHS
}
