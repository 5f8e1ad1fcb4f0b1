import { Command, Option } from 'commander'
import type { AnyRecord, FactorSet } from '../../src/index.ts'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { forReading } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { toFactorSetView, toFactorView, yearsOf } from './answer.ts'
import { type Browsed, browse } from './browse.ts'
import { factorsCsv } from './csv.ts'
import { factorsDiffCommand } from './diff-command.ts'
import { factorQuery } from './schema.ts'
import { factorsShowCommand } from './show-command.ts'
import { factorsVerifyCommand } from './verify-command.ts'

/** `cordon factors`: the numbers and their sources. */
export function factorsCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  const factors = new Command('factors').description('look up and compare emission factors')

  factors
    .command('list')
    .description('list the released sets, newest first')
    .action(() => terminal.write(setsText(factorSets().list())))

  factors.addCommand(factorsShowCommand(terminal, factorSets))
  factors.addCommand(factorsVerifyCommand(terminal))
  factors.addCommand(factorsDiffCommand(terminal, factorSets))

  const find = factors
    .command('find')
    .description('find the records that fit')
    .option('--set <id>', 'released factor set (default: the newest)')
    .addOption(new Option('--format <format>').choices(['table', 'json', 'csv']).default('table'))
  for (const name of SEARCHED) find.option(`--${name} <${name}>`, factorQuery.shape[name].description ?? '')
  find.action((options: FindOptions) => {
    const { set: id, format, ...search } = options
    const { limit, after: _after, from: _from, sort: _sort, ...asked } = readParameters(factorQuery, search)
    const set = factorSets().get(id)
    const found = browse(set, asked)
    const shown = found.records.slice(0, limit)
    if (format === 'table') terminal.write(recordsText(shown, found, set))
    else if (format === 'csv') {
      // As the service: everything, unless a limit was typed.
      const rows = search.limit === undefined ? found.records : shown
      for (const part of factorsCsv(rows, set)) terminal.write(part)
    } else writeExactly(terminal, JSON.stringify(shown.map((record) => toFactorView(record, set))))
  })
  return factors
}

const SEARCHED = [
  'kind',
  'mode',
  'class',
  'powertrain',
  'emissionStandard',
  'carrier',
  'gas',
  'country',
  'year',
  'source',
  'quality',
  'q',
  'match',
  'limit',
] as const

interface FindOptions {
  readonly set?: string
  readonly limit?: string
  readonly format: 'table' | 'json' | 'csv'
}

function setsText(sets: readonly FactorSet[]): string {
  const rows = sets
    .map((set, index) => toFactorSetView(set, index === 0))
    .map(({ id, released, records, speedCurves, sources, regions, digest }) => [
      id,
      released,
      String(records),
      String(speedCurves),
      String(sources),
      String(regions.length),
      digest,
    ])
  const number = (head: string) => ({ head, numbers: true })
  return tableText(
    'Factor sets',
    [
      { head: 'Id' },
      { head: 'Released' },
      number('Figures'),
      number('Speed curves'),
      number('Sources'),
      number('Regions'),
      { head: 'Digest' },
    ],
    rows,
  )
}

function recordsText(records: readonly AnyRecord[], found: Browsed, set: FactorSet): string {
  const total = found.records.length
  const rows = records.map((record) => {
    const match = found.matches.get(record.id)
    return [
      record.id,
      record.region,
      yearsOf(record),
      'canonicalValue' in record ? `${forReading(record.value)} ${record.unit}` : 'curve',
      record.quality,
      match ? `${match.region}, ${match.year}, ${match.technology}` : '',
      `${set.source(record.sourceId)?.title ?? record.sourceId}, ${record.locator}`,
    ]
  })
  const table = tableText(
    `${total} records of factor set ${set.content.id}${records.length < total ? `; the first ${records.length}` : ''}`,
    [
      { head: 'Record', width: 56 },
      { head: 'Region' },
      { head: 'Years' },
      { head: 'Value', numbers: true },
      { head: 'Quality' },
      { head: 'Match', width: 30 },
      { head: 'Source', width: 50 },
    ],
    rows,
  )
  const looked = (found.lookUps ?? []).map(({ takes, why }) =>
    takes.length === 0 ? `An estimate finds none: ${why}` : `An estimate takes ${takes.join(', ')}. ${why}`,
  )
  const said = [...(found.reason === undefined ? [] : [found.reason]), ...looked]
  return said.length === 0 ? table : `${table}${said.join('\n')}\n`
}
