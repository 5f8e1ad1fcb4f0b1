import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { estimateQuestion, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { boundariesDocumentOf } from './compare-boundaries.ts'
import { boundariesText } from './text.ts'

interface Options {
  readonly format: 'text' | 'json'
}

/** `cordon boundaries`: a city under every allocation that its data allow. */
export function boundariesCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('boundaries')
    .description('compare the totals under every allocation that the data allow, and show why they differ')
    .addArgument(new Argument('<file>', 'a request as POST /v1/estimates takes it; - reads standard input'))
    .addOption(
      new Option('--format <format>', 'text to read; json as the service answers')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, { format }: Options) => {
      const body = readJsonFile(file, terminal)
      const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets()))
      const made = estimateQuestion(questionOf(request, factorSets()))
      const document = await boundariesDocumentOf(made, simulateHere)
      if (format === 'json') writeExactly(terminal, JSON.stringify(document))
      else terminal.write(boundariesText(document))
    })
}
