import { Argument, Command, Option } from 'commander'
import { UNCERTAINTY_METHODS } from '../../src/index.ts'
import { refusalsStated, withStatedDemand, withStatedRows } from '../demand/state-demand.ts'
import { simulateHere } from '../draws/simulate.ts'
import { answerTo, linesOf, questionOf, toSaved } from '../estimate/estimate.ts'
import { type AskedEstimate, askedEstimate, type EstimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { linesCsv } from './lines-csv.ts'
import { estimateText } from './text.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly factorSet?: string
  readonly uncertainty?: string
  readonly draws?: string
  readonly seed?: string
  readonly lines?: true
  readonly save?: true
}

/** `cordon estimate`: what POST /v1/estimates does, from a file. */
export function estimateCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('estimate')
    .description('estimate a city from a JSON file of aggregates')
    .addArgument(new Argument('<file>', 'a request as POST /v1/estimates takes it; - reads standard input'))
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers; csv of the lines')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .option('--factor-set <id>', 'use this released factor set instead of the one in the file')
    .addOption(
      new Option('--uncertainty <method>', 'how to find intervals, instead of what the file says').choices(
        UNCERTAINTY_METHODS,
      ),
    )
    .option('--draws <number>', 'number of draws (monte-carlo)')
    .option('--seed <number>', 'seed of the draws (monte-carlo); the same seed gives the same answer')
    .option('--lines', 'show each line with its sources')
    .option('--save', 'save the estimate in the data folder (CORDON_DATA_DIR)')
    .action(async (file: string, options: Options) => {
      const { format, lines, save } = options
      const body = withOptions(readJsonFile(file, terminal), options)
      const asked = readBody(askedEstimate, body, (read) => refusalsStated(read, factorSets()))
      const request = await stated(asked, terminal, factorSets())
      const withLines = lines === true || save === true || format === 'csv'
      const question = questionOf(request, factorSets())
      const answer = await answerTo(question, simulateHere, withLines ? 'lines' : 'result')
      const { result } = answer
      if (save) await inDataFolder(terminal.environment, (store) => store.saveEstimate(toSaved(answer)))
      if (format === 'csv') terminal.write(linesCsv(linesOf(answer), result.coverage))
      else if (format === 'table') terminal.write(estimateText(result, lines && linesOf(answer)))
      else writeExactly(terminal, JSON.stringify(lines ? { ...result, ...linesOf(answer) } : result))
    })
}

/** The data folder is opened only for demand that is taken from it. */
async function stated(
  asked: AskedEstimate,
  { environment }: Terminal,
  factorSets: FactorSets,
): Promise<EstimateRequest> {
  const { demand } = asked
  if (Array.isArray(demand)) return withStatedRows(asked, demand)
  return inDataFolder(environment, (store) => withStatedDemand(asked, store, factorSets))
}

/** A body with what was said at the shell in place of what it says itself; the schema checks both alike. */
function withOptions(body: unknown, { factorSet, uncertainty, draws, seed }: Options): unknown {
  if (typeof body !== 'object' || body === null || Array.isArray(body)) return body
  const chosen = { ...body, ...(factorSet === undefined ? {} : { factorSet }) }
  if (uncertainty === undefined && draws === undefined && seed === undefined) return chosen
  const { uncertainty: before = {} } = body as { uncertainty?: { draws?: unknown; seed?: unknown } }
  const method = uncertainty ?? 'monte-carlo'
  const kept = method === 'monte-carlo' ? before : { ...before, draws: undefined, seed: undefined }
  return {
    ...chosen,
    uncertainty: {
      ...kept,
      method,
      ...(draws === undefined ? {} : { draws: Number(draws) }),
      ...(seed === undefined ? {} : { seed: Number(seed) }),
    },
  }
}
