import { LRUCache } from 'lru-cache'
import { getDataset, isOpen } from '../demand/city-facts.ts'
import { getSavedEstimate } from '../estimate/saved-estimate.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ActivityStore, EstimateStore } from '../store/store.ts'
import { toSeries } from './answer.ts'
import { BY_PARAMETER, getSeries } from './estimate-series.ts'
import type { SeriesQuery, SeriesView } from './schema.ts'

/** A series takes a few ten thousand letters. */
const MEMORY_LETTERS = 8_000_000

/** The series of a city, as callers see it. */
export type AnswerSeries = (city: string, query: SeriesQuery) => Promise<SeriesView>

/**
 * Series of cities, the latest few of those that were made from releases kept: what a release gave out stays, so a series
 * made from the last one of its dataset holds until there is another. Facts that are openly published change with each file,
 * and their series are made anew.
 */
export function seriesMemory(store: ActivityStore & EstimateStore, factorSets: FactorSets): AnswerSeries {
  const made = new LRUCache<string, { readonly view: SeriesView; readonly size: number }>({
    maxSize: MEMORY_LETTERS,
    sizeCalculation: ({ size }) => size,
  })
  return async (cityId, query) => {
    const dataset = await getDataset(query.dataset, BY_PARAMETER.dataset, store)
    if (isOpen(dataset)) return toSeries(await getSeries(cityId, query, store, factorSets), query)
    const city = await store.findCity(cityId)
    const last = await store.findLastRelease(dataset.id)
    // Whose estimate it is, is asked each time.
    const saved = query.estimate === undefined ? undefined : await getSavedEstimate(store, query.estimate)
    const set = factorSets.get(query.factorSet ?? saved?.factorSet)
    const { id, digest } = set.content
    const key = JSON.stringify([last?.id, dataset, cityId, city, query, saved?.request, id, digest])
    const known = made.get(key)
    if (known) return known.view
    const asRead: ActivityStore & EstimateStore = {
      ...store,
      findDataset: async (one) => (one === dataset.id ? dataset : store.findDataset(one)),
      findCity: async (one) => (one === cityId ? city : store.findCity(one)),
      findLastRelease: async (one) => (one === dataset.id ? last : store.findLastRelease(one)),
    }
    const view = toSeries(await getSeries(cityId, query, asRead, factorSets), query)
    made.set(key, { view, size: JSON.stringify(view).length + key.length })
    return view
  }
}
