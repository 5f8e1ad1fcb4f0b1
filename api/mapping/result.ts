import {
  type Assumption,
  type Estimate,
  type FactorSet,
  intervalOf,
  METHOD_VERSION,
  type Notice,
  type Sums,
} from '../../src/index.ts'
import type { EstimateResult } from '../schemas/estimate-result.ts'

const T_PER_KG = 1e-3
const TJ_PER_MJ = 1e-6

const PRIVACY: EstimateResult['privacy'] = {
  input: 'aggregates-only',
  finestUnit: 'city × period × mode × flow × kind of vehicle',
  statement:
    'Made from sums and means stated for a whole city. No person, household, vehicle or device is in the input, the store or the result.',
}

/** An estimate as callers see it: tonnes and terajoules at the edge, nothing rounded. */
export function toResult(estimate: Estimate, set: FactorSet, id: string): EstimateResult {
  const { input, totals, gwp } = estimate
  const { city, period } = input
  const population = city.population?.value
  const total = totals.co2eKg
  return {
    id,
    methodVersion: METHOD_VERSION,
    factorSet: {
      id: set.content.id,
      digest: set.content.digest,
      ...(set.overlay ? { overlay: { digest: set.overlay.digest } } : {}),
    },
    city: { name: city.name, country: city.country, ...(population === undefined ? {} : { population }) },
    period:
      period.month === undefined
        ? `${period.year}`
        : `${period.year}-${String(period.month).padStart(2, '0')}`,
    allocation: input.allocation,
    gwp: gwp.set,
    totals: {
      ...emissions(totals),
      perCapita:
        population === undefined ? null : { value: (total * T_PER_KG) / population, unit: 't CO2e/person' },
      ...amounts(totals),
    },
    bySubSector: groups('subSector', estimate.bySubSector, total),
    bySector: groups('sector', estimate.bySector, total),
    byMode: groups('mode', estimate.byMode, total),
    byScope: groups('scope', estimate.byScope, total),
    byCarrier: groups('carrier', estimate.byCarrier, total),
    byFlow: groups('flow', estimate.byFlow, total),
    assumptions: estimate.assumptions.map((assumption) => toAssumption(assumption, set)),
    notices: estimate.notices.map(toNotice),
    privacy: PRIVACY,
  }
}

function emissions(sums: Sums) {
  return {
    co2e: { value: sums.co2eKg * T_PER_KG, unit: 't CO2e' },
    co2: { value: sums.co2Kg * T_PER_KG, unit: 't CO2' },
    ch4: { value: sums.ch4Kg * T_PER_KG, unit: 't CH4' },
    n2o: { value: sums.n2oKg * T_PER_KG, unit: 't N2O' },
    biogenicCo2: { value: sums.biogenicCo2Kg * T_PER_KG, unit: 't CO2' },
    wellToTank: maybe(sums.wellToTankKgCo2e, T_PER_KG, 't CO2e'),
  }
}

function amounts(sums: Sums) {
  return {
    energy: maybe(sums.energyMj, TJ_PER_MJ, 'TJ'),
    vehicleDistance: maybe(sums.vehicleDistanceVkm, 1, 'vkm'),
    passengerDistance: maybe(sums.passengerDistancePkm, 1, 'pkm'),
    tonneDistance: maybe(sums.tonneDistanceTkm, 1, 'tkm'),
  }
}

const maybe = (value: number | undefined, scale: number, unit: string) =>
  value === undefined ? null : { value: value * scale, unit }

/** Groups largest first; of equals, the one that appeared first. */
function groups<Name extends string, Key extends string>(
  name: Name,
  sums: ReadonlyMap<Key, Sums>,
  totalKg: number,
) {
  return [...sums]
    .sort(([, a], [, b]) => b.co2eKg - a.co2eKg)
    .map(([key, group]) => ({
      ...({ [name]: key } as { [N in Name]: Key }),
      ...emissions(group),
      ...amounts(group),
      shareOfCo2e: totalKg > 0 ? group.co2eKg / totalKg : null,
    }))
}

/** Default figures and what is said of them come again in every estimate of a country and year, so they are kept. */
const assumptionsMade = new WeakMap<Assumption, EstimateResult['assumptions'][number]>()
const noticesMade = new WeakMap<Notice, EstimateResult['notices'][number]>()
const textsMade = new WeakMap<object, string>()

function toAssumption(assumption: Assumption, set: FactorSet): EstimateResult['assumptions'][number] {
  const known = assumptionsMade.get(assumption)
  if (known) return known
  const { parameter, record, why } = assumption
  const own = set.overlay?.figures.get(record.id)
  const made: EstimateResult['assumptions'][number] = {
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
  assumptionsMade.set(assumption, made)
  return made
}

/** The stated interval of an own figure, in the unit of the parameter. */
function boundsOf(record: Assumption['record'], value: number): { lower?: number; upper?: number } {
  if (!('canonicalValue' in record) || record.lower === undefined || record.canonicalValue === 0) return {}
  const { lower, upper } = intervalOf(record)
  const scale = value / record.canonicalValue
  return { lower: lower * scale, upper: upper * scale }
}

function toNotice(notice: Notice): EstimateResult['notices'][number] {
  const known = noticesMade.get(notice)
  if (known) return known
  const { code, detail, pointer, records } = notice
  const made = {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(records === undefined ? {} : { records: [...records] }),
  }
  noticesMade.set(notice, made)
  return made
}

/** A result as JSON: the same text as `JSON.stringify(result)`, with the parts that come again written once. */
export function resultText(result: EstimateResult): string {
  const { assumptions, notices, privacy, ...head } = result
  const list = (items: readonly object[]): string => `[${items.map(textOf).join(',')}]`
  const opening = JSON.stringify(head).slice(0, -1)
  return `${opening},"assumptions":${list(assumptions)},"notices":${list(notices)},"privacy":${textOf(privacy)}}`
}

function textOf(item: object): string {
  const known = textsMade.get(item)
  if (known !== undefined) return known
  const text = JSON.stringify(item)
  textsMade.set(item, text)
  return text
}
