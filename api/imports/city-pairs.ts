import { DECIMAL_MARKS, MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportNotice, ImportOptions } from '../store/intake.ts'
import { DATE_ORDERS } from './day-way.ts'
import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { optionFault } from './import-option.ts'
import type { Importer } from './importer.ts'
import { scaleFaults } from './lines-above.ts'
import { periodOfDay } from './period.ts'
import { ROUNDING_OPTION, statedRounding } from './rounding.ts'
import { measureCheck, presenceCheck, wordCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { sqlText } from './sql-text.ts'
import { withoutWithheld } from './withheld-row.ts'
import { DATES_OPTION, statedOrder, withWrittenDays } from './written-day.ts'
import { DECIMAL_OPTION, statedMark, type WrittenMeasures, writtenMeasures } from './written-measure.ts'

const KM_PER_UNIT: Readonly<Record<string, number>> = { km: 1, m: 0.001, mi: KM_PER_MILE }
const OPTIONS = {
  distanceUnit: `unit of the column “distance”: ${Object.keys(KM_PER_UNIT).join(', ')}`,
  mode: 'the mode of all rows, if the file has no column of modes',
  ...DECIMAL_OPTION,
  ...DATES_OPTION,
  ...ROUNDING_OPTION,
}
/** Columns whose heads say the unit of the distance. */
const DISTANCES = Object.entries(KM_PER_UNIT).map(([unit, km]) => ({ name: `distance_${unit}`, km }))
const MEASURES = ['users', 'trips', ...DISTANCES.map(({ name }) => name), 'distance']

const COLUMNS: readonly SourceColumn[] = [
  { name: 'date', role: 'period', headers: ['day', 'period', '日期', '时间', '時間'], required: true },
  {
    name: 'origin_city',
    isZone: true,
    role: 'code',
    headers: [
      'origin',
      'from',
      'from_city',
      'o_city',
      'city_o',
      'origin_city_code',
      '出发城市',
      '起点城市',
      '出发地',
      '起点',
      '迁出城市',
      '出發城市',
      '出發地',
      '起點城市',
      '起點',
    ],
    required: true,
  },
  {
    name: 'destination_city',
    isZone: true,
    role: 'code',
    headers: [
      'destination',
      'to',
      'to_city',
      'd_city',
      'city_d',
      'dest_city',
      'destination_city_code',
      '到达城市',
      '终点城市',
      '目的城市',
      '目的地',
      '到达地',
      '终点',
      '迁入城市',
      '到達城市',
      '到達地',
      '終點城市',
      '終點',
    ],
    required: true,
  },
  { name: 'mode', role: 'code', headers: ['交通方式', '出行方式'] },
  {
    name: 'users',
    role: 'measure',
    isCount: true,
    headers: ['user_count', 'n_users', 'population_flow', '人数', '用户数', '出行人数', '人數', '用戶數'],
  },
  {
    name: 'trips',
    role: 'measure',
    headers: ['trip_count', 'n_trips', 'flow', 'volume', '出行量', '出行次数', '出行次數', '人次'],
  },
  {
    name: 'distance_km',
    role: 'measure',
    headers: [
      'distance (km)',
      '距离km',
      '距离(公里)',
      '距离(千米)',
      '公里数',
      '出行距离(公里)',
      '距離(公里)',
    ],
  },
  {
    name: 'distance_m',
    role: 'measure',
    headers: [
      'distance (m)',
      'distance (metres)',
      'distance (meters)',
      'distance_meters',
      '距离(米)',
      '距離(米)',
    ],
  },
  { name: 'distance_mi', role: 'measure', headers: ['distance (mi)', 'distance (miles)', 'distance_miles'] },
  { name: 'distance', role: 'measure', headers: ['距离', '出行距离', '距離'] },
]

const DAY =
  "coalesce(TRY_STRPTIME(date, '%Y-%m-%d'), TRY_STRPTIME(date, '%Y%m%d'), TRY_STRPTIME(date, '%Y/%m/%d'))"

/** Flows between cities by day, as carriers and map services give them. The zones of the dataset are the cities. */
export const cityPairs: Importer = {
  format: 'city-pairs',
  title: 'Daily flows between pairs of cities',
  containers: ['csv', 'csv.gz', 'ndjson', 'ndjson.gz', 'parquet'],
  columns: COLUMNS,
  options: OPTIONS,
  words: { mode: MODES, distanceUnit: Object.keys(KM_PER_UNIT), decimal: DECIMAL_MARKS, dates: DATE_ORDERS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const roundedTo = statedRounding(options, dataset)
    const table = await openSourceTable(file, database, COLUMNS)
    const opened = await withWrittenDays(table, database, { column: 'date', stated: statedOrder(options) })
    const counted = opened.has('trips') ? 'trips' : 'users'
    const { source, notices: ofWithheld } = await withoutWithheld(
      opened,
      ['trips', 'users'],
      database,
      dataset,
    )
    const written = await writtenMeasures(file, source, MEASURES, database, { stated: statedMark(options) })
    const { number } = written
    const distance = distanceKm(source, options, number)
    const { rows, notices } = await guardTable(
      {
        ...source,
        faults: [...source.faults, ...columnFaults(source, options), ...scaleFaults(source.above)],
      },
      database,
      dataset,
      {
        key: ['date', 'origin_city', 'destination_city', 'mode'],
        cells: {
          ...(source.has('trips') ? { trips: number('trips') } : {}),
          ...(source.has('users') ? { contributors: number('users') } : {}),
          ...(source.has('trips') ? { sums: [number('trips')] } : {}),
          ...(roundedTo === undefined ? {} : { roundedTo }),
          isOwnTable: true,
          days: '1',
        },
        checks: [
          {
            code: 'value-not-read',
            column: 'date',
            detail: 'Every row needs a day, such as 2024-03-15.',
            where: `${DAY} IS NULL`,
          },
          presenceCheck('origin_city'),
          presenceCheck('destination_city'),
          wordCheck('mode', MODES),
          ...written.checks,
          measureCheck(counted, { number: number(counted), required: true }),
          ...MEASURES.filter((name) => name !== 'trips').map((name) =>
            measureCheck(name, { number: number(name) }),
          ),
        ],
      },
    )
    const flow = number(counted)
    return {
      facts: factSelect(
        {
          period: periodOfDay(DAY, dataset.grain),
          origin: 'origin_city',
          destination: 'destination_city',
          mode: options['mode'] === undefined ? 'mode' : sqlText(options['mode']),
          trips: `sum(${flow})`,
          // One unknown part makes the whole sum unknown.
          ...(distance
            ? {
                passenger_distance_pkm: `CASE WHEN bool_and(${distance} IS NOT NULL) THEN sum(${flow} * ${distance}) END`,
              }
            : {}),
          // The same person may be counted on several days; only the users of one day are surely distinct.
          ...(source.has('users') ? { contributors: `max(${number('users')})` } : {}),
        },
        source.view,
      ),
      rowsRead: rows,
      notices: [...notices, ...ofWithheld, ...flowNotices(source, options)],
    }
  },
}

function distanceKm(
  source: SourceTable,
  options: ImportOptions,
  number: WrittenMeasures['number'],
): string | undefined {
  const told = DISTANCES.find(({ name }) => source.has(name))
  if (told) return told.km === 1 ? number(told.name) : `${number(told.name)} * ${told.km}`
  const factor = KM_PER_UNIT[options['distanceUnit'] ?? '']
  return source.has('distance') && factor !== undefined ? `${number('distance')} * ${factor}` : undefined
}

const hasDistance = ({ has }: SourceTable): boolean => DISTANCES.some(({ name }) => has(name))

function columnFaults(source: SourceTable, options: ImportOptions): Fault[] {
  const faults: Fault[] = []
  if (!source.has('trips') && !source.has('users'))
    faults.push({
      code: 'column-missing',
      column: 'trips',
      detail: 'The file needs a column trips or users.',
    })
  if (source.has('distance') && !hasDistance(source) && options['distanceUnit'] === undefined)
    faults.push(
      optionFault('The file does not give the unit of “distance”: set option distanceUnit, such as km.'),
    )
  if (source.has('mode') && options['mode'] !== undefined)
    faults.push(optionFault('The file has a column of modes: leave out option “mode”.'))
  return faults
}

function flowNotices(source: SourceTable, options: ImportOptions): ImportNotice[] {
  const notices: ImportNotice[] = []
  if (!source.has('trips'))
    notices.push({
      code: 'import-assumption',
      detail:
        'Each user of a pair of cities and day counts as one trip, the fewest that a user can have made.',
    })
  if (source.has('distance') || hasDistance(source))
    notices.push({
      code: 'import-assumption',
      detail:
        'The distance of a row was read as the length of one trip and multiplied by the trips of the row.',
    })
  if (!source.has('mode') && options['mode'] === undefined)
    notices.push({ code: 'mode-unknown', detail: 'The file does not tell the mode of the trips.' })
  return notices
}
