import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { Argument, Command } from 'commander'
import { askService, NOT_ANSWERED } from '../access/order-box.ts'
import { readConfig } from '../settings/config.ts'
import { CommandRefused } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import type { Backup } from '../store/backup.ts'
import { handOver } from '../store/hand-over.ts'
import type { LostRelease } from '../store/lost-releases.ts'
import { StoreInUse, StoreRefused } from '../store/store-refused.ts'

/** Commands for whoever runs a service: its data file is brought up to date, copied and put back. */
export const dataCommands = (terminal: Terminal): readonly Command[] => [
  migrateCommand(terminal),
  backupCommand(terminal),
  restoreCommand(terminal),
]

const folderOf = ({ environment }: Terminal): string => readConfig(environment).dataFolder

/** `cordon migrate`: what starting the service does to an older data file. */
const migrateCommand = (terminal: Terminal): Command =>
  new Command('migrate')
    .description('bring the data file (CORDON_DATA_DIR) up to date, as the service does when it starts')
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--to-cluster', 'copy it to the catalog and the facts of CORDON_CATALOG and CORDON_FACTS')
    .option('--from-cluster', 'copy them into a new data file')
    .action(({ dryRun, toCluster, fromCluster }: Migration) =>
      refusing(terminal, async () => {
        if (toCluster || fromCluster) return moveData(terminal, toCluster === true)
        const { schemaStateIn } = await import('../store/data-file.ts')
        const { openDuckdbStore } = await import('../store/duckdb-store.ts')
        const folder = folderOf(terminal)
        const { version, pending } = await schemaStateIn(folder)
        if (pending.length === 0) {
          terminal.write(`The data file has version ${version}: there is nothing to do.\n`)
          return
        }
        const steps = pending.map((step) => `  ${step.version}: ${step.what}\n`).join('')
        terminal.write(`The data file has version ${version}. Steps:\n${steps}`)
        if (dryRun) return
        await (await openDuckdbStore(folder)).close()
        terminal.write('Done.\n')
      }),
    )

interface Migration {
  readonly dryRun?: true
  readonly toCluster?: true
  readonly fromCluster?: true
}

async function moveData(terminal: Terminal, toCluster: boolean): Promise<void> {
  const { dataFolder, cluster } = readConfig(terminal.environment)
  if (!cluster)
    throw new CommandRefused('Name the catalog and the facts with CORDON_CATALOG and CORDON_FACTS.')
  const { moveToCluster, moveToFolder } = await import('../store/cluster/move-store.ts')
  const moved = await (toCluster ? moveToCluster : moveToFolder)(dataFolder, cluster)
  terminal.write(contentText(toCluster ? 'Moved to the catalog' : `Moved to ${dataFolder}`, moved))
}

/** `cordon backup`: by the service, if one has the data file open; only one process can. */
const backupCommand = (terminal: Terminal): Command =>
  new Command('backup')
    .description(
      'copy all data (CORDON_DATA_DIR) to a new file, also of a running service, and read the copy through',
    )
    .addArgument(new Argument('<file>', 'the file to write'))
    .action((file: string) =>
      refusing(terminal, async () => {
        const { tables, digest } = await backUp(resolve(file), terminal)
        terminal.write(contentText(`Backed up to ${file}`, tables))
        terminal.write(`Digest of its data: ${digest}\n`)
      }),
    )

async function backUp(to: string, { environment }: Terminal): Promise<Backup> {
  const { dataFolder, deletionsFile } = readConfig(environment)
  const { backUpFolder } = await import('../store/backup.ts')
  const { openDeletionList } = await import('../store/deletion-list.ts')
  try {
    return await backUpFolder(dataFolder, to, async () => (await openDeletionList(deletionsFile)).settled())
  } catch (error) {
    if (!(error instanceof StoreInUse)) throw error
    const said = await askService(dataFolder, { do: 'back-up', to })
    if (said?.refused !== undefined) throw new CommandRefused(said.refused)
    if (!said?.backup) throw new CommandRefused(NOT_ANSWERED)
    return said.backup
  }
}

/** `cordon restore`: a backup in the place of the data file. */
const restoreCommand = (terminal: Terminal): Command =>
  new Command('restore')
    .description(
      'put a backup into an empty data folder (CORDON_DATA_DIR), without what was deleted since; stop the service first',
    )
    .addArgument(new Argument('<file>', 'a file that cordon backup wrote'))
    .option('--replace', 'keep the data that are there beside it, under another name')
    .option(
      '--deletions <file>',
      'the list of what was deleted; none, if it is lost (default: CORDON_DELETIONS, or deletions.jsonl of the data folder)',
    )
    .action((file: string, { replace, deletions }: RestoreOptions) =>
      refusing(terminal, async () => {
        const { restore } = await import('../store/restore.ts')
        const { dataFolder: folder, deletionsFile: listFile } = readConfig(terminal.environment)
        const list = listOf(deletions, listFile)
        const restored = await restore(file, {
          folder,
          isReplacing: replace === true,
          deletions: list,
          listFile,
        })
        terminal.write(contentText(`Restored from ${file}`, restored.tables))
        terminal.write(`It was made at ${restored.madeAt}. Deleted again: ${restored.deletedAgain}.\n`)
        terminal.write(lostText(restored.lost))
      }),
    )

/** What a restore brought back too little of. */
function lostText(lost: readonly LostRelease[] | undefined): string {
  if (lost === undefined)
    return 'Without the list nobody knows what was released after it was made: nothing is released of datasets that are not openly published until you say so with cordon releases give-up.\n'
  if (lost.length === 0) return 'Nothing was released after it was made.\n'
  const lines = lost.map(
    ({ release, dataset, years = [] }) => `  ${release} of ${dataset}: ${years.join(', ')}\n`,
  )
  return `LOST: releases that went out after it was made.\n${lines.join('')}Until the same is released again, nothing else of these contributors is: send the same files again, restore a later backup, or give the years up with cordon releases give-up.\n`
}

interface RestoreOptions {
  readonly replace?: true
  readonly deletions?: string
}

/** @throws {CommandRefused} if nobody says where the list is: what was deleted would come back without a word */
function listOf(named: string | undefined, own: string): string | undefined {
  if (named !== undefined && named !== 'none') return resolve(named)
  if (existsSync(own)) {
    if (named === undefined) return own
    throw new CommandRefused(`${own} is a list of what was deleted; leave out --deletions, and it is used.`)
  }
  if (named === 'none') return undefined
  throw new CommandRefused(
    `There is no list of what was deleted since (${own}). Name it with --deletions <file>; if it is lost, or nothing was ever deleted, write --deletions none.`,
  )
}

const contentText = (title: string, contents: readonly { table: string; rows: number }[]): string =>
  tableText(
    title,
    [{ head: 'Table' }, { head: 'Rows', numbers: true }],
    contents.map(({ table, rows }) => [table, String(rows)]),
  )

/** The database is loaded only when it is needed: it is large. */
async function refusing({ environment }: Terminal, work: () => Promise<void>): Promise<void> {
  const { dataFolder, deletionsFile } = readConfig(environment)
  try {
    await work()
  } catch (error) {
    throw error instanceof StoreRefused ? new CommandRefused(error.message) : error
  } finally {
    handOver(dataFolder, deletionsFile)
  }
}
