import { Argument, Command, Option } from 'commander'
import { MODES, type Mode } from '../../src/index.ts'
import { DOCUMENT_LIMIT_BYTES } from '../request/validation.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readBytes, readJsonFile } from '../shell/input-file.ts'
import type { Terminal } from '../shell/terminal.ts'
import { fleetOf } from './fleet.ts'
import { roadFuelOf } from './road-fuel.ts'
import { readTable } from './table.ts'

const FILE = 'the table as CSV; - is standard input'

const INTO = 'a request in JSON, or an answer with one, to put the part into: the whole request is printed'

interface FleetOptions {
  readonly mode: Mode
  readonly into?: string
}
interface FuelOptions {
  readonly place: string
  readonly year: string
  readonly into?: string
}

/** `cordon state`: tables of others as parts of a request, on standard output; what was assumed stands beside it. */
export function stateCommand(terminal: Terminal): Command {
  const command = new Command('state').description(
    'turn a published table into a part of a request, as JSON to put into it',
  )
  command
    .command('fleet')
    .description('vehicles by fuel, standard and type (tables of gtfs2emis and such): rows of `fleet`')
    .addArgument(new Argument('<file>', FILE))
    .addOption(new Option('--mode <mode>', 'mode of the vehicles').choices([...MODES]).default('bus'))
    .option('--into <request>', INTO)
    .action((file: string, { mode, into }: FleetOptions) => {
      const { fleet, notes } = fleetOf(readTable(readBytes(file, terminal, DOCUMENT_LIMIT_BYTES)), mode)
      answer(terminal, inRequest({ fleet }, into, terminal), notes)
    })
  command
    .command('fuel-sales')
    .description('road fuel by class and road of a British authority (DESNZ): rows of `fuelSales`')
    .addArgument(new Argument('<file>', FILE))
    .requiredOption('--place <code>', 'code or name of the authority')
    .requiredOption('--year <year>', 'the year, if the table has several')
    .option('--into <request>', INTO)
    .action((file: string, { place, year, into }: FuelOptions) => {
      const table = readTable(readBytes(file, terminal, DOCUMENT_LIMIT_BYTES))
      const { fuelSales, parts, notes } = roadFuelOf(table, place, year)
      const made = parts.map(({ vehicle, road, ktoe }) => `${vehicle}, ${road}: ${ktoe} ktoe`)
      answer(terminal, inRequest({ fuelSales }, into, terminal), [...notes, ...made])
    })
  return command
}

/** A part of a request, or the request that it is put into; an answer of `cordon estimate` repeats its request. */
function inRequest(part: object, into: string | undefined, terminal: Terminal): object {
  if (into === undefined) return part
  const body = readJsonFile(into, terminal)
  const { request = body } = (body ?? {}) as { readonly request?: unknown }
  if (typeof request !== 'object' || request === null || Array.isArray(request))
    throw new CommandRefused(`${into} is no request, and no answer with one: it must be an object of JSON.`)
  return { ...request, ...part }
}

/** JSON alone on standard output, so that it can be piped. */
function answer(terminal: Terminal, part: object, notes: readonly string[]): void {
  terminal.write(`${JSON.stringify(part, null, 2)}\n`)
  for (const note of notes) terminal.complain(`${note}\n`)
}
