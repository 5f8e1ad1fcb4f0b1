import { knownOf } from '../estimate/figure-schema.ts'
import { csvText } from '../http/csv.ts'
import type { SeriesView } from './schema.ts'

/** A series as CSV (RFC 4180): one row for each period; unknown values are empty. The first row says what is covered. */
export function seriesCsv({ items, city, dataset, allocation, coverage }: SeriesView): string {
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
