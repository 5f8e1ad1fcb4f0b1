import { Argument, Command, Option } from 'commander'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { datasetEstimatesOf } from './dataset-answer.ts'
import { datasetCsv } from './dataset-csv.ts'
import { datasetEstimatesQuery } from './dataset-schema.ts'
import { datasetTable } from './dataset-table.ts'
import { BY_CITIES, GROUPS_EXAMPLE } from './pair-groups-text.ts'

interface Options extends Readonly<Record<string, string | undefined>> {
  readonly format?: 'csv' | 'json' | 'table'
}

/** `cordon datasets estimates`: what GET /v1/datasets/{id}/estimates does, from the data folder. */
export function datasetEstimatesCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('estimates')
    .description('estimate every city of a dataset in one period, or its groups of pairs of places')
    .addArgument(new Argument('<id>', 'the id of the dataset'))
    .requiredOption('--period <period>', 'a period of the grain of the dataset, or coarser')
    .option(
      '--groups <groups>',
      `groups of pairs, in place of cities: ${BY_CITIES}, or those that you name, such as "${GROUPS_EXAMPLE}"`,
    )
    .option('--mode <mode>', 'only this mode')
    .option('--gaps <how>', 'what to do with gaps: leave or scale')
    .option('--modal-split <shares>', 'shares of modes for trips without a mode, such as "car=0.6, bus=0.4"')
    .option('--band-lengths <lengths>', 'mean trip lengths [km] of distance bands, such as 50+:80')
    .option('--detour-factor <factor>', 'network distance ÷ straight-line distance')
    .option('--allocation <how>', 'what belongs to a city (default: as an estimate from the dataset counts)')
    .option('--estimate <id>', 'take fleets, occupancy and fuels from this saved estimate')
    .option('--factor-set <id>', 'released factor set (default: the newest)')
    .option('--limit <number>', 'at most so many cities')
    .option('--after <city>', 'the cities behind this one')
    .addOption(
      new Option('--format <format>', 'table for people; json as the service answers; csv of all figures')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .action(async (id: string, { format, ...options }: Options) => {
      const query = readParameters(datasetEstimatesQuery, options)
      const view = await inDataFolder(terminal.environment, (store) =>
        datasetEstimatesOf(id, query, store, factorSets()),
      )
      if (format === 'json') writeExactly(terminal, JSON.stringify(view))
      else terminal.write(format === 'csv' ? datasetCsv(view) : datasetTable(view))
    })
}
