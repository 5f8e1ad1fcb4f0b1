import { Argument, Command } from 'commander'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import type { ReleaseSummary } from '../store/released.ts'
import { cellsText, flowsText } from './cells-text.ts'
import { NO_ZONES } from './list-flows.ts'
import { giveUpYears } from './lost.ts'
import { orderRelease } from './order-release.ts'
import { getRelease } from './routes.ts'
import { settleInThread } from './settle-thread.ts'

/** `cordon releases`: what was given out of a dataset. */
export function releasesCommand(terminal: Terminal): Command {
  const dataset = new Argument('<dataset>', 'the id of the dataset')
  const { environment } = terminal
  return new Command('releases')
    .description('make, list and show what is given out of a dataset that is not openly published')
    .addCommand(
      new Command('make')
        .description('release the periods that are over')
        .addArgument(dataset)
        .option('--through <period>', 'the last period to release, such as 2024-03')
        .option('--changed-contributors <number>', 'how many contributors a correction changed')
        .action(async (id: string, { through, changedContributors }: Options) => {
          const changed =
            changedContributors === undefined ? {} : { changedContributors: toCount(changedContributors) }
          const { release, isNew, hasLengths } = await inDataFolder(environment, async (store) => {
            const released = await orderRelease(
              id,
              { through, ...changed },
              { store, settle: settleInThread },
            )
            const cells = await store.listCellsOf(released.release.id)
            return { ...released, hasLengths: cells.some(({ lengthOrigin }) => lengthOrigin === 'zones') }
          })
          terminal.write(
            `${isNew ? 'Released' : 'Nothing new; the last release is'} ${release.id}: ${release.cells} cells of ${id}.\n`,
          )
          if (hasLengths) terminal.write(`${NO_ZONES.detail}\n`)
        }),
    )
    .addCommand(
      new Command('give-up')
        .description(
          'after a restore that lost releases: release nothing more of the years that they told of, and go on with others',
        )
        .addArgument(dataset)
        .argument('<years>', 'such as 2023,2024; none, if nothing was given out after the backup')
        .action(async (id: string, text: string) => {
          const years = toYears(text)
          await inDataFolder(environment, (store) => giveUpYears(id, years, store))
          terminal.write(
            years.length === 0
              ? `Nothing was lost, as you say; releases of ${id} go on.\n`
              : `Nothing more is released of ${years.join(', ')} for the contributors of ${id}; other years go on.\n`,
          )
        }),
    )
    .addCommand(
      new Command('list')
        .description('list the releases of a dataset, the latest first')
        .addArgument(dataset)
        .action(async (id: string) => {
          const { items } = await inDataFolder(environment, (store) =>
            store.listReleases(id, { limit: MAX_LISTED }),
          )
          terminal.write(items.length === 0 ? 'Nothing is released of it.\n' : releasesText(items))
        }),
    )
    .addCommand(
      new Command('show')
        .description('print what a release gave out, with its certificate, as JSON')
        .argument('<release>', 'the id of the release')
        .action(async (id: string) => {
          const shown = await inDataFolder(environment, async (store) => {
            const { certificate, ...release } = await getRelease(store, id)
            const { cells } = cellsText(await store.listCellsOf(id))
            const { flows } = flowsText(await store.listFlowsOf(id))
            return { release, items: cells, zones: flows, certificate: JSON.parse(certificate) as unknown }
          })
          terminal.write(`${JSON.stringify(shown, undefined, 2)}\n`)
        }),
    )
}

interface Options {
  readonly through?: string
  readonly changedContributors?: string
}

const MAX_LISTED = 1000

function toCount(text: string): number {
  if (!/^\d{1,9}$/.test(text)) throw new CommandRefused('Write --changed-contributors as a whole number.')
  return Number(text)
}

function toYears(text: string): readonly string[] {
  if (text === 'none') return []
  const years = text.split(',')
  if (years.some((year) => !/^\d{4}$/.test(year)))
    throw new CommandRefused('Write the years as 2023,2024, or none.')
  return years
}

const releasesText = (releases: readonly ReleaseSummary[]): string =>
  tableText(
    'Releases',
    [
      { head: 'Id' },
      { head: 'Made at' },
      { head: 'Version', numbers: true },
      { head: 'Cells', numbers: true },
    ],
    releases.map(({ id, madeAt, version, isOpen, cells }) => [
      id,
      madeAt,
      String(version),
      isOpen ? 'all, as published' : String(cells),
    ]),
  )
