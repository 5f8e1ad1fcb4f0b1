import { createReadStream, statSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import { childReader } from '../imports/child/child-reader.ts'
import type { FileReader } from '../imports/file-reader.ts'
import type { Importer } from '../imports/importer.ts'
import { IMPORTERS } from '../imports/registry.ts'
import { releaseImported, unreleasedText } from '../releases/release-imported.ts'
import { settleInThread } from '../releases/settle-thread.ts'
import { readBody } from '../request/validation.ts'
import { readConfig } from '../settings/config.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { Terminal } from '../shell/terminal.ts'
import { CONTRIBUTOR_UNITS, type DatasetDescription } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { type Imported, type ImportOrder, importFile, receiveFile } from './import-file.ts'
import { importOrderOf } from './order.ts'
import { newProgressLine } from './progress-line.ts'
import { noteRefusal } from './refused-file.ts'
import { register } from './register.ts'
import { DATASET_NAMES, datasetFacts } from './schema.ts'

/** The facts of a new dataset, as POST /v1/datasets takes them. */
const FACTS = {
  title: 'title of the dataset',
  owner: 'organisation responsible for the data',
  legalBasis: 'open-licence, agreement, public-task or anonymous-statistics',
  licence: 'name of the licence; for open-licence one that is open, such as CC BY 4.0',
  url: 'where the data are published',
  country: 'country, ISO 3166-1 alpha-2',
  grain: 'finest period: day, month or year',
  contributorUnit: `what a cell counts as a contributor: ${CONTRIBUTOR_UNITS.join(', ')}`,
  minimumContributors: 'fewest contributors that the supplier allows in a cell',
  roundedTo: 'what the supplier rounds counts to',
  retentionMonths: 'months after which facts are deleted',
  pool: 'if it has other contributors than the other datasets of its owner, a name for them',
} as const

type Options = Readonly<Partial<Record<keyof typeof FACTS, string>>> & {
  readonly dataset: string
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
    .requiredOption('--dataset <id>', 'id of the dataset; to register a new one, add the options below')
    .option('--option <name=value>', 'option of the format; repeat it for several', gathered, [])
    .option('--replaces <digest>', 'digest of the file that this one replaces')
    .addOption(
      new Option(
        '--same-keys <what>',
        'add: count facts of the same period, place and mode as those of other files too',
      ).choices(['add']),
    )
  for (const [name, meaning] of Object.entries(FACTS))
    command.option(
      `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <${name}>`,
      meaning,
    )
  return command.action(async (format: string, files: readonly string[], options: Options) => {
    const { dataset, replaces, sameKeys, option } = options
    const stated = { ...(replaces && { replaces }), ...(sameKeys && { sameKeys }) }
    const query = { format, ...stated, ...optionsOf(option) }
    const order = importOrderOf(dataset, query, importers)
    requireFiles(files)
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
  })
}

/** A dataset that this command registered goes with its first file; one that has files notes what it refused. */
async function afterRefusal(error: unknown, order: ImportOrder, isNew: boolean, store: Store): Promise<void> {
  const { files = 0 } = (await store.findDataset(order.dataset)) ?? {}
  if (isNew && files === 0) await store.deleteDataset(order.dataset, new Date().toISOString())
  else await noteRefusal(error, order, store)
}

const gathered = (value: string, before: readonly string[]): readonly string[] => [...before, value]

function optionsOf(stated: readonly string[]): Readonly<Record<string, string>> {
  const faulty = stated.filter((text) => !/^[^=]+=/.test(text))
  if (faulty.length > 0) throw new CommandRefused(`Write --option name=value, not ${faulty.join(', ')}.`)
  return Object.fromEntries(
    stated.map((text) => [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)]),
  )
}

function requireFiles(files: readonly string[]): void {
  const missing = files.filter((file) => !statSync(file, { throwIfNoEntry: false })?.isFile())
  if (missing.length > 0) throw new CommandRefused(`There is no file ${missing.join(', ')}.`)
}

/** Finds the dataset, or registers it with the options of the command. */
async function requireDataset(store: Store, options: Options): Promise<void> {
  const id = options.dataset
  const names = Object.keys(FACTS) as (keyof typeof FACTS)[]
  const stated = names.flatMap((name) =>
    options[name] === undefined ? [] : [[name, options[name]] as const],
  )
  if (stated.length === 0) {
    if (await store.findDataset(id)) return
    throw new CommandRefused(
      `No dataset ${id} is registered here. To register it, add --title, --owner, --legal-basis, --licence, --country and --grain.`,
    )
  }
  const body = {
    id,
    ...Object.fromEntries(stated.map(([name, text]) => [name, NUMBERS.has(name) ? Number(text) : text])),
  }
  await register(store, readBody(datasetFacts, body, undefined, DATASET_NAMES) as DatasetDescription)
}

const NUMBERS: ReadonlySet<string> = new Set<keyof typeof FACTS>([
  'minimumContributors',
  'roundedTo',
  'retentionMonths',
])

/** Runs work that Ctrl-C ends; then nothing of the file is saved. */
async function untilInterrupted<T>(work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController()
  const interrupt = (): void =>
    controller.abort(new CommandRefused('Interrupted. Nothing of the file was saved.'))
  process.once('SIGINT', interrupt)
  try {
    return await work(controller.signal)
  } finally {
    process.off('SIGINT', interrupt)
  }
}

function outcomeText(name: string, { file, again, unreleased }: Imported): string {
  const { dataset, version, rowsRead, facts, notices } = file
  const what = again
    ? `is in ${dataset} already, since version ${version}; nothing changed`
    : `${rowsRead} rows became ${facts} facts: version ${version} of ${dataset}`
  return [
    `${name}: ${what}`,
    ...notices.map(({ code, detail }) => `  ${detail} [${code}]`),
    ...(unreleased === undefined ? [] : [`  ${unreleasedText(unreleased)}`]),
    '',
  ].join('\n')
}
