import { DECIMAL_MARKS } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { optionFault } from './import-option.ts'
import type { Importer } from './importer.ts'
import { measureCheck, patternCheck, presenceCheck, type RowCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { DECIMAL_OPTION, statedMark, type WrittenMeasures, writtenMeasures } from './written-measure.ts'

const RATES = ['day', 'year']
const OPTIONS = {
  per: `period that the miles are counted for: ${RATES.join(' or ')}`,
  ...DECIMAL_OPTION,
}
const MEASURES = ['total_vmt', 'co2_totex']

/** What the miles are counted in, as heads say it. */
const UNITS = ['miles', 'mi', 'VMT'].flatMap((mile) =>
  ['', '/day', ' per day', '/d', '/year', ' per year', '/yr', '/y'].map((rate) => `${mile}${rate}`),
)
const UNUSED = 'Population,CVMT,EVMT,Trips,Energy Consumption,CH4_TOTEX,N2O_TOTEX,Fuel Consumption'

const COLUMNS: readonly SourceColumn[] = [
  { name: 'region', role: 'name', headers: ['sub_area', 'area', 'geo_area'], required: true },
  { name: 'calendar_year', role: 'period', headers: ['cal_year', 'CalYr', 'year'], required: true },
  { name: 'vehicle_category', role: 'name', headers: ['vehicle_class', 'veh_class'], required: true },
  { name: 'fuel', role: 'code', required: true },
  { name: 'season', role: 'name' },
  { name: 'model_year', role: 'name', headers: ['MdlYr'] },
  { name: 'speed', role: 'name' },
  { name: 'total_vmt', role: 'measure', isDistance: true, headers: ['vmt'], units: UNITS, required: true },
  { name: 'co2_totex', role: 'measure' },
  ...UNUSED.split(',').map((name): SourceColumn => ({ name, role: 'unused' })),
  // Each pollutant by the process that it comes from, such as NOx_RUNEX and PM2.5_PMTW. Source: CARB, EMFAC2021 output.
  {
    name: 'pollutants by process',
    role: 'unused',
    family:
      /^(nox|pm25|pm10|pm|co2|co|hc|rog|tog|voc|sox|so2|nh3|n2o|ch4|bc|ec)(runex|idlex|strex|totex|total|diurn|hotsoak|htsk|runloss|rloss|restloss|rest|pmtw|pmbw|evap|petrol)$/,
  },
]

/** Categories by their first letters; narrower ones come before wider ones. Source: CARB, EMFAC2021 vehicle categories. */
const MODE_OF_CATEGORY = [
  ['LDA|LDT|MDV', 'car'],
  ['MCY', 'motorcycle'],
  ['MHD', 'rigid-truck'],
  ['HHD', 'articulated-truck'],
  ['LHD', 'van'],
  ['MOTOR COACH', 'coach'],
  ['UBUS|SBUS|OBUS|ALL OTHER BUSES', 'bus'],
  ['T7 (SINGLE|SWCV|PUBLIC|UTILITY)|T6|MH', 'rigid-truck'],
  ['T7', 'articulated-truck'],
] as const

const MODE = `CASE ${MODE_OF_CATEGORY.map(
  ([pattern, mode]) => `WHEN regexp_matches(upper(vehicle_category), '^(${pattern})') THEN '${mode}'`,
).join(' ')} END`

/** Trucks that work where they stand: their “miles” are hours of an engine. */
const IS_STANDING = "regexp_matches(upper(vehicle_category), '^(T7 )?PTO')"

/** Vehicle miles by the EMFAC model of the California Air Resources Board; the city of a fact is the region. */
export const emfac: Importer = {
  format: 'emfac',
  title: 'EMFAC, vehicle miles by region and category',
  countsNobody: true,
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  required: ['per'],
  words: { per: RATES, decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const opened = await openSourceTable(file, database, COLUMNS)
    const faults = rateFaults(opened, options['per'])
    const source = { ...opened, faults: [...opened.faults, ...faults] }
    const written = await writtenMeasures(file, source, MEASURES, database, { stated: statedMark(options) })
    const { number } = written
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      key: ['region', 'calendar_year', 'season', 'vehicle_category', 'model_year', 'speed', 'fuel'],
      checks: [...checksOf(written), ...sumChecks(source)],
      counts: { standing: IS_STANDING },
    })
    const isDaily = options['per'] === 'day'
    const days = isDaily ? '(CASE WHEN is_leap THEN 366 ELSE 365 END)' : '1'
    const leap = 'TRY_CAST(calendar_year AS INTEGER) % 4 = 0'
    const from = `(SELECT *, ${leap} AS is_leap FROM ${source.view} WHERE NOT ${IS_STANDING})`
    return {
      facts: factSelect(
        {
          period: 'calendar_year',
          city: 'region',
          mode: MODE,
          vehicle_distance_vkm: `sum(${number('total_vmt')} * ${days} * ${KM_PER_MILE})`,
        },
        from,
      ),
      ...(source.has('co2_totex')
        ? { comparison: comparisonSelect(source.view, number('co2_totex'), isDaily) }
        : {}),
      rowsRead: rows,
      notices: [
        ...notices,
        {
          code: 'import-assumption',
          detail:
            `Miles ${isDaily ? 'per day were multiplied by the days of the year' : 'were read as miles per year'}; a mile is ` +
            '1.609344 km. Light trucks count as car, light-heavy trucks as van, T6 and motor homes as ' +
            'rigid-truck, T7 tractors as articulated-truck; all fuels are summed.',
        },
        ...((counts['standing'] ?? 0) > 0
          ? [
              {
                code: 'rows-left-out',
                detail: `${counts['standing']} rows were left out: trucks that work where they stand (PTO) drive no distance.`,
              },
            ]
          : []),
      ],
    }
  },
}

