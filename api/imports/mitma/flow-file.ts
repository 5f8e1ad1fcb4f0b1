import type { Dataset } from '../../store/datasets.ts'
import type { ImportDatabase, ImportNotice, ImportOptions } from '../../store/intake.ts'
import { factSelect } from '../fact-select.ts'
import { guardTable } from '../guard/guard.ts'
import { optionFault, refuseFaults } from '../import-option.ts'
import type { Importer } from '../importer.ts'
import { periodOfDay } from '../period.ts'
import { type RowCheck, wordCheck } from '../row-check.ts'
import { shieldedDatabase } from '../shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from '../source-table.ts'
import { sqlMapping } from '../sql-text.ts'
import { statedMark, writtenMeasures } from '../written-measure.ts'
import { DECIMAL_MARKS, type DecimalMark, decimal, decimalCheck } from './decimal.ts'
import { MODAL_SPLIT_OPTIONS, type ModalShare, modalSplitRelation, readModalSplit } from './modal-split.ts'

/** What differs between the editions of the Spanish mobility study. */
export interface FlowEdition {
  readonly format: string
  readonly title: string
  /** With our names `date`, `hour`, `origin`, `destination`, `band`, `trips` and `distance_km`. */
  readonly columns: readonly SourceColumn[]
  /** How a day is written. */
  readonly dayForm: '%Y%m%d' | '%Y-%m-%d'
  /** Distance bands [km] of the file, and ours. */
  readonly bands: Readonly<Record<string, string>>
}

const OPTIONS = {
  ...MODAL_SPLIT_OPTIONS,
  decimal: `decimal mark: ${DECIMAL_MARKS.join(' or ')}; default: point, as published`,
}

const ZONES = ['origin', 'destination']
const IS_PLACED = "origin <> 'NA' AND destination <> 'NA'"

/** An importer of flows between zones by hour, summed to days or coarser; columns about who travelled are never read. */
export const flowImporter = (edition: FlowEdition): Importer => ({
  format: edition.format,
  title: edition.title,
  containers: ['csv', 'csv.gz', 'parquet'],
  columns: edition.columns,
  options: OPTIONS,
  words: { decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const split = readModalSplit(options, [...new Set(Object.values(edition.bands))])
    const mark: DecimalMark = options['decimal'] === 'comma' ? 'comma' : 'point'
    const database = shieldedDatabase(store)
    const source = await openSourceTable(file, database, edition.columns)
    const day = `TRY_STRPTIME(date, '${edition.dayForm}')`
    // Saved anew by an office program it may have thousands.
    const { checks } = await writtenMeasures(file, source, ['trips', 'distance_km'], database, {
      stated: statedMark(options),
      published: ['|', ','],
    })
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      cells: { trips: decimal('trips', mark), days: '1' },
      checks: [...flowChecks(edition, day, mark), ...checks],
      counts: {
        unplaced: `NOT (${IS_PLACED})`,
        outside: ZONES.map((zone) => `lower(${zone}) = 'externo'`).join(' OR '),
      },
    })
    if (split) await requireBands(database, source, edition, split)
    return {
      facts: flowFacts(edition, source, { day, mark, split, dataset }),
      rowsRead: rows,
      notices: [
        ...notices,
        ...placeNotices(counts),
        splitNotice(split, options),
        ...(await dayNotices(database, source, day, dataset)),
      ],
    }
  },
})

const flowChecks = ({ bands }: FlowEdition, day: string, mark: DecimalMark): RowCheck[] => [
  {
    code: 'value-not-read',
    column: 'date',
    detail: 'Every row needs a day, such as 2024-03-15.',
    where: `${day} IS NULL`,
  },
  {
    code: 'value-not-read',
    column: 'hour',
    detail: 'Hours must be from 0 to 24; periods finer than an hour are refused (rule I3).',
    where: "NOT regexp_full_match(hour, '0?[0-9]|1[0-9]|2[0-4]|NA')",
  },
  ...ZONES.map(
    (zone): RowCheck => ({
      code: 'value-not-read',
      column: zone,
      detail: 'Every row needs a zone.',
      where: `${zone} IS NULL`,
    }),
  ),
  wordCheck('band', Object.keys(bands)),
  {
    code: 'value-not-read',
    column: 'band',
    detail: 'Every row needs a distance band.',
    where: 'band IS NULL',
  },
  decimalCheck('trips', mark),
  decimalCheck('distance_km', mark),
]

