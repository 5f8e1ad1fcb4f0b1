import { Argument, Command, Option } from 'commander'
import { inventoryOf } from '../inventory/command.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { readBytes } from '../shell/input-file.ts'
import type { ReadRequestFile } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { compareWithFiled } from './compare-filed.ts'
import { readFiledInventory } from './ecrf/filed-inventory.ts'
import { comparisonText, filedText } from './text.ts'

interface Options {
  readonly format: 'table' | 'json'
  readonly estimate?: string
}

/** `cordon filed-inventory`: what POST /v1/filed-inventories reads, and its comparison, from files. */
export function filedInventoryCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return new Command('filed-inventory')
    .description('read the transport rows of a filed eCRF workbook, and compare them with an estimate')
    .addArgument(
      new Argument(
        '<file>',
        'an .xlsx workbook with a sheet eCRF_3, or a CSV with its heads (CityCatalyst); - reads standard input',
      ),
    )
    .addOption(
      new Option('--format <format>', 'table to read; json as the service answers')
        .choices(['table', 'json'])
        .default('table'),
    )
    .option(
      '--estimate <file>',
      'compare with the inventory of this request (a file as POST /v1/estimates takes it, or a workbook of one year)',
    )
    .action(async (file: string, { format, estimate }: Options) => {
      const bytes = readBytes(file, terminal, WORKBOOK_BOUNDS.fileBytes)
      const filed = await readFiledInventory(Buffer.from(bytes))
      if (estimate === undefined) {
        if (format === 'json') writeExactly(terminal, JSON.stringify(filed))
        else terminal.write(filedText(filed))
        return
      }
      const asked = await readRequestFile(estimate, {}, terminal)
      const inventory = await asked.answer((body) => inventoryOf(body, factorSets()))
      const comparison = compareWithFiled(inventory, filed)
      if (format === 'json') writeExactly(terminal, JSON.stringify(comparison))
      else terminal.write(comparisonText(comparison))
    })
}
