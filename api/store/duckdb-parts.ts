import type { DuckdbFile } from './duckdb-file.ts'
import { AMOUNTS, kept, MILLIONTHS } from './fact-column.ts'
import type { FactPart, FactStore, FlowPart } from './facts.ts'
import { overFacts } from './in-place/over-facts.ts'
import { isZoned, laid, plain, sumOf } from './laid-facts.ts'
import { rowsOn } from './rows-on.ts'

type Parts = Pick<FactStore, 'listFactParts' | 'listFlowParts' | 'countPairs' | 'namesCities'>

/** What each file gives of a cell: what a release is made of. */
export const duckdbParts = ({ aside }: Pick<DuckdbFile, 'aside'>): Parts => ({
  listFactParts: (dataset) =>
    aside((on) =>
      overFacts(on, dataset, async (facts) => {
        const from = (await isZoned(on, dataset)) ? laid(facts) : plain(facts)
        return (await rowsOn<Row & CellOf>(on, partsSql(from, CELL), [dataset])).map(toPart)
      }),
    ),
  listFlowParts: (dataset, by) =>
    aside(async (on) => {
      if (!(await isZoned(on, dataset))) return []
      const ends = by === 'pair' ? 'destination' : 'NULL'
      const keys = [
        ...FLOW,
        `CASE WHEN stays THEN ${ends} ELSE concat_ws(' ', in_flow, beyond) END AS destination`,
      ]
      return overFacts(on, dataset, async (facts) =>
        (await rowsOn<Row & FlowOf>(on, partsSql(laid(facts), keys, BY_MONTH), [dataset])).map(toPart),
      )
    }),
  countPairs: (dataset) =>
    aside((on) =>
      overFacts(on, dataset, async (facts) => {
        const [counted] = await rowsOn<{ pairs: number }>(
          on,
          `SELECT count(*)::DOUBLE AS pairs FROM (SELECT DISTINCT mode, ${QUARTER}, origin, destination FROM ${facts}
           WHERE dataset = $1 AND ${BY_MONTH} AND origin IS NOT NULL AND destination IS NOT NULL)`,
          [dataset],
        )
        return counted?.pairs ?? 0
      }),
    ),
  namesCities: (dataset) =>
    aside((on) =>
      overFacts(on, dataset, async (facts) => {
        const named = `SELECT 1 FROM ${facts} WHERE dataset = $1 AND city IS NOT NULL LIMIT 1`
        return (await rowsOn(on, named, [dataset])).length > 0
      }),
    ),
})

const QUARTER = `left(period, 4) || '-Q' || ((substr(period, 6, 2)::INTEGER + 2) // 3)`

const BY_MONTH = 'length(period) >= 7'

const CELL = ['in_city AS city', 'mode', 'left(period, 7) AS period']
const FLOW = ['in_city AS city', 'mode', `${QUARTER} AS quarter`, 'CASE WHEN stays THEN origin END AS origin']

/** What shares are of: the first of these that a fact has. */
const AMOUNT = `coalesce(${[...AMOUNTS].reverse().map(kept).join(', ')}, 0)`

/** Facts by some keys, file, and by whether they count contributors. */
const partsSql = (from: string, keys: readonly string[], condition = 'true'): string => {
  const groups = Array.from({ length: keys.length + 2 }, (_, at) => at + 1).join(', ')
  return `
  SELECT ${keys.join(', ')}, version::DOUBLE AS version,
    CASE
      WHEN ${kept('contributors')} IS NULL THEN 'uncounted'
      WHEN ${kept('contributors')} = 0 AND (${AMOUNTS.map((name) => `coalesce(${kept(name)}, 0) <> 0`).join(' OR ')}) THEN 'nobody'
      ELSE 'counted'
    END AS counting,
    count(DISTINCT period)::DOUBLE AS present,
    ${AMOUNTS.map((name) => `${sumOf(name)} AS ${name}`).join(', ')},
    max(${kept('contributors')})::DOUBLE / ${MILLIONTHS} AS contributors,
    CASE WHEN count(${kept('largest_share')}) = count(*) THEN sum(${AMOUNT})::DOUBLE END AS shared_whole,
    sum(${AMOUNT}::DOUBLE * ${kept('largest_share')}) / ${MILLIONTHS} AS shared_first,
    sum(${AMOUNT}::DOUBLE * coalesce(${kept('second_share')}, 0)) / ${MILLIONTHS} AS shared_second
  FROM (${from} WHERE fact.dataset = $1)
  WHERE in_city IS NOT NULL AND ${condition}
  GROUP BY ${groups} ORDER BY ${groups}`
}

type CellOf = Pick<FactPart, 'city' | 'mode' | 'period'>
type FlowOf = Pick<FlowPart, 'city' | 'mode' | 'quarter' | 'origin' | 'destination'>

interface Row {
  readonly version: number
  readonly counting: FactPart['counting']
  readonly present: number
  readonly trips: number | null
  readonly passenger_distance_pkm: number | null
  readonly vehicle_distance_vkm: number | null
  readonly tonne_distance_tkm: number | null
  readonly contributors: number | null
  /** Null if one of the facts has no shares. */
  readonly shared_whole: number | null
  readonly shared_first: number | null
  readonly shared_second: number | null
}

const toPart = <Of extends object>({
  passenger_distance_pkm,
  vehicle_distance_vkm,
  tonne_distance_tkm,
  shared_whole: whole,
  shared_first: first,
  shared_second: second,
  ...row
}: Row & Of) => ({
  ...row,
  passengerDistancePkm: passenger_distance_pkm,
  vehicleDistanceVkm: vehicle_distance_vkm,
  tonneDistanceTkm: tonne_distance_tkm,
  shared: whole === null ? null : { whole, first: first ?? 0, second: second ?? 0 },
})
