import { AMOUNTS, kept } from './fact-column.ts'
import { type Adding, type Exact, type FactReader, fromMillionths, numberOf } from './fact-reader.ts'
import type { FactPart, FactStore, FlowPart } from './facts.ts'
import { laid, plain } from './laid-facts.ts'

type Parts = Pick<FactStore, 'listFactParts' | 'listFlowParts' | 'countPairs' | 'namesCities'>

/** What each file gives of a cell: what a release is made of. */
export const factParts = ({ reading, adding }: FactReader): Parts => ({
  listFactParts: (dataset) =>
    reading(dataset, async (seen) => {
      const from = ((await seen.isZoned()) ? laid : plain)(seen.facts)
      return (await seen.rows<Row & CellOf>(partsSql(adding, from, CELL), [dataset])).map(toPart)
    }),
  listFlowParts: (dataset, by) =>
    reading(dataset, async (seen) => {
      if (!(await seen.isZoned())) return []
      const ends = by === 'pair' ? 'destination' : 'NULL'
      const keys = [
        ...FLOW,
        `CASE WHEN stays THEN ${ends} ELSE concat_ws(' ', in_flow, beyond) END AS destination`,
      ]
      return (
        await seen.rows<Row & FlowOf>(partsSql(adding, laid(seen.facts), keys, BY_MONTH), [dataset])
      ).map(toPart)
    }),
  countPairs: (dataset) =>
    reading(dataset, async (seen) => {
      const [counted] = await seen.rows<{ pairs: number }>(
        `SELECT CAST(count(*) AS DOUBLE) AS pairs FROM (SELECT DISTINCT mode, ${QUARTER}, origin, destination FROM ${seen.facts}
         WHERE dataset = $1 AND ${BY_MONTH} AND origin IS NOT NULL AND destination IS NOT NULL)`,
        [dataset],
      )
      return counted?.pairs ?? 0
    }),
  namesCities: (dataset) =>
    reading(dataset, async (seen) => {
      const named = `SELECT 1 AS one FROM ${seen.facts} WHERE dataset = $1 AND city IS NOT NULL LIMIT 1`
      return (await seen.rows(named, [dataset])).length > 0
    }),
})

const QUARTER = `substr(period, 1, 4) || CASE WHEN substr(period, 6, 2) < '04' THEN '-Q1' WHEN substr(period, 6, 2) < '07' THEN '-Q2'
  WHEN substr(period, 6, 2) < '10' THEN '-Q3' ELSE '-Q4' END`

const BY_MONTH = 'length(period) >= 7'

const CELL = ['in_city AS city', 'mode', 'substr(period, 1, 7) AS period']
const FLOW = ['in_city AS city', 'mode', `${QUARTER} AS quarter`, 'CASE WHEN stays THEN origin END AS origin']

/** What shares are of: the first of these that a fact has. */
const AMOUNT = `coalesce(${[...AMOUNTS].reverse().map(kept).join(', ')}, 0)`

/** Facts by some keys, file, and by whether they count contributors. */
const partsSql = (
  { sum, exact, whole }: Adding,
  from: string,
  keys: readonly string[],
  condition = 'true',
): string => {
  const groups = Array.from({ length: keys.length + 2 }, (_, at) => at + 1).join(', ')
  return `
  SELECT ${keys.join(', ')}, CAST(version AS DOUBLE) AS version,
    CASE
      WHEN ${kept('contributors')} IS NULL THEN 'uncounted'
      WHEN ${kept('contributors')} = 0 AND (${AMOUNTS.map((name) => `coalesce(${kept(name)}, 0) <> 0`).join(' OR ')}) THEN 'nobody'
      ELSE 'counted'
    END AS counting,
    CAST(count(DISTINCT period) AS DOUBLE) AS present,
    ${AMOUNTS.map((name) => `${sum(kept(name))} AS ${name}`).join(', ')},
    ${exact(`max(${kept('contributors')})`)} AS contributors,
    CASE WHEN count(${kept('largest_share')}) = count(*) THEN ${sum(AMOUNT)} END AS shared_whole,
    ${sum(`CAST(${AMOUNT} AS ${whole}) * ${kept('largest_share')}`)} AS shared_first,
    ${sum(`CAST(${AMOUNT} AS ${whole}) * coalesce(${kept('second_share')}, 0)`)} AS shared_second
  FROM (${from} WHERE fact.dataset = $1)
  WHERE in_city IS NOT NULL AND ${condition}
  GROUP BY ${groups} ORDER BY ${groups}`
}

type CellOf = Pick<FactPart, 'city' | 'mode' | 'period'>
type FlowOf = Pick<FlowPart, 'city' | 'mode' | 'quarter' | 'origin' | 'destination'>

/** Whole millionths. */
interface Row {
  readonly version: number
  readonly counting: FactPart['counting']
  readonly present: number
  readonly trips: Exact
  readonly passenger_distance_pkm: Exact
  readonly vehicle_distance_vkm: Exact
  readonly tonne_distance_tkm: Exact
  readonly contributors: Exact
  /** Null if one of the facts has no shares. */
  readonly shared_whole: Exact
  readonly shared_first: Exact
  readonly shared_second: Exact
}

const toPart = <Of extends object>({
  trips,
  passenger_distance_pkm,
  vehicle_distance_vkm,
  tonne_distance_tkm,
  contributors,
  shared_whole,
  shared_first: first,
  shared_second: second,
  ...row
}: Row & Of) => {
  const whole = numberOf(shared_whole)
  return {
    ...row,
    trips: fromMillionths(trips),
    contributors: fromMillionths(contributors),
    passengerDistancePkm: fromMillionths(passenger_distance_pkm),
    vehicleDistanceVkm: fromMillionths(vehicle_distance_vkm),
    tonneDistanceTkm: fromMillionths(tonne_distance_tkm),
    shared:
      whole === null
        ? null
        : { whole, first: fromMillionths(first) ?? 0, second: fromMillionths(second) ?? 0 },
  }
}
