import type { Command } from 'commander'
import { readBody } from '../request/validation.ts'
import { CommandRefused } from '../shell/failure.ts'
import { CONTRIBUTOR_UNITS, type DatasetDescription } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
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

/** The dataset of a command, and its facts if it is to be registered. */
export type DatasetOptions = Readonly<Partial<Record<keyof typeof FACTS, string>>> & {
  readonly dataset: string
}

/** Gives a command the options that register a new dataset. */
export function withDatasetOptions(command: Command): Command {
  command.requiredOption('--dataset <id>', 'id of the dataset; to register a new one, add the options below')
  for (const [name, meaning] of Object.entries(FACTS))
    command.option(
      `--${name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)} <${name}>`,
      meaning,
    )
  return command
}

/** Finds the dataset, or registers it with the options of the command. */
export async function requireDataset(store: Store, options: DatasetOptions): Promise<void> {
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
