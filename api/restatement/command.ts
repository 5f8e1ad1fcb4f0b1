import { Argument, Command, Option } from 'commander'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { restatementCsv } from './csv.ts'
import { restate } from './restate.ts'
import type { Restatement } from './schema.ts'
import { restatementText } from './text.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly factorSet?: string
  readonly gwp?: string
  readonly allocation?: string
  readonly transboundarySplit?: string
}

const SAVED_ID = /^est_[0-9a-f]+$/

/** `cordon restate`: what POST /v1/restatements does, from files and saved estimates. */
export function restateCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('restate')
    .description('a city’s years as they were filed, and recomputed on one basis')
    .addArgument(
      new Argument(
        '<file...>',
        'requests as POST /v1/estimates takes them, each of another year; est_… names a saved estimate',
      ),
    )
    .option('--factor-set <id>', 'the set to recompute with; the newest where absent')
    .option('--gwp <set>', 'the warming potentials; those of the last year where absent')
    .option('--allocation <allocation>', 'the allocation; that of the last year where absent')
    .option(
      '--transboundary-split <split>',
      'of induced-activity: how crossing trips are shared between scopes',
    )
    .addOption(
      new Option('--format <format>', 'table to read, json as the service answers, csv of the years')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (files: readonly string[], { format, ...chosen }: Options) => {
      const estimates = files.map((file) => (SAVED_ID.test(file) ? file : readJsonFile(file, terminal)))
      const body = { estimates, ...(Object.keys(chosen).length > 0 ? { with: chosen } : {}) }
      const restated = await restatedHere(body, terminal, factorSets())
      if (format === 'csv') terminal.write(restatementCsv(restated))
      else if (format === 'json') writeExactly(terminal, JSON.stringify(restated))
      else terminal.write(restatementText(restated))
    })
}

/** The data folder is opened only where a saved estimate is named. */
function restatedHere(
  body: { readonly estimates: readonly unknown[] },
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<Restatement> {
  if (!body.estimates.some((one) => typeof one === 'string'))
    return restate(body, factorSets, async () => undefined)
  return inDataFolder(environment, (store) => restate(body, factorSets, (id) => store.findEstimate(id)))
}
