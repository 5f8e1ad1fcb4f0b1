import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Argument, Command, Option } from 'commander'
import type { FactorSets } from '../sets/factor-sets.ts'
import { forReading, shareText } from '../shell/number.ts'
import type { ReadRequestFile } from '../shell/request-file.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { listPeers } from './peers.ts'
import { peersCsv } from './peers-csv.ts'
import type { PeerRow } from './peers-schema.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly against?: string
}

/** `cordon peers`: cities of files or of a folder by CO2e per inhabitant and per vehicle-kilometre. */
export function peersCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return new Command('peers')
    .description(
      'rank cities by CO2e per inhabitant and per vehicle-kilometre, and say which differences are real',
    )
    .addArgument(new Argument('<file...>', 'a request of each city, or a folder of them'))
    .option('--against <name>', 'the city that all are compared with (default: that in the middle)')
    .addOption(
      new Option('--format <format>', 'table to read; json or csv of the list')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (words: readonly string[], { format, against }: Options) => {
      const given: { pointer: string; body: unknown }[] = []
      for (const file of words.flatMap(filesIn)) {
        const read = await readRequestFile(file, {}, terminal)
        given.push(await read.answer((body) => ({ pointer: `/${given.length}`, body })))
      }
      const rows = await listPeers(given, against, factorSets())
      if (format === 'csv') terminal.write(peersCsv(rows))
      else if (format === 'json') writeExactly(terminal, JSON.stringify({ peers: rows }))
      else terminal.write(peersText(rows))
    })
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

function peersText(rows: readonly PeerRow[]): string {
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
          number('Not above'),
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
          row.isDifferent ? 'yes' : 'not known',
        ]),
      ),
    ]
  })
  const coverages = new Set(rows.map(({ coverage, city }) => coverage.replaceAll(city, '')))
  const warning =
    coverages.size > 1
      ? 'The cities do not count the same: compare what each covers (--format csv, column coverage).\n'
      : ''
  return [...tables, warning].filter((part) => part !== '').join('\n')
}
