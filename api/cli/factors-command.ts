import { Command, Option } from 'commander'
import Papa from 'papaparse'
import type { AnyRecord, FactorSet } from '../../src/index.ts'
import type { FactorSets } from '../factor-sets.ts'
import { findRecords, toFactorSetView, toFactorView } from '../mapping/factor.ts'
import { factorQuery } from '../schemas/factor.ts'
import { readParameters } from '../validation.ts'
import { CommandRefused } from './failure.ts'
import { forReading } from './number.ts'
import { tableText } from './table.ts'
import { type Terminal, writeExactly } from './terminal.ts'

/** `cordon factors`: the numbers and their sources. */
export function factorsCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  const factors = new Command('factors').description('look at the factor sets')

  factors
    .command('list')
    .description('the released sets, newest first')
    .action(() => terminal.write(setsText(factorSets().list())))

  factors
    .command('show')
    .description('one record with its source')
    .argument('<id>', 'the id of a record')
    .option('--set <id>', 'a released factor set; the newest where absent')
    .action((id: string, options: { set?: string }) => {
      const set = factorSets().get(options.set)
      const record = [...set.content.records, ...set.content.curves].find((one) => one.id === id)
      if (!record) throw new CommandRefused(`Factor set ${set.content.id} has no record ${id}.`)
      writeExactly(terminal, JSON.stringify(toFactorView(record, set), null, 2))
    })

  const find = factors
    .command('find')
    .description('the records that fit')
    .option('--set <id>', 'a released factor set; the newest where absent')
    .addOption(new Option('--format <format>').choices(['table', 'json', 'csv']).default('table'))
  for (const name of ['kind', 'mode', 'class', 'powertrain', 'carrier', 'country', 'year', 'q', 'limit'])
    find.option(
      `--${name} <${name}>`,
      factorQuery.shape[name as keyof typeof factorQuery.shape].description ?? '',
    )
  find.action((options: FindOptions) => {
    const { set: id, format, ...search } = options
    const { limit, after: _, ...asked } = readParameters(factorQuery, search)
    const set = factorSets().get(id)
    const found = findRecords(set, asked)
    const shown = found.slice(0, limit)
    if (format === 'table') terminal.write(recordsText(shown, found.length, set))
    else if (format === 'csv') terminal.write(recordsCsv(shown, set))
    else writeExactly(terminal, JSON.stringify(shown.map((record) => toFactorView(record, set))))
  })
  return factors
}

interface FindOptions {
  readonly set?: string
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

function recordsText(records: readonly AnyRecord[], total: number, set: FactorSet): string {
  const rows = records.map((record) => [
    record.id,
    record.region,
    yearsOf(record),
    record.kind === 'speed-curve' ? 'curve' : `${forReading(record.value)} ${record.unit}`,
    record.quality,
    `${set.source(record.sourceId)?.title ?? record.sourceId}, ${record.locator}`,
  ])
  return tableText(
    `${total} records of factor set ${set.content.id}${records.length < total ? `; the first ${records.length}` : ''}`,
    [
      { head: 'Record', width: 56 },
      { head: 'Region' },
      { head: 'Years' },
      { head: 'Value', numbers: true },
      { head: 'Quality' },
      { head: 'Source', width: 56 },
    ],
    rows,
  )
}

function recordsCsv(records: readonly AnyRecord[], set: FactorSet): string {
  const rows = records.map((record) => {
    const { source, ...published } = toFactorView(record, set)
    return { ...published, source: source.title, licence: source.licence }
  })
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return `${Papa.unparse(rows, { columns, escapeFormulae: true, newline: '\r\n' })}\r\n`
}

function yearsOf({ yearFrom, yearTo }: AnyRecord): string {
  if (yearFrom === undefined) return 'any'
  return yearTo === yearFrom ? String(yearFrom) : `${yearFrom}–${yearTo ?? ''}`
}
