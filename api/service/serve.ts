import type { FastifyBaseLogger } from 'fastify'
import { auditedStore } from '../access/audited-store.ts'
import { runFor } from '../access/caller.ts'
import { type Keyring, keyringOf } from '../access/keyring.ts'
import { carryOut } from '../access/order.ts'
import { serveOrders } from '../access/order-box.ts'
import { expire, expireDaily } from '../datasets/retention.ts'
import { simulationPool } from '../draws/pool.ts'
import { diffThread } from '../factors/diff-thread.ts'
import { filedReader } from '../filed/read-thread.ts'
import { hostNamesOf, isLoopbackAddress } from '../http/host-names.ts'
import { logFault } from '../http/problem.ts'
import { childReader } from '../imports/child/child-reader.ts'
import { FactorSetRefused, loadFactorSets } from '../sets/factor-sets.ts'
import { type Config, ConfigRefused, readServiceConfig } from '../settings/config.ts'
import { littleMemory } from '../settings/facts-memory.ts'
import { auditStateOf } from '../store/audit.ts'
import { openStore, StoreRefused } from '../store/open-store.ts'
import type { Store } from '../store/store.ts'
import { sheetsReader } from '../workbook/sheets-thread.ts'
import { buildApp } from './app.ts'
import { countedStore } from './counted-store.ts'
import { MAX_STOP_MS, stopInTime } from './stop-in-time.ts'

const NO_TLS =
  'HOST is an address that other machines reach, and the service speaks HTTP without TLS: whoever is on the way reads the keys. Put a proxy with TLS before it, and name it in CORDON_TRUST_PROXY.'
const OPEN_READ =
  'CORDON_OPEN_READ: whoever reaches the service may read and compute without a key; writing needs one.'
const NO_KEY =
  'HOST is an address that other machines reach, and there is no key yet. Make one with: cordon keys add --scope contribute --name <who>. Or let everybody read, and nobody write, with CORDON_OPEN_READ=true.'

const RELOAD_MS = 2000
/** How soon a process tells what another one did. */
const OTHERS_MS = 1000
/** Connections that wait until the service takes them. Of what comes beyond them the kernel lets nobody know: it is sent again, seconds later. */
const MOST_UNTAKEN = 4096

/** A service that listens. */
export interface Service {
  readonly url: string
  /** Finishes what it is answering, then ends its threads and closes the store. */
  close(): Promise<void>
}

/**
 * Starts the service. It listens only when the factor sets are checked and the store is open.
 *
 * @throws if a set is damaged, the data folder is in use, or the port is taken
 */
