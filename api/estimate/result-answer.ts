import {
  type Assessment,
  type Assumption,
  acknowledge,
  type Coverage,
  type Driver,
  type Estimate,
  type FactorSet,
  intervalOf,
  knowsGasSplit,
  METHOD_VERSION,
  type NotEstimated,
  type Notice,
  periodText,
  splitOf,
} from '../../src/index.ts'
import { type CoverageView, toCoverage } from './coverage-schema.ts'
import { FigureWriter } from './figure-answer.ts'
import { toPrivacy } from './privacy-answer.ts'
import { besidePublished } from './published.ts'
import type { EstimateRequest } from './request-schema.ts'
import { comesAgain } from './result-bytes.ts'
import type { EstimateResult } from './result-schema.ts'
import { KG_PER_T } from './scale.ts'
import { repeatedRequest } from './to-request-body.ts'

/**
 * An estimate as callers see it: tonnes and terajoules at the edge, nothing rounded.
 *
 * @param assessment undefined where no uncertainty was asked for
 */
export function toResult(
  estimate: Estimate,
  assessment: Assessment | undefined,
  set: FactorSet,
  id: string,
  request: EstimateRequest,
  coverage: Coverage,
  notEstimated: readonly NotEstimated[] = [],
): EstimateResult {
  const { input, gwp } = estimate
  const { city, period } = input
  const population = city.population?.value
  const figures = new FigureWriter(estimate, assessment, set)
  return {
    id,
    methodVersion: METHOD_VERSION,
    factorSet: {
      id: set.content.id,
      digest: set.content.digest,
      ...(set.overlay ? { overlay: { digest: set.overlay.digest } } : {}),
    },
    city: { name: city.name, country: city.country, ...(population === undefined ? {} : { population }) },
    period: periodText(period),
    allocation: input.allocation,
    ...(input.allocation === 'induced-activity' ? { transboundarySplit: splitOf(input) } : {}),
    gwp: gwp.set,
    uncertainty: toUncertainty(assessment),
    coverage: viewOf(coverage),
    totals: figures.totals(),
    bySubSector: figures.groups('subSector', 'bySubSector', estimate.bySubSector),
    bySector: figures.groups('sector', 'bySector', estimate.bySector),
    byMode: figures.groups('mode', 'byMode', estimate.byMode),
    byScope: figures.parts('scope', 'byScope', estimate.byScope),
    byCarrier: figures.parts('carrier', 'byCarrier', estimate.byCarrier),
    byFlow: figures.groups('flow', 'byFlow', estimate.byFlow),
    ...(notEstimated.length > 0 ? { notEstimated: notEstimated.map(toNotEstimated) } : {}),
    ...publishedBeside(request, estimate),
    drivers: assessment?.drivers.map(toDriver) ?? [],
    request: repeatedRequest(request, set.content.id),
    assumptions: estimate.assumptions.map((assumption) => toAssumption(assumption, set)),
    notices: acknowledge(
      [
        ...(request.demandSource?.notices ?? []),
        ...estimate.notices,
        ...(knowsGasSplit({ set }) ? placed(assessment?.notices ?? []) : (assessment?.notices ?? [])),
      ],
      input.acknowledge ?? [],
    ).map(toNotice),
    privacy: toPrivacy(request),
  }
}

/** What the publisher of a dataset says of the same activity. */
function publishedBeside(
  { demandSource }: EstimateRequest,
  { totals, input }: Estimate,
): Pick<EstimateResult, 'published'> {
  const published = demandSource?.published ?? []
  if (published.length === 0) return {}
  return {
    published: besidePublished(published, input.allocation, totals.co2eKg / KG_PER_T).map((one) => ({
      ...one,
    })),
  }
}

/** A row that an allocation cannot give, as callers see it. */
export const toNotEstimated = ({ missing, ...row }: NotEstimated) => ({ ...row, missing: [...missing] })

function toUncertainty(assessment: Assessment | undefined): EstimateResult['uncertainty'] {
  if (!assessment) return { method: 'none' }
  const { method, simulation } = assessment
  return { method, level: 0.95, ...simulation }
}

function toDriver({
  name,
  shareOfVariance,
  standardError,
  parameters,
}: Driver): EstimateResult['drivers'][number] {
  const pointers: string[] = []
  const recordIds: string[] = []
  for (const { pointer, recordId } of parameters) {
    if (pointer !== undefined) pointers.push(pointer)
    if (recordId !== undefined) recordIds.push(recordId)
  }
  return {
    parameter: name,
    shareOfVariance,
    ...(standardError === undefined ? {} : { standardError }),
    pointers,
    recordIds,
  }
}

