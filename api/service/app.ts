import { randomUUID } from 'node:crypto'
import accepts from '@fastify/accepts'
import cors from '@fastify/cors'
import swagger from '@fastify/swagger'
import swaggerUi from '@fastify/swagger-ui'
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify'
import { jsonSchemaTransformObject, type ZodTypeProvider } from 'fastify-type-provider-zod'
import { auditedStore } from '../access/audited-store.ts'
import { runFor } from '../access/caller.ts'
import { guard } from '../access/guard.ts'
import { type Keyring, keyringOf } from '../access/keyring.ts'
import { ownedStore } from '../access/owned-store.ts'
import { securityOf } from '../access/route-access.ts'
import { tokenReader } from '../access/tokens.ts'
import { datasetWatch, type WatchLimits } from '../datasets/dataset-watch.ts'
import { importJobs } from '../datasets/import-jobs.ts'
import { countedDraws } from '../draws/counted-draws.ts'
import { type Simulate, simulateHere } from '../draws/simulate.ts'
import { type WorkOut, workOutHere } from '../draws/work-out.ts'
import { type DiffSets, diffHere } from '../factors/diff-task.ts'
import { readFiledInventory } from '../filed/ecrf/filed-inventory.ts'
import type { ReadFiled } from '../filed/read-thread.ts'
import { type AdmissionLimits, admit } from '../http/admission.ts'
import { limitBodies } from '../http/body-deadline.ts'
import { closedMethods } from '../http/closed-methods.ts'
import { answerOnlyTo, type HostNames } from '../http/host-names.ts'
import { readJsonBodies } from '../http/json-body.ts'
import { newMetrics } from '../http/metrics.ts'
import { transformRoute } from '../http/openapi-bodies.ts'
import { withSchemasOnce } from '../http/openapi-components.ts'
import { refusePackedBodies } from '../http/packed-bodies.ts'
import { answerUnreadable, logFault, sendProblem } from '../http/problem.ts'
import { spanRequests, type Tracing } from '../http/request-spans.ts'
import { requireBodies } from '../http/required-bodies.ts'
import type { FileReader } from '../imports/file-reader.ts'
import type { Importer } from '../imports/importer.ts'
import { readerHere } from '../imports/read-file.ts'
import { IMPORTERS } from '../imports/registry.ts'
import { readWebAssets } from '../pages/assets.ts'
import { closeHourly } from '../releases/close-periods.ts'
import { type ReleaseImported, releaseImported } from '../releases/release-imported.ts'
import { type Settle, settleInThread } from '../releases/settle-thread.ts'
import { Failure } from '../request/failure.ts'
import { BODY_LIMIT_BYTES, validatorCompilerFor } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type AccessSettings, AT_MACHINE } from '../settings/access.ts'
import { IMPORT_LIMITS, type ImportLimits } from '../settings/config.ts'
import type { WholeStore } from '../store/facts.ts'
import { watchedStore } from '../store/watched-store.ts'
import { readSheets as readSheetsHere } from '../workbook/sheets.ts'
import type { ReadSheets } from '../workbook/sheets-thread.ts'
import { CONTRACT_SHAPES } from './contract-shapes.ts'
import { countedStore, countsOf } from './counted-store.ts'
import { API_DESCRIPTION, UI_CONTENT_POLICY } from './openapi-description.ts'
import { registerRoutes } from './register-routes.ts'
import { serviceMetrics } from './service-metrics.ts'

/** What a service answers with. */
export interface AppOptions {
  readonly factorSets: FactorSets
  /** Stays the caller's to close, after the app. */
  readonly store: WholeStore
  readonly logger: FastifyServerOptions['logger']
  /** Where intervals are drawn; here, between other answers, if nowhere else. */
  readonly simulate?: Simulate
  /** Where scenarios are drawn; here, between other answers, if nowhere else. */
  readonly workOut?: WorkOut
  /** Where factor sets are compared; here, between other answers, if nowhere else. */
  readonly diffSets?: DiffSets
  /** Where filed workbooks are read; here, between other answers, if nowhere else. */
  readonly readFiled?: ReadFiled
  /** Where workbooks of the template are read; here, if nowhere else. */
  readonly readSheets?: ReadSheets
  /** Where releases are settled; in a thread if nowhere else. */
  readonly settle?: Settle
  /** What the time is, for periods that are over. */
  readonly now?: () => Date
  /** Formats that datasets may be of. */
  readonly importers?: readonly Importer[]
  readonly importLimits?: ImportLimits
  /** Where files of datasets are read; here, between other answers, if nowhere else. Stays the caller's to close. */
  readonly reader?: FileReader
  /** The host names that requests may be sent to; any if absent. */
  readonly hostNames?: HostNames | undefined
  readonly admissionLimits?: Partial<AdmissionLimits>
  readonly watchLimits?: Partial<WatchLimits>
  /** How often to look at what other processes did to the store; absent: no other uses it. */
  readonly othersEveryMs?: number | undefined
  /** Who may do what; one person at one machine if absent. */
  readonly access?: Partial<AccessSettings>
  /** The keys of the store. */
  readonly keyring?: Keyring
  /** Where spans of requests go; nowhere if absent. */
  readonly tracing?: Tracing | undefined
  /** Simulations that wait where intervals are drawn. */
  readonly simulationsWaiting?: () => number
}

