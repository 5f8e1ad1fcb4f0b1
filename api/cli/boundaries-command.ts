import { Argument, Command, Option } from 'commander'
import { boundariesDocumentOf } from '../bounding.ts'
import { estimated, questionOf, refusalsOf } from '../estimating.ts'
import type { FactorSets } from '../factor-sets.ts'
import { estimateRequest } from '../schemas/estimate-request.ts'
import { simulateHere } from '../simulating.ts'
import { readBody } from '../validation.ts'
import { boundariesText } from './boundaries-text.ts'
import { readJsonFile } from './input-file.ts'
import { type Terminal, writeExactly } from './terminal.ts'

interface Options {
  readonly format: 'text' | 'json'
}

/** `cordon boundaries`: a city under every allocation that its data allow. */
export function boundariesCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('boundaries')
    .description('a city under every allocation that its data allow, and why they differ')
    .addArgument(new Argument('<file>', 'a request as POST /v1/estimates takes it; - reads standard input'))
    .addOption(
      new Option('--format <format>', 'text to read, json as the service answers')
        .choices(['text', 'json'])
        .default('text'),
    )
    .action(async (file: string, { format }: Options) => {
      const body = readJsonFile(file, terminal)
      const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets()))
      const made = estimated(questionOf(request, factorSets()))
      const document = await boundariesDocumentOf(made, simulateHere)
      if (format === 'json') writeExactly(terminal, JSON.stringify(document))
      else terminal.write(boundariesText(document))
    })
}
