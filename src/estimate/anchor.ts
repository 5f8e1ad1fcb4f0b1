import type { FactorRecord } from '../factors/record.ts'
import type { Found } from '../factors/select.ts'
import type { EstimateContext } from './context.ts'

/** Further from a year that a source counted than this, a figure of a series is more a model than a count. */
const FAR_YEARS = 10

/** Says that the figure of a year lies far from every year of its series that a source counted. */
export function noticeFarFromAnchor(context: EstimateContext, name: string, { record }: Found): void {
  const { series, yearFrom } = record
  if (series === undefined || yearFrom === undefined) return
  const anchors = anchorsOf(context, record)
  const nearest = anchors.reduce<number | undefined>(
    (best, year) =>
      best === undefined || Math.abs(year - yearFrom) < Math.abs(best - yearFrom) ? year : best,
    undefined,
  )
  if (nearest === undefined || Math.abs(nearest - yearFrom) <= FAR_YEARS) return
  const detail = `${name}: no source counts it within ${FAR_YEARS} years of ${yearFrom}; the nearest year is ${nearest}, and the series is carried from there. Its interval is wide.`
  context.notice('series-far-from-anchor', detail, { record: record.id })
}

/** The years of a record's series that a source counted, or that two sources share. */
function anchorsOf({ set }: EstimateContext, record: FactorRecord): readonly number[] {
  const { kind, mode, vehicleClass, powertrain, carrier, region, series } = record
  return set.remember(`anchors|${series}`, () =>
    set
      .find({ kind, mode, vehicleClass, powertrain, carrier }, region)
      .flatMap((one) =>
        one.series === series && (one.spliced === 'published' || one.spliced === 'overlap')
          ? (one.yearFrom ?? [])
          : [],
      ),
  )
}
