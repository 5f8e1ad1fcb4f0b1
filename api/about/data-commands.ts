import { Argument, Command } from 'commander'
import { readConfig } from '../settings/config.ts'
import { CommandRefused } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import { StoreRefused } from '../store/store-refused.ts'

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
    .action(({ dryRun }: { readonly dryRun?: true }) =>
      refusing(async () => {
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

/** `cordon backup`: a copy that is complete and was read through. */
const backupCommand = (terminal: Terminal): Command =>
  new Command('backup')
    .description(
      'copy the data file (CORDON_DATA_DIR) to a new file and read the copy through; stop the service first',
    )
    .addArgument(new Argument('<file>', 'the file to write'))
    .action((file: string) =>
      refusing(async () => {
        const { backUp } = await import('../store/data-file.ts')
        terminal.write(contentText(`Backed up to ${file}`, await backUp(folderOf(terminal), file)))
      }),
    )

/** `cordon restore`: a backup in the place of the data file. */
const restoreCommand = (terminal: Terminal): Command =>
  new Command('restore')
    .description('put a backup in the place of the data file (CORDON_DATA_DIR); stop the service first')
    .addArgument(new Argument('<file>', 'a file that cordon backup wrote'))
    .option('--replace', 'keep the data that are there beside it, under another name')
    .action((file: string, { replace }: { readonly replace?: true }) =>
      refusing(async () => {
        const { restore } = await import('../store/data-file.ts')
        const held = await restore(file, folderOf(terminal), replace === true)
        terminal.write(contentText(`Restored from ${file}`, held))
      }),
    )

const contentText = (title: string, contents: readonly { table: string; rows: number }[]): string =>
  tableText(
    title,
    [{ head: 'Table' }, { head: 'Rows', numbers: true }],
    contents.map(({ table, rows }) => [table, String(rows)]),
  )

/** The database is loaded only when it is needed: it is large. */
async function refusing(work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    throw error instanceof StoreRefused ? new CommandRefused(error.message) : error
  }
}
