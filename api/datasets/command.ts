import { Command } from 'commander'
import { inDataFolder } from '../shell/data-folder.ts'
import { tableText } from '../shell/table.ts'
import type { Terminal } from '../shell/terminal.ts'
import type { Dataset } from '../store/datasets.ts'

/** The most datasets that the list shows. */
const MOST = 1000

/** `cordon datasets`: what is registered in the data folder. */
export const datasetsCommand = (terminal: Terminal): Command =>
  new Command('datasets')
    .description('list the datasets in the data folder (CORDON_DATA_DIR)')
    .action(async () => {
      const { items } = await inDataFolder(terminal.environment, (store) =>
        store.listDatasets({ limit: MOST }),
      )
      terminal.write(items.length === 0 ? 'No dataset is registered here.\n' : datasetsText(items))
    })

const datasetsText = (datasets: readonly Dataset[]): string =>
  tableText(
    'Datasets',
    [
      { head: 'Id' },
      { head: 'Title', width: 40 },
      { head: 'Country' },
      { head: 'Grain' },
      { head: 'Version', numbers: true },
      { head: 'Files', numbers: true },
      { head: 'Facts', numbers: true },
    ],
    datasets.map(({ id, title, country, grain, version, files, facts }) => [
      id,
      title,
      country,
      grain,
      String(version),
      String(files),
      String(facts),
    ]),
  )
