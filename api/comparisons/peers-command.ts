import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, Option } from 'commander'
import { namesDataset } from '../estimate/names-dataset.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { forReading, shareText } from '../shell/number.ts'
import type { ReadRequestFile } from '../shell/request-file.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { comparePeers } from './given-peers.ts'
import { type GivenPeer, listPeers } from './peers.ts'
import { peersCsv } from './peers-csv.ts'
import type { PeersAnswer } from './peers-schema.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly against?: string
  readonly dataset?: string
  readonly period?: string
  readonly request?: string
}

/** `cordon peers`: cities of files, of a folder or of a dataset by CO2e per inhabitant and per vehicle-kilometre. */
export function peersCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return new Command('peers')
    .description(
      'rank cities by CO2e per inhabitant and per vehicle-kilometre, and say which differences are real',
    )
    .addArgument(
      new Argument(
        '[file...]',
        'a request of each city (its demand may be of a dataset), or a folder of them',
      ),
    )
    .option('--dataset <id>', 'all cities of a dataset in the data folder, in place of files')
    .option('--period <period>', 'of a dataset: the year or month')
    .option('--request <file>', 'of a dataset: what else is stated of each city, such as its fuels')
    .option('--against <name>', 'the city that all are compared with (default: that in the middle)')
    .addOption(
      new Option('--format <format>', 'table to read; json or csv of the list')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (words: readonly string[], { format, request, ...asked }: Options) => {
      const read = async (file: string): Promise<unknown> =>
        (await readRequestFile(file, {}, terminal)).answer((body) => body)
      const given: (GivenPeer & { readonly body: unknown })[] = []
      for (const file of words.flatMap(filesIn)) given.push({ pointer: `${file}: `, body: await read(file) })
      const shared = request === undefined ? undefined : await read(request)
      const answer = await peersHere(given, { ...asked, request: shared }, terminal, factorSets())
      if (format === 'csv') terminal.write(peersCsv(answer))
      else if (format === 'json') writeExactly(terminal, JSON.stringify(answer))
      else terminal.write(peersText(answer))
    })
}

/** The data folder is opened only where a dataset is named. */
function peersHere(
  given: readonly (GivenPeer & { readonly body: unknown })[],
  { against, ...ofDataset }: Pick<Options, 'against' | 'dataset' | 'period'> & { readonly request: unknown },
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<PeersAnswer> {
  const asked = Object.entries(ofDataset).filter(([, value]) => value !== undefined)
  const bodies = given.map(({ body }) => body)
  if (asked.length === 0 && !bodies.some(namesDataset)) return listPeers(given, against, factorSets)
  const body = {
    ...(bodies.length > 0 ? { cities: bodies } : {}),
    ...Object.fromEntries(asked),
    ...(against === undefined ? {} : { against }),
  }
  return inDataFolder(environment, (store) => comparePeers(body, factorSets, store))
}

/** The requests of a folder, by name; a file that is not there is refused when it is read. */
function filesIn(word: string): readonly string[] {
  if (statSync(word, { throwIfNoEntry: false })?.isDirectory() !== true) return [word]
  return readdirSync(word)
    .filter((name) => /\.(json|xlsx)$/i.test(name))
    .sort()
    .map((name) => join(word, name))
}

const number = (head: string) => ({ head, numbers: true })

function peersText({ peers: rows, leftOut = [], privacy = [] }: PeersAnswer): string {
  const tables = (['inhabitant', 'vkm'] as const).flatMap((per) => {
    const some = rows.filter((row) => row.per === per)
    const [first] = some
    if (!first) return []
    return [
      tableText(
        `${first.unit}, the lowest first; against ${first.against}`,
        [
          number('Rank'),
          { head: 'City', width: 30 },
          { head: 'Year' },
          number(first.unit),
          { head: '95 % interval' },
          number('Percentile'),
          number('Ratio'),
          { head: '95 % interval' },
          { head: 'Different' },
        ],
        some.map((row) => [
          String(row.rank),
          row.city,
          row.period,
          forReading(row.value),
          `${forReading(row.lower)} to ${forReading(row.upper)}`,
          shareText(row.percentile),
          row.ratio.toFixed(2),
          `${row.ratioLower.toFixed(2)} to ${row.ratioUpper.toFixed(2)}`,
          row.city === row.against ? '—' : row.isDifferent ? 'yes' : 'not sure',
        ]),
      ),
    ]
  })
  const coverages = new Set(rows.map(({ coverage, city }) => coverage.replaceAll(city, '')))
  const warning =
    coverages.size > 1
      ? 'The cities do not count the same: compare what each covers (--format csv, column coverage).\n'
      : ''
  const notes = [
    ...new Set(rows.flatMap(({ city, note }) => (note === undefined ? [] : [`- ${city}: ${note}`]))),
    ...leftOut.map(({ city, reason }) => `- ${city} is not in the list: ${reason}`),
    ...privacy.map(({ statement }) => `- ${statement}`),
  ]
  return [...tables, warning, ...(notes.length > 0 ? [`${notes.join('\n')}\n`] : [])]
    .filter((part) => part !== '')
    .join('\n')
}
