import { DECIMAL_MARKS, type Grain, MODES } from '../../src/index.ts'
import type { ImportNotice, ImportOptions } from '../store/intake.ts'
import { factSelect } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { optionFault, refuseFaults } from './import-option.ts'
import type { Importer } from './importer.ts'
import { daysOfPeriod, isPeriodWithin } from './period.ts'
import { measureCheck, presenceCheck, type RowCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn } from './source-table.ts'
import { sqlText } from './sql-text.ts'
import { coverNotices, dataPeriods, requireWithin } from './streetlight-period.ts'
import { DECIMAL_OPTION, statedMark, writtenMeasures } from './written-measure.ts'

const MEASURES = ['volume', 'index']
const OPTIONS = {
  period: 'the year, month or day that the file covers',
  measure: `what O-D Traffic counts: ${MEASURES.join(' or ')}`,
  mode: 'the mode of all rows, if “Mode of Travel” does not tell it',
  ...DECIMAL_OPTION,
}

/** Of exports of different years: a daily mean, whether or not its name says so, in one of the units. */
const TRAFFIC_HEADERS = ['', 'Average Daily '].flatMap((mean) =>
  ['', ' StL', ' Calibrated', ' StL Calibrated', ' StL Truck', ' Truck', ' Estimated', ' Sample'].flatMap(
    (kind) => ['', ' Volume', ' Index'].map((unit) => `${mean}O-D Traffic${kind}${unit}`),
  ),
)

const COLUMNS: readonly SourceColumn[] = [
  { name: 'data_periods', role: 'unused', headers: ['Data Period'] },
  { name: 'mode_of_travel', role: 'name', required: true },
  { name: 'origin_zone_id', role: 'code', isZone: true, required: true },
  { name: 'origin_zone_name', role: 'unused' },
  { name: 'origin_zone_is_pass_through', role: 'code', required: true },
  { name: 'origin_zone_direction', role: 'unused', headers: ['Origin Zone Direction (degrees)'] },
  { name: 'origin_zone_is_bi_direction', role: 'unused' },
  { name: 'destination_zone_id', role: 'code', isZone: true, required: true },
  { name: 'destination_zone_name', role: 'unused' },
  { name: 'destination_zone_is_pass_through', role: 'code', required: true },
  { name: 'destination_zone_direction', role: 'unused', headers: ['Destination Zone Direction (degrees)'] },
  { name: 'destination_zone_is_bi_direction', role: 'unused' },
  { name: 'day_type', role: 'name', required: true },
  // Names such as “0: All Day (12am-12am)” are recognised by their number.
  { name: 'day_part', role: 'name', required: true },
  {
    name: 'od_traffic',
    role: 'measure',
    headers: TRAFFIC_HEADERS,
    required: true,
  },
  { name: 'origin_zone_traffic', role: 'unused', headers: ['Origin Zone Traffic (StL Volume)'] },
  { name: 'destination_zone_traffic', role: 'unused', headers: ['Destination Zone Traffic (StL Volume)'] },
  { name: 'avg_travel_time', role: 'unused', headers: ['Avg Travel Time (sec)'] },
  { name: 'vehicle_weight', role: 'unused', headers: ['Vehicle Weight Class'] },
  // Traffic of one end, and means and percentiles of times, lengths and speeds of a pair. Source: StreetLight exports.
  {
    name: 'traffic of one zone, times, lengths and speeds',
    role: 'unused',
    family:
      /^(((averagedaily)?(origin|destination|middlefilter)zonetraffic)|((avg|average|median)[a-z]{0,24}(traveltime|tripduration|duration|triplength|length|tripspeed|speed|tripcircuity|circuity))|((traveltime|tripduration|triplength|tripspeed|tripcircuity)[0-9a-z]{0,24}))(stl|calibrated)?(volume|index)?(sec|min|mi|km|mph|kmh|percent)?$/,
  },
]

/**
 * Rows of the average of all days and of the whole day, numbered 0 or 00, or without a number by their names; the other rows are
 * parts of these.
 */
const IS_WHOLE =
  "regexp_matches(lower(day_type), '^(0{1,2}:|all days|average day)') AND " +
  "regexp_matches(lower(day_part), '^(0{1,2}:|all day)')"
const IS_THROUGH =
  "lower(origin_zone_is_pass_through) IN ('yes', 'true') OR lower(destination_zone_is_pass_through) IN ('yes', 'true')"

