import { Argument, Command, InvalidArgumentError, Option } from 'commander'
import { idIn, newKey } from '../access/secret.ts'
import { CommandRefused } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import { type Terminal, withoutControls, writeExactly } from '../shell/terminal.ts'
import { type AccessKey, SCOPES, type Scope } from '../store/keys.ts'
import { orderInFolder } from './order.ts'

interface AddOptions {
  readonly scope: readonly Scope[]
  readonly name?: string
  readonly dataset?: string
  readonly perMinute?: number
  readonly perDay?: number
}

const MAX_NAME = 100

/** `cordon keys`: who may read, contribute, release and operate. */
export const keysCommand = (terminal: Terminal): Command =>
  new Command('keys')
    .description('make, list and revoke keys in the data folder (CORDON_DATA_DIR), also of a running service')
    .addCommand(addCommand(terminal))
    .addCommand(listCommand(terminal))
    .addCommand(revokeCommand(terminal))

const addCommand = (terminal: Terminal): Command =>
  new Command('add')
    .description('make a key and print it, once: it is kept nowhere')
    .addOption(
      new Option('--scope <scope>', `${SCOPES.join(', ')}; repeat it for several. Each includes reading`)
        .argParser(gathered)
        .default([]),
    )
    .option('--name <name>', 'who it is for, as the list shows it')
    .option(
      '--dataset <id>',
      'the only dataset that the key may write; its scope is contribute if none is given',
    )
    .option('--per-minute <count>', 'the most requests in a minute', wholeNumber)
    .option('--per-day <count>', 'the most requests in a day', wholeNumber)
    .action(async ({ scope, dataset, name = dataset, ...limits }: AddOptions) => {
      const scopes = scope.length > 0 ? SCOPES.filter((one) => scope.includes(one)) : bound(dataset)
      if (name === undefined || name.trim() === '' || name.length > MAX_NAME)
        throw new CommandRefused(`Say who the key is for with --name, in up to ${MAX_NAME} characters.`)
      const facts = { name, scopes, origin: 'command', ...(dataset ? { dataset } : {}), ...limits } as const
      const { secret, key } = newKey(facts)
      await orderInFolder({ do: 'add-key', key: { ...key, scopes: [...scopes] } }, terminal.environment)
      terminal.write(`${secret}\n`)
      terminal.complain(`Key ${key.id}: ${scopes.join(', ')}. Keep it: it is not shown again.\n`)
    })

function bound(dataset: string | undefined): readonly Scope[] {
  if (dataset !== undefined) return ['contribute']
  throw new CommandRefused(`Say what the key allows with --scope: ${SCOPES.join(', ')}.`)
}

function gathered(text: string, before: readonly Scope[]): readonly Scope[] {
  const words = text.split(',').map((word) => word.trim())
  const scopes = SCOPES.filter((scope) => words.includes(scope))
  if (scopes.length !== new Set(words).size)
    throw new InvalidArgumentError(`Scopes are ${SCOPES.join(', ')}.`)
  return [...before, ...scopes]
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new InvalidArgumentError('It must be a whole number over 0.')
  return Number(text)
}

const listCommand = (terminal: Terminal): Command =>
  new Command('list')
    .description('list the keys, without the keys themselves')
    .addOption(new Option('--format <format>', 'of the list').choices(['table', 'json']).default('table'))
    .action(async ({ format }: { readonly format: 'table' | 'json' }) => {
      const { keys = [] } = await orderInFolder({ do: 'list-keys' }, terminal.environment)
      const shown = keys.map(({ digest, ...key }) => key)
      if (format === 'json') writeExactly(terminal, JSON.stringify({ items: shown }))
      else terminal.write(keys.length === 0 ? 'There is no key.\n' : keysText(shown))
    })

const revokeCommand = (terminal: Terminal): Command =>
  new Command('revoke')
    .description('end a key, at once')
    .addArgument(new Argument('<id>', 'as the list shows it, or the key itself'))
    .action(async (text: string) => {
      const id = idIn(text) ?? text
      await orderInFolder({ do: 'revoke-key', id }, terminal.environment)
      terminal.write(`Key ${id} is revoked.\n`)
    })

const keysText = (keys: readonly Omit<AccessKey, 'digest'>[]): string =>
  tableText(
    'Keys',
    [
      { head: 'Id' },
      { head: 'Name', width: 40 },
      { head: 'Scopes' },
      { head: 'Dataset' },
      { head: 'Made' },
      { head: 'Revoked' },
    ],
    keys.map(({ id, name, scopes, dataset = '', madeAt, revokedAt = '' }) => [
      id,
      withoutControls(name),
      scopes.join(' '),
      dataset,
      madeAt.slice(0, 16),
      revokedAt.slice(0, 16),
    ]),
  )
