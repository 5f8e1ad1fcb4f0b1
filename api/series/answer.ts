import {
  coverageOf,
  groupBy,
  METHOD_VERSION,
  markAcknowledged,
  type Notice,
  type SeriesFigure,
  type SeriesPoint,
  type SeriesQuantity,
  sourceBreakNotice,
  sourceBreaks,
} from '../../src/index.ts'
import { allocationNotices } from '../demand/fact-allocation.ts'
import { leftOutText, whatOf } from '../demand/left-out.ts'
import { activityNotices } from '../demand/notices.ts'
import { publishedOf } from '../demand/published.ts'
import { type CoverageView, toCoverage } from '../estimate/coverage-schema.ts'
import type { Sum } from '../estimate/figure-schema.ts'
import { besidePublished } from '../estimate/published.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import type { CityActivity, LeftOut } from './city-activity.ts'
import type { CitySeries } from './estimate-series.ts'
import { marksOf, phaseNotices, toCalendar, toPhase } from './phases-answer.ts'
import type { SeriesQuery, SeriesView } from './schema.ts'

/** A series as callers see it: CO2e in tonnes, null for unknown, nothing rounded. */
export function toSeries(made: CitySeries, query: SeriesQuery): SeriesView {
  const { city, facts, set, question, series } = made
  const coverage = coverageOfDataset(facts.dataset.title, [made.emissions], made.activity.leftOut)
  if (!coverage) throw new Error('A series has at least one year.')
  return {
    city: { id: city.id, name: city.name, country: city.country },
    allocation: made.activity.allocation,
    dataset: toDataset(facts.dataset),
    factorSet: { id: set.content.id, digest: set.content.digest },
    methodVersion: METHOD_VERSION,
    gwp: gwpOf(made),
    by: question.by,
    coverage,
    level: 0.95,
    ...(question.baseline ? { baseline: { ...question.baseline } } : {}),
    normalise: query.normalise,
    ...(series.weekdayFactors.size > 0
      ? {
          weekdayFactors: Object.fromEntries(
            [...series.weekdayFactors].map(([mode, some]) => [mode, [...some]]),
          ),
        }
      : {}),
    items: series.points.map((point) => toItem(point, made, query)),
    ...(made.phases ? { phases: made.phases.map((one) => toPhase(one, made)) } : {}),
    ...toCalendar(made),
    notices: noticesOf(made, query),
    privacy: { ...facts.terms },
  }
}

/** The dataset, as results name it. */
export const toDataset = ({ id, version, title, owner }: CitySeries['facts']['dataset']) => ({
  id,
  version,
  title,
  owner,
})

/** What the activity of a dataset covers, whichever cities and years; undefined where none of it was estimated. */
export function coverageOfDataset(
  title: string,
  emissions: readonly CitySeries['emissions'][],
  left: readonly LeftOut[],
): CoverageView | undefined {
  const estimates = emissions.flatMap((one) => [...one.byYear.values()])
  const [first] = estimates
  if (!first) return undefined
  // What crosses the boundary was counted by the allocation: a unit of it says nothing of flows.
  const lines = estimates.flatMap((one) => one.lines.map((line) => ({ ...line, flow: undefined })))
  const leftOut = whatOf(left)
  return toCoverage(coverageOf({ ...first, input: { ...first.input, leftOut }, lines }, [], title))
}

const gwpOf = ({ emissions }: CitySeries): string => [...emissions.byYear.values()][0]?.gwp.set ?? ''

function toItem(
  point: SeriesPoint,
  made: CitySeries,
  { baseline, normalise }: SeriesQuery,
): SeriesView['items'][number] {
  const distance = (quantity: SeriesQuantity, unit: string): Sum | null =>
    toDistance(point, quantity, unit, made.emissions)
  const { figures, index, normalisedCo2eKg } = point
  const leftOut = leftOutIn(made.activity.leftOut, point.period)
  return {
    period: point.period,
    status: point.status === 'complete' && leftOut.length > 0 ? 'partial' : point.status,
    reason: reasonOf(point, leftOut),
    facts: { present: Math.max(0, ...point.given.map(({ present }) => present)), expected: point.expected },
    co2e: toTonnes(figures.get('co2eKg')),
    vehicleDistance: distance('vehicleDistanceVkm', 'vkm'),
    passengerDistance: distance('passengerDistancePkm', 'pkm'),
    tonneDistance: distance('tonneDistanceTkm', 'tkm'),
    ...(normalise === 'weekday' ? { normalisedCo2e: toTonnes(normalisedCo2eKg) } : {}),
    ...(baseline ? { index: index ? { ...index } : null } : {}),
    ...publishedBeside(made, made.city.id, point),
    ...marksOf(point.period, made.calendar),
  }
}

/** A distance that only some modes have is not whole; one that none has is null. */
function toDistance(
  { figures, given, period }: SeriesPoint,
  quantity: SeriesQuantity,
  unit: string,
  emissions: CitySeries['emissions'],
): Sum | null {
  const figure = figures.get(quantity)
  if (!figure) return null
  const modes = given.map(({ mode }) => mode)
  const without = emissions.modesWithout(quantity, modes, period)
  if (without.length === 0) return { ...figure, unit }
  const reason = `${without.length} of ${modes.length} modes do not give it in full: ${without.join(', ')}.`
  return { value: null, known: { ...figure }, unit, reason }
}

