import { Argument, Command, Option } from 'commander'
import { estimated, questionOf, refusalsOf } from '../estimating.ts'
import type { FactorSets } from '../factor-sets.ts'
import { INVENTORY_FORMATS } from '../inventory-formats.ts'
import { inventoryView } from '../inventory-view.ts'
import { estimateRequest } from '../schemas/estimate-request.ts'
import { simulateHere } from '../simulating.ts'
import { readBody } from '../validation.ts'
import { readJsonFile } from './input-file.ts'
import { inventoryText } from './inventory-table.ts'
import { type Terminal, writeExactly } from './terminal.ts'

const FILE_FORMATS = Object.keys(INVENTORY_FORMATS) as (keyof typeof INVENTORY_FORMATS)[]

interface Options {
  readonly format: 'table' | (typeof FILE_FORMATS)[number]
}

/** `cordon inventory`: what GET /v1/estimates/{id}/inventory gives, from a file. */
export function inventoryCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  return new Command('inventory')
    .description('a city by GPC reference number, with notation keys and data quality')
    .addArgument(new Argument('<file>', 'a request as POST /v1/estimates takes it; - reads standard input'))
    .addOption(
      new Option('--format <format>', 'table to read, json as the service answers, csv to work with')
        .choices(['table', ...FILE_FORMATS])
        .default('table'),
    )
    .action(async (file: string, { format }: Options) => {
      const body = readJsonFile(file, terminal)
      const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets()))
      const inventory = await inventoryView(estimated(questionOf(request, factorSets())), simulateHere)
      if (format === 'table') terminal.write(inventoryText(inventory))
      else writeExactly(terminal, INVENTORY_FORMATS[format].write(inventory))
    })
}
