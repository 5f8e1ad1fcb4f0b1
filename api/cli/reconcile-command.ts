import { Argument, Command, Option } from 'commander'
import type { FactorSets } from '../factor-sets.ts'
import { reconcile, reconciliationRefusals } from '../reconciling.ts'
import { reconciliationRequest } from '../schemas/reconciliation-request.ts'
import { simulateHere } from '../simulating.ts'
import { readBody } from '../validation.ts'
import { readJsonFile } from './input-file.ts'
import { reconciliationText } from './reconciliation-table.ts'
import { type Terminal, writeExactly } from './terminal.ts'

interface Options {
  readonly format: 'table' | 'json'
}

/** `cordon reconcile`: what POST /v1/reconciliations does, from a file. */
export function reconcileCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('reconcile')
    .description('set fuel sold beside what activity burns, and offer what both together give')
    .addArgument(
      new Argument('<file>', 'a request with fuelSales, and causes if known; - reads standard input'),
    )
    .addOption(
      new Option('--format <format>', 'table to read, json as the service answers')
        .choices(['table', 'json'])
        .default('table'),
    )
    .action(async (file: string, { format }: Options) => {
      const request = readBody(reconciliationRequest, readJsonFile(file, terminal), (read) =>
        reconciliationRefusals(read, factorSets()),
      )
      const result = await reconcile(request, factorSets(), simulateHere)
      if (format === 'table') terminal.write(reconciliationText(result))
      else writeExactly(terminal, JSON.stringify(result))
    })
}
