import { Argument, Command, Option } from 'commander'
import { DOCUMENT_LIMIT_BYTES } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import type { ReadRequestFile } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { compare } from './compare.ts'
import { comparisonCsv } from './csv.ts'
import type { Comparison } from './schema.ts'
import { comparisonText } from './text.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly per?: 'city' | 'inhabitant'
}

const SAVED_ID = /^est_[0-9a-f]+$/
/** A year of a workbook: `city.xlsx#2023`. */
const YEAR_OF = /^(.+\.xlsx)#(\d{4}(?:-\d{2})?)$/i

/** `cordon compare`: what POST /v1/comparisons does, from files, years of workbooks and saved estimates. */
export function compareCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return new Command('compare')
    .description('say why two years, a series of years, or two cities differ, with the method apart')
    .addArgument(
      new Argument(
        '<file...>',
        'requests, answers with their request, a year of a workbook (city.xlsx#2023), or ids of saved estimates (est_…), in order',
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
      for (const file of files) compared.push(await readCompared(file, terminal, readRequestFile))
      const [from, to, ...more] = compared
      const what = files.length === 2 ? { from, to } : { series: [from, to, ...more].slice(0, files.length) }
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
  const [, workbook, period] = YEAR_OF.exec(file) ?? []
  const read =
    workbook === undefined || period === undefined
      ? await readRequestFile(file, {}, terminal, DOCUMENT_LIMIT_BYTES)
      : await readRequestFile(workbook, { period }, terminal)
  return read.answer((body) => body)
}

/** The data folder is opened only where a saved estimate is named. */
function comparedHere(
  body: unknown,
  compared: readonly unknown[],
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<Comparison> {
  if (!compared.some((one) => typeof one === 'string'))
    return compare(body, factorSets, async () => undefined)
  return inDataFolder(environment, (store) => compare(body, factorSets, (id) => store.findEstimate(id)))
}
