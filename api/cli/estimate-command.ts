import { Argument, Command, Option } from 'commander'
import { answerTo, refusalsOf } from '../estimating.ts'
import { linesCsv } from '../exports/lines-csv.ts'
import type { FactorSets } from '../factor-sets.ts'
import { toLines } from '../mapping/lines.ts'
import { estimateRequest } from '../schemas/estimate-request.ts'
import { readBody } from '../validation.ts'
import { estimateText } from './estimate-table.ts'
import { readJsonFile } from './input-file.ts'
import { type Terminal, writeExactly } from './terminal.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly factorSet?: string
  readonly lines?: true
}

/** `cordon estimate`: what POST /v1/estimates does, from a file. */
export function estimateCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('estimate')
    .description('estimate a city from a JSON file of aggregates')
    .addArgument(new Argument('<file>', 'a request as POST /v1/estimates takes it; - reads standard input'))
    .addOption(
      new Option('--format <format>', 'table to read, json as the service answers, csv of the lines')
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .option('--factor-set <id>', 'a released factor set, in place of the one that the file names')
    .option('--lines', 'show each line with its sources')
    .action((file: string, { format, factorSet, lines }: Options) => {
      const body = withFactorSet(readJsonFile(file, terminal), factorSet)
      const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets()))
      const { result, estimate, set } = answerTo(request, factorSets())
      if (format === 'csv') terminal.write(linesCsv(toLines(estimate, set)))
      else if (format === 'table') terminal.write(estimateText(result, lines && toLines(estimate, set)))
      else writeExactly(terminal, JSON.stringify(lines ? { ...result, ...toLines(estimate, set) } : result))
    })
}

function withFactorSet(body: unknown, factorSet: string | undefined): unknown {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  return factorSet !== undefined && isObject ? { ...body, factorSet } : body
}