/** What the publisher gives for a period, where it counts the modes that are estimated. */
export function publishedBeside(
  { published, facts: { dataset }, activity }: Pick<CitySeries, 'published' | 'facts' | 'activity'>,
  city: string,
  { period, given, figures }: SeriesPoint,
): Pick<SeriesView['items'][number], 'published'> {
  const co2eKg = figures.get('co2eKg')?.value
  const found = publishedOf(published, dataset, { city }, period, given)
  if (found.length === 0) return {}
  const co2eT = co2eKg === undefined ? undefined : co2eKg / KG_PER_T
  return { published: besidePublished(found, activity.allocation, co2eT).map((one) => ({ ...one })) }
}

/** A figure in kg as tonnes of CO2e. */
export function toTonnes(figure: SeriesFigure | undefined) {
  if (!figure) return null
  const { value, lower, upper } = figure
  return {
    value: value / KG_PER_T,
    lower: lower / KG_PER_T,
    upper: upper / KG_PER_T,
    unit: 't CO2e',
  }
}

/** Why a period is incomplete; null if it is complete. */
export function reasonOf(
  { status, given, missing, withheld, expected }: SeriesPoint,
  leftOut: readonly LeftOut[],
): string | null {
  if (status === 'complete' && leftOut.length === 0) return null
  const short = given.filter(({ present }) => present < expected)
  const parts = [
    ...(leftOut.length > 0 ? [`not estimated: ${leftOut.map(({ what }) => what).join(', ')}`] : []),
    ...(missing.length > 0 ? [`no facts for ${missing.join(', ')}`] : []),
    ...(withheld.length > 0 ? [`withheld: ${withheld.join(', ')}`] : []),
    ...short.map(({ mode, present }) => `${mode} ${present} of ${expected}`),
  ]
  return parts.join('; ')
}

function noticesOf(made: CitySeries, query: SeriesQuery): SeriesView['notices'] {
  const { facts, activity, emissions, series, city, question, asked, set } = made
  const partial = series.points.filter(({ status }) => status !== 'complete').length
  const withheld = [...new Set(series.points.flatMap((point) => point.withheld))]
  const gaps: readonly Notice[] =
    partial === 0
      ? []
      : [
          {
            code: 'dataset-gaps',
            detail: `${partial} of ${series.points.length} periods are incomplete: ${question.scaleGaps ? 'modes with some facts were scaled to the whole period, as the request asks' : 'sums contain only the facts there are'}. Missing is not 0.`,
          },
        ]
  return distinctNotices([
    ...activityNotices(activity.rows, facts, city.id, withheld, query),
    ...allocationNotices(asked, activity.allocation),
    ...leftOutNotices(activity.leftOut),
    ...speedNotices(activity),
    ...facts.doubts,
    ...gaps,
    ...phaseNotices(made),
    ...breakNotices(emissions, set),
    ...estimateNotices(emissions),
  ])
}

/** What is not estimated and has activity in a period. */
export const leftOutIn = (leftOut: readonly LeftOut[], period: string): readonly LeftOut[] =>
  leftOut.filter(({ byPeriod }) => [...byPeriod].some(([of, amount]) => amount > 0 && of.startsWith(period)))

/** Names the activity that the sums do not contain. */
export const leftOutNotices = (leftOut: readonly LeftOut[]): readonly Notice[] =>
  leftOut.map(({ what, byPeriod, unit, reason }) => {
    const amount = [...byPeriod.values()].reduce((sum, one) => sum + one, 0)
    return {
      code: 'mode-left-out',
      detail: `${leftOutText({ what, amount, unit, reason })}; the parameter mode asks for one mode alone.`,
    }
  })

/** Says which mean speeds the facts gave. */
export function speedNotices({ speeds, modes }: CityActivity): readonly Notice[] {
  const found = [...speeds].flatMap(([period, ofPeriod]) =>
    ofPeriod
      .filter(({ mode }) => modes.some((one) => one.mode === mode))
      .map(({ mode, meanSpeedKmPerH }) => ({ mode, period, km: Number(meanSpeedKmPerH.toPrecision(3)) })),
  )
  const texts = [...groupBy(found, ({ mode, period }) => `${mode} ${period.slice(0, 4)}`)].map(
    ([name, some]) => {
      const [least, most] = [Math.min(...some.map(({ km }) => km)), Math.max(...some.map(({ km }) => km))]
      return `${name} ${least === most ? least : `${least} to ${most}`} km/h`
    },
  )
  if (texts.length === 0) return []
  const detail = `Mean speeds are those of the facts, where no estimate states others: ${texts.join(', ')}.`
  return [{ code: 'dataset-used', detail }]
}

/** Steps from year to year that the factor set makes, and no traffic. */
const breakNotices = (
  { byYear }: CitySeries['emissions'],
  { content }: CitySeries['set'],
): readonly Notice[] =>
  sourceBreaks(
    [...byYear].map(([year, estimate]) => ({ year, estimate })),
    content.breaks,
  ).map(sourceBreakNotice)

/** Notices of the estimates that give the emissions of a unit of activity. */
export const estimateNotices = ({ notices, byYear }: CitySeries['emissions']): readonly Notice[] => {
  const [{ input } = { input: undefined }] = byYear.values()
  return markAcknowledged(notices, input?.acknowledge ?? []).filter(
    ({ code }) => code !== 'population-missing',
  )
}

/** Each text once, with only its code, its detail and its acknowledgement. */
export const distinctNotices = (notices: readonly Notice[]) => [
  ...new Map(
    notices.map(({ code, detail, acknowledged }) => [
      detail,
      { code, detail, ...(acknowledged === undefined ? {} : { acknowledged }) },
    ]),
  ).values(),
]
