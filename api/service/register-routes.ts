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
import { named } from '../http/named-routes.ts'
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
  await app.register(named(estimateRoutes), { factorSets, store, simulate, readSheets })
  await app.register(named(templateRoute))
  await app.register(named(explanationRoutes), { store })
  await app.register(named(briefRoutes), { store, assets })
  await app.register(named(boundaryRoutes), { factorSets, store, simulate })
  await app.register(named(inventoryRoutes), { factorSets, store, simulate })
  await app.register(named(verificationRoutes), {
    factorSets,
    simulate,
    workOut,
    // A comparison carries its estimates in full.
    compareAgain: (request) => compare(request, factorSets, async () => undefined),
  })
  await app.register(named(resultSchemaRoute))
  await app.register(named(reconciliationRoute), { factorSets, simulate })
  await app.register(named(statementRoute))
  await app.register(named(restatementRoute), { factorSets, store })
  await app.register(named(scenarioRoute), { factorSets, store, workOut })
  await app.register(named(scenarioExplanationRoute), { factorSets, store, workOut })
  await app.register(named(cityYearRoutes), { factorSets, store })
  await app.register(named(comparisonRoute), { factorSets, store })
  await app.register(named(yearsRoute), { factorSets, store })
  await app.register(named(peersRoute), { factorSets, store })
  await app.register(named(factorSetRoutes), { factorSets })
  await app.register(named(factorSetDiffRoute), { factorSets, store, diffSets })
  await app.register(named(overlayRoute), { factorSets })
  await app.register(named(filedInventoryRoutes), { store, readFiled })
  await app.register(named(cityRoutes), { store })
  await app.register(named(datasetRoutes), { store, jobs, keyring })
  await app.register(named(datasetEventRoute), { store, watch, keyring })
  await app.register(named(datasetZonesRoute), { store, release })
  await app.register(named(releaseRoutes), { store, making })
  await app.register(named(datasetContentRoute), { importers, jobs })
  await app.register(named(importFormatRoutes), { importers })
  await app.register(named(recogniseRoute), { reader, limits: importLimits })
  await app.register(named(jobRoutes), { jobs })
  await app.register(named(seriesRoutes), { factorSets, store })
  await app.register(named(filedComparisonRoute), { factorSets, store, simulate })
  await app.register(named(datasetEstimateRoutes), { factorSets, store })
  await app.register(named(vocabularyRoute))
  await app.register(named(keyRoute))
  await app.register(named(operationRoutes), { factorSets, store, metrics })
  await app.register(named(documentRoutes), { factorSets })
  await app.register(named(pageRoutes), { factorSets, store, simulate, assets })
}
