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
    .description('show a city’s years as they were filed, and recomputed on one basis')
    .addArgument(
      new Argument(
        '<file...>',
        'requests as POST /v1/estimates takes them, one for each year; or the id of a saved estimate (est_…)',
      ),
    )
    .option('--factor-set <id>', 'factor set to recompute with (default: the newest)')
    .option('--gwp <set>', 'warming potentials (default: those of the last year)')
    .option('--allocation <allocation>', 'allocation (default: that of the last year)')
    .option('--transboundary-split <split>', 'how to split crossing trips between scopes (induced-activity)')
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers; csv of the years')
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
