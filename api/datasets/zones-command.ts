import { Argument, Command, Option } from 'commander'
import { csvText } from '../http/csv.ts'
import { releaseImported, unreleasedText } from '../releases/release-imported.ts'
import { settleInThread } from '../releases/settle-thread.ts'
import { Failure } from '../request/failure.ts'
import { DOCUMENT_LIMIT_BYTES, readBody } from '../request/validation.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { CommandRefused } from '../shell/failure.ts'
import { readBytes, readJsonFile } from '../shell/input-file.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import type { Zone } from '../store/datasets.ts'
import type { Store } from '../store/store.ts'
import { type SavedZones, saveZones } from './save-zones.ts'
import { readZonesCsv, zonesEncoding } from './zone-csv.ts'
import { isFeatureCollection, zonesIn } from './zone-geojson.ts'
import { ZONE_COLUMNS, ZONE_NAMES, zoneList } from './zone-schema.ts'

interface Options {
  readonly template?: true
  readonly format: 'csv' | 'json'
}

/** `cordon zones`: what PUT and GET of the zones of a dataset do, without a server. */
export const zonesCommand = (terminal: Terminal): Command =>
  new Command('zones')
    .description(
      'say which city each zone of a dataset lies in, or list it, in the data folder (CORDON_DATA_DIR)',
    )
    .addArgument(new Argument('<dataset>', 'id of the dataset'))
    .addArgument(
      new Argument(
        '[file]',
        `CSV with ${ZONE_COLUMNS.join(', ')}, JSON or GeoJSON; replaces all zones; - is standard input`,
      ),
    )
    .option(
      '--template',
      'print a table to fill in: the zones of the facts, and the cities they are in so far',
    )
    .addOption(new Option('--format <format>', 'of the list').choices(['csv', 'json']).default('csv'))
    .action(async (dataset: string, file: string | undefined, { template, format }: Options) => {
      if (file !== undefined && template)
        throw new CommandRefused('Give a file, or --template for a table to fill in, not both.')
      const text = await inDataFolder(terminal.environment, async (store) => {
        if (!(await store.findDataset(dataset)))
          throw new Failure('not-found', `No dataset ${dataset} is registered. cordon datasets lists them.`)
        if (file !== undefined) {
          const saved = await save(store, dataset, file, terminal)
          const unreleased = await releaseImported(dataset, { store, settle: settleInThread })
          return unreleased === undefined
            ? savedText(saved)
            : `${savedText(saved)}${unreleasedText(unreleased)}\n`
        }
        const zones = await store.listZones(dataset)
        if (template) return templateText(await store.listFactZones(dataset), zones)
        return format === 'json' ? JSON.stringify({ zones: zones.map(toRow) }) : zonesText(zones)
      })
      if (format === 'json' && file === undefined) writeExactly(terminal, text)
      else terminal.write(text)
    })

async function save(store: Store, dataset: string, file: string, terminal: Terminal): Promise<SavedZones> {
  if (/\.(geo)?json$/i.test(file)) {
    const document = readJsonFile(file, terminal, DOCUMENT_LIMIT_BYTES)
    if (!isFeatureCollection(document)) return saveZones(store, dataset, checked(document))
    const { zones, boundaries, unread } = zonesIn(document)
    return saveZones(store, dataset, checked({ zones }), { boundaries, unread })
  }
  const bytes = readBytes(file, terminal, DOCUMENT_LIMIT_BYTES)
  return saveZones(store, dataset, checked(readZonesCsv(bytes)), { encoding: zonesEncoding(bytes) })
}

const checked = (body: unknown) => readBody(zoneList, body, undefined, ZONE_NAMES)

function savedText({ dataset, version, zones, notices = [] }: SavedZones): string {
  const lines = [
    `${zones} zones: version ${version} of ${dataset}`,
    ...notices.map(({ code, detail }) => `  ${detail} [${code}]`),
  ]
  return `${lines.join('\n')}\n`
}

const toRow = ({ zone, city, centroid, areaKm2 }: Zone) => ({
  zone,
  city,
  ...(centroid ? { longitude: centroid[0], latitude: centroid[1] } : {}),
  ...(areaKm2 === undefined ? {} : { areaKm2 }),
})

const zonesText = (zones: readonly Zone[]): string =>
  zones.length === 0 ? 'The dataset has no zones yet.\n' : csvText(zones.map(toRow), ZONE_COLUMNS)

function templateText(found: readonly string[], zones: readonly Zone[]): string {
  if (found.length === 0) return 'The facts of the dataset have no zones: they name cities.\n'
  const known = new Map(zones.map((zone) => [zone.zone, zone]))
  const rows = found.map((zone) => toRow(known.get(zone) ?? { zone, city: null }))
  return csvText(rows, ZONE_COLUMNS)
}
