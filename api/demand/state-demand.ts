import { EstimateRefused, type FactDemand, type Refusal } from '../../src/index.ts'
import type { DatasetDemand } from '../estimate/dataset-demand-schema.ts'
import { refusalsOf } from '../estimate/estimate.ts'
import { type AskedEstimate, type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { toRequestBody } from '../estimate/to-request-body.ts'
import { type Failure, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ComparisonFigure, CubeRow, Dataset } from '../store/datasets.ts'
import type { ActivityStore } from '../store/store.ts'
import { type CityFacts, getCityFacts, getDataset, isOpen, NOTHING_RELEASED } from './city-facts.ts'
import { bandedFacts, demandRowsOf, kmOfDemand, speedsOf, toBody } from './demand-rows.ts'
import { allocationNotices, allocationOf } from './fact-allocation.ts'
import { cellsOf, scaled } from './fact-cells.ts'
import { type ModeLeftOut, whatOf, withoutFigures, withoutModeless } from './left-out.ts'
import { demandNotices, leftOutNotices, speedNotice } from './notices.ts'
import { comparisonFiguresOf, publishedOf } from './published.ts'
import { settledLengthFaults } from './settled-lengths.ts'

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
  const years = { from: period, to: period }
  const facts = await getCityFacts(
    { dataset, city: demand.city, years, lengths: [period.length], at: AT },
    store,
  )
  const cells = await cellsOf(facts, demand, period, store)
  if (cells.given.length === 0) throw nothingThere(isOpen(dataset))
  requireManyInhabitants(dataset, asked.city, cells.given, facts)
  const given = await bandedFacts(cells.given, facts, demand, period, store)
  const { kept, leftOut: modeless } = withoutModeless(scaled(given, facts, demand, period))
  const { rows, leftOut } = await demandRowsOf(kept, demand, store)
  const published = await comparisonFiguresOf(dataset, store)
  return requestOf({ asked, demand, facts, published, withheldModes: cells.withheldModes }, factorSets, {
    rows,
    leftOut: [...modeless, ...leftOut],
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
      terms: repeatableTerms(facts),
      ...(leftOut.length > 0 ? { leftOut: whatOf(leftOut) } : {}),
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

/** The request is the same wherever an openly published dataset is imported: its releases are numbered here. */
function repeatableTerms({ dataset, terms: { release, ...terms } }: CityFacts) {
  return isOpen(dataset) || release === undefined ? terms : { ...terms, release }
}

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
