import { duckdbReader } from '../fact-reader.ts'
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
  return {
    reader: duckdbReader(lake.reading),
    ...lakeIntake(lake, catalog),
    ...lakeErasure(lake, catalog),
    isReady: catalog.isReady,
    failures: () => 0,
    close: lake.close,
  }
}