interface FactRules {
  readonly day: string
  readonly mark: DecimalMark
  readonly split: readonly ModalShare[] | undefined
  readonly dataset: Dataset
}

function flowFacts({ bands }: FlowEdition, { view }: SourceTable, rules: FactRules): string {
  const { day, mark, split, dataset } = rules
  const band = sqlMapping('band', bands)
  // Sum first, so that the modal split multiplies few rows.
  const sums =
    `(SELECT ${periodOfDay(day, dataset.grain)} AS period, origin, destination, ${band} AS band, ` +
    `sum(${decimal('trips', mark)}) AS trips, sum(${decimal('distance_km', mark)}) AS pkm ` +
    `FROM ${view} WHERE ${IS_PLACED} GROUP BY ALL) AS flow`
  const common = {
    period: 'period',
    origin: 'origin',
    destination: 'destination',
    distance_band: 'flow.band',
  }
  if (split === undefined)
    return factSelect({ ...common, trips: 'trips', passenger_distance_pkm: 'pkm' }, sums, 'as-is')
  const shares = modalSplitRelation(split, [...new Set(Object.values(bands))])
  return factSelect(
    { ...common, mode: 'split.mode', trips: 'trips * share', passenger_distance_pkm: 'pkm * share' },
    `${sums} JOIN ${shares} ON split.band = flow.band`,
    'as-is',
  )
}

/** A band of the file that the split does not name would be lost without a word. */
async function requireBands(
  database: ImportDatabase,
  { view }: SourceTable,
  { bands }: FlowEdition,
  split: readonly ModalShare[],
): Promise<void> {
  const found = await database.rows<{ band: string }>(
    `SELECT DISTINCT ${sqlMapping('band', bands)} AS band FROM ${view} ORDER BY band`,
  )
  const named = new Set(split.map(({ band }) => band))
  const missing = named.has('*') ? [] : found.filter(({ band }) => !named.has(band))
  refuseFaults(
    missing.map(({ band }) =>
      optionFault(
        `Option “modalSplit” needs shares for the distance band ${band}, or for “*” (every other band).`,
      ),
    ),
  )
}

function placeNotices({ unplaced = 0, outside = 0 }: Readonly<Record<string, number>>): ImportNotice[] {
  const notices: ImportNotice[] = []
  if (unplaced > 0)
    notices.push({
      code: 'rows-left-out',
      detail: `${unplaced} rows were left out: their zone is NA, so that nobody knows where these trips were.`,
    })
  if (outside > 0)
    notices.push({
      code: 'import-assumption',
      detail: `${outside} rows begin or end in “externo”. It counts as a zone outside every city, unless the zones of the dataset say otherwise.`,
    })
  return notices
}

const splitNotice = (split: readonly ModalShare[] | undefined, options: ImportOptions): ImportNotice =>
  split === undefined
    ? {
        code: 'mode-unknown',
        detail:
          'The file does not tell the mode of the trips. To estimate by mode, import it with option modalSplit.',
      }
    : {
        code: 'modal-split-assumed',
        detail:
          'The file has no modes. Option modalSplit shared trips and distances among modes by distance band: ' +
          `${options['modalSplit']} (source: ${options['modalSplitSource']}).`,
      }

/** Days missing from the file: between its first and last day or, if periods are longer, within its periods. */
async function dayNotices(
  database: ImportDatabase,
  { view }: SourceTable,
  day: string,
  { grain }: Dataset,
): Promise<ImportNotice[]> {
  const first = grain === 'day' ? 'min(day)' : `date_trunc('${grain}', min(day))`
  const last =
    grain === 'day' ? 'max(day)' : `date_trunc('${grain}', max(day)) + INTERVAL 1 ${grain} - INTERVAL 1 DAY`
  const [found] = await database.rows<{ missing: bigint }>(
    `SELECT CAST(date_diff('day', ${first}, ${last}) + 1 - count(*) AS BIGINT) AS missing
    FROM (SELECT DISTINCT ${day} AS day FROM ${view})`,
  )
  const missing = Number(found?.missing ?? 0)
  if (missing === 0) return []
  const where = grain === 'day' ? 'between its first and last day' : `of the ${grain}s that it covers`
  return [
    {
      code: 'import-gaps',
      detail: `The file lacks ${missing} days ${where}: sums contain only the days that it has.`,
    },
  ]
}
