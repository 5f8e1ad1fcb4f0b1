import { LRUCache } from 'lru-cache'
import { groupBy } from '../../src/index.ts'
import type { ReleasedCell, ReleasedQuery } from './released.ts'

/** Cells held in memory at most: some ten megabytes. */
const MAX_HELD = 50_000

/** Reads the given cells of some cities of a dataset, by city, period and mode. */
export type ReadCities = (dataset: string, cities: readonly string[]) => Promise<readonly ReleasedCell[]>

/** Cells of cities that were asked for, held until the dataset has another release. What is given out is no secret. */
export class ReleasedMemory {
  readonly #held = new LRUCache<string, readonly ReleasedCell[]>({
    maxSize: MAX_HELD,
    sizeCalculation: ({ length }) => length + 1,
  })

  /**
   * @param latest the id of the latest release of the dataset
   * @param cities each once
   */
  async list(
    latest: string,
    dataset: string,
    cities: readonly string[],
    read: ReadCities,
  ): Promise<readonly ReleasedCell[]> {
    const keyOf = (city: string): string => `${latest}\n${city}`
    // Taken before more is held: what is held longest may be dropped for it.
    const byCity = new Map(cities.map((city) => [city, this.#held.get(keyOf(city))]))
    const missing = cities.filter((city) => byCity.get(city) === undefined)
    if (missing.length > 0) {
      const found = groupBy(await read(dataset, missing), ({ city }) => city)
      // A city of which nothing is given out is held like any other, so that it takes as long.
      for (const city of missing) {
        const cells = found.get(city) ?? []
        byCity.set(city, cells)
        this.#held.set(keyOf(city), cells)
      }
    }
    return cities.flatMap((city) => byCity.get(city) ?? [])
  }
}

/** Whether a cell is of the periods that a query asks for. */
export function isOfPeriods({ period }: ReleasedCell, { years = {}, lengths }: ReleasedQuery): boolean {
  const year = period.slice(0, 4)
  return (
    (years.from === undefined || year >= years.from.slice(0, 4)) &&
    (years.to === undefined || year <= years.to.slice(0, 4)) &&
    (lengths === undefined || (lengths.includes(period.length) && !period.includes('Q')))
  )
}
