import { Argument, Command } from 'commander'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import type { Dataset, DeletedDataset } from '../store/datasets.ts'
import { IN_PLACE } from '../store/in-place/facts-in-place.ts'
import { listAll } from '../store/page.ts'
import { attachCommand } from './attach-command.ts'
import { deleteDataset } from './delete-dataset.ts'
import { getDataset } from './get-dataset.ts'
import { type RefusedFile, refusedFilesOf } from './refused-file.ts'
import { expire } from './retention.ts'

const ID = new Argument('<id>', 'the id of the dataset')

/**
 * `cordon datasets`: what is registered in the data folder.
 *
 * @param more commands on one dataset that other rooms hold
 */
export function datasetsCommand(terminal: Terminal, ...more: readonly Command[]): Command {
  const command = new Command('datasets')
    .description('list the datasets in the data folder (CORDON_DATA_DIR)')
    .action(async () => {
      const items = await inDataFolder(terminal.environment, (store) => listAll(store.listDatasets))
      terminal.write(items.length === 0 ? 'No dataset is registered here.\n' : datasetsText(items))
    })
    .addCommand(attachCommand(terminal))
    .addCommand(deleteCommand(terminal))
    .addCommand(retainCommand(terminal))
    .addCommand(refusedCommand(terminal))
  for (const one of more) command.addCommand(one)
  return command
}

/** `cordon datasets delete`: what DELETE /v1/datasets/{id} does, without a server. */
const deleteCommand = (terminal: Terminal): Command =>
  new Command('delete')
    .description(
      'delete a dataset with its facts, files, zones and jobs; saved estimates of it say withdrawn',
    )
    .addArgument(ID)
    .action(async (id: string) => {
      // No import runs while a command has the folder.
      const deleted = await inDataFolder(terminal.environment, (store) =>
        deleteDataset(id, store, { cancel: async () => undefined }),
      )
      terminal.write(deletedText(id, deleted))
    })

/** `cordon datasets retain`: how long facts are kept, and what that ends at once. */
const retainCommand = (terminal: Terminal): Command =>
  new Command('retain')
    .description('say for how many months the facts of a dataset are kept; older ones are deleted at once')
    .addArgument(ID)
    .addArgument(new Argument('<months>', 'a whole number, or forever'))
    .action(async (id: string, months: string) => {
      if (!/^([1-9]\d{0,3}|forever)$/.test(months))
        throw new CommandRefused('Say for how many months: a whole number, or forever.')
      const gone = await inDataFolder(terminal.environment, async (store) => {
        await getDataset(id, store)
        if (months !== 'forever' && (await store.listFiles(id)).some(({ format }) => format === IN_PLACE))
          throw new CommandRefused(`The facts of ${id} are read in place: they are their owner's to delete.`)
        await store.retain(id, months === 'forever' ? undefined : Number(months))
        return expire(store, new Date())
      })
      terminal.write(
        `${id} keeps its facts ${months === 'forever' ? months : `for ${months} months`}. ${gone.get(id) ?? 0} facts were deleted.\n`,
      )
    })

/** `cordon datasets refused`: files that a dataset did not take in, as GET /v1/datasets/{id} lists them. */
const refusedCommand = (terminal: Terminal): Command =>
  new Command('refused')
    .description('list the files that a dataset refused, with the codes of the refusals')
    .addArgument(ID)
    .action(async (id: string) => {
      const refused = await inDataFolder(terminal.environment, async (store) => {
        await getDataset(id, store)
        return refusedFilesOf(id, store)
      })
      terminal.write(refused.length === 0 ? 'No file was refused.\n' : refusedText(refused))
    })

const deletedText = (id: string, { files, facts, zones, jobs, estimates }: DeletedDataset): string =>
  `Deleted ${id}: ${files} files, ${facts} facts, ${zones} zones, ${jobs} jobs. ${
    estimates === 0
      ? 'No saved estimate was made of it.'
      : `Saved estimates that say withdrawn now: ${estimates}.`
  }\n`

const refusedText = (refused: readonly RefusedFile[]): string =>
  tableText(
    'Refused files',
    [{ head: 'At' }, { head: 'Format' }, { head: 'Codes', width: 60 }],
    refused.map(({ at, format, codes }) => [at, format, codes.join(', ')]),
  )

const datasetsText = (datasets: readonly Dataset[]): string =>
  tableText(
    'Datasets',
    [
      { head: 'Id' },
      { head: 'Title', width: 40 },
      { head: 'Country' },
      { head: 'Grain' },
      { head: 'Version', numbers: true },
      { head: 'Files', numbers: true },
      { head: 'Facts', numbers: true },
    ],
    datasets.map(({ id, title, country, grain, version, files, facts }) => [
      id,
      title,
      country,
      grain,
      String(version),
      String(files),
      String(facts),
    ]),
  )
