import { Argument, Command, Option } from 'commander'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { toSeries } from './answer.ts'
import { seriesCsv } from './csv.ts'
import { getSeries } from './estimate-series.ts'
import { seriesQuery } from './schema.ts'

interface Options extends Readonly<Record<string, string | undefined>> {
  readonly format?: 'csv' | 'json'
}

/** `cordon series`: what GET /v1/cities/{id}/series does, from the data folder. */
export function seriesCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('series')
    .description('emissions of a city by day, month or year, from a dataset of the data folder')
    .addArgument(new Argument('<city>', 'the id of the city'))
    .requiredOption('--dataset <id>', 'a dataset that was imported')
    .option('--from <period>', 'the first period; that of the facts where absent')
    .option('--to <period>', 'the last period; that of the facts where absent')
    .option('--by <grain>', 'day, month or year; that of the dataset where absent')
    .option('--mode <mode>', 'one mode alone')
    .option('--baseline <from..to>', 'adds an index against these periods')
    .option('--normalise <what>', 'weekday: as if every day were a mean day of the week')
    .option('--holidays <days>', 'days that are taken for Sundays, separated by commas')
    .option('--gaps <how>', 'leave or scale')
    .option('--modal-split <shares>', 'of trips without a mode, such as car:0.6,bus:0.4')
    .option('--band-lengths <lengths>', 'mean trip lengths [km] of distance bands, such as 50+:80')
    .option('--detour-factor <factor>', 'length on the network over the straight one')
    .option('--estimate <id>', 'a saved estimate whose fleets, occupancy and fuels hold')
    .option('--factor-set <id>', 'a released factor set')
    .addOption(
      new Option('--format <format>', 'csv, or json as the service answers')
        .choices(['csv', 'json'])
        .default('csv'),
    )
    .action(async (city: string, { format, ...options }: Options) => {
      const query = readParameters(seriesQuery, options)
      const view = await inDataFolder(terminal.environment, async (store) =>
        toSeries(await getSeries(city, query, store, factorSets()), query),
      )
      if (format === 'json') writeExactly(terminal, JSON.stringify(view))
      else terminal.write(seriesCsv(view))
    })
}
