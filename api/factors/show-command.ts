import { Command, Option } from 'commander'
import type { FactorSets } from '../sets/factor-sets.ts'
import { forReading } from '../shell/number.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { yearsOf } from './answer.ts'
import { recordOf, toFactorDetail } from './detail-answer.ts'
import type { FactorDetail, OtherFigure } from './detail-schema.ts'

interface Options {
  readonly set?: string
  readonly format: 'table' | 'json'
}

/** `cordon factors show`: one record with its interval, source and licence, and what others publish. */
export function factorsShowCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('show')
    .description(
      'show one record with its source, its interval and what other sources publish for the same thing',
    )
    .argument('<id>', 'the id of a record')
    .option('--set <id>', 'released factor set (default: the newest)')
    .addOption(new Option('--format <format>').choices(['table', 'json']).default('table'))
    .action((id: string, { set: setId, format }: Options) => {
      const set = factorSets().get(setId)
      const detail = toFactorDetail(recordOf(set, id), set)
      if (format === 'json') writeExactly(terminal, JSON.stringify(detail))
      else terminal.write(detailText(detail))
    })
}

function detailText(detail: FactorDetail): string {
  const { record, interval, regionName, others, factorSet } = detail
  const { source } = record
  const stated = 'canonicalValue' in record
  const rows: [string, string][] = [
    ['Figure', stated ? `${forReading(record.value)} ${record.unit}` : 'a curve'],
    ...(stated
      ? [['As used', `${forReading(record.canonicalValue)} ${record.canonicalUnit}`] as [string, string]]
      : []),
    ...(interval
      ? [
          [
            '95 % interval',
            `${forReading(interval.lower)} to ${forReading(interval.upper)} ${interval.unit} (${interval.rule})`,
          ] as [string, string],
        ]
      : []),
    ['Region', `${regionName} (${record.region})`],
    ['Years', yearsOf(record)],
    ['Quality', `${record.quality}, tier ${record.tier}, ${record.verification}`],
    ['Source', `${source.title}, ${source.publisher}, ${source.edition}`],
    ['Place in it', record.locator],
    ['Licence', source.licence],
    ['Cite as', source.attribution],
    ...(record.note === undefined ? [] : [['Note', record.note] as [string, string]]),
  ]
  const tables = [
    tableText(`${record.id} of factor set ${factorSet}`, [{ head: '' }, { head: '', width: 90 }], rows),
    ...(
      [
        ['Other publishers', others.publishers],
        ['The same in another unit of activity', others.measures],
        ['Other years', others.years],
        ['Other technologies', others.technologies],
        ['Other regions, the nearest year of each', others.regions],
      ] as const
    ).flatMap(([title, figures]) => (figures.length > 0 ? [othersText(title, figures)] : [])),
  ]
  return tables.join('\n')
}

const MAX_SHOWN = 12

function othersText(title: string, figures: readonly OtherFigure[]): string {
  const shown = figures.slice(0, MAX_SHOWN)
  const more = figures.length > shown.length ? `; the first ${shown.length} of ${figures.length}` : ''
  return tableText(
    `${title}${more}`,
    [
      { head: 'Record', width: 56 },
      { head: 'Years' },
      { head: 'Value', numbers: true },
      { head: 'Apart', numbers: true },
      { head: 'Publisher', width: 40 },
    ],
    shown.map((one) => [
      one.id,
      yearsOf(one),
      `${forReading(one.value)} ${one.unit}`,
      one.relativeDifference === undefined ? '' : `${(one.relativeDifference * 100).toFixed(1)} %`,
      one.publisher,
    ]),
  )
}
