import type { CubeQuery, CubeRow, FactColumn } from './datasets.ts'
import type { DuckdbFile } from './duckdb-file.ts'
import { kept, MILLIONTHS } from './fact-column.ts'
import type { FactStore } from './facts.ts'
import { filledColumns } from './filled-columns.ts'
import { overFacts } from './in-place/over-facts.ts'
import { isZoned, laid, plain, sumOf } from './laid-facts.ts'
import { rowsOn } from './rows-on.ts'

type Dimension = CubeQuery['by'][number]

/** Sums of activity in the embedded database. */
export const duckdbCube = ({ aside }: Pick<DuckdbFile, 'aside'>): Pick<FactStore, 'cube'> => ({
  cube: (query) =>
    aside((on) =>
      overFacts(on, query.dataset, async (facts, inFiles) => {
        const filled = inFiles ?? (await filledColumns(on, facts, query.dataset))
        const { sql, values } = cubeSql(query, facts, filled, await isZoned(on, query.dataset))
        return (await rowsOn<Row>(on, sql, values)).map(toCubeRow)
      }),
    ),
})

/** The SQL of each dimension of a fact. */
const EXPRESSIONS: Readonly<Record<Dimension, string>> = {
  period: 'period',
  month: 'left(period, 7)',
  year: 'left(period, 4)',
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

/** Products of whole numbers are whole, so that the mean too is the same in any order. */
const MEAN_SPEED = `coalesce(
    sum(${SPEED}::HUGEINT * ${DISTANCE})::DOUBLE
      / nullif(sum(${DISTANCE}) FILTER (${SPEED} IS NOT NULL), 0)::DOUBLE / ${MILLIONTHS},
    CASE WHEN min(${SPEED}) = max(${SPEED}) THEN min(${SPEED})::DOUBLE / ${MILLIONTHS} END)`

const SUMS: Readonly<Partial<Record<FactColumn, string>>> = {
  trips: sumOf('trips'),
  passenger_distance_pkm: sumOf('passenger_distance_pkm'),
  vehicle_distance_vkm: sumOf('vehicle_distance_vkm'),
  tonne_distance_tkm: sumOf('tonne_distance_tkm'),
  mean_speed_km_per_h: MEAN_SPEED,
  index_value: `sum(${INDEX})::DOUBLE / count(${INDEX}) / ${MILLIONTHS}`,
  contributors: `max(${kept('contributors')})::DOUBLE / ${MILLIONTHS}`,
}

/** Each measure that the facts have; null is the sum of nothing. */
const sumsOf = (filled: ReadonlySet<string>): readonly string[] =>
  Object.entries(SUMS).map(([name, sum]) => `${filled.has(name) ? sum : 'NULL::DOUBLE'} AS ${name}`)

/** The days of a month one after another, so that the place of one is three times its number. */
const DAYS = `..${Array.from({ length: 31 }, (_, at) => `-${String(at + 1).padStart(2, '0')}`).join('')}`

/**
 * How many distinct periods a cell has. Within a month these are its days, and the month or the year itself: a bit for each
 * needs no table of all that were seen.
 */
function periodsOf(by: CubeQuery['by']): string {
  if (by.includes('period')) return 'least(count(period), 1)'
  if (by.includes('month'))
    return `coalesce(bit_count(bit_or(1::BIGINT << (instr('${DAYS}', substr(period, 8)) // 3))), 0)`
  return 'count(DISTINCT period)'
}

function cubeSql(
  query: CubeQuery,
  facts: string,
  filled: ReadonlySet<string>,
  zoned: boolean,
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
    sql: `SELECT ${[...dimensions, ...sumsOf(filled), `${periodsOf(by)}::DOUBLE AS periods`].join(', ')}
      FROM (${isLaid && zoned && hasEnds ? laid(facts) : plain(facts)} WHERE ${conditions.join(' AND ')})
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

type Row = Readonly<Record<`by_${Dimension}`, string | null | undefined>> &
  Readonly<
    Record<
      | 'trips'
      | 'passenger_distance_pkm'
      | 'vehicle_distance_vkm'
      | 'tonne_distance_tkm'
      | 'mean_speed_km_per_h'
      | 'index_value'
      | 'contributors',
      number | null
    >
  > & { readonly periods: number }

const toCubeRow = (row: Row): CubeRow => ({
  period: row.by_period ?? row.by_month ?? row.by_year ?? null,
  city: row.by_city ?? null,
  flow: (row.by_flow ?? null) as CubeRow['flow'],
  mode: row.by_mode ?? null,
  distanceBand: row.by_distance_band ?? null,
  speedBand: row.by_speed_band ?? null,
  origin: row.by_origin ?? null,
  destination: row.by_destination ?? null,
  trips: row.trips,
  passengerDistancePkm: row.passenger_distance_pkm,
  vehicleDistanceVkm: row.vehicle_distance_vkm,
  tonneDistanceTkm: row.tonne_distance_tkm,
  meanSpeedKmPerH: row.mean_speed_km_per_h,
  indexValue: row.index_value,
  contributors: row.contributors,
  periods: row.periods,
})
