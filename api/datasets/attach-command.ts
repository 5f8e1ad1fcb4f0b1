import { Command, Option } from 'commander'
import { releaseImported } from '../releases/release-imported.ts'
import { settleInThread } from '../releases/settle-thread.ts'
import { readConfig } from '../settings/config.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'
import { IN_PLACE } from '../store/in-place/facts-in-place.ts'
import { afterRefusal, outcomeText, untilInterrupted } from './at-shell.ts'
import { type DatasetOptions, requireDataset, withDatasetOptions } from './dataset-options.ts'

type Options = DatasetOptions & {
  readonly parquet?: string
  readonly iceberg?: string
  readonly snapshot?: string
  readonly map?: Readonly<Record<string, string>>
  readonly unread?: readonly string[]
}

/** `cordon datasets attach`: reads facts where their owner keeps them. No route does: it names files of the machine. */
export const attachCommand = (terminal: Terminal): Command =>
  withDatasetOptions(new Command('attach'))
    .description(
      'read the facts of a dataset where their owner keeps them, as they are now; what was attached before is replaced',
    )
    .addOption(
      new Option(
        '--parquet <place>',
        'a folder of Parquet files, or a pattern such as /data/flows/*.parquet',
      ).conflicts(['iceberg', 'snapshot']),
    )
    .option('--iceberg <table>', 'the folder of an Iceberg table, instead')
    .option('--snapshot <id>', 'the snapshot of the table: what is added to it later is not seen')
    .addOption(
      new Option(
        '--map <columns>',
        'the names of columns where they differ, as trips=n_trips,period=day',
      ).argParser(namesOf),
    )
    .addOption(
      new Option('--unread <columns>', 'columns that are left unread, as load_date,source').argParser(
        (text) => text.split(','),
      ),
    )
    .action(async (options: Options) => {
      const { dataset, parquet, iceberg, snapshot, map: names = {}, unread = [] } = options
      const place = parquet ?? iceberg
      if (place === undefined)
        throw new CommandRefused('Name the facts: --parquet <place>, or --iceberg <table> --snapshot <id>.')
      const { extensionsFolder: extensions } = readConfig(terminal.environment)
      const where = snapshot === undefined ? place : `${place} snapshot ${snapshot}`
      const done = await inDataFolder(terminal.environment, async (store) => {
        const isNew = !(await store.findDataset(dataset))
        await requireDataset(store, options)
        return untilInterrupted(async (signal) => {
          const making = { store, settle: settleInThread }
          const release = (id: string) => releaseImported(id, making)
          try {
            // The database is loaded by who reads files alone.
            const [{ attach }, { listParquet }, { listIceberg }] = await Promise.all([
              import('./attach.ts'),
              import('./files-in-place.ts'),
              import('./iceberg-files.ts'),
            ])
            const listed =
              iceberg === undefined
                ? await listParquet(place, signal)
                : await listIceberg({ table: iceberg, snapshot, extensions }, signal)
            const order = { dataset, place: where, names, unread, ...listed }
            return await attach({ store, release }, order, signal)
          } catch (error) {
            await afterRefusal(error, { dataset, importer: { format: IN_PLACE } }, isNew, store)
            throw error
          }
        })
      })
      terminal.write(outcomeText(where, done))
    })

function namesOf(text: string): Readonly<Record<string, string>> {
  const pairs = text.split(',').map((pair) => pair.split('='))
  if (pairs.some((pair) => pair.length !== 2 || pair.includes('')))
    throw new CommandRefused('Write --map column=name,column=name, such as trips=n_trips,period=day.')
  return Object.fromEntries(pairs as [string, string][])
}
