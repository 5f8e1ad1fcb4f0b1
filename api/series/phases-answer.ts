import { daysOf, dayText, type PhaseEffect, type PhaseFigures, seasonDayOf } from '../../src/index.ts'
import { isOpen } from '../demand/city-facts.ts'
import { KG_PER_T } from '../estimate/scale.ts'
import type { Dataset } from '../store/datasets.ts'
import type { LeftOut } from './city-activity.ts'
import type { CitySeries } from './estimate-series.ts'
import { gapsBetween, spanOf } from './phases-text.ts'
import type { SeriesView } from './schema.ts'

type PhaseView = NonNullable<SeriesView['phases']>[number]

/** A phase as callers see it. */
export function toPhase(effect: PhaseEffect, { activity }: Pick<CitySeries, 'activity'>): PhaseView {
  const { name, from, to, days, periods, modes } = effect
  const leftOut = activity.leftOut.filter((one) => hasActivityIn(one, effect))
  return {
    name,
    from,
    to,
    status: effect.status === 'complete' && leftOut.length > 0 ? 'partial' : effect.status,
    reason: reasonOf(effect, leftOut),
    days,
    periods,
    ...toFigures(effect),
    modes: modes.map(({ mode, ...figures }) => ({ mode, ...toFigures(figures) })),
  }
}

function hasActivityIn({ byPeriod }: LeftOut, phase: PhaseEffect): boolean {
  const { first, last } = spanOf(phase)
  return [...byPeriod].some(([period, amount]) => {
    const at = daysOf(period)?.first ?? Number.NaN
    return amount > 0 && at >= first && at <= last
  })
}

/** Why a phase is incomplete; null if it is complete. */
function reasonOf(
  { modes, missing, withheld, expected }: PhaseEffect,
  leftOut: readonly LeftOut[],
): string | null {
  const short = modes.filter(({ present }) => present < expected)
  const parts = [
    ...(leftOut.length > 0 ? [`not estimated: ${leftOut.map(({ what }) => what).join(', ')}`] : []),
    ...(missing.length > 0 ? [`no facts for ${missing.join(', ')}`] : []),
    ...(withheld.length > 0 ? [`withheld: ${withheld.join(', ')}`] : []),
    ...short.map(({ mode, present }) => `${mode} ${present} of ${expected}`),
  ]
  return parts.length === 0 ? null : parts.join('; ')
}

function toFigures({ co2eKg, dailyCo2eKg, change }: PhaseFigures) {
  return {
    co2e: inTonnes(co2eKg, 't CO2e'),
    meanDay: inTonnes(dailyCo2eKg, 't CO2e/day'),
    change: change
      ? {
          co2e: change.co2e ? { ...change.co2e } : null,
          activity: change.activity ? { ...change.activity } : null,
          compared: change.compared,
        }
      : null,
  }
}

const inTonnes = (figure: PhaseFigures['co2eKg'], unit: string) =>
  figure
    ? {
        value: figure.value / KG_PER_T,
        lower: figure.lower / KG_PER_T,
        upper: figure.upper / KG_PER_T,
        unit,
      }
    : null

/** What the calendar says of a day. */
export function marksOf(
  period: string,
  calendar: CitySeries['calendar'],
): Pick<SeriesView['items'][number], 'marks'> {
  if (!calendar) return {}
  const mark = calendar.marked.get(period)
  const season = seasonDayOf(period, calendar)
  const marks = [...(mark ? [{ ...mark }] : []), ...(season ? [{ kind: 'season' as const, ...season }] : [])]
  return marks.length === 0 ? {} : { marks }
}

/** The calendar of an answer, so that it can be made again. */
export const toCalendar = ({ calendar }: CitySeries): Pick<SeriesView, 'calendar'> =>
  calendar && calendar.sources.length > 0
    ? { calendar: { region: calendar.region, sources: [...calendar.sources] } }
    : {}

/** Notices on phases and on the calendar. */
export function phaseNotices({ phases, calendar, facts }: CitySeries): SeriesView['notices'] {
  const notices: SeriesView['notices'] = []
  const gaps = gapsBetween(phases ?? []).map(({ first, last }) =>
    first === last ? dayText(first) : `${dayText(first)} to ${dayText(last)}`,
  )
  if (gaps.length > 0) notices.push({ code: 'phases-with-gaps', detail: `In no phase: ${gaps.join(', ')}.` })
  const { dataset } = facts
  if (phases && !(isOpen(dataset) && dataset.grain === 'day'))
    notices.push({ code: 'phase-by-month', detail: byMonthText(dataset) })
  if (calendar && calendar.unknownYears.length > 0) {
    const detail = `${calendar.region}: no holidays are known for ${calendar.unknownYears.join(', ')}.`
    notices.push({ code: 'calendar-incomplete', detail })
  }
  return notices
}

function byMonthText(dataset: Dataset): string {
  const why = isOpen(dataset)
    ? `The facts are by ${dataset.grain}`
    : 'The dataset is not openly published, so it is released by month or longer'
  return `${why}: whole periods are compared with the same period a year before. Holidays that move between months, such as the Spring Festival or Easter, are not set against each other.`
}