/** Trips between zones by StreetLight Data, as volumes or as an index. */
export const streetlight: Importer = {
  format: 'streetlight',
  title: 'StreetLight origin–destination analysis',
  countsNobody: true,
  isUnderContract: true,
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  required: ['period', 'measure'],
  words: { measure: MEASURES, mode: MODES, decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const { period, isVolume, mode } = readOptions(options, dataset.grain)
    const database = shieldedDatabase(store)
    const source = await openSourceTable(file, database, COLUMNS)
    requireUnit(source.header('od_traffic') ?? '', isVolume)
    const covered = await dataPeriods(file, source, database)
    requireWithin(covered, period)
    const days = daysOfPeriod(period)
    const { number, checks } = await writtenMeasures(file, source, ['od_traffic'], database, {
      stated: statedMark(options),
    })
    const traffic = number('od_traffic')
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      key: ['mode_of_travel', 'origin_zone_id', 'destination_zone_id', 'day_type', 'day_part'],
      ...(isVolume ? { cells: { trips: traffic, days: '1' } } : {}),
      checks: [
        ...['origin_zone_id', 'destination_zone_id', 'mode_of_travel'].map(presenceCheck),
        ...checks,
        measureCheck('od_traffic', { number: traffic, required: true }),
        ...wholeChecks(source.view, mode),
      ],
      counts: { parts: `NOT (${IS_WHOLE})`, through: `(${IS_WHOLE}) AND (${IS_THROUGH})` },
    })
    return {
      facts: factSelect(
        {
          period: sqlText(period),
          origin: 'origin_zone_id',
          destination: 'destination_zone_id',
          mode: mode === undefined ? MODE : sqlText(mode),
          ...(isVolume ? { trips: `sum(${traffic}) * ${days}` } : { index_value: `sum(${traffic})` }),
        },
        `${source.view} WHERE (${IS_WHOLE}) AND NOT (${IS_THROUGH})`,
      ),
      rowsRead: rows,
      notices: [...notices, ...fileNotices(counts, isVolume, days), ...coverNotices(covered, period)],
    }
  },
}

const MODE = `CASE
  WHEN regexp_matches(lower(mode_of_travel), 'bicycl') THEN 'cycle'
  WHEN regexp_matches(lower(mode_of_travel), 'pedestr') THEN 'walk'
  WHEN regexp_matches(lower(mode_of_travel), '^personal') THEN 'car' END`

/** What would leave nothing, or count trips twice: `All Vehicles` hold trucks and personal vehicles too. */
function wholeChecks(view: string, mode: string | undefined): readonly RowCheck[] {
  const ofMode = mode === undefined ? `coalesce(${MODE}, '')` : sqlText(mode)
  const counted = `(${IS_WHOLE}) AND NOT (${IS_THROUGH})`
  return [
    {
      code: 'file-empty',
      detail:
        'No row is of the average of all days and of the whole day (Day Type 0, Day Part 0): export these too, for a day of the period cannot be told from parts.',
      where: `NOT (SELECT coalesce(bool_or(${IS_WHOLE}), false) FROM ${view})`,
    },
    {
      code: 'duplicate-key',
      column: 'mode_of_travel',
      detail:
        'Rows of several modes of travel would be added up, and some hold others, as all vehicles hold trucks: send those of one mode in a file.',
      where: `${counted} AND ${ofMode} IN (SELECT ${ofMode} FROM ${view} WHERE ${counted} GROUP BY ALL HAVING count(DISTINCT mode_of_travel) > 1)`,
    },
  ]
}

function readOptions(options: ImportOptions, grain: Grain) {
  const { period = '', measure: counted, mode } = options
  if (!isPeriodWithin(period, grain))
    refuseFaults([
      optionFault(
        `Option “period” must be a year, month or day that is not finer than the ${grain} that the dataset declares.`,
      ),
    ])
  return { period, isVolume: counted === 'volume', mode }
}

/** @throws {Failure} if the head of the column says another unit than the option */
function requireUnit(header: string, isVolume: boolean): void {
  if (isVolume ? /index/i.test(header) : /volume/i.test(header))
    refuseFaults([
      optionFault(
        `The head of the column of traffic says ${isVolume ? 'index' : 'volume'}: option “measure” must say so too.`,
      ),
    ])
}

function fileNotices(
  { parts = 0, through = 0 }: Readonly<Record<string, number>>,
  isVolume: boolean,
  days: number,
): ImportNotice[] {
  const notices: ImportNotice[] = [
    {
      code: 'import-assumption',
      detail: isVolume
        ? `Volumes of the average day were multiplied by the ${days} days of the period.`
        : 'Traffic is an index without a unit: compare it only within one mode and one file.',
    },
  ]
  if (parts > 0)
    notices.push({
      code: 'rows-left-out',
      detail: `${parts} rows were left out: they cover parts of the week or day, which other rows contain.`,
    })
  if (through > 0)
    notices.push({
      code: 'rows-left-out',
      detail: `${through} rows were left out: they count trips that pass through a zone, and several rows count the same trip.`,
    })
  return notices
}
