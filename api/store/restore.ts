import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { chmod, copyFile, rename, rm, truncate } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'
import { type Backup, using } from './backup.ts'
import { type BackupMark, digestOfBytes, readMark } from './backup-mark.ts'
import { statementsOn } from './catalog/duckdb-statements.ts'
import { endErasure } from './catalog/erasure-due.ts'
import { deleteFile } from './catalog/keep-file.ts'
import { appendTo } from './catalog/kept-audit.ts'
import { findRegistration, nextVersion } from './catalog/kept-datasets.ts'
import { deleteRows } from './catalog/kept-deletion.ts'
import { deleteEstimateOn } from './catalog/kept-estimates.ts'
import { revokeKeyOn } from './catalog/kept-keys.ts'
import { retainFacts } from './catalog/kept-retention.ts'
import { requireWholeLedger } from './catalog/ledger-chain.ts'
import { noteLostList, noteLostReleases } from './catalog/lost-in-ledger.ts'
import type { Statements } from './catalog/statements.ts'
import { type Deletion, deletionsSince, notedReleasesIn } from './deletion-list.ts'
import { FACT_ROWS } from './duckdb-intake.ts'
import { putInPlace } from './durable-file.ts'
import type { LostRelease } from './lost-releases.ts'
import { migrate, SCHEMA_VERSION } from './migration.ts'
import { databaseFileIn, refusedBy } from './open-database.ts'
import { isOther, makeFolder } from './own-folder.ts'
import { writePrivately } from './private-files.ts'
import { readThrough } from './read-through.ts'
import { dropRewriting, rewriteFile } from './rewrite-file.ts'
import { StoreRefused } from './store-refused.ts'
import { inTransaction } from './transaction.ts'

const LOG = '.wal'
const COMING = '.restoring'

/** Where a backup goes to, and what must not come back with it. */
export interface Restoring {
  readonly folder: string
  /** Keeps the data that are in the folder aside. */
  readonly isReplacing: boolean
  /** The list of what was deleted; undefined if the operator says that there is none. */
  readonly deletions: string | undefined
  /** Where the service that starts next goes on with the list. */
  readonly listFile: string
}

export interface Restored extends Backup {
  readonly deletedAgain: number
  /** Releases that went out after the backup was made; undefined: nobody knows, since there is no list. */
  readonly lost: readonly LostRelease[] | undefined
}

/**
 * Puts a backup in the place of the data file of a folder: all of it, or nothing. What was deleted after it was made is
 * deleted again, down to the bytes.
 *
 * @throws {StoreRefused} if the backup is not whole, was changed or is of a later Cordon, or if the folder is in use or
 *   has data
 */
export async function restore(from: string, restoring: Restoring): Promise<Restored> {
  const { folder, isReplacing, deletions: list, listFile } = restoring
  if (!existsSync(from)) throw new StoreRefused(`There is no file ${from}.`)
  const found = statSync(from)
  if (!found.isFile())
    throw new StoreRefused(
      `${from} is ${found.isDirectory() ? 'a folder' : 'no file'}; name the file of a backup.`,
    )
  const mark = await readMark(from)
  if (mark.schemaVersion > SCHEMA_VERSION)
    throw new StoreRefused(
      `A later Cordon made ${from}: it has schema version ${mark.schemaVersion}, and this one reads up to ${SCHEMA_VERSION}. Restore it with that Cordon.`,
    )
  await requireFolder(folder, isReplacing, listFile)
  const since = list === undefined ? [] : deletionsSince(mark.deletions, list)
  const file = databaseFileIn(folder)
  const coming = file + COMING
  const endPrivacy = writePrivately()
  const drop = async (): Promise<void> => {
    for (const end of ['', LOG]) await rm(coming + end, { force: true })
    await dropRewriting(coming)
  }
  try {
    makeFolder(folder)
    await drop()
    await copyFile(from, coming)
    await chmod(coming, 0o600)
    await truncate(coming, mark.bytes)
    if ((await digestOfBytes(coming, mark.bytes)) !== mark.digest)
      throw new StoreRefused(`${from} was changed or damaged: its digest is not that of its content.`)
    const done = await using(await DuckDBInstance.create(coming, { threads: '1' }), (on) =>
      bringUpToDate(on, mark, since, list === undefined ? undefined : notedReleasesIn(list)),
    )
    // The file alone is put in place: what a log beside it holds would be lost.
    if (existsSync(coming + LOG)) throw new Error('The log was not written into the file.')
    if (since.length > 0) await rewriteFile(coming, `${coming}.staging`, (on) => endErasure(statementsOn(on)))
    const tables = await using(
      await DuckDBInstance.create(coming, { access_mode: 'READ_ONLY', threads: '1' }),
      async (on) => {
        await requireWholeLedger(statementsOn(on))
        return readThrough(on)
      },
    )
    // Much time has passed: a service that was started meanwhile goes on with a file that is put aside, and loses what it saves.
    await requireFolder(folder, isReplacing, listFile)
    if (list !== undefined && list !== listFile) await copyList(list, listFile)
    await keepAside(file)
    await putInPlace(coming, file)
    return { ...mark, tables, ...done }
  } catch (error) {
    throw error instanceof StoreRefused ? error : refusedBy(folder, error)
  } finally {
    await drop().catch(() => undefined)
    endPrivacy()
  }
}

