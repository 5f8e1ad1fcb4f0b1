import { Argument, Command, Option } from 'commander'
import { workOutHere } from '../draws/work-out.ts'
import { namesDataset } from '../estimate/names-dataset.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readJsonFile } from '../shell/input-file.ts'
import type { ReadRequestFile, WorkbookChoice } from '../shell/request-file.ts'
import { withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { scenarioCsv } from './csv.ts'
import { makeScenario } from './make-scenario.ts'
import type { ScenarioResult } from './schema.ts'
import { withStatedBase } from './stated-base.ts'
import { scenarioText } from './text.ts'

interface Options extends WorkbookChoice {
  readonly format: 'table' | 'json' | 'csv'
  readonly until?: string
  readonly shares?: boolean
  readonly sensitivity?: boolean
}

const SAVED_ID = /^est_[0-9a-f]+$/

/** `cordon scenario`: what POST /v1/scenarios does, from a file of the base year and one of the measures. */
export function scenarioCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return withWorkbookOptions(new Command('scenario'))
    .description('show what happens until a year, and what measures change of it')
    .addArgument(
      new Argument(
        '<city>',
        'the base year: a request as POST /v1/estimates takes it, a workbook (city.xlsx, or one of its years, city.xlsx#2023), or the id of a saved estimate (est_…)',
      ),
    )
    .addArgument(
      new Argument(
        '<measures>',
        'JSON with until, levers, targets, reference: a body of POST /v1/scenarios without base',
      ),
    )
    .option('--until <year>', 'last year, in place of the one in the file')
    .option('--shares', 'each measure’s share of the difference, whatever their order')
    .option(
      '--sensitivity',
      'what the result depends on, and what would have to be true for the targets to hold',
    )
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers; csv of the years')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(
      async (city: string, measures: string, { format, until, shares, sensitivity, ...choice }: Options) => {
        const asked = readJsonFile(measures, terminal)
        if (typeof asked !== 'object' || asked === null || Array.isArray(asked) || 'base' in asked)
          throw new CommandRefused(
            'The file of measures is an object without base: the base year is the first file.',
          )
        const bodyOf = (base: unknown) => ({
          base,
          ...asked,
          ...(until === undefined ? {} : { until }),
          ...(shares ? { shares } : {}),
          ...(sensitivity ? { sensitivity } : {}),
        })
        const scenarioOf = (base: unknown) => scenarioHere(bodyOf(base), terminal, factorSets())
        const result = SAVED_ID.test(city)
          ? await scenarioOf(city)
          : await (await readRequestFile(city, choice, terminal)).answer(scenarioOf)
        if (format === 'json') writeExactly(terminal, JSON.stringify(result))
        else terminal.write(format === 'csv' ? scenarioCsv(result) : scenarioText(result))
      },
    )
}

/** The data folder is opened only where a saved estimate or a dataset is named. */
async function scenarioHere(
  body: { readonly base: unknown },
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<ScenarioResult> {
  if (typeof body.base !== 'string' && !namesDataset(body.base))
    return makeScenario(body, factorSets, async () => undefined, workOutHere)
  return inDataFolder(environment, async (store) => {
    const stated = await withStatedBase(body, factorSets, store)
    return makeScenario(stated, factorSets, (id) => store.findEstimate(id), workOutHere)
  })
}
