import {
  type BasisChange,
  basisChanges,
  changeText,
  checkSeries,
  METHOD_VERSION,
  missingYears,
  type Notice,
  type SeriesBreak,
  type SourceBreak,
  seriesBreaks,
  seriesNotices,
  sourceBreakNotice,
  sourceBreaks,
} from '../../src/index.ts'
import type { Answer } from '../estimate/estimate.ts'
import { getKnown, type Sum } from '../estimate/figure-schema.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import type { EstimateResult } from '../estimate/result-schema.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import { explainedChange } from '../factors/set-change.ts'
import { toSetChangeView } from '../factors/set-change-answer.ts'
import type { Restatement } from './schema.ts'

export interface Filed {
  readonly year: number
  /** Where the request states the year. */
  readonly pointer: string
  readonly saved: boolean
  readonly result: Pick<
    EstimateResult,
    | 'id'
    | 'methodVersion'
    | 'factorSet'
    | 'gwp'
    | 'allocation'
    | 'transboundarySplit'
    | 'city'
    | 'totals'
    | 'byMode'
  > &
    Partial<Pick<EstimateResult, 'coverage'>>
  /** Absent if the year cannot be estimated again. */
  readonly answer: Answer | undefined
}

/** The basis on which all years are recomputed. */
export type Common = Pick<EstimateRequest, 'gwp' | 'allocation' | 'transboundarySplit'> & {
  readonly factorSet: string
}

/**
 * A series as callers see it: as it was filed, and recomputed.
 *
 * @param again the answers to the same years on the common basis, in the same order
 */
export function toRestatement(
  filed: readonly Filed[],
  again: readonly Answer[],
  common: Common,
): Restatement {
  return { ...filedSeries(filed), recomputed: recomputedSeries(filed, again, common) }
}

export const basisOf = ({
  methodVersion,
  factorSet,
  gwp,
  allocation,
  transboundarySplit,
  city,
  byMode,
}: Filed['result']) => ({
  methodVersion,
  factorSet: factorSet.overlay ? `${factorSet.id} with own factors` : factorSet.id,
  gwp,
  allocation,
  transboundarySplit: transboundarySplit ?? 'none',
  city: city.name,
  modes: byMode
    .map(({ mode }) => mode)
    .sort()
    .join(', '),
})

/** Years are compared by what is known of them: the notice `gas-unknown` says what is not. */
const tonnesOf = (co2e: Sum): number => getKnown(co2e).value

/** A year of the series, from its result. */
function yearOf({ year, pointer }: Filed, result: Filed['result']) {
  const { city, totals } = result
  return {
    year,
    pointer,
    basis: basisOf(result),
    co2eKg: tonnesOf(totals.co2e) * KG_PER_T,
    population: city.population,
  }
}

function filedSeries(filed: readonly Filed[]): Pick<Restatement, 'city' | 'filed'> {
  const years = filed.map((one) => yearOf(one, one.result))
  const breaks = seriesBreaks(years)
  const { city } = filed.at(-1)?.result ?? {}
  if (!city) throw new Error('A series has at least two years.')
  return {
    city: { name: city.name, country: city.country },
    filed: {
      comparable: breaks.length === 0,
      years: filed.map(({ year, pointer, saved, result }) => ({
        year,
        pointer,
        estimate: result.id,
        saved,
        ...basisOf(result),
        ...(result.coverage ? { coverage: result.coverage } : {}),
        population: result.city.population ?? null,
        co2e: result.totals.co2e,
        perCapita: result.totals.perCapita,
      })),
      missing: [...missingYears(years)],
      breaks: breaks.map((one) => ({ ...one, changed: [...one.changed] })),
      notices: [...seriesNotices(years), ...checkSeries(years)].map(toNotice),
    },
  }
}

