import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { type ReadRequestFile, type WorkbookChoice, withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { reconcile, reconciliationRefusals } from './reconcile.ts'
import { reconciliationRequest } from './request-schema.ts'
import { reconciliationText } from './text.ts'

interface Options extends WorkbookChoice {
  readonly format: 'table' | 'json'
}

/** `cordon reconcile`: the same as POST /v1/reconciliations, from a file. */
export function reconcileCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return withWorkbookOptions(new Command('reconcile'))
    .description('compare fuel sold with the fuel that traffic burns, and offer an estimate from both')
    .addArgument(
      new Argument(
        '<file>',
        'a request with fuelSales, and with causes if you know them, or a workbook (.xlsx) with fuel sold; - reads standard input',
      ),
    )
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (file: string, { format, ...choice }: Options) => {
      const asked = await readRequestFile(file, choice, terminal)
      const result = await asked.answer((body) => {
        const request = readBody(reconciliationRequest, body, (read) =>
          reconciliationRefusals(read, factorSets()),
        )
        return reconcile(request, factorSets(), simulateHere)
      })
      if (format === 'table') terminal.write(reconciliationText(result))
      else writeExactly(terminal, JSON.stringify(result))
    })
}