export async function startService({
  host,
  allowedHosts,
  port,
  dataFolder,
  deletionsFile,
  factsMemoryBytes,
  cluster,
  factorSetsFolder,
  overlaysFolder,
  importLimits,
  requireKeys,
  access,
  logLevel,
  tracesEndpoint,
}: Config): Promise<Service> {
  const factorSets = loadFactorSets(factorSetsFolder, overlaysFolder)
  let log: FastifyBaseLogger | undefined
  const opened = await openStore(
    { dataFolder, cluster, deletionsFile, factsMemoryBytes },
    {
      changed: (isReady, why) =>
        isReady
          ? log?.info('the store is open again')
          : log?.error(why ?? 'the store cannot be written or read'),
    },
  )
  // What commands order is counted beside what requests ask for.
  const store = countedStore(opened)
  const keyring = keyringOf(store)
  const isReached = !isLoopbackAddress(host)
  try {
    await requireWholeLog(store)
    await keyring.reload()
    if (isReached && !access.openRead && !access.oidc && !keyring.hasMadeKey())
      throw new ConfigRefused(NO_KEY)
    await runFor({ kind: 'service' }, () => expire(auditedStore(store), new Date()))
  } catch (error) {
    await store.close()
    throw error
  }
  const { simulate, workOut, waiting: simulationsWaiting, close: closePool } = simulationPool()
  const { diffSets, close: closeDiff } = diffThread({ factorSetsFolder, overlaysFolder })
  const { read: readFiled, close: closeReader } = filedReader()
  const { read: readSheets, close: closeSheets } = sheetsReader()
  const reader = childReader()
  // Loaded only where somebody asked for it.
  const traces =
    tracesEndpoint === undefined ? undefined : (await import('./tracing.ts')).tracesTo(tracesEndpoint)
  try {
    const logger = { level: logLevel, stream: process.stderr }
    const hostNames = hostNamesOf(host, allowedHosts)
    const app = await buildApp({
      factorSets,
      store,
      simulate,
      workOut,
      simulationsWaiting,
      tracing: traces,
      diffSets,
      readFiled,
      readSheets,
      reader,
      importLimits,
      othersEveryMs: cluster ? OTHERS_MS : undefined,
      logger,
      hostNames,
      access: { ...access, asksForKeys: requireKeys || isReached },
      keyring,
    })
    log = app.log
    // What a command orders is noted as done at a shell.
    const endOrders = serveOrders(
      dataFolder,
      async (order) => {
        const answer = await carryOut(order, auditedStore(store))
        await keyring.reload()
        return answer
      },
      (error) => logFault(error, app.log),
    )
    const endReload = cluster ? reloadOften(keyring) : () => undefined
    const little = littleMemory()
    if (little !== undefined) app.log.warn(little)
    if (isReached && access.trustProxy === false) app.log.warn(NO_TLS)
    if (access.openRead) app.log.warn(OPEN_READ)
    const endExpiry = runFor({ kind: 'service' }, () =>
      expireDaily(auditedStore(store), (error) => logFault(error, app.log)),
    )
    const close = (): Promise<void> =>
      stopInTime({
        answered: () => {
          endOrders()
          endReload()
          endExpiry()
          return app.close()
        },
        endWork: async () => {
          await Promise.all([closePool(), closeDiff(), closeReader(), reader.close(), closeSheets()])
        },
        hangUp: () => app.server.closeAllConnections(),
        save: () => Promise.all([store.close(), traces?.close()]),
      })
    return { url: await app.listen({ host, port, backlog: MOST_UNTAKEN }), close }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** A key that another process made or revoked counts here soon. */
function reloadOften(keyring: Keyring): () => void {
  const timer = setInterval(() => void keyring.reload().catch(() => undefined), RELOAD_MS).unref()
  return () => clearInterval(timer)
}

/** @throws {StoreRefused} that says where the log of what was done is broken */
async function requireWholeLog(store: Store): Promise<void> {
  const state = await auditStateOf(store)
  if (state.brokenAt !== undefined)
    throw new StoreRefused(
      `The log of what was done is broken: ${state.why}. Restore a backup, or look into it with cordon audit verify.`,
    )
}

/** Serves until SIGTERM or SIGINT. Prints one line, the URL; what stops the start goes to stderr with exit code 1. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const service = await startService(readServiceConfig(environment))
    let isStopping = false
    const stop = (): void => {
      // Whoever interrupts `npm start` at a terminal sends it twice: by the terminal, and by npm.
      if (isStopping) return
      isStopping = true
      // Whatever is acknowledged is saved already, so that nothing is lost by not waiting any longer.
      // Leaving would wait for a thread that stands still, such as one that asks a database which does not answer.
      setTimeout(() => process.kill(process.pid, 'SIGKILL'), MAX_STOP_MS).unref()
      void service.close()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, stop)
    // Whoever reads it may stop the service at once.
    process.stdout.write(`Cordon listens on ${service.url}\n`)
  } catch (error) {
    process.stderr.write(`Cordon did not start. ${whyNot(error)}\n`)
    process.exitCode = 1
  }
}

function whyNot(error: unknown): string {
  if (error instanceof ConfigRefused || error instanceof FactorSetRefused || error instanceof StoreRefused)
    return error.message
  const { code, port } = error as { code?: string; port?: number }
  if (code === 'EADDRINUSE') return `Port ${port} is in use; choose another with PORT.`
  if (code === 'EACCES') return `Port ${port} may not be used; choose another with PORT.`
  if (code === 'ENOTFOUND' || code === 'EADDRNOTAVAIL') return 'HOST is not an address of this machine.'
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
