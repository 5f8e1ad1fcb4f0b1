import { existsSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import { refusalsOf } from '../estimate/estimate.ts'
import { type EstimateRequest, estimateRequest } from '../estimate/request-schema.ts'
import { checkedRequestOf } from '../estimate/saved-estimate.ts'
import { readBody, readParameters } from '../request/validation.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { readConfig } from '../settings/config.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { toDiffView } from './diff-answer.ts'
import { diffCsv, setChangeCsv } from './diff-csv.ts'
import { diffQuery } from './diff-schema.ts'
import { diffText, setChangeText } from './diff-text.ts'
import { changeBetween } from './set-change.ts'
import { toSetChangeView } from './set-change-answer.ts'

interface Options {
  readonly format: 'table' | 'json' | 'csv'
  readonly estimate?: string
  readonly saved?: string
  readonly limit?: string
}

/** Differences that a table shows where nobody says how many. */
const TABLE_ROWS = 20

/** `cordon factors diff`: what GET /v1/factor-sets/{a}/diff/{b} does, for an estimate in a file or a saved one. */
export function factorsDiffCommand(terminal: Terminal, factorSets: () => FactorSets): Command {
  const command = new Command('diff')
    .description('show what differs between two factor sets, and how far that moves an estimate')
    .addArgument(new Argument('<before>', 'a released factor set'))
    .addArgument(new Argument('<after>', 'another released factor set'))
    .addOption(
      new Option(
        '--estimate <file>',
        'a request as POST /v1/estimates takes it; - reads standard input',
      ).conflicts('saved'),
    )
    .option('--saved <id>', 'a saved estimate in the data folder (CORDON_DATA_DIR)')
    .addOption(
      new Option(
        '--format <format>',
        'table to read; json as the service answers; csv of the differences or effects',
      )
        .choices(['table', 'json', 'csv'])
        .default('table'),
    )
    .option('--limit <count>', `at most this many differences; a table shows ${TABLE_ROWS}, json and csv all`)
  for (const name of ['kind', 'mode', 'country', 'change'] as const)
    command.option(`--${name} <${name}>`, diffQuery.shape[name].description ?? '')
  return command.action(async (idBefore: string, idAfter: string, options: Options) => {
    const { format, estimate, saved, limit, ...asked } = options
    const {
      limit: read,
      after: _,
      estimate: __,
      format: ___,
      ...search
    } = readParameters(diffQuery, {
      ...asked,
      ...(limit === undefined ? {} : { limit }),
    })
    const sets = factorSets()
    const [before, after] = [sets.get(idBefore), sets.get(idAfter)]
    const request =
      saved !== undefined
        ? await savedRequest(saved, terminal)
        : estimate !== undefined && requestOf(readJsonFile(estimate, terminal), idBefore, sets)
    const change = request
      ? toSetChangeView(changeBetween(request, before.content.id, after.content.id, sets))
      : undefined
    const found = toDiffView(before, after, search)
    const shown = limit === undefined ? found.items.length : read
    if (format === 'csv')
      return terminal.write(
        change ? setChangeCsv(change) : diffCsv(found.items.slice(0, shown).map((one) => one.view())),
      )
    if (format === 'json') {
      const items = found.items.slice(0, shown).map((one) => one.view())
      const view = { ...found, total: found.items.length, items, ...(change ? { estimate: change } : {}) }
      return writeExactly(terminal, JSON.stringify(view))
    }
    const rows = limit === undefined ? TABLE_ROWS : read
    terminal.write(
      [diffText(found, rows, search.change !== undefined), ...(change ? [setChangeText(change)] : [])].join(
        '\n',
      ),
    )
  })
}

/** The request of a file; the set that it names does not matter, so it is checked with the first of the two. */
function requestOf(body: unknown, factorSet: string, sets: FactorSets): EstimateRequest {
  const isObject = typeof body === 'object' && body !== null && !Array.isArray(body)
  const asked = isObject ? { ...body, factorSet } : body
  const request = readBody(estimateRequest, asked, (read) => refusalsOf(read, sets))
  if (isObject && 'factorSet' in body) return request
  // An estimate's id tells a request that names its set from one that does not.
  const { factorSet: _, ...unnamed } = request
  return unnamed
}

/**
 * The request of a saved estimate.
 *
 * @throws {CommandRefused} if there is none of the id, or the data folder is in use by a running service
 */
async function savedRequest(id: string, { environment }: Terminal): Promise<EstimateRequest> {
  const place = readConfig(environment)
  const { dataFolder, cluster } = place
  if (!cluster && !existsSync(dataFolder))
    throw new CommandRefused(`There is no data folder at ${dataFolder}.`)
  // The store is loaded only where it is needed.
  const { openStore, StoreRefused } = await import('../store/open-store.ts')
  const store = await openStore(place).catch((error: unknown) => {
    throw error instanceof StoreRefused ? new CommandRefused(error.message) : error
  })
  const saved = await store.findEstimate(id).finally(() => store.close())
  if (!saved) throw new CommandRefused(`No estimate ${id} is saved in ${dataFolder}.`)
  return checkedRequestOf(saved)
}