const checksOf = ({ number, checks }: WrittenMeasures): readonly RowCheck[] => [
  ...checks,
  ...['region', 'calendar_year', 'vehicle_category', 'fuel'].map(presenceCheck),
  patternCheck('calendar_year', '(19|20)[0-9]{2}', 'Years must be written like 2024.'),
  measureCheck('total_vmt', { number: number('total_vmt'), required: true }),
  measureCheck('co2_totex', { number: number('co2_totex') }),
  {
    code: 'value-not-read',
    column: 'vehicle_category',
    detail: 'Rows have an EMFAC category that has no mode here.',
    where: `${MODE} IS NULL AND NOT ${IS_STANDING}`,
  },
]

/** Sums of others: `Aggregate` model years and speeds, `All` fuels. */
const isSumIn = (column: string): string =>
  `coalesce(regexp_full_match(lower(${column}), 'aggregated?|all( .*)?|total|annual'), false)`

/** Rows that sum others and stand beside them, and seasons of one year: each is a mean day of the whole year. */
function sumChecks({ view, has }: SourceTable): readonly RowCheck[] {
  const group = 'region, calendar_year, vehicle_category'
  const among = (having: string): string =>
    `(${group}) IN (SELECT (${group}) FROM ${view} GROUP BY ${group} HAVING ${having})`
  const sums = ['model_year', 'speed', 'fuel'].filter(has).map(
    (column): RowCheck => ({
      code: 'duplicate-key',
      column,
      detail: `Rows that sum others (Aggregate, All, Total) stand beside rows of a single ${column}, and would count twice: leave one kind out.`,
      where: `${isSumIn(column)} AND ${among(`bool_or(${isSumIn(column)}) AND bool_or(NOT ${isSumIn(column)})`)}`,
    }),
  )
  if (!has('season')) return sums
  const detail =
    'Rows are of several seasons, and each would count for the whole year: keep those of one, such as Annual.'
  const where = among('count(DISTINCT season) > 1')
  return [...sums, { code: 'duplicate-key', column: 'season', detail, where }]
}

/** What the file itself says that its miles are of: in the head of their column, or in the lines above it. */
function rateFaults({ header, above }: SourceTable, per: string | undefined): readonly Fault[] {
  const [, said] = RATE.exec(header('total_vmt') ?? '') ?? RATE.exec(above) ?? []
  const rate = said === undefined ? undefined : said.toLowerCase().startsWith('d') ? 'day' : 'year'
  return rate === undefined || rate === per
    ? []
    : [optionFault(`The file says that its miles are of a ${rate}: option “per” must say so too.`)]
}

const RATE = /(?:miles?|mi|vmt) ?(?:[/]| per ) ?(d|day|y|yr|year)\b/i

/** The CO2 of the model itself, in its own unit: short tons. */
const comparisonSelect = (view: string, co2: string, isDaily: boolean): string =>
  `SELECT region AS city, calendar_year AS period, ${MODE} AS mode, NULL::VARCHAR AS flow,
    'co2-tailpipe' AS quantity, sum(${co2}) AS value,
    '${isDaily ? 'short ton/d' : 'short ton'}' AS unit FROM ${view}
    WHERE NOT ${IS_STANDING} AND ${co2} IS NOT NULL GROUP BY ALL`