/** The whole HTTP face, ready for requests and not listening. */
export async function buildApp({
  factorSets,
  store: kept,
  logger = false,
  simulate: simulating = simulateHere,
  workOut: workingOut = workOutHere,
  diffSets = diffHere(factorSets),
  readFiled = readFiledInventory,
  readSheets = readSheetsHere,
  settle = settleInThread,
  now = () => new Date(),
  importers = IMPORTERS,
  importLimits = IMPORT_LIMITS,
  reader = readerHere(importers),
  hostNames,
  admissionLimits,
  watchLimits = {},
  othersEveryMs,
  simulationsWaiting,
  tracing,
  access = {},
  keyring = keyringOf(kept),
}: AppOptions): Promise<FastifyInstance> {
  const counted = countedStore(kept)
  const watch = datasetWatch({
    store: kept,
    jobs: () => jobs,
    limits: watchLimits,
    othersEveryMs,
    faulted: (error) => logFault(error, app.log),
  })
  const audited = auditedStore(watchedStore(counted, watch.changed))
  const { simulate, workOut, draws } = countedDraws({ simulate: simulating, workOut: workingOut })
  const store = ownedStore(audited)
  const settings: AccessSettings = { ...AT_MACHINE, ...access }
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
    trustProxy: trustedProxies(settings),
  }).withTypeProvider<ZodTypeProvider>()

  if (tracing) spanRequests(app, tracing)
  app.removeContentTypeParser('text/plain')
  readJsonBodies(app)
  app.setValidatorCompiler(validatorCompilerFor())
  // Answers are made by typed code; checking them again would cost as much as making them.
  app.setSerializerCompiler(() => (answer) => JSON.stringify(answer))
  app.setErrorHandler(sendProblem)
  app.setNotFoundHandler((request, reply) =>
    sendProblem(new Failure('not-found', 'Nothing is at this path.'), request, reply),
  )
  if (hostNames) answerOnlyTo(hostNames, app)
  if (settings.corsOrigins.length > 0)
    await app.register(cors, {
      origin: [...settings.corsOrigins],
      methods: ['GET', 'HEAD', 'POST', 'PUT', 'DELETE'],
      allowedHeaders: ['accept', 'authorization', 'content-type', 'prefer'],
      exposedHeaders: ['location', 'retry-after'],
      maxAge: 600,
    })
  if (settings.asksForKeys) await keyring.reload()
  await guard(app, {
    store,
    keyring,
    settings,
    readToken: settings.oidc && tokenReader(settings.oidc),
  })
  limitBodies(app)
  requireBodies(app)
  refusePackedBodies(app)
  const admission = admit(app, admissionLimits)
  const making = { store: audited, settle, now }
  let isClosing = false
  const watched = {
    ...making,
    faulted: (error: unknown, dataset: string) => {
      if (!isClosing) logFault(error, app.log, { dataset })
    },
  }
  const release: ReleaseImported = (dataset) => releaseImported(dataset, watched)
  // Only of a service that is reached: who asks it in process says itself when periods close.
  let endClosing = (): void => undefined
  app.addHook('onListen', async () => {
    endClosing = runFor({ kind: 'service' }, () => closeHourly(watched, (error) => logFault(error, app.log)))
  })
  app.addHook('preClose', async () => {
    isClosing = true
    endClosing()
  })
  const jobs = importJobs({
    store,
    reader,
    release,
    limits: importLimits,
    othersEveryMs,
    faulted: (error, job) => logFault(error, app.log, { job }),
    changed: watch.jobChanged,
  })
  const metrics = newMetrics(
    serviceMetrics({ admission, jobs, store, counts: countsOf(counted), draws, simulationsWaiting }),
  )
  app.addHook('preClose', () => jobs.close())
  app.addHook('preClose', async () => watch.close())
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

  await app.register(accepts)
  await app.register(swagger, {
    openapi: API_DESCRIPTION,
    transform: transformGuarded,
    transformObject: (document) => withSchemasOnce(jsonSchemaTransformObject(document), CONTRACT_SHAPES),
  })
  await app.register(swaggerUi, {
    routePrefix: '/docs',
    staticCSP: UI_CONTENT_POLICY,
    uiConfig: { docExpansion: 'list', deepLinking: false, tryItOutEnabled: true },
  })
  const closeMethods = closedMethods(app)
  await registerRoutes(app, {
    factorSets,
    store,
    simulate,
    workOut,
    diffSets,
    readFiled,
    readSheets,
    reader,
    importers,
    importLimits,
    jobs,
    keyring,
    watch,
    release,
    making,
    metrics,
    assets: await readWebAssets(),
  })
  closeMethods()
  return app
}

/** As fastify takes it; a number is how many proxies stand one before the other. */
function trustedProxies({ trustProxy }: AccessSettings) {
  if (typeof trustProxy === 'boolean') return trustProxy
  if (typeof trustProxy === 'number') return (_: string, hop: number): boolean => hop < trustProxy
  return [...trustProxy]
}

/** A route as the contract has it, with the scope that it asks for. */
const transformGuarded: typeof transformRoute = (document) => {
  const made = transformRoute(document)
  const security = securityOf([document.route.method].flat()[0] ?? '', document.url)
  return security === undefined ? made : { ...made, schema: { ...made.schema, security } }
}
