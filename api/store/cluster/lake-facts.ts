import { duckdbReader, type FactReader } from '../fact-reader.ts'
import { FactsUnreadable } from '../facts-unreadable.ts'
import type { ClusterFacts } from './cluster-facts.ts'
import { type Lake, type LakeSettings, openLake } from './lake.ts'
import { lakeErasure } from './lake-erasure.ts'
import { lakeIntake } from './lake-intake.ts'
import type { PostgresCatalog } from './postgres-catalog.ts'

/** Opens the facts that stand in a lake; they are lost with the catalog, which lists them. @throws as {@link openLake} */
export async function openLakeFacts(settings: LakeSettings, catalog: PostgresCatalog): Promise<ClusterFacts> {
  const opened = await openLake(settings)
  const lake: Lake = {
    // The database of the process waits for the catalog as long as it takes.
    aside: (work) => catalog.whileHeard(opened.aside(work)),
    reading: (work) => catalog.whileHeard(opened.reading(work)),
    close: opened.close,
  }
  const { reader, areReadable, failures } = watched(duckdbReader(lake.reading))
  return {
    reader,
    ...lakeIntake(lake, catalog),
    ...lakeErasure(lake, catalog),
    isReady: () => catalog.isReady() && areReadable(),
    failures,
    close: lake.close,
  }
}

/** A dataset of which nothing was asked for so long may be gone [ms]. */
const FORGOTTEN_MS = 300_000

/** Remembers of which datasets facts could not be read the last time. */
function watched(reader: FactReader) {
  const unreadable = new Map<string, number>()
  let failures = 0
  return {
    reader: {
      ...reader,
      reading: async (dataset, work) => {
        try {
          const done = await reader.reading(dataset, work)
          unreadable.delete(dataset)
          return done
        } catch (error) {
          if (error instanceof FactsUnreadable) {
            if (!unreadable.has(dataset)) failures += 1
            unreadable.set(dataset, Date.now())
          }
          throw error
        }
      },
    } satisfies FactReader,
    areReadable: () => [...unreadable.values()].every((at) => Date.now() - at > FORGOTTEN_MS),
    failures: () => failures,
  }
}
