import { DECIMAL_MARKS } from '../../src/index.ts'
import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import { factSelect } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import type { Importer } from './importer.ts'
import { measureCheck, type RowCheck, wordCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn } from './source-table.ts'
import { sqlMapping, sqlText, sqlTexts } from './sql-text.ts'
import { DECIMAL_OPTION, statedMark, type WrittenMeasures, writtenMeasures } from './written-measure.ts'

const MODES = {
  AUTOMOBILE: 'car',
  BUS: 'bus',
  CYCLING: 'cycle',
  MOTORCYCLE: 'motorcycle',
  'ON FOOT': 'walk',
  TRAM: 'tram',
  RAIL: 'rail',
  SUBWAY: 'metro',
  FERRY: 'ferry',
}
const ACTIVE_MODES = ['CYCLING', 'ON FOOT']
const FLOW_OF_BOUNDS = { 'IN-BOUNDARY': 'within', INBOUND: 'inbound', OUTBOUND: 'outbound' }
const DISTANCES = ['vkm', 'pkm']

const OPTIONS = {
  city: 'id of the city of the export; the file does not name it',
  distance: `unit of motorised kilometres in the export: ${DISTANCES.join(' or ')}; default: vkm`,
  ...DECIMAL_OPTION,
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'mode', role: 'name', required: true },
  { name: 'travel_bounds', role: 'name', required: true },
  { name: 'trips', role: 'measure', required: true },
  { name: 'full_distance_km', role: 'measure', isDistance: true, required: true },
  { name: 'gpc_distance_km', role: 'measure', isDistance: true },
  { name: 'full_co2e_tons', role: 'measure' },
  { name: 'gpc_co2e_tons', role: 'measure' },
  { name: 'year', role: 'period', required: true },
]
const MEASURES = ['trips', 'full_distance_km', 'gpc_distance_km', 'full_co2e_tons', 'gpc_co2e_tons']

const NOT_TOTAL = "upper(travel_bounds) <> 'TOTAL'"
const FLOW = sqlMapping('upper(travel_bounds)', FLOW_OF_BOUNDS)
const MODE = sqlMapping('upper(mode)', MODES)

/** The transport export of Google Environmental Insights Explorer for one city. */
export const googleEie: Importer = {
  format: 'google-eie',
  title: 'Google Environmental Insights Explorer, transport export',
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  required: ['city'],
  words: { distance: DISTANCES, decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const source = await openSourceTable(file, database, COLUMNS)
    const { number, checks } = await writtenMeasures(file, source, MEASURES, database, {
      stated: statedMark(options),
    })
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      key: ['mode', 'travel_bounds', 'year'],
      cells: { trips: number('trips'), days: '366' },
      checks: [
        wordCheck('upper(mode)', Object.keys(MODES), 'mode'),
        wordCheck('upper(travel_bounds)', [...Object.keys(FLOW_OF_BOUNDS), 'TOTAL'], 'travel_bounds'),
        ...checks,
        ...MEASURES.filter(source.has).map((name) =>
          measureCheck(name, { number: number(name), required: true }),
        ),
        YEAR_CHECK,
      ],
      counts: {
        totals: `NOT (${NOT_TOTAL})`,
        trams: "upper(mode) = 'TRAM'",
        // The GPC view gives the city half of a trip that crosses the boundary; the export rounds to 0.5 km.
        not_half: `upper(travel_bounds) IN ('INBOUND', 'OUTBOUND') AND abs(${number('gpc_distance_km')} * 2 - ${number('full_distance_km')}) > 2`,
      },
    })
    const isVehicle = (options['distance'] ?? 'vkm') === 'vkm'
    const active = `upper(mode) IN ${sqlTexts(ACTIVE_MODES)}`
    const distance = number('full_distance_km')
    const city = sqlText(options['city'] ?? '')
    return {
      facts: factSelect(
        {
          period: 'year',
          city,
          flow: FLOW,
          mode: MODE,
          trips: number('trips'),
          passenger_distance_pkm: isVehicle ? `CASE WHEN ${active} THEN ${distance} END` : distance,
          vehicle_distance_vkm: isVehicle ? `CASE WHEN NOT ${active} THEN ${distance} END` : 'NULL',
        },
        `${source.view} WHERE ${NOT_TOTAL}`,
        'as-is',
      ),
      comparison: comparisonSelect(
        city,
        number,
        ['full', 'gpc'].filter((view) => source.has(`${view}_co2e_tons`)),
      ),
      rowsRead: rows,
      notices: [
        ...notices,
        ...exportNotices(counts, isVehicle),
        ...(await sumNotices(database, source.view, MEASURES.filter(source.has), number)),
        ...(await gapNotices(database, source.view)),
      ],
    }
  },
}

