import type { FastifyInstance } from 'fastify'
import { documentRoutes } from '../about/document-routes.ts'
import { keyRoute } from '../about/key-routes.ts'
import { operationRoutes } from '../about/operation-routes.ts'
import { vocabularyRoute } from '../about/vocabulary-routes.ts'
import type { Keyring } from '../access/keyring.ts'
import { boundaryRoutes } from '../boundaries/routes.ts'
import { compare } from '../comparisons/compare.ts'
import { peersRoute } from '../comparisons/peers-routes.ts'
import { comparisonRoute } from '../comparisons/routes.ts'
import { cityRoutes } from '../datasets/city-routes.ts'
import { datasetContentRoute } from '../datasets/content-routes.ts'
import type { DatasetWatch } from '../datasets/dataset-watch.ts'
import { datasetEventRoute } from '../datasets/event-routes.ts'
import { importFormatRoutes } from '../datasets/format-routes.ts'
import type { ImportJobs } from '../datasets/import-jobs.ts'
import { jobRoutes } from '../datasets/job-routes.ts'
import { recogniseRoute } from '../datasets/recognise-routes.ts'
import { datasetRoutes } from '../datasets/routes.ts'
import { datasetZonesRoute } from '../datasets/zone-routes.ts'
import type { Simulate } from '../draws/simulate.ts'
import type { WorkOut } from '../draws/work-out.ts'
import { estimateRoutes, resultSchemaRoute } from '../estimates/routes.ts'
import { explanationRoutes } from '../explanation/routes.ts'
import { factorSetDiffRoute } from '../factors/diff-routes.ts'
import type { DiffSets } from '../factors/diff-task.ts'
import { overlayRoute } from '../factors/overlay-routes.ts'
import { factorSetRoutes } from '../factors/routes.ts'
import { filedComparisonRoute } from '../filed/comparison-routes.ts'
import type { ReadFiled } from '../filed/read-thread.ts'
import { filedInventoryRoutes } from '../filed/routes.ts'
import type { Metrics } from '../http/metrics.ts'
import type { FileReader } from '../imports/file-reader.ts'
import type { Importer } from '../imports/importer.ts'
import { inventoryRoutes } from '../inventory/routes.ts'
import type { WebAssets } from '../pages/assets.ts'
import { briefRoutes } from '../pages/brief-routes.ts'
import { pageRoutes } from '../pages/routes.ts'
import { reconciliationRoute } from '../reconciliation/routes.ts'
import type { Making } from '../releases/make-release.ts'
import type { ReleaseImported } from '../releases/release-imported.ts'
import { releaseRoutes } from '../releases/routes.ts'
import { restatementRoute } from '../restatement/routes.ts'
import { cityYearRoutes, yearsRoute } from '../restatement/years-routes.ts'
import { scenarioExplanationRoute } from '../scenarios/explanation-routes.ts'
import { scenarioRoute } from '../scenarios/routes.ts'
import { datasetEstimateRoutes } from '../series/dataset-routes.ts'
import { seriesRoutes } from '../series/routes.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { ImportLimits } from '../settings/config.ts'
import { statementRoute } from '../statements/routes.ts'
import type { Store } from '../store/store.ts'
import { templateRoute } from '../templates/routes.ts'
import { verificationRoutes } from '../verification/routes.ts'
import type { ReadSheets } from '../workbook/sheets-thread.ts'

/** What routes answer with. */
interface RouteParts {
  readonly factorSets: FactorSets
  readonly store: Store
  readonly simulate: Simulate
  readonly workOut: WorkOut
  readonly diffSets: DiffSets
  readonly readFiled: ReadFiled
  readonly readSheets: ReadSheets
  readonly reader: FileReader
  readonly importers: readonly Importer[]
  readonly importLimits: ImportLimits
  readonly jobs: ImportJobs
  readonly keyring: Keyring
  readonly watch: DatasetWatch
  readonly release: ReleaseImported
  readonly making: Making
  readonly metrics: Metrics
  readonly assets: WebAssets
}

/** Every route of the service. */
export async function registerRoutes(app: FastifyInstance, parts: RouteParts): Promise<void> {
  const { factorSets, store, simulate, workOut, diffSets, readFiled, readSheets, reader, importers } = parts
  const { importLimits, jobs, keyring, watch, release, making, metrics, assets } = parts
  await app.register(estimateRoutes, { factorSets, store, simulate, readSheets })
  await app.register(templateRoute)
  await app.register(explanationRoutes, { store })
  await app.register(briefRoutes, { store, assets })
  await app.register(boundaryRoutes, { factorSets, store, simulate })
  await app.register(inventoryRoutes, { factorSets, store, simulate })
  await app.register(verificationRoutes, {
    factorSets,
    simulate,
    workOut,
    // A comparison carries its estimates in full.
    compareAgain: (request) => compare(request, factorSets, async () => undefined),
  })
  await app.register(resultSchemaRoute)
  await app.register(reconciliationRoute, { factorSets, simulate })
  await app.register(statementRoute)
  await app.register(restatementRoute, { factorSets, store })
  await app.register(scenarioRoute, { factorSets, store, workOut })
  await app.register(scenarioExplanationRoute, { factorSets, store, workOut })
  await app.register(cityYearRoutes, { factorSets, store })
  await app.register(comparisonRoute, { factorSets, store })
  await app.register(yearsRoute, { factorSets, store })
  await app.register(peersRoute, { factorSets, store })
  await app.register(factorSetRoutes, { factorSets })
  await app.register(factorSetDiffRoute, { factorSets, store, diffSets })
  await app.register(overlayRoute, { factorSets })
  await app.register(filedInventoryRoutes, { store, readFiled })
  await app.register(cityRoutes, { store })
  await app.register(datasetRoutes, { store, jobs, keyring })
  await app.register(datasetEventRoute, { store, watch, keyring })
  await app.register(datasetZonesRoute, { store, release })
  await app.register(releaseRoutes, { store, making })
  await app.register(datasetContentRoute, { importers, jobs })
  await app.register(importFormatRoutes, { importers })
  await app.register(recogniseRoute, { reader, limits: importLimits })
  await app.register(jobRoutes, { jobs })
  await app.register(seriesRoutes, { factorSets, store })
  await app.register(filedComparisonRoute, { factorSets, store, simulate })
  await app.register(datasetEstimateRoutes, { factorSets, store })
  await app.register(vocabularyRoute)
  await app.register(keyRoute)
  await app.register(operationRoutes, { factorSets, store, metrics })
  await app.register(documentRoutes, { factorSets })
  await app.register(pageRoutes, { factorSets, store, simulate, assets })
}
