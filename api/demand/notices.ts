import {
  type FactDemand,
  LENGTH_HALF_WIDTH_SHARE,
  type LengthOrigin,
  type NoticeCode,
} from '../../src/index.ts'
import type { DatasetDemand } from '../estimate/dataset-demand-schema.ts'
import { type CityFacts, type Coverage, coverageOf } from './city-facts.ts'
import { leftOutText, type ModeLeftOut } from './left-out.ts'

interface DemandNotice {
  readonly code: NoticeCode
  readonly detail: string
}

const ORIGIN_TEXTS: Readonly<Record<Exclude<LengthOrigin, 'facts'>, string>> = {
  'stated-band': 'the stated means of distance bands',
  zones:
    'the distance between zone centroids × a detour factor; inside a zone, 0.5214 × √area or half the distance to the nearest zone',
  'usual-band': 'the usual means of distance bands (geometric mean of the bounds, a convention)',
}

/** Notices on demand from a dataset. */
export function demandNotices(
  rows: readonly FactDemand[],
  facts: CityFacts,
  demand: DatasetDemand,
  period: string,
  withheldModes: readonly string[],
): readonly DemandNotice[] {
  return [
    ...activityNotices(rows, facts, demand.city, withheldModes, demand, period),
    ...gapNotice([...coverageOf(facts, period)], demand),
  ]
}

/** Names the activity that the totals do not contain. */
export const leftOutNotices = (leftOut: readonly ModeLeftOut[]): readonly DemandNotice[] =>
  leftOut.map((one) => ({ code: 'mode-left-out', detail: `${leftOutText(one)}.` }))

/** Says of which modes the facts gave the mean speed. */
export function speedNotice(speeds: readonly { readonly mode: string }[]): readonly DemandNotice[] {
  if (speeds.length === 0) return []
  const detail = `The mean speed of ${speeds.map(({ mode }) => mode).join(', ')} is that of the facts.`
  return [{ code: 'dataset-used', detail }]
}

/** Notices on activity from a dataset, for any use. */
export function activityNotices(
  rows: readonly FactDemand[],
  { dataset }: CityFacts,
  city: string,
  withheldModes: readonly string[],
  stated: { readonly detourFactor?: number | undefined },
  period?: string,
): readonly DemandNotice[] {
  const ofTrips = rows.filter(({ lengthOrigins }) => lengthOrigins.some((origin) => origin !== 'facts'))
  const split = rows.filter(({ isSplit }) => isSplit)
  const of = period === undefined ? 'Activity' : `Demand of ${period}`
  return [
    {
      code: 'dataset-used',
      detail: `${of} comes from ${city} in the dataset ${dataset.id} (${dataset.title}, ${dataset.owner}), version ${dataset.version}: ${modesOf(rows)}.`,
    },
    ...withheldNotice(withheldModes),
    ...(ofTrips.length > 0 ? [lengthNotice(ofTrips, modesOf(ofTrips), stated)] : []),
    ...(split.length > 0
      ? [
          {
            code: 'modal-split-used' as const,
            detail: `${modesOf(split)}: trips without a mode were split by the stated shares, each with ±10 %.`,
          },
        ]
      : []),
  ]
}

const modesOf = (rows: readonly FactDemand[]): string => [...new Set(rows.map(({ mode }) => mode))].join(', ')

function lengthNotice(
  rows: readonly FactDemand[],
  modes: string,
  { detourFactor }: { readonly detourFactor?: number | undefined },
): DemandNotice {
  const origins = [...new Set(rows.flatMap(({ lengthOrigins }) => lengthOrigins))]
  const texts = origins.flatMap((origin) =>
    origin === 'facts' ? [] : [`${ORIGIN_TEXTS[origin]}, ±${LENGTH_HALF_WIDTH_SHARE[origin] * 100} %`],
  )
  const detour = !origins.includes('zones')
    ? ''
    : ` The detour factor is ${detourFactor ?? '1.3 under 5 km and 1.2 beyond, a convention'}.`
  return {
    code: 'length-derived',
    detail: `${modes}: mean trip lengths come from ${texts.join('; ')}.${detour}`,
  }
}

/** Names the modes that lack periods; empty if none does. */
export function gapNotice(
  coverage: readonly (readonly [mode: string, Coverage])[],
  { gaps }: Pick<DatasetDemand, 'gaps'>,
): readonly DemandNotice[] {
  const lacking = coverage.filter(([, { present, expected }]) => present < expected)
  if (lacking.length === 0) return []
  const counts = lacking.map(
    ([mode, { present, expected }]) => `${mode === '' ? 'no mode' : mode} ${present} of ${expected}`,
  )
  const done =
    gaps === 'scale'
      ? 'Each was scaled to the whole period, as the request asks'
      : 'The sums contain only these periods; to scale them to the whole, set gaps to scale'
  return [{ code: 'dataset-gaps', detail: `Periods with facts: ${counts.join(', ')}. ${done}.` }]
}

/** Names the modes that are not given out; whether they have facts is not told. */
export const withheldNotice = (modes: readonly string[]): readonly DemandNotice[] =>
  modes.length === 0
    ? []
    : [
        {
          code: 'dataset-withheld',
          detail: `Not given out for all of these periods, so not in the totals (no facts, too few contributors, or others would be told by them): ${modes.join(', ')}.`,
        },
      ]
