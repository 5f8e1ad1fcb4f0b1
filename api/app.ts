import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { jsonSchemaTransformObject, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { limitBodies } from './body-deadline.ts'
import { closedMethods } from './closed-methods.ts'
import type { FactorSets } from './factor-sets.ts'
import { NothingThere } from './failures.ts'
import type { ReadFiled } from './filed-inventory-thread.ts'
import { readFiledInventory } from './imports/ecrf/filed-inventory.ts'
import type { Importer } from './imports/importer.ts'
import { IMPORTERS } from './imports/registry.ts'
import { IMPORT_LIMITS, type ImportLimits } from './imports/staging.ts'
import { importJobs } from './jobs/import-jobs.ts'
import { newMetrics } from './metrics.ts'
import { transformRoute } from './openapi-bodies.ts'
import { withUsedComponents } from './openapi-components.ts'
import { API_DESCRIPTION, UI_CONTENT_POLICY } from './openapi-description.ts'
import { answerUnreadable, logFault, sendProblem } from './problem.ts'
import { boundaryRoutes } from './routes/boundaries.ts'
import { cityRoutes } from './routes/cities.ts'
import { datasetContentRoute } from './routes/dataset-content.ts'
import { datasetEstimateRoutes } from './routes/dataset-estimates.ts'
import { datasetZonesRoute } from './routes/dataset-zones.ts'
import { datasetRoutes } from './routes/datasets.ts'
import { documentRoutes } from './routes/documents.ts'
import { estimateRoutes } from './routes/estimates.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { factorSetDiffRoute } from './routes/factor-set-diff.ts'
import { factorSetRoutes } from './routes/factor-sets.ts'
import { filedComparisonRoute } from './routes/filed-comparison.ts'
import { filedInventoryRoutes } from './routes/filed-inventories.ts'
import { importFormatRoutes } from './routes/import-formats.ts'
import { inventoryRoutes } from './routes/inventory.ts'
import { jobRoutes } from './routes/jobs.ts'
import { operationRoutes } from './routes/operation.ts'
import { overlayRoute } from './routes/overlays.ts'
import { reconciliationRoute } from './routes/reconciliations.ts'
import { restatementRoute } from './routes/restatements.ts'
import { seriesRoutes } from './routes/series.ts'
import { verificationRoutes } from './routes/verifications.ts'
import { vocabularyRoute } from './routes/vocabulary.ts'
import { type Simulate, simulateHere } from './simulating.ts'
import type { Store } from './store/store.ts'
import { BODY_LIMIT_BYTES, validatorCompilerFor } from './validation.ts'

/** What a service answers with. */
export interface AppOptions {
  readonly factorSets: FactorSets
  /** Stays the caller's to close, after the app. */
  readonly store: Store
  readonly logger: FastifyServerOptions['logger']
  /** Where intervals are drawn; here, between other answers, if nowhere else. */
  readonly simulate?: Simulate
  /** Where filed workbooks are read; here, between other answers, if nowhere else. */
  readonly readFiled?: ReadFiled
  /** Formats that datasets may be of. */
  readonly importers?: readonly Importer[]
  readonly importLimits?: ImportLimits
}

/** The whole HTTP face, ready for requests and not listening. */
export async function buildApp({
  factorSets,
  store,
  logger = false,
  simulate = simulateHere,
  readFiled = readFiledInventory,
  importers = IMPORTERS,
  importLimits = IMPORT_LIMITS,
}: AppOptions): Promise<FastifyInstance> {
  const app = fastify({
    logger,
    bodyLimit: BODY_LIMIT_BYTES,
    // Fastify's own lines would repeat URLs.
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
    genReqId: () => randomUUID(),
    frameworkErrors: sendProblem,
    clientErrorHandler: answerUnreadable,
    // How long a body may take is seen to by limitBodies.
    requestTimeout: 0,
  }).withTypeProvider<ZodTypeProvider>()
  const metrics = newMetrics()

  app.removeContentTypeParser('text/plain')
  app.setValidatorCompiler(validatorCompilerFor())
  // Answers are made by typed code; checking them again would cost as much as making them.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new NothingThere('Nothing is at this path.'), request, reply),
  )
  limitBodies(app)
  const jobs = importJobs({
    store,
    limits: importLimits,
    faulted: (error, job) => logFault(error, app.log, { job }),
  })
  app.addHook('preClose', () => jobs.close())
  // Callbacks and no promises: these run for every request.
  app.addHook('onSend', (_, reply, _payload, done) => {
    reply.header('x-content-type-options', 'nosniff')
    done()
  })
  app.addHook('onResponse', (request, reply, done) => {
    const route = request.routeOptions.url ?? 'none'
    metrics.observe(request.method, route, reply.statusCode, reply.elapsedTime)
    request.log.debug(
      { method: request.method, route, status: reply.statusCode, ms: reply.elapsedTime },
      'answered',
    )
    done()
  })

  await app.register(swagger, {
    openapi: API_DESCRIPTION,
    transform: transformRoute,
    transformObject: (document) => withUsedComponents(jsonSchemaTransformObject(document)),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: UI_CONTENT_POLICY,
    uiConfig: { docExpansion: 'list', deepLinking: false, tryItOutEnabled: true },
  })
  const closeMethods = closedMethods(app)
  await app.register(estimateRoutes, { factorSets, store, simulate })
  await app.register(explanationRoutes, { store })
  await app.register(boundaryRoutes, { factorSets, store, simulate })
  await app.register(inventoryRoutes, { factorSets, store, simulate })
  await app.register(verificationRoutes, { factorSets, simulate })
  await app.register(reconciliationRoute, { factorSets, simulate })
  await app.register(restatementRoute, { factorSets, store })
  await app.register(factorSetRoutes, { factorSets })
  await app.register(factorSetDiffRoute, { factorSets, store })
  await app.register(overlayRoute, { factorSets })
  await app.register(filedInventoryRoutes, { store, readFiled })
  await app.register(cityRoutes, { store })
  await app.register(datasetRoutes, { store })
  await app.register(datasetZonesRoute, { store })
  await app.register(datasetContentRoute, { importers, jobs })
  await app.register(importFormatRoutes, { importers })
  await app.register(jobRoutes, { jobs })
  await app.register(seriesRoutes, { factorSets, store })
  await app.register(filedComparisonRoute, { factorSets, store, simulate })
  await app.register(datasetEstimateRoutes, { factorSets, store })
  await app.register(vocabularyRoute)
  await app.register(operationRoutes, { factorSets, store, metrics })
  await app.register(documentRoutes, { factorSets })
  closeMethods()
  return app
}
