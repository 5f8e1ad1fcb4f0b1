import { getDataset } from '../demand/city-facts.ts'
import { allocationNotices } from '../demand/fact-allocation.ts'
import { activityNotices } from '../demand/notices.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { termsOf } from '../store/dataset-terms.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import {
  coverageOfDataset,
  distinctNotices,
  estimateNotices,
  leftOutIn,
  leftOutNotices,
  publishedBeside,
  reasonOf,
  speedNotices,
  toDataset,
  toTonnes,
} from './answer.ts'
import type { DatasetEstimatesQuery, DatasetEstimatesView } from './dataset-schema.ts'
import { type CityOutcome, type DatasetEstimates, getDatasetEstimates } from './estimate-dataset.ts'
import { getPairGroups, type PairGroups } from './pair-groups.ts'

/**
 * The cities of a dataset in a period, or its groups of pairs.
 *
 * @throws {Failure} with every fault, if there is no such dataset or its facts do not tell what is asked
 */
export async function datasetEstimatesOf(
  id: string,
  query: DatasetEstimatesQuery,
  store: ActivityStore & EstimateStore,
  factorSets: FactorSets,
): Promise<DatasetEstimatesView> {
  const { groups } = query
  if (!groups) return toDatasetEstimates(await getDatasetEstimates(id, query, store, factorSets), query)
  const dataset = await getDataset(id, {}, store)
  const made = await getPairGroups(dataset, query, groups, store, factorSets)
  return toPairGroups({ dataset, terms: await termsOf(dataset, store) }, made, query)
}

/** Estimates of a dataset's cities as callers see them. */
function toDatasetEstimates(
  { dataset, terms, cities, next }: DatasetEstimates,
  query: DatasetEstimatesQuery,
): DatasetEstimatesView {
  return {
    dataset: toDataset(dataset),
    period: query.period,
    level: 0.95,
    coverage:
      coverageOfDataset(
        dataset.title,
        [...new Set(cities.flatMap((one) => ('faults' in one ? [] : [one.emissions])))],
        cities.flatMap((one) => ('faults' in one ? [] : one.activity.leftOut)),
      ) ?? null,
    items: cities.map((outcome) => toItem(outcome, query)),
    ...(next === undefined ? {} : { next }),
    privacy: { ...terms },
  }
}

/** Groups of pairs of a dataset as callers see them. */
function toPairGroups(
  { dataset, terms }: Pick<DatasetEstimates, 'dataset' | 'terms'>,
  { groups, expected, emissions }: PairGroups,
  { period }: DatasetEstimatesQuery,
): DatasetEstimatesView {
  return {
    dataset: toDataset(dataset),
    period,
    level: 0.95,
    coverage:
      coverageOfDataset(
        dataset.title,
        emissions,
        groups.flatMap(({ leftOut }) => leftOut),
      ) ?? null,
    items: [],
    groups: groups.map(({ group, present, co2eKg, modes, leftOut }) => {
      const parts = [
        ...leftOut.map(({ what, reason }) => `not estimated: ${what} (${reason.replace(/\.$/, '')})`),
        ...(present < expected ? [`facts of ${present} of ${expected} periods`] : []),
      ]
      return {
        group,
        status: parts.length > 0 ? ('partial' as const) : ('complete' as const),
        reason: parts.length > 0 ? parts.join('; ') : null,
        co2e: toTonnes(co2eKg),
        modes: modes.map(({ mode, co2eKg: ofMode, trips, distance, unit }) => ({
          mode,
          co2e: toTonnes(ofMode),
          trips,
          distance,
          unit,
        })),
      }
    }),
    privacy: { ...terms },
  }
}

function toItem(outcome: CityOutcome, query: DatasetEstimatesQuery): DatasetEstimatesView['items'][number] {
  const { city } = outcome
  if ('faults' in outcome) {
    const errors = outcome.faults.map((fault) => ({ ...fault }))
    return { city, status: 'refused', reason: null, co2e: null, noticeCount: 0, errors }
  }
  const { point, facts, activity, emissions, asked } = outcome
  const leftOut = leftOutIn(activity.leftOut, point.period)
  const notices = distinctNotices([
    ...activityNotices(activity.rows, facts, city, point.withheld, query),
    ...allocationNotices(asked, activity.allocation),
    ...leftOutNotices(activity.leftOut),
    ...speedNotices(activity),
    ...estimateNotices(emissions),
  ])
  return {
    city,
    status: point.status === 'complete' && leftOut.length === 0 ? 'complete' : 'partial',
    reason: reasonOf(point, leftOut),
    co2e: toTonnes(point.figures.get('co2eKg')),
    allocation: activity.allocation,
    ...publishedBeside(outcome, city, point),
    noticeCount: notices.length,
  }
}