const YEAR_CHECK: RowCheck = {
  code: 'value-not-read',
  column: 'year',
  detail: 'Every row needs a year, such as 2024.',
  where: "(year IS NULL OR NOT regexp_full_match(year, '20[0-9]{2}'))",
}

/** Emissions as the export gives them: of whole trips (`full`), and of the half that the GPC view gives the city (`gpc`). */
function comparisonSelect(city: string, number: WrittenMeasures['number'], views: readonly string[]): string {
  const one = (view: string): string =>
    `SELECT ${city} AS city, year AS period, ${MODE} AS mode, ${FLOW} AS flow, 'co2e-${view}' AS quantity,
      ${number(`${view}_co2e_tons`)} AS value, 't' AS unit FROM source_row WHERE ${NOT_TOTAL}`
  const none = `SELECT NULL::VARCHAR AS city, NULL::VARCHAR AS period, NULL::VARCHAR AS mode, NULL::VARCHAR AS flow,
    NULL::VARCHAR AS quantity, NULL::DOUBLE AS value, NULL::VARCHAR AS unit LIMIT 0`
  return views.length === 0 ? none : views.map(one).join(' UNION ALL ')
}

function exportNotices(counts: Readonly<Record<string, number>>, isVehicle: boolean): ImportNotice[] {
  const { totals = 0, trams = 0, not_half: notHalf = 0 } = counts
  const notices: ImportNotice[] = [
    {
      code: 'import-assumption',
      detail: isVehicle
        ? 'Motorised distances were read as vehicle-kilometres, because the emissions per kilometre in the export are those of vehicles.'
        : 'Motorised distances were read as passenger-kilometres, as option “distance” asks.',
    },
  ]
  if (totals > 0)
    notices.push({
      code: 'rows-left-out',
      detail: `${totals} TOTAL rows were left out: they are sums of the other rows.`,
    })
  if (trams > 0)
    notices.push({
      code: 'mode-grouped',
      detail: 'TRAM was read as tram; the publisher also counts trains, metros and ferries under it.',
    })
  if (notHalf > 0)
    notices.push({
      code: 'import-disagrees',
      detail: `In ${notHalf} rows gpc_distance_km is not half of full_distance_km. The full distance was used.`,
    })
  return notices
}

/** More than the digits that the export leaves out. */
const SUM_TOLERANCE = 1e-3
const MAX_SUMS_NAMED = 3

/** TOTAL rows that are not the sum of the rows beside them: one of these was changed, is missing or is of another city. */
async function sumNotices(
  database: ImportDatabase,
  view: string,
  measures: readonly string[],
  number: WrittenMeasures['number'],
): Promise<ImportNotice[]> {
  const off = await database.rows<{
    mode: string
    year: string
    measure: string
    total: number
    sum: number
  }>(
    `SELECT * FROM (${measures
      .map(
        (measure) =>
          `SELECT upper(mode) AS mode, year, ${sqlText(measure)} AS measure,
            max(${number(measure)}) FILTER (WHERE NOT (${NOT_TOTAL})) AS total,
            sum(${number(measure)}) FILTER (WHERE ${NOT_TOTAL}) AS sum
          FROM ${view} GROUP BY ALL`,
      )
      .join(' UNION ALL ')})
    WHERE abs(total - sum) > ${SUM_TOLERANCE} * greatest(total, sum)
    ORDER BY year, mode, measure`,
  )
  if (off.length === 0) return []
  const named = off
    .slice(0, MAX_SUMS_NAMED)
    .map(({ mode, year, measure, total, sum }) => `${measure} of ${mode} in ${year}: ${total}, not ${sum}`)
  const rest = off.length - named.length
  return [
    {
      code: 'import-disagrees',
      detail: `TOTAL rows are not the sum of the other rows: ${named.join('; ')}${rest > 0 ? `; and ${rest} more` : ''}. The other rows were used; check them.`,
    },
  ]
}

/** Modes and years that the export leaves out: gaps, not zeros. */
async function gapNotices(database: ImportDatabase, view: string): Promise<ImportNotice[]> {
  const missing = await database.rows<{ mode: string; years: string }>(
    `WITH seen AS (SELECT DISTINCT upper(mode) AS mode, year FROM ${view}),
      spanned AS (SELECT CAST(unnest(range(min(year::INT), max(year::INT) + 1)) AS VARCHAR) AS year FROM seen)
    SELECT mode, string_agg(year, ', ' ORDER BY year) AS years
    FROM (SELECT mode, spanned.year FROM (SELECT DISTINCT mode FROM seen), spanned EXCEPT SELECT mode, year FROM seen)
    GROUP BY mode ORDER BY mode`,
  )
  return missing.map(({ mode, years }) => ({
    code: 'import-gaps',
    detail: `The export has no ${mode} for ${years}. This is a gap, not 0.`,
  }))
}
