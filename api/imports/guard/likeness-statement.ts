import type { CellMeasures } from './cell-rule.ts'

/** Rows that are looked at; more say no more. */
export const MAX_ROWS = 1_000_000

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

/** What a table is like as a whole. */
export interface Likeness {
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

/** Rows of which some are a multiple of another figure. */
export interface Multiples {
  readonly rows: number
  readonly hits: number
  readonly expected: number
  readonly variance: number
}

const minutesOf = (count: string): string =>
  `CASE WHEN min(${count}) >= 2e7 AND max(${count}) <= 3.5e7 AND max(${count}) < min(${count}) * 1.005 THEN count(${count}) ELSE 0 END`

const multiples = (hit: string, expected: string, where: string): string =>
  `{'rows': count(*) FILTER (WHERE ${where})::DOUBLE, 'hits': count(*) FILTER (WHERE ${where} AND ${hit})::DOUBLE,
    'expected': coalesce(sum(${expected}) FILTER (WHERE ${where}), 0),
    'variance': coalesce(sum(${expected} * (1 - ${expected})) FILTER (WHERE ${where}), 0)}`

const NO_MULTIPLES = "{'rows': 0::DOUBLE, 'hits': 0::DOUBLE, 'expected': 0::DOUBLE, 'variance': 0::DOUBLE}"

/** Contributors and kilometres, in logarithms, about the mean of their mode. */
const PAIRS = `pair AS (SELECT ln(c) - avg(ln(c)) OVER (PARTITION BY m) AS x, ln(d) - avg(ln(d)) OVER (PARTITION BY m) AS y
      FROM given WHERE c > 0 AND d > 0),
    paired AS (SELECT corr(x, y) AS together, stddev_samp(x) AS spread, count(*)::DOUBLE AS paired FROM pair),`

const PAIRED =
  '(SELECT together FROM paired) AS together, (SELECT spread FROM paired) AS spread, (SELECT paired FROM paired) AS paired'

/** @param least the least kilometres of a trip of the mode, as SQL */
function measuredCounts(least: string): string {
  const isMeasured = "coalesce(d, CASE WHEN m = 'car' THEN v END) > 0 AND coalesce(t, c) > 0"
  return `count(*) FILTER (WHERE ${isMeasured}
        AND coalesce(d, v) < ${least} * coalesce(t, c) * CASE WHEN d IS NULL THEN 0.3 ELSE 1 END)::DOUBLE AS short,
      count(*) FILTER (WHERE ${isMeasured})::DOUBLE AS measured`
}

/** The statement whose one row is what the rows of a view are like. */
export function likenessStatement(view: string, cells: CellMeasures): string {
  const { trips = 'NULL', contributors = 'NULL', mode = 'NULL', roundedTo } = cells
  const distance = cells.passengerDistancePkm ?? 'NULL'
  const vehicles = cells.vehicleDistanceVkm ?? 'NULL'
  const hasBoth = 'c > 0 AND t > 0'
  const turns = 'round(t / c)'
  const unit = roundedTo === undefined ? 'unit' : String(roundedTo)
  const floors = Object.entries(LEAST_KM).map(([name, km]) => `WHEN '${name}' THEN ${km}`)
  // What no row of the table can have is not asked: of a small table, planning the question is what takes time.
  const isCounted = contributors !== 'NULL'
  const hasTrips = trips !== 'NULL'
  const multiplesIf = (isAsked: boolean, ...asked: Parameters<typeof multiples>): string =>
    isAsked ? multiples(...asked) : NO_MULTIPLES
  const isPaired = isCounted && distance !== 'NULL'
  const isMeasured = distance !== 'NULL' || vehicles !== 'NULL'
  return `
    WITH given AS (
      SELECT CAST(${trips} AS DOUBLE) AS t, CAST(${distance} AS DOUBLE) AS d, CAST(${vehicles} AS DOUBLE) AS v,
        CAST(${contributors} AS DOUBLE) AS c, CAST(${mode} AS VARCHAR) AS m FROM ${view} LIMIT ${MAX_ROWS}),
    rounding AS (
      SELECT CASE WHEN count(c) FILTER (WHERE c > 0) < 10 THEN 1
        WHEN coalesce(bool_and(c % 10 = 0), false) THEN 10 WHEN coalesce(bool_and(c % 5 = 0), false) THEN 5 ELSE 1 END AS unit FROM given),
    cell AS (SELECT given.*, ${unit} AS u FROM given, rounding),
    ${isPaired ? PAIRS : ''}
    commonest AS (SELECT c AS common, count(*)::DOUBLE AS same FROM given WHERE c > 0 GROUP BY c ORDER BY same DESC, c LIMIT 1),
    commonest_trips AS (SELECT coalesce(max(n), 0)::DOUBLE AS same FROM (SELECT count(*) AS n FROM given WHERE t > 0 GROUP BY t))
    SELECT count(*)::DOUBLE AS rows, coalesce(max(u), 1)::DOUBLE AS unit, count(*) FILTER (WHERE c > 0)::DOUBLE AS counted,
      avg(c) FILTER (WHERE c > 0) AS mean, var_samp(c) FILTER (WHERE c > 0) AS variance, min(c) FILTER (WHERE c > 0) AS least,
      coalesce((SELECT same FROM commonest), 0) AS same, (SELECT common FROM commonest) AS common,
      ${multiplesIf(isCounted && hasTrips, 't % c = 0', 'least(1, u / c)', `${hasBoth} AND t <> c`)} AS repeated,
      ${multiplesIf(isCounted && hasTrips, 't % c = 0', 'least(1, u / c)', hasBoth)} AS "all",
      ${multiplesIf(isCounted && hasTrips, `abs(t - c * ${turns}) <= (1 + ${turns}) * u`, `least(1, (2 * (1 + ${turns}) + 1) * u / c)`, `${hasBoth} AND c >= 20 * u AND t > 1.2 * c`)} AS near,
      ${multiplesIf(isPaired, 'd % c = 0', 'least(1, 1 / c)', 'c > 0 AND d > 0')} AS distances,
      (SELECT same FROM commonest_trips) AS "sameTrips",
      count(*) FILTER (WHERE t > 0 AND t % 50 = 0)::DOUBLE AS rounded,
      ${isMeasured ? measuredCounts(`CASE m ${floors.join(' ')} ELSE 0.5 END`) : '0::DOUBLE AS short, 0::DOUBLE AS measured'},
      ${isPaired ? PAIRED : 'NULL::DOUBLE AS together, NULL::DOUBLE AS spread, 0::DOUBLE AS paired'},
      greatest(${minutesOf('t')}, ${minutesOf('c')})::DOUBLE AS minutes
    FROM cell`
}
