import { Argument, Command, Option } from 'commander'
import { type Fault, refusal } from '../request/failure.ts'
import { readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { toSeries } from './answer.ts'
import { csvOf } from './csv.ts'
import { getSeries } from './estimate-series.ts'
import { phasesTable } from './phases-table.ts'
import { PHASES_EXAMPLE } from './phases-text.ts'
import { seriesQuery } from './schema.ts'

interface Options extends Readonly<Record<string, string | undefined>> {
  readonly format?: 'csv' | 'json' | 'table'
}

const NO_PHASES: Fault = {
  code: 'invalid-field',
  parameter: 'format',
  detail: `A table shows phases: name some with --phases, such as ${PHASES_EXAMPLE}, or ask for csv or json.`,
}

/** `cordon series`: what GET /v1/cities/{id}/series does, from the data folder. */
export function seriesCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('series')
    .description('show a city’s emissions by day, month or year, from a dataset in the data folder')
    .addArgument(new Argument('<city>', 'the id of the city'))
    .requiredOption('--dataset <id>', 'a dataset that was imported')
    .option('--from <period>', 'first period (default: the first in the dataset)')
    .option('--to <period>', 'last period (default: the last in the dataset)')
    .option('--by <grain>', 'day, month or year (default: the grain of the dataset)')
    .option('--mode <mode>', 'only this mode')
    .option('--baseline <from..to>', 'add an index relative to these periods')
    .option('--normalise <what>', 'weekday: remove the effect of the day of the week')
    .option(
      '--holidays <days>',
      'days to count as Sundays, separated by commas; calendar: those of --calendar',
    )
    .option('--phases <phases>', `named stretches of time, such as ${PHASES_EXAMPLE}`)
    .option('--calendar <region>', 'whose holidays, such as DE or DE-BY, or none (default: of the country)')
    .option('--rows <what>', 'what the rows of a CSV are: periods or phases')
    .option('--gaps <how>', 'what to do with gaps: leave or scale')
    .option('--modal-split <shares>', 'shares of modes for trips without a mode, such as "car=0.6, bus=0.4"')
    .option('--band-lengths <lengths>', 'mean trip lengths [km] of distance bands, such as 50+:80')
    .option('--detour-factor <factor>', 'network distance ÷ straight-line distance')
    .option(
      '--allocation <how>',
      'what belongs to the city (default: as an estimate from the dataset counts)',
    )
    .option('--estimate <id>', 'take fleets, occupancy and fuels from this saved estimate')
    .option('--factor-set <id>', 'released factor set (default: the newest)')
    .addOption(
      new Option('--format <format>', 'csv; json as the service answers; table of the phases for people')
        .choices(['csv', 'json', 'table'])
        .default('csv'),
    )
    .action(async (city: string, { format, ...options }: Options) => {
      const query = readParameters(seriesQuery, options)
      if (format === 'table' && !query.phases) throw refusal([NO_PHASES])
      const view = await inDataFolder(terminal.environment, async (store) =>
        toSeries(await getSeries(city, query, store, factorSets()), query),
      )
      if (format === 'json') writeExactly(terminal, JSON.stringify(view))
      else if (format === 'table') terminal.write(phasesTable(view))
      else terminal.write(csvOf(view, query))
    })
}
