import { Argument, Command, Option } from 'commander'
import { simulateHere } from '../draws/simulate.ts'
import { estimateQuestion, questionOf, refusalsOf } from '../estimate/estimate.ts'
import { estimateRequest } from '../estimate/request-schema.ts'
import { readBody } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { CommandRefused } from '../shell/failure.ts'
import { writeWhole } from '../shell/output-file.ts'
import { type ReadRequestFile, type WorkbookChoice, withWorkbookOptions } from '../shell/request-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { INVENTORY_FORMAT_NAMES, INVENTORY_FORMATS, type InventoryFormatName } from './formats.ts'
import type { InventoryDocument } from './schema.ts'
import { inventoryView } from './take-inventory.ts'
import { inventoryText } from './text.ts'

interface Options extends WorkbookChoice {
  readonly format: 'table' | InventoryFormatName
  readonly output?: string
}

/** `cordon inventory`: the same as GET /v1/estimates/{id}/inventory, from a file. */
export function inventoryCommand(
  terminal: Terminal,
  factorSets: () => FactorSets,
  readRequestFile: ReadRequestFile,
): Command {
  return withWorkbookOptions(new Command('inventory'))
    .description('fill in the GPC rows of a city, with notation keys and data quality')
    .addArgument(
      new Argument(
        '<file>',
        'a request as POST /v1/estimates takes it, or a workbook (.xlsx); - reads standard input',
      ),
    )
    .addOption(
      new Option(
        '--format <format>',
        'table to read; json as the service answers; csv for a spreadsheet; xlsx for GCoM and CIRIS (eCRF); citycatalyst and cdp for those platforms',
      )
        .choices(['table', ...INVENTORY_FORMAT_NAMES])
        .default('table'),
    )
    .option('--output <file>', 'write to this file instead of standard output; required for xlsx')
    .action(async (file: string, { format, output, ...choice }: Options) => {
      if (format === 'xlsx' && output === undefined)
        throw new CommandRefused(
          'A workbook cannot be printed. Name a file, such as --output inventory.xlsx.',
        )
      const asked = await readRequestFile(file, choice, terminal)
      const inventory = await asked.answer((body) => inventoryOf(body, factorSets()))
      const written =
        format === 'table' ? inventoryText(inventory) : await INVENTORY_FORMATS[format].write(inventory)
      if (output !== undefined) writeWhole(output, written)
      else if (format === 'table') terminal.write(String(written))
      else writeExactly(terminal, String(written))
    })
}

/**
 * The inventory of the city that a body describes, which nobody has checked yet.
 *
 * @throws {Failure} with every fault
 */
export function inventoryOf(body: unknown, factorSets: FactorSets): Promise<InventoryDocument> {
  const request = readBody(estimateRequest, body, (read) => refusalsOf(read, factorSets))
  return inventoryView(estimateQuestion(questionOf(request, factorSets)), simulateHere)
}
