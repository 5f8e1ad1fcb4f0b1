import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { catalogParts } from '../catalog/catalog-parts.ts'
import { requireWholeLedger } from '../catalog/ledger-chain.ts'
import type { Keeping } from '../duckdb-file.ts'
import { factCube } from '../fact-cube.ts'
import { factParts } from '../fact-parts.ts'
import { factPlaces } from '../fact-places.ts'
import type { WholeStore } from '../facts.ts'
import { makeFolder } from '../own-folder.ts'
import { StoreRefused } from '../store-refused.ts'
import { StoreUnavailable } from '../store-unavailable.ts'
import { requireMoved } from './half-moved.ts'
import { jobLeases, LEASE_SECONDS } from './job-leases.ts'
import { openLakeFacts } from './lake-facts.ts'
import { BATCHES } from './lake-intake.ts'
import { listingBeside } from './listed-cluster.ts'
import { isLost, postgresCatalog } from './postgres-catalog.ts'
import { prepareTables } from './postgres-tables.ts'
import type { TrinoPlace } from './trino.ts'
import { openTrinoFacts } from './trino-facts.ts'

/** A catalog in PostgreSQL and facts in a lake, for several processes at once. */
export interface ClusterSettings {
  /** `postgresql://…`. */
  readonly catalog: string
  /** The folder of the lake, which all processes see, or a schema of Trino. */
  readonly facts: string | TrinoPlace
  /** The folder of the extensions of the database, for a lake. */
  readonly extensions?: string | undefined
  /** The schema of the catalog's tables. */
  readonly schema?: string
  /** A process that has not been seen for so long is gone. */
  readonly leaseSeconds?: number
  /** A statement of Trino in which nothing moves for so long is given up. */
  readonly stallMs?: number
}

/** What a shared store is opened with. */
interface ClusterOpening extends Pick<Keeping, 'changed' | 'factsMemoryBytes'> {
  /** Where the lists of deletions lie; none are kept if absent. */
  readonly deletionsFile?: string | undefined
}

export const SCHEMA = 'cordon'

/**
 * Opens the store that several processes share.
 *
 * @param folder of this process alone, for files under check
 * @throws {StoreRefused} if a part cannot be reached, or is of another Cordon
 */
export async function openClusterStore(
  {
    catalog: url,
    facts: place,
    extensions = '',
    schema = SCHEMA,
    leaseSeconds = LEASE_SECONDS,
    stallMs,
  }: ClusterSettings,
  folder: string,
  { changed, deletionsFile, factsMemoryBytes }: ClusterOpening = {},
): Promise<WholeStore> {
  const catalog = postgresCatalog(url, schema, changed)
  const own = join(folder, `process-${randomUUID()}`)
  const staging = join(own, 'staging')
  try {
    makeFolder(folder)
    await prepareTables(catalog, schema, leaseSeconds)
    await requireMoved(catalog)
    await catalog.inTransaction(requireWholeLedger)
    const listed =
      deletionsFile === undefined ? (store: WholeStore) => store : await listingBeside(catalog, deletionsFile)
    const facts = await catalog.inTransaction(async (on) => {
      // Of two processes that start at once, one makes the tables of the facts.
      await on.alone('tables')
      const spilled = join(own, 'spilled')
      return typeof place === 'string'
        ? openLakeFacts({ url, schema, facts: place, extensions, spilled, factsMemoryBytes }, catalog)
        : openTrinoFacts(place, catalog, spilled, stallMs)
    })
    const leases = await jobLeases(catalog, leaseSeconds).catch(async (error: unknown) => {
      await facts.close()
      throw error
    })
    const { reader, takeIn, expireFacts, erase } = facts
    const cube = factCube(reader)
    const parts = catalogParts(catalog, { ...cube, ...BATCHES, erase })
    // One work at a time has the turn.
    let hasLostTurn: () => boolean = () => false
    return listed({
      ...parts,
      ...cube,
      ...factPlaces(reader),
      ...factParts(reader),
      takeIn,
      expireFacts,
      erase,
      releasing: (work) =>
        catalog.holding('release', (lost) => {
          hasLostTurn = lost
          return work()
        }),
      saveRelease: async (release) => {
        if (hasLostTurn()) throw new StoreUnavailable()
        return parts.saveRelease(release)
      },
      startJob: async (job) => {
        await leases.own(job.id)
        await parts.startJob(job)
      },
      backUp: async () => {
        throw new StoreRefused(
          'A catalog in PostgreSQL is backed up with pg_dump, and then the folder of the facts; the page on deploying says how.',
        )
      },
      isReady: catalog.isReady,
      areFactsReady: facts.isReady,
      failures: () => catalog.failures() + facts.failures(),
      stagingFolder: () => {
        mkdirSync(staging, { recursive: true, mode: 0o700 })
        return staging
      },
      close: async () => {
        await leases.close()
        await facts.close()
        await catalog.close()
        rmSync(own, { recursive: true, force: true })
      },
    })
  } catch (error) {
    await catalog.close()
    throw clusterRefusal(url, error)
  }
}

/** What PostgreSQL says to a URL that names something else than it has. */
const REFUSED: Readonly<Record<string, string>> = {
  '28000': 'does not take this user in.',
  '28P01': 'does not take this user in with this password.',
  '3D000': 'is a database that is not there; make it with createdb.',
  '42501': 'may not be written by this user, who needs the right to make a schema in it.',
}

/** What Node says of a certificate that it does not take. */
const UNTRUSTED = /^(DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|UNABLE_TO_|CERT_|ERR_TLS_CERT)/
const NO_TLS = /server does not support SSL/

/** In words for whoever named the parts, without what the URL says of its user. */
export function clusterRefusal(url: string, error: unknown): unknown {
  if (error instanceof StoreRefused) return error
  const where = placeOf(url)
  if (isLost(error) || (error instanceof Error && error.name === 'StoreUnavailable'))
    return new StoreRefused(`The catalog at ${where} cannot be reached.`)
  const { code } = error as { code?: unknown }
  const why = typeof code === 'string' ? REFUSED[code] : undefined
  if (why) return new StoreRefused(`The catalog at ${where} ${why}`)
  if (error instanceof Error && NO_TLS.test(error.message))
    return new StoreRefused(
      `The catalog at ${where} offers no TLS, which the sslmode of CORDON_CATALOG asks for.`,
    )
  if (typeof code === 'string' && UNTRUSTED.test(code))
    return new StoreRefused(
      `The catalog at ${where} has a certificate that nobody vouches for (${code}). Name that of its authority with sslrootcert=<file> in CORDON_CATALOG.`,
    )
  return new StoreRefused(
    `The catalog at ${where} or its lake cannot be used${typeof code === 'string' ? ` (${code})` : ''}.`,
  )
}

function placeOf(url: string): string {
  try {
    const { host, pathname } = new URL(url)
    return `${host}${pathname}`
  } catch {
    return 'CORDON_CATALOG'
  }
}