function recomputedSeries(
  filed: readonly Filed[],
  again: readonly Answer[],
  common: Common,
): Restatement['recomputed'] {
  const pairs = filed.flatMap((before, index) => {
    const after = again[index]
    return after ? [{ before, after }] : []
  })
  const years = pairs.map(({ before, after }) => recomputedYear(before, after))
  const together = pairs.map(({ before, after }) => yearOf(before, after.result))
  const unmended = seriesBreaks(together)
  const sources = sourceBreaks(
    pairs.map(({ before: { year, pointer }, after: { estimate } }) => ({ year, pointer, estimate })),
    again[0]?.set.content.breaks,
  )
  return {
    basis: {
      methodVersion: METHOD_VERSION,
      ...common,
      transboundarySplit: common.transboundarySplit ?? 'none',
    },
    comparable: unmended.length === 0 && sources.length === 0,
    statement: statementOf(common, years, unmended, sources),
    years,
    sourceBreaks: sources.map(({ pointer: _, ...one }) => ({ ...one })),
    notices: [
      ...sources.map(sourceBreakNotice),
      ...unsaid(checkSeries(together), checkSeries(filed.map((one) => yearOf(one, one.result)))),
    ].map(toNotice),
  }
}

/** A jump that the filed years have alike is said there, and not again. */
function unsaid(notices: readonly Notice[], before: readonly Notice[]): readonly Notice[] {
  const said = new Set(before.map(({ code, detail }) => `${code} ${detail}`))
  return notices.filter(({ code, detail }) => !said.has(`${code} ${detail}`))
}

function recomputedYear(
  { year, pointer, result, answer }: Filed,
  after: Answer,
): Restatement['recomputed']['years'][number] {
  const changed = basisChanges(basisOf(result), basisOf(after.result))
  const isSetAlone = changed.length > 0 && changed.every(({ what }) => what === 'factorSet')
  const filed = tonnesOf(result.totals.co2e)
  const { co2e, perCapita } = after.result.totals
  return {
    year,
    pointer,
    estimate: after.result.id,
    coverage: after.result.coverage,
    co2e,
    perCapita,
    filed,
    change: tonnesOf(co2e) - filed,
    relativeChange: filed === 0 ? null : (tonnesOf(co2e) - filed) / filed,
    changed: [...changed],
    why: answer && isSetAlone ? toSetChangeView(explainedChange(answer, after)) : null,
  }
}

function statementOf(
  { factorSet, gwp, allocation }: Common,
  years: readonly { readonly year: number; readonly changed: readonly BasisChange[] }[],
  unmended: readonly SeriesBreak[],
  sources: readonly SourceBreak[],
): string {
  const basis = `All years were computed with method version ${METHOD_VERSION}, factor set ${factorSet}, ${gwp} and the ${allocation} allocation, each from its own statements`
  const moved = years
    .filter(({ changed }) => changed.length > 0)
    .map(({ year, changed }) => `${year} (${changed.map(changeText).join('; ')})`)
  const recomputed =
    moved.length === 0
      ? 'No year had to change.'
      : `Recomputed on another basis than filed: ${moved.join(', ')}.`
  const apart = unmended.map(
    ({ before, after, changed }) => `${before} to ${after} (${changed.map(changeText).join('; ')})`,
  )
  const steps = sources.map(({ mode, before, after }) => `${mode} ${before} to ${after}`)
  const broken =
    steps.length === 0
      ? ''
      : ` The factor set itself breaks there: ${steps.join(', ')}; these steps are no change of traffic.`
  if (apart.length > 0)
    return `${basis}. Some differences cannot be recomputed: from ${apart.join(', ')}, so compare these years with care.${broken} ${recomputed}`
  return steps.length === 0
    ? `${basis}, so that they can be compared. ${recomputed}`
    : `${basis}.${broken} ${recomputed}`
}

type NoticeView = Restatement['filed']['notices'][number]

function toNotice({ code, detail, pointer, found }: ReturnType<typeof seriesNotices>[number]): NoticeView {
  return {
    code,
    detail,
    ...(pointer === undefined ? {} : { pointer }),
    ...(found === undefined ? {} : { found: { ...found } }),
  }
}
