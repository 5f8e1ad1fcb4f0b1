import { daysOf, GRAIN_LENGTHS, monthsOf, type ZONE_FIGURES } from '../../src/index.ts'
import { refusal } from '../request/failure.ts'
import type { CubeQuery, Dataset } from '../store/datasets.ts'
import type { Page, PageRequest } from '../store/page.ts'
import type { FlowQuery, ReleasedFlow, ReleasedStore } from '../store/released.ts'

/** A zone or a pair as it is answered: of a dataset that is openly published, nobody is counted. */
export type ListedFlow = Omit<ReleasedFlow, 'persons'> & { readonly persons: number | null }

/** Of a table of them. */
export const FLOW_COLUMNS = [
  'city',
  'mode',
  'period',
  'zone',
  'destination',
  'trips',
  'passengerDistancePkm',
  'vehicleDistanceVkm',
  'tonneDistanceTkm',
  'persons',
] as const satisfies readonly (keyof ListedFlow)[]

/** A page of zones or pairs, in the order of their modes and zones. */
export async function listFlowPage(
  dataset: Dataset,
  { limit, after = '', ...query }: Omit<FlowQuery, 'dataset'> & PageRequest,
  store: ReleasedStore,
): Promise<Page<ListedFlow>> {
  const all = (await listFlows(dataset, query, store)).map((flow) => ({ flow, at: placeOf(flow) }))
  const rest = all.filter(({ at }) => at > after).sort((a, b) => (a.at < b.at ? -1 : 1))
  const items = rest.slice(0, limit)
  const next = rest.length > limit ? items.at(-1)?.at : undefined
  return { items: items.map(({ flow }) => flow), ...(next === undefined ? {} : { next }) }
}

/** Why a city has no zones that are given out, where its released lengths say so; of what is withheld, nothing is said. */
export async function noticesOfFlows(
  { id, legalBasis }: Dataset,
  { city, period }: Pick<FlowQuery, 'city' | 'period'>,
  store: ReleasedStore,
): Promise<readonly { readonly code: string; readonly detail: string }[]> {
  if (legalBasis === 'open-licence') return []
  const years = { from: period.slice(0, GRAIN_LENGTHS.year), to: period.slice(0, GRAIN_LENGTHS.year) }
  const cells = await store.listReleasedCells({ dataset: id, cities: [city], years })
  const hasLengths = cells.some((cell) => cell.period === period && cell.tripDistanceKm !== null)
  return hasLengths ? [NO_ZONES] : []
}

export const NO_ZONES = {
  code: 'length-derived',
  detail:
    'Lengths of trips come from the zones, so that zones of these modes are not given out: the lengths would tell their pairs. Where files hold distances, zones are.',
}

/** No two flows of an answer have the same; zones may be called anything. */
const placeOf = ({ mode, zone, destination }: ListedFlow): string =>
  [mode ?? '', zone, destination ?? ''].map(encodeURIComponent).join(',')

/**
 * What begins in each zone of a city and ends in the city, or in another of its zones: all there is of a dataset that is
 * openly published, and what its releases gave out of any other.
 *
 * @throws {Failure} if a dataset that is not openly published is asked for anything but a quarter
 */
export async function listFlows(
  dataset: Dataset,
  query: Omit<FlowQuery, 'dataset'>,
  store: ReleasedStore,
): Promise<readonly ListedFlow[]> {
  const { period, pairs } = query
  if (dataset.legalBasis !== 'open-licence') {
    if (!period.includes('Q')) throw byQuarter()
    return store.listReleasedFlows({ dataset: dataset.id, ...query })
  }
  const by: CubeQuery['by'] = ['city', 'flow', 'mode', 'origin', ...(pairs ? ['destination' as const] : [])]
  const months = period.length > GRAIN_LENGTHS.month || period.includes('Q') ? monthsOf(period) : [period]
  const rows = await store.publishedFacts({
    dataset: dataset.id,
    by,
    from: months[0] ?? period,
    to: months.at(-1) ?? period,
    cities: [query.city],
  })
  return rows.flatMap((row) =>
    row.origin !== null && row.city !== null && (row.flow === 'within' || row.flow === null)
      ? [
          {
            city: row.city,
            mode: row.mode,
            period,
            zone: row.origin,
            destination: pairs ? row.destination : null,
            ...figuresOf(row),
            persons: null,
          },
        ]
      : [],
  )
}

const figuresOf = (row: Readonly<Record<(typeof ZONE_FIGURES)[number], number | null>>) => ({
  trips: row.trips,
  passengerDistancePkm: row.passengerDistancePkm,
  vehicleDistanceVkm: row.vehicleDistanceVkm,
  tonneDistanceTkm: row.tonneDistanceTkm,
})

/** Whether a text is a year, a quarter or a month. */
export const isListedPeriod = (text: string): boolean =>
  text.length <= '2024-Q1'.length && (daysOf(text) !== undefined || /^\d{4}-Q[1-4]$/.test(text))

function byQuarter() {
  const detail = 'Zones of a dataset that is not openly published are given out by quarter, such as 2024-Q1.'
  return refusal([{ code: 'release-too-fine', parameter: 'period', detail }])
}
