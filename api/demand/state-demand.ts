import {
  demandOf,
  EstimateRefused,
  type FactCell,
  type FactDemand,
  type FactQuantity,
  ModalSplit,
  measuredSpeeds,
  type Refusal,
  TripLengths,
  travelledOf,
} from '../../src/index.ts'
import type { DatasetDemand } from '../estimate/dataset-demand-schema.ts'
import { refusalsOf } from '../estimate/estimate.ts'
import { type AskedEstimate, type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { toRequestBody } from '../estimate/to-request-body.ts'
import { type Failure, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ComparisonFigure, CubeQuery, CubeRow, Dataset } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import {
  type CityFacts,
  coverageOf,
  flowOf,
  getCityFacts,
  getDataset,
  isOpen,
  NOTHING_RELEASED,
} from './city-facts.ts'
import { allocationNotices, allocationOf } from './fact-allocation.ts'
import { type ModeLeftOut, withoutFigures, withoutModeless } from './left-out.ts'
import { demandNotices, leftOutNotices, speedNotice } from './notices.ts'
import { comparisonFiguresOf, publishedOf } from './published.ts'
import { settledLengthFaults } from './settled-lengths.ts'
import { sourceTermsOf } from './source-terms.ts'

const AT = { dataset: { pointer: '/demand/dataset' }, city: { pointer: '/demand/city' } } as const

/** Why a request that states its demand itself cannot be estimated; facts of a dataset are not known yet here. */
export const refusalsStated = (asked: AskedEstimate, factorSets: FactorSets): readonly Refusal[] =>
  Array.isArray(asked.demand) ? refusalsOf(withStatedRows(asked, asked.demand), factorSets) : []

/** A request that takes no dataset: what is stated without an allocation is inside the boundary. */
export const withStatedRows = (asked: AskedEstimate, demand: EstimateRequest['demand']): EstimateRequest => ({
  ...asked,
  allocation: asked.allocation ?? 'geographic',
  demand,
})

/**
 * A request with its demand as rows: those of a dataset if it names one, which `demandSource` then tells.
 *
 * @param store used only if the request names a dataset
 * @throws {Failure} or {@link EstimateRefused} with every fault, if the facts cannot be estimated
 */
export async function withStatedDemand(
  asked: AskedEstimate,
  store: ActivityStore,
  factorSets: FactorSets,
): Promise<EstimateRequest> {
  const { demand } = asked
  if (Array.isArray(demand)) return withStatedRows(asked, demand)
  const dataset = await getDataset(demand.dataset, AT.dataset, store)
  if (demand.filter?.flows && !isOpen(dataset)) throw tooFine()
  const settled = settledLengthFaults(dataset, demand)
  if (settled.length > 0)
    throw refusal(settled.map(({ name, ...fault }) => ({ ...fault, pointer: `/demand/${name}` })))
  const { period } = asked
  const facts = await getCityFacts(
    dataset,
    demand.city,
    { from: period, to: period },
    [period.length],
    AT,
    store,
  )
  const cells = await cellsOf(facts, demand, period, store)
  if (cells.given.length === 0) throw nothingThere(isOpen(dataset))
  requireManyInhabitants(dataset, asked.city, cells.given, facts)
  const { kept, leftOut } = withoutModeless(scaled(cells.given, facts, demand, period))
  const rows = await demandRowsOf(kept, demand, store)
  const published = await comparisonFiguresOf(dataset, store)
  return requestOf({ asked, demand, facts, published, withheldModes: cells.withheldModes }, factorSets, {
    rows,
    leftOut,
  })
}

/** What a request is made from, besides the rows. */
interface Stated {
  readonly asked: AskedEstimate
  readonly demand: DatasetDemand
  readonly facts: CityFacts
  readonly published: readonly ComparisonFigure[]
  readonly withheldModes: readonly string[]
}

interface Estimated {
  readonly rows: readonly FactDemand[]
  readonly leftOut: readonly ModeLeftOut[]
}

/** A mode without figures is left out if others remain. @throws {EstimateRefused} if something else is at fault */
function requestOf(from: Stated, factorSets: FactorSets, { rows, leftOut }: Estimated): EstimateRequest {
  const { asked, demand, facts, withheldModes } = from
  const { demand: _, ...rest } = asked
  const { dataset } = facts
  const { period } = asked
  const stated = rest.allocation ?? undefined
  const counted = rows.map(({ mode, flow }) => ({ mode, flow: flow ?? null }))
  const allocation = allocationOf(stated, counted)
  const published = publishedOf(from.published, dataset, demand, period, counted)
  const speeds = speedsOf(facts, period, rows, rest.speeds)
  const body = toRequestBody({ ...rest, allocation, demand: [] })
  const request = estimateRequest.parse({
    ...body,
    ...(speeds.length > 0 ? { speeds: [...((body['speeds'] as object[]) ?? []), ...speeds] } : {}),
    demand: rows.map(toBody),
    demandSource: {
      ...toRequestBody(demand as never),
      version: dataset.version,
      notices: [
        ...demandNotices(rows, facts, demand, period, withheldModes),
        ...leftOutNotices(leftOut),
        ...allocationNotices(stated, allocation),
        ...speedNotice(speeds),
        ...facts.doubts,
      ],
      ...(published.length > 0 ? { published } : {}),
      terms: sourceTermsOf(dataset),
    },
  })
  const refusals = refusalsOf(request, factorSets)
  const remaining = withoutFigures(rows, refusals, kmOfDemand)
  if (remaining)
    return requestOf(from, factorSets, {
      rows: remaining.kept,
      leftOut: [...leftOut, ...remaining.leftOut],
    })
  const [first, ...more] = refusals.map(inDataset)
  if (first) throw new EstimateRefused([first, ...more])
  return request
}

const kmOfDemand = (row: FactDemand): number =>
  (row.vehicleDistanceVkm ?? row.tonneDistanceTkm ?? row.passengerDistancePkm)?.value ??
  (row.trips?.value ?? 0) * (row.meanTripLengthKm?.value ?? 0)

/** The caller did not send these rows, so their places mean nothing to the caller. */
const inDataset = (refusal: Refusal): Refusal =>
  refusal.pointer.startsWith('/demand/') ? { ...refusal, pointer: '/demand' } : refusal

function tooFine(): Failure {
  const detail = 'Only datasets under an open licence may be estimated by flow: leave out filter.flows.'
  return refusal([{ code: 'release-too-fine', pointer: '/demand/filter/flows', detail }])
}

/**
 * Per inhabitant, a figure of a small place or of few contributors is a figure of persons.
 *
 * @throws {Failure}
 */
function requireManyInhabitants(
  dataset: Dataset,
  { population }: AskedEstimate['city'],
  given: readonly CubeRow[],
  { persons }: CityFacts,
): void {
  if (isOpen(dataset) || population === undefined) return
  const isOfFew = given.some(
    ({ mode, period }) => (persons?.(period ?? '', mode) ?? 0) < MIN_CONTRIBUTORS_PER_INHABITANT,
  )
  if (population.value >= MIN_INHABITANTS && !isOfFew) return
  const detail = `Of a dataset that is not openly published, figures per inhabitant need ${MIN_INHABITANTS} inhabitants, and ${MIN_CONTRIBUTORS_PER_INHABITANT} contributors of each mode. Leave the population out.`
  throw refusal([{ code: 'release-too-fine', pointer: '/city/population', detail }])
}

/** Source: cells of 5 000 residents in a statistics office's mobility study. */
const MIN_INHABITANTS = 5000

/** A convention of this project: as large as the smallest regions of published mobility reports. */
const MIN_CONTRIBUTORS_PER_INHABITANT = 100

function nothingThere(isOfOpen: boolean): Failure {
  const detail = isOfOpen
    ? 'The dataset has no facts for this period, these modes and these flows.'
    : NOTHING_RELEASED
  return refusal([{ code: 'dataset-empty', pointer: '/demand', detail }])
}

interface Cells {
  readonly given: readonly CubeRow[]
  readonly withheldModes: readonly string[]
}

/** The facts of a period as coarse as their distances allow, without those that may not be published. */
async function cellsOf(
  { dataset, rows }: CityFacts,
  { city, filter, modalSplit }: DatasetDemand,
  period: string,
  store: ActivityStore,
): Promise<Cells> {
  const query = { dataset: dataset.id, cities: [city], from: period, to: period }
  const modes = filter?.modes
  const isAsked = (row: CubeRow): boolean =>
    (!modes || (row.mode === null ? modalSplit !== undefined : modes.some((mode) => mode === row.mode))) &&
    (!filter?.flows || (row.flow !== null && filter.flows.includes(row.flow)))
  if (!isOpen(dataset)) {
    const given = rows.filter((row) => row.period === period && isAsked(row))
    const missing = (modes ?? []).filter((mode) => !given.some((row) => row.mode === mode))
    return { given, withheldModes: missing }
  }
  const given = await withLengths(
    store,
    { ...query, by: [...flowOf(dataset), 'mode', 'distance_band'] },
    isAsked,
  )
  return { given, withheldModes: [] }
}

/** Adds zones if trips have neither a distance nor a band. */
async function withLengths(
  store: ActivityStore,
  query: CubeQuery,
  isAsked: (row: CubeRow) => boolean,
): Promise<readonly CubeRow[]> {
  const rows = (await store.publishedFacts(query)).filter(isAsked)
  if (!rows.some(needsZones)) return rows
  return (await store.publishedFacts({ ...query, by: [...query.by, 'origin', 'destination'] })).filter(
    isAsked,
  )
}

export const needsZones = (row: CubeRow): boolean =>
  row.trips !== null &&
  row.settledLength === undefined &&
  row.distanceBand === null &&
  row.passengerDistancePkm === null &&
  row.vehicleDistanceVkm === null &&
  row.tonneDistanceTkm === null

/** Cells × expected periods ÷ present periods, if the request asks for it. */
function scaled(
  cells: readonly CubeRow[],
  facts: CityFacts,
  { gaps }: DatasetDemand,
  period: string,
): readonly FactCell[] {
  if (gaps === 'leave') return cells
  const coverage = coverageOf(facts, period)
  return cells.map((cell) => {
    const { present = 1, expected = 1 } = coverage.get(cell.mode ?? '') ?? {}
    const times = (value: number | null): number | null =>
      value === null ? null : (value * expected) / present
    return {
      ...cell,
      trips: times(cell.trips),
      passengerDistancePkm: times(cell.passengerDistancePkm),
      vehicleDistanceVkm: times(cell.vehicleDistanceVkm),
      tonneDistanceTkm: times(cell.tonneDistanceTkm),
    }
  })
}

const splitOf = (demand: DatasetDemand): ModalSplit =>
  new ModalSplit(
    (demand.modalSplit ?? []).map(({ mode, share, distanceBand }) => ({
      mode,
      share: share.value,
      ...(distanceBand === undefined ? {} : { distanceBand }),
    })),
  )

/** @throws {EstimateRefused} with all faults of facts that do not make rows of demand */
async function demandRowsOf(
  cells: readonly FactCell[],
  demand: DatasetDemand,
  store: ActivityStore,
): Promise<readonly FactDemand[]> {
  const split = splitOf(demand)
  const hasZones = cells.some(({ origin, destination }) => origin !== null && destination !== null)
  const lengths = new TripLengths({
    bandLengthsKm: new Map(
      (demand.bandLengths ?? []).map(({ distanceBand, meanTripLength }) => [
        distanceBand,
        meanTripLength.value,
      ]),
    ),
    zones: hasZones ? await store.listZones(demand.dataset) : [],
    ...(demand.detourFactor === undefined ? {} : { detourFactor: demand.detourFactor }),
  })
  const { travelled, refusals } = travelledOf(cells, lengths, split, '/demand')
  const { rows, refusals: further } = demandOf(travelled, '/demand')
  const [first, ...more] = [...split.check('/demand/modalSplit', cells), ...refusals, ...further]
  if (first) throw new EstimateRefused([first, ...more])
  return rows
}

/** Mean speeds that the facts give, as rows of a request, for modes of which the caller states none. */
function speedsOf(
  { rows: facts }: CityFacts,
  period: string,
  demand: readonly FactDemand[],
  stated: EstimateRequest['speeds'],
): readonly { readonly mode: string; readonly meanSpeed: object }[] {
  return measuredSpeeds(facts.filter((row) => row.period.startsWith(period)))
    .filter(({ mode }) => demand.some((row) => row.mode === mode) && !stated.some((row) => row.mode === mode))
    .map(({ mode, meanSpeedKmPerH }) => ({ mode, meanSpeed: { value: meanSpeedKmPerH, unit: 'km/h' } }))
}

function toBody(row: FactDemand): object {
  const { mode, flow } = row
  const fields = {
    trips: stated(row.trips, 'trips'),
    meanTripLength: stated(row.meanTripLengthKm, 'km'),
    passengerDistance: stated(row.passengerDistancePkm, 'pkm'),
    tonneDistance: stated(row.tonneDistanceTkm, 'tkm'),
    vehicleDistance: stated(row.vehicleDistanceVkm, 'vkm'),
  }
  return { mode, flow, ...fields }
}

function stated(quantity: FactQuantity | undefined, unit: string): object | undefined {
  if (!quantity) return undefined
  const { value, halfWidthShare } = quantity
  return { value, unit, plusMinus: `${Number((halfWidthShare * 100).toPrecision(3))} %` }
}
