import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { estimateQuestion, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type ReadRequestFile, type WorkbookChoice, withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { boundariesDocumentOf } from './compare-boundaries.ts'
import { boundariesCsv } from './csv.ts'
import { boundariesText } from './text.ts'

interface Options extends WorkbookChoice {
  readonly format: 'text' | 'json' | 'csv'
}

/** `cordon boundaries`: a city under every allocation that its data allow. */
export function boundariesCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return withWorkbookOptions(new Command('boundaries'))
    .description('compare the totals under every allocation that the data allow, and show why they differ')
    .addArgument(
      new Argument(
        '<file>',
        'a request as POST /v1/estimates takes it, or a workbook (.xlsx); - reads standard input',
      ),
    )
    .addOption(
      new Option('--format <format>', 'text to read; json as the service answers; csv of totals and steps')
        .choices(['text', 'json', 'csv'])
        .default('text'),
    )
    .action(async (file: string, { format, ...choice }: Options) => {
      const asked = await readRequestFile(file, choice, terminal)
      const document = await asked.answer((body) => {
        const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets()))
        return boundariesDocumentOf(estimateQuestion(questionOf(request, factorSets())), simulateHere)
      })
      if (format === 'json') writeExactly(terminal, JSON.stringify(document))
      else terminal.write(format === 'csv' ? boundariesCsv(document) : boundariesText(document))
    })
}
