import { Argument, Command, Option } from 'commander'
import { namesDataset } from '../estimate/names-dataset.ts'
import { DOCUMENT_LIMIT_BYTES } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import type { ReadRequestFile, ReadYearFile } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { compare } from './compare.ts'
import { comparisonCsv } from './csv.ts'
import type { Comparison } from './schema.ts'
import { comparisonText } from './text.ts'
import { compareGiven } from './with-datasets.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly per?: 'city' | 'inhabitant'
}

const SAVED_ID = /^est_[0-9a-f]+$/
/** A year of a dataset that a request names: `city.json#2023`. */
const YEAR_OF = /^(.+\.json)#(\d{4}(?:-\d{2})?)$/i

/** `cordon compare`: what POST /v1/comparisons does, from files, years of workbooks and saved estimates. */
export function compareCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
  readYearFile: ReadYearFile,
): Command {
  return new Command('compare')
    .description('say why two years, a series of years, or two cities differ, with the method apart')
    .addArgument(
      new Argument(
        '<file...>',
        'requests, answers with their request, a workbook with all its years, one of them (city.xlsx#2023) or of the dataset that a request names (city.json#2023), or ids of saved estimates (est_…), in order',
      ),
    )
    .addOption(
      new Option(
        '--per <what>',
        'effects of the city, or of an inhabitant (default: the city; two cities: an inhabitant)',
      ).choices(['city', 'inhabitant']),
    )
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers; csv of all effects')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (files: readonly string[], { format, per }: Options) => {
      const compared: unknown[] = []
      for (const file of files)
        if (file.toLowerCase().endsWith('.xlsx')) compared.push(...(await readYearFile(file, terminal)))
        else compared.push(await readCompared(file, terminal, readRequestFile))
      const [from, to, ...more] = compared
      const what =
        compared.length === 2 ? { from, to } : { series: [from, to, ...more].slice(0, compared.length) }
      const answer = await comparedHere(
        { ...what, ...(per ? { per } : {}) },
        compared,
        terminal,
        factorSets(),
      )
      if (format === 'csv') terminal.write(comparisonCsv(answer))
      else if (format === 'json') writeExactly(terminal, JSON.stringify(answer))
      else terminal.write(comparisonText(answer))
    })
}

async function readCompared(
  file: string,
  terminal: Terminal,
  readRequestFile: ReadRequestFile,
): Promise<unknown> {
  if (SAVED_ID.test(file)) return file
  const [, path, period] = YEAR_OF.exec(file) ?? []
  if (path === undefined || period === undefined)
    return (await readRequestFile(file, {}, terminal, DOCUMENT_LIMIT_BYTES)).answer((body) => body)
  return (await readRequestFile(path, {}, terminal)).answer((body) => {
    if (!namesDataset(body))
      throw new CommandRefused(
        `${file}: only a request whose demand names a dataset has other years; write one file for each year.`,
      )
    return { ...body, period }
  })
}

/** The data folder is opened only where a saved estimate or a dataset is named. */
function comparedHere(
  body: unknown,
  compared: readonly unknown[],
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<Comparison> {
  if (!compared.some((one) => typeof one === 'string' || namesDataset(one)))
    return compare(body, factorSets, async () => undefined)
  return inDataFolder(environment, (store) => compareGiven(body, factorSets, store))
}
