import { Argument, Command, Option } from 'commander'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { ReadYearFile } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { cityYearsOf, type GivenYear, readYears } from './years.ts'
import { cityYearsCsv } from './years-csv.ts'
import { yearsQuery } from './years-schema.ts'
import { cityYearsText } from './years-text.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly city?: string
  readonly base?: string
  readonly factorSet?: string
  readonly gwp?: string
}

/** `cordon years`: what GET /v1/cities/{id}/years does, from a workbook, from files, or from a city of the data folder. */
export function yearsCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readYearFile: ReadYearFile,
): Command {
  return new Command('years')
    .description('show the years of a city on one basis: figures, bands, breaks, spliced line and index')
    .addArgument(new Argument('[file...]', 'a workbook with its years, or a request for each year'))
    .option('--city <id>', 'a city of the data folder, whose years were saved, instead of files')
    .option('--base <year>', 'the year whose index is 1 (default: the first)')
    .option('--factor-set <id>', 'factor set of all years (default: the newest)')
    .option('--gwp <set>', 'warming potentials (default: those of the last year)')
    .addOption(
      new Option(
        '--format <format>',
        'table to read; json as the service answers; csv with a row for each year',
      )
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (files: readonly string[], { format, city, ...asked }: Options) => {
      const query = readParameters(yearsQuery, asked)
      const given =
        city === undefined ? await ofFiles(files, terminal, readYearFile) : await ofCity(city, terminal)
      const years = readYears(given, factorSets())
      const answer = await cityYearsOf(years, query, factorSets())
      if (format === 'csv') terminal.write(cityYearsCsv(answer))
      else if (format === 'json') writeExactly(terminal, JSON.stringify(answer))
      else terminal.write(cityYearsText(answer))
    })
}

async function ofFiles(
  files: readonly string[],
  terminal: Terminal,
  read: ReadYearFile,
): Promise<readonly GivenYear[]> {
  if (files.length === 0) throw new CommandRefused('Name a workbook, a file for each year, or --city.')
  const given: GivenYear[] = []
  for (const file of files)
    for (const body of await read(file, terminal)) given.push({ pointer: `/years/${given.length}`, body })
  return given
}

async function ofCity(city: string, { environment }: Terminal): Promise<readonly GivenYear[]> {
  const kept = await inDataFolder(environment, (store) => store.listYears(city))
  if (kept.length === 0) throw new CommandRefused(`No year of ${city} is saved in the data folder.`)
  return kept.map((year) => ({ pointer: `/years/${year.year}`, request: checkedRequestOf(year) }))
}
