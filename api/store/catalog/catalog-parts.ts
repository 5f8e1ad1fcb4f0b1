import type { FactStore, WholeStore } from '../facts.ts'
import type { FactRows } from './keep-file.ts'
import { keptAudit } from './kept-audit.ts'
import { keptCities } from './kept-cities.ts'
import { keptCityYears } from './kept-city-years.ts'
import { keptDatasets } from './kept-datasets.ts'
import { keptDeletion } from './kept-deletion.ts'
import { keptEstimates } from './kept-estimates.ts'
import { keptFiledInventories } from './kept-filed-inventories.ts'
import { keptFiles } from './kept-files.ts'
import { keptJobs } from './kept-jobs.ts'
import { keptKeys } from './kept-keys.ts'
import { keptReleased } from './kept-released.ts'
import { keptRetention } from './kept-retention.ts'
import { keptZones } from './kept-zones.ts'
import type { Catalog } from './statements.ts'

/** What the catalog needs of the facts. */
interface Facts extends FactRows, Pick<FactStore, 'cube'> {
  /** Removes the bytes of what was removed. */
  erase(): Promise<unknown>
}

type CatalogParts = Omit<
  WholeStore,
  | 'isReady'
  | 'failures'
  | 'stagingFolder'
  | 'close'
  | 'backUp'
  | 'cube'
  | 'listFactParts'
  | 'listFlowParts'
  | 'countPairs'
  | 'namesCities'
  | 'listFactYears'
  | 'listFactZones'
  | 'countUnmappedZones'
  | 'takeIn'
  | 'releasing'
  | 'expireFacts'
  | 'erase'
>

/** All that the catalog keeps, in whichever database. */
export const catalogParts = (catalog: Catalog, facts: Facts): CatalogParts => ({
  ...keptEstimates(catalog),
  ...keptFiledInventories(catalog),
  ...keptCities(catalog),
  ...keptCityYears(catalog),
  ...keptDatasets(catalog),
  ...keptDeletion(catalog, facts, facts.erase),
  ...keptZones(catalog),
  ...keptFiles(catalog),
  ...keptJobs(catalog),
  ...keptKeys(catalog),
  ...keptAudit(catalog),
  ...keptRetention(catalog),
  ...keptReleased(catalog, facts),
})
