import { knownOf } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import { spanOf } from './phases-text.ts'
import type { SeriesQuery, SeriesView } from './schema.ts'

/** A series as CSV (RFC 4180): one row for each period; unknown values are empty. The first row says what is covered. */
function seriesCsv({ items, phases = [], ...view }: SeriesView): string {
  const { city, dataset, allocation, coverage } = view
  const rows = items.map((item, at) => ({
    city: city.id,
    dataset: dataset.id,
    period: item.period,
    status: item.status,
    reason: item.reason ?? '',
    factsPresent: item.facts.present,
    factsExpected: item.facts.expected,
    co2eT: item.co2e?.value ?? '',
    co2eTLower: item.co2e?.lower ?? '',
    co2eTUpper: item.co2e?.upper ?? '',
    vehicleDistanceVkm: knownOf(item.vehicleDistance)?.value ?? '',
    passengerDistancePkm: knownOf(item.passengerDistance)?.value ?? '',
    tonneDistanceTkm: knownOf(item.tonneDistance)?.value ?? '',
    normalisedCo2eT: item.normalisedCo2e?.value ?? '',
    index: item.index?.value ?? '',
    indexLower: item.index?.lower ?? '',
    indexUpper: item.index?.upper ?? '',
    allocation,
    ...publishedColumns(item),
    note: noteOf(item),
    coverage: at === 0 ? coverage.sentence : '',
    ...markColumns(item),
    phase: phases.find((phase) => isInside(item.period, phase))?.name ?? '',
  }))
  return csvText(rows)
}

/** Of distances of which only a part is known: the columns give the part. */
const noteOf = ({ vehicleDistance, passengerDistance, tonneDistance }: SeriesView['items'][number]): string =>
  Object.entries({ vehicleDistance, passengerDistance, tonneDistance })
    .flatMap(([name, figure]) =>
      figure?.value === null ? [`${name}: known part only. ${figure.reason}`] : [],
    )
    .join(' ')

/** What the publisher gives, in the same way as ours where it gives it in several. */
function publishedColumns({ published = [] }: SeriesView['items'][number]) {
  const same = published.find(({ ratio }) => ratio !== null) ?? published[0]
  return {
    published: same?.value ?? '',
    publishedUnit: same?.unit ?? '',
    publishedQuantity: same?.quantity ?? '',
    ratioToPublished: same?.ratio ?? '',
  }
}

/** What the calendar says of a day. */
function markColumns({ marks = [] }: SeriesView['items'][number]) {
  const of = (kind: string) => marks.find((mark) => mark.kind === kind)
  return {
    holiday: of('holiday')?.name ?? '',
    workdayFor: of('workday')?.name ?? '',
    seasonDay: of('season')?.day ?? '',
  }
}

function isInside(period: string, phase: { readonly from: string; readonly to: string }): boolean {
  const [own, all] = [spanOf({ from: period, to: period }), spanOf(phase)]
  return own.first >= all.first && own.last <= all.last
}

/** Phases as CSV (RFC 4180): one row for each phase, then one for each of its modes; unknown values are empty. */
function phasesCsv({ phases = [], city, dataset, allocation, calendar }: SeriesView): string {
  const rows = phases.flatMap((phase) =>
    [{ mode: 'all', ...phase }, ...phase.modes].map((one) => ({
      city: city.id,
      dataset: dataset.id,
      phase: phase.name,
      from: phase.from,
      to: phase.to,
      days: phase.days,
      status: phase.status,
      reason: phase.reason ?? '',
      mode: one.mode,
      co2eT: one.co2e?.value ?? '',
      co2eTLower: one.co2e?.lower ?? '',
      co2eTUpper: one.co2e?.upper ?? '',
      meanDayT: one.meanDay?.value ?? '',
      meanDayTLower: one.meanDay?.lower ?? '',
      meanDayTUpper: one.meanDay?.upper ?? '',
      change: one.change?.co2e?.value ?? '',
      changeLower: one.change?.co2e?.lower ?? '',
      changeUpper: one.change?.co2e?.upper ?? '',
      activityChange: one.change?.activity?.value ?? '',
      activityChangeLower: one.change?.activity?.lower ?? '',
      activityChangeUpper: one.change?.activity?.upper ?? '',
      periodsCompared: one.change?.compared ?? 0,
      periods: phase.periods,
      allocation,
      calendar: calendar?.sources.join('; ') ?? '',
    })),
  )
  return csvText(rows)
}

/** The table that the query asks for. */
export const csvOf = (view: SeriesView, { rows }: Pick<SeriesQuery, 'rows'>): string =>
  rows === 'phases' ? phasesCsv(view) : seriesCsv(view)
