import { Argument, Command, Option } from 'commander'
import { DECIMAL_MARKS, type DecimalMark, UNCERTAINTY_METHODS } from '../../src/index.ts'
import { refusalsStated, withStatedDemand, withStatedRows } from '../demand/state-demand.ts'
import { simulateHere } from '../draws/simulate.ts'
import { answerTo, linesOf, questionOf, toSaved } from '../estimate/estimate.ts'
import { type AskedEstimate, askedEstimate, type EstimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readBytes, toJson } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { estimateCsv } from './estimate-csv.ts'
import { estimateWorkbook, isWorkbook } from './estimate-workbook.ts'
import { estimateText } from './text.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly factorSet?: string
  readonly uncertainty?: string
  readonly draws?: string
  readonly seed?: string
  readonly lines?: true
  readonly save?: true
  readonly period?: string
  readonly decimal?: DecimalMark
}

/** `cordon estimate`: what POST /v1/estimates does, from a file. */
export function estimateCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('estimate')
    .description('estimate a city from a JSON file of aggregates, or from a workbook of cordon template')
    .addArgument(
      new Argument(
        '<file>',
        'a request as POST /v1/estimates takes it, or a workbook (.xlsx); - reads standard input',
      ),
    )
    .addOption(
      new Option(
        '--format <format>',
        'table to read; json as the service answers; csv of totals, breakdowns and lines',
      )
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
    .option('--period <year>', 'of a workbook: only this year')
    .addOption(
      new Option('--decimal <mark>', 'of a workbook: the decimal mark of numbers that are texts').choices(
        DECIMAL_MARKS,
      ),
    )
    .action(async (file: string, options: Options) => {
      const { format, lines, save, period, decimal } = options
      const bytes = readBytes(file, terminal, WORKBOOK_BOUNDS.fileBytes)
      if (isWorkbook(file, bytes)) {
        const more = (body: unknown): unknown => withOptions(body, options)
        await estimateWorkbook(Buffer.from(bytes), { ...options, more }, terminal, factorSets())
        return
      }
      if (period !== undefined || decimal !== undefined)
        throw new CommandRefused(
          'Only a workbook takes --period and --decimal; JSON states its period itself.',
        )
      const body = withOptions(toJson(bytes, file), options)
      const asked = readBody(askedEstimate, body, (read) => refusalsStated(read, factorSets()))
      const request = await stated(asked, terminal, factorSets())
      const withLines = lines === true || save === true || format === 'csv'
      const question = questionOf(request, factorSets())
      const answer = await answerTo(question, simulateHere, withLines ? 'lines' : 'result')
      const { result } = answer
      if (save) await inDataFolder(terminal.environment, (store) => store.saveEstimate(toSaved(answer)))
      if (format === 'csv') terminal.write(estimateCsv(result, linesOf(answer)))
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
