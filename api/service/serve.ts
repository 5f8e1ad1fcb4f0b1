import type { FastifyBaseLogger } from 'fastify'
import { simulationPool } from '../draws/pool.ts'
import { filedReader } from '../filed/read-thread.ts'
import { hostNamesOf, isLoopbackAddress } from '../http/host-names.ts'
import { childReader } from '../imports/child/child-reader.ts'
import { FactorSetRefused, loadFactorSets } from '../sets/factor-sets.ts'
import { type Config, ConfigRefused, readConfig } from '../settings/config.ts'
import { openDuckdbStore, StoreRefused } from '../store/duckdb-store.ts'
import { sheetsReader } from '../workbook/sheets-thread.ts'
import { buildApp } from './app.ts'
import { MAX_STOP_MS, stopInTime } from './stop-in-time.ts'

const OPEN_TO_ALL =
  'HOST is an address that other machines reach, and the service asks nobody who they are: everyone who reaches it may read, save and delete. Put a proxy that does before it.'

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
  factorSetsFolder,
  overlaysFolder,
  importLimits,
  logLevel,
}: Config): Promise<Service> {
  const factorSets = loadFactorSets(factorSetsFolder, overlaysFolder)
  let log: FastifyBaseLogger | undefined
  const store = await openDuckdbStore(dataFolder, {
    changed: (isReady) =>
      isReady ? log?.info('the store is open again') : log?.error('the store cannot be written or read'),
  })
  const { simulate, waiting: simulationsWaiting, close: closePool } = simulationPool()
  const { read: readFiled, close: closeReader } = filedReader()
  const { read: readSheets, close: closeSheets } = sheetsReader()
  const reader = childReader()
  try {
    const logger = { level: logLevel, stream: process.stderr }
    const hostNames = hostNamesOf(host, allowedHosts)
    const app = await buildApp({
      factorSets,
      store,
      simulate,
      simulationsWaiting,
      readFiled,
      readSheets,
      reader,
      importLimits,
      logger,
      hostNames,
    })
    log = app.log
    if (!isLoopbackAddress(host)) app.log.warn(OPEN_TO_ALL)
    const close = (): Promise<void> =>
      stopInTime({
        answered: () => app.close(),
        endWork: async () => {
          await Promise.all([closePool(), closeReader(), reader.close(), closeSheets()])
        },
        hangUp: () => app.server.closeAllConnections(),
        save: () => store.close(),
      })
    return { url: await app.listen({ host, port }), close }
  } catch (error) {
    await store.close()
    throw error
  }
}

/** Serves until SIGTERM or SIGINT. Prints one line, the URL; what stops the start goes to stderr with exit code 1. */
export async function serve(environment: Readonly<Record<string, string | undefined>>): Promise<void> {
  try {
    const service = await startService(readConfig(environment))
    process.stdout.write(`Cordon listens on ${service.url}\n`)
    const stop = (): void => {
      // Whatever is acknowledged is saved already, so that nothing is lost by not waiting any longer.
      setTimeout(() => process.exit(1), MAX_STOP_MS).unref()
      void service.close()
    }
    for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, stop)
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