async function requireFolder(folder: string, isReplacing: boolean, listFile: string): Promise<void> {
  if (!existsSync(folder)) return
  const file = databaseFileIn(folder)
  if (existsSync(file)) {
    if (!isReplacing)
      throw new StoreRefused(`The folder ${folder} has data; to keep them aside, add --replace.`)
    return requireUnused(folder)
  }
  const other = readdirSync(folder).find((name) => isOther(name) && name !== basename(listFile))
  if (other !== undefined)
    throw new StoreRefused(`The folder ${folder} is not empty: it has ${other}. Name an empty folder.`)
}

/** Opened to write, a file that another process uses is refused. */
async function requireUnused(folder: string): Promise<void> {
  try {
    await using(await DuckDBInstance.create(databaseFileIn(folder)), async () => undefined)
  } catch (error) {
    throw refusedBy(folder, error)
  }
}

/**
 * Migrates, deletes again what the list says, notes what the ledger lacks, and notes it all in the log.
 *
 * @param noted all of the list; undefined if there is none
 */
async function bringUpToDate(
  on: DuckDBConnection,
  { digest, madeAt }: BackupMark,
  since: readonly Deletion[],
  noted: readonly Deletion[] | undefined,
): Promise<Pick<Restored, 'deletedAgain' | 'lost'>> {
  await migrate(on)
  const restored = await inTransaction(on, async () => {
    let done = 0
    for (const deleted of since) if (await deleteAgain(statementsOn(on), deleted)) done += 1
    const at = new Date().toISOString()
    const lost = noted && (await noteLostReleases(statementsOn(on), noted, true, at))
    if (!lost) await noteLostList(statementsOn(on), at)
    await appendTo(statementsOn(on), {
      at,
      actor: 'shell',
      action: 'data.restore',
      subject: digest,
      detail: { madeAt, deletedAgain: done, lostReleases: lost?.length ?? 'not known' },
    })
    return { deletedAgain: done, lost }
  })
  await on.run('CHECKPOINT')
  return restored
}

async function deleteAgain(on: Statements, deleted: Deletion): Promise<boolean> {
  const { id, at } = deleted
  switch (deleted.kind) {
    case 'dataset':
      return (await deleteRows(on, FACT_ROWS, id, at)) !== undefined
    case 'estimate':
      await on.change(`DELETE FROM ownership WHERE kind = 'estimate' AND subject = $1`, [id])
      return deleteEstimateOn(on, id, at)
    case 'file': {
      const wasThere = await deleteFile(on, FACT_ROWS, deleted.dataset, id, at)
      if (wasThere) await nextVersion(on, deleted.dataset)
      return wasThere
    }
    case 'key':
      return revokeKeyOn(on, id, at)
    case 'release':
    case 'released':
    case 'unreleased':
      return false
    case 'retention': {
      if (await findRegistration(on, id)) await retainFacts(on, id, deleted.months ?? undefined)
      return false
    }
  }
}

/** The list goes on where the data go on: an older backup may be restored later. */
async function copyList(from: string, to: string): Promise<void> {
  const known = existsSync(to) ? readFileSync(to) : Buffer.alloc(0)
  if (!readFileSync(from).subarray(0, known.length).equals(known))
    throw new StoreRefused(
      `${to} is a list of deletions that ${from} does not go on from; name that one, or join them.`,
    )
  makeFolder(dirname(to))
  const coming = `${to}${COMING}`
  await copyFile(from, coming)
  await chmod(coming, 0o600)
  await putInPlace(coming, to)
}

async function keepAside(file: string): Promise<void> {
  const aside = `${file}.before-${new Date().toISOString().replaceAll(/[:.]/g, '-')}`
  for (const end of ['', LOG]) if (existsSync(file + end)) await rename(file + end, aside + end)
}
