import { randomUUID } from 'node:crypto'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import {
  jsonSchemaTransform,
  jsonSchemaTransformObject,
  type ZodTypeProvider,
} from 'fastify-type-provider-zod'
import { closedMethods } from './closed-methods.ts'
import type { FactorSets } from './factor-sets.ts'
import { NothingThere } from './failures.ts'
import { newMetrics } from './metrics.ts'
import { withUsedComponents } from './openapi-components.ts'
import { API_DESCRIPTION, UI_CONTENT_POLICY } from './openapi-description.ts'
import { answerUnreadable, sendProblem } from './problem.ts'
import { boundaryRoutes } from './routes/boundaries.ts'
import { documentRoutes } from './routes/documents.ts'
import { estimateRoutes } from './routes/estimates.ts'
import { explanationRoutes } from './routes/explanations.ts'
import { factorSetDiffRoute } from './routes/factor-set-diff.ts'
import { factorSetRoutes } from './routes/factor-sets.ts'
import { operationRoutes } from './routes/operation.ts'
import { overlayRoute } from './routes/overlays.ts'
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
}

/** The whole HTTP face, ready for requests and not listening. */
export async function buildApp({
  factorSets,
  store,
  logger = false,
  simulate = simulateHere,
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
    // A body that trickles in holds a connection no longer than this.
    requestTimeout: 30_000,
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
    transform: jsonSchemaTransform,
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
  await app.register(verificationRoutes, { factorSets, simulate })
  await app.register(factorSetRoutes, { factorSets })
  await app.register(factorSetDiffRoute, { factorSets, store })
  await app.register(overlayRoute, { factorSets })
  await app.register(vocabularyRoute)
  await app.register(operationRoutes, { factorSets, store, metrics })
  await app.register(documentRoutes, { factorSets })
  closeMethods()
  return app
}
