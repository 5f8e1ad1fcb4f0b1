import { createReadStream, statSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import { childReader } from '../imports/child/child-reader.ts'
import type { FileReader } from '../imports/file-reader.ts'
import type { Importer } from '../imports/importer.ts'
import { IMPORTERS } from '../imports/registry.ts'
import { releaseImported } from '../releases/release-imported.ts'
import { settleInThread } from '../releases/settle-thread.ts'
import { readConfig } from '../settings/config.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { requireFile } from '../shell/input-file.ts'
import type { Terminal } from '../shell/terminal.ts'
import { afterRefusal, outcomeText, untilInterrupted } from './at-shell.ts'
import { type DatasetOptions, requireDataset, withDatasetOptions } from './dataset-options.ts'
import { importFile, receiveFile } from './import-file.ts'
import { importOrderOf } from './order.ts'
import { newProgressLine } from './progress-line.ts'

type Options = DatasetOptions & {
  readonly option: readonly string[]
  readonly replaces?: string
  readonly sameKeys?: 'add'
}

/** `cordon import`: what PUT /v1/datasets/{id}/content does, without a server. */
export function importCommand(
  terminal: Terminal,
  importers: readonly Importer[] = IMPORTERS,
  newReader: () => FileReader = childReader,
): Command {
  const command = new Command('import')
    .description('import files into a dataset in the data folder (CORDON_DATA_DIR), each whole or not at all')
    .addArgument(
      new Argument('<format>', importers.map(({ format }) => format).join(', ') || 'none is known'),
    )
    .addArgument(new Argument('<file...>', 'files to import; gzip is allowed'))
    .option('--option <name=value>', 'option of the format; repeat it for several', gathered, [])
    .option('--replaces <digest>', 'digest of the file that this one replaces')
    .addOption(
      new Option(
        '--same-keys <what>',
        'add: count facts of the same period, place and mode as those of other files too',
      ).choices(['add']),
    )
  return withDatasetOptions(command).action(
    async (format: string, files: readonly string[], options: Options) => {
      const { dataset, replaces, sameKeys, option } = options
      const stated = { ...(replaces && { replaces }), ...(sameKeys && { sameKeys }) }
      const query = { format, ...stated, ...optionsOf(option) }
      const order = importOrderOf(dataset, query, importers)
      for (const file of files) requireFile(file)
      const { importLimits } = readConfig(terminal.environment)
      const reader = newReader()
      reader.prepare()
      await inDataFolder(terminal.environment, async (store) => {
        const isNew = !(await store.findDataset(dataset))
        await requireDataset(store, options)
        for (const file of files) {
          const imported = await untilInterrupted(async (signal) => {
            const progress = newProgressLine(file, statSync(file).size, terminal)
            const making = { store, settle: settleInThread }
            const taking = { store, reader, release: (id: string) => releaseImported(id, making) }
            try {
              const bytes = createReadStream(file)
              const staged = await receiveFile(taking, order, bytes, importLimits, progress, signal)
              return await importFile(taking, order, staged, progress, signal)
            } catch (error) {
              await afterRefusal(error, order, isNew, store)
              throw error
            } finally {
              progress.end()
            }
          })
          terminal.write(outcomeText(file, imported))
        }
      }).finally(() => reader.close())
    },
  )
}

const gathered = (value: string, before: readonly string[]): readonly string[] => [...before, value]

function optionsOf(stated: readonly string[]): Readonly<Record<string, string>> {
  const faulty = stated.filter((text) => !/^[^=]+=/.test(text))
  if (faulty.length > 0) throw new CommandRefused(`Write --option name=value, not ${faulty.join(', ')}.`)
  return Object.fromEntries(
    stated.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  )
}