/** Estimates of one kind have the same coverage. */
const coveragesMade = new WeakMap<Coverage, CoverageView>()

function viewOf(coverage: Coverage): CoverageView {
  const known = coveragesMade.get(coverage)
  if (known) return known
  const made = toCoverage(coverage)
  comesAgain(made)
  coveragesMade.set(coverage, made)
  return made
}

type AssumptionView = EstimateResult['assumptions'][number]
type NoticeView = EstimateResult['notices'][number]

/**
 * Default figures and what is said of them come again in every estimate of a country and year, so they are kept. What is derived is made anew in each estimate: the last that a record led to is kept. What is of one request is
 * not: to keep it costs more than to write it.
 */
const figuresMade = new WeakMap<Assumption, AssumptionView>()
const derivedMade = new WeakMap<Assumption['record'], { of: Assumption; made: AssumptionView }>()
const noticesMade = new WeakMap<Notice, NoticeView>()

/** A default as callers see it. */
export function toAssumption(assumption: Assumption, set: FactorSet): AssumptionView {
  const { parameter, record } = assumption
  if (parameter.origin === 'derived') {
    const last = derivedMade.get(record)
    if (last && isAlike(last.of, assumption)) return last.made
  } else {
    const known = figuresMade.get(assumption)
    if (known) return known
  }
  const made = describeAssumption(assumption, set)
  comesAgain(made)
  if (parameter.origin === 'derived') derivedMade.set(record, { of: assumption, made })
  else figuresMade.set(assumption, made)
  return made
}

/** Whether two assumptions from one record look the same to callers. */
const isAlike = (a: Assumption, b: Assumption): boolean =>
  a.why === b.why &&
  a.parameter.name === b.parameter.name &&
  a.parameter.value === b.parameter.value &&
  a.parameter.unit === b.parameter.unit &&
  a.parameter.match === b.parameter.match

function describeAssumption({ parameter, record, why }: Assumption, set: FactorSet): AssumptionView {
  const own = set.overlay?.figures.get(record.id)
  return {
    parameter: parameter.name,
    value: parameter.value,
    unit: parameter.unit,
    source: set.source(record.sourceId)?.title ?? record.sourceId,
    sourceId: record.sourceId,
    locator: record.locator,
    recordId: record.id,
    region: record.region,
    year: record.yearTo ?? record.yearFrom ?? null,
    match: parameter.match ? { ...parameter.match } : null,
    quality: record.quality,
    verification: record.verification,
    why,
    ...(own ? { own: true, ...boundsOf(record, parameter.value) } : {}),
    ...(own?.replaces ? { replaces: own.replaces.id } : {}),
  }
}

/** The stated interval of an own figure, in the unit of the parameter. */
function boundsOf(record: Assumption['record'], value: number): { lower?: number; upper?: number } {
  if (!('canonicalValue' in record) || record.lower === undefined || record.canonicalValue === 0) return {}
  const { lower, upper } = intervalOf(record)
  const scale = value / record.canonicalValue
  return { lower: lower * scale, upper: upper * scale }
}

/** Where the request says how intervals are found. */
const FIELD_OF_METHOD: Readonly<Record<string, string>> = {
  'propagation-wide': '/uncertainty/method',
  'draws-too-few': '/uncertainty/draws',
}

const placed = (notices: readonly Notice[]): readonly Notice[] =>
  notices.map((notice) => {
    const pointer = notice.pointer ?? FIELD_OF_METHOD[notice.code]
    return pointer === undefined ? notice : { ...notice, pointer }
  })

/** A notice as callers see it. */
export function toNotice(notice: Notice): NoticeView {
  const known = noticesMade.get(notice)
  if (known) return known
  const { code, detail, pointer, records, found, acknowledged: reason } = notice
  const made = {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(records === undefined ? {} : { records: [...records] }),
    ...(found === undefined ? {} : { found: { ...found } }),
    ...(reason === undefined ? {} : { acknowledged: reason }),
  }
  // A pointer is into one request.
  if (pointer === undefined && reason === undefined) {
    noticesMade.set(notice, made)
    comesAgain(made)
  }
  return made
}
