import { DECIMAL_MARKS } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportNotice } from '../store/intake.ts'
import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import type { Importer } from './importer.ts'
import { measureCheck, patternCheck, presenceCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { sqlMapping, sqlText } from './sql-text.ts'
import { DECIMAL_OPTION, statedMark, writtenMeasures } from './written-measure.ts'

/** What FF10 has beside the value of the year, in the same unit. */
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'].map(
  (month) => `${month}_value`,
)

const COLUMNS: readonly SourceColumn[] = [
  { name: 'region_cd', role: 'code', headers: ['region', 'fips', 'county_fips'], required: true },
  { name: 'scc', role: 'code', headers: ['scc6'], required: true },
  {
    name: 'activity_type',
    role: 'code',
    headers: ['actparm', 'activity_code'],
  },
  // Where a file has both, it may fill only one of them.
  { name: 'act_parm_type_cd', role: 'code', headers: ['CD'] },
  { name: 'act_parm_uofmsr', role: 'code', headers: ['MSR', 'act_parm_uom_cd', 'uofmsr'] },
  {
    name: 'ann_parm_value',
    role: 'measure',
    isDistance: true,
    headers: ['annual_value'],
    units: ['miles', 'mi', 'VMT'],
    required: true,
  },
  { name: 'calc_year', role: 'period', headers: ['calendar_year', 'year'], required: true },
  ...[
    'country_cd',
    'region_name',
    'state',
    'county',
    'tribal_code',
    'emis_type',
    'fuel',
    'vehicle',
    'comment',
    // Places and sets of the whole table, not of a person: they are never read.
    'shape_id',
    'census_tract_cd',
    'data_set_id',
    'date_updated',
  ].map((name): SourceColumn => ({ name, role: 'unused' })),
  ...MONTHS.map((name): SourceColumn => ({ name, role: 'measure', isDistance: true })),
]

/**
 * Digits 5 and 6 of the code of an on-road mobile source, and the mode that they stand for. Source: EPA, MOVES source
 * types.
 */
const MODE_OF_SOURCE_TYPE = {
  '11': 'motorcycle',
  '21': 'car',
  '31': 'car',
  '32': 'van',
  '41': 'coach',
  '42': 'bus',
  '43': 'bus',
  '51': 'rigid-truck',
  '52': 'rigid-truck',
  '53': 'rigid-truck',
  '54': 'rigid-truck',
  '61': 'articulated-truck',
  '62': 'articulated-truck',
}

const ACTIVITY = 'coalesce(activity_type, act_parm_type_cd)'
const IS_TRAVEL = `upper(${ACTIVITY}) = 'VMT'`

/** Statute miles in a unit of the file. */
const MILES_OF_UNIT = {
  MI: '1',
  MILE: '1',
  MILES: '1',
  E3MILE: '1000',
  E3MI: '1000',
  E6MILE: '1000000',
  E6MI: '1000000',
}
const MILES = `coalesce(CAST(${sqlMapping('upper(act_parm_uofmsr)', MILES_OF_UNIT)} AS DOUBLE), 1)`

/** Codes of counties have five figures; programs that take them for numbers lose a first 0. Source: US Census Bureau, FIPS codes. */
const HAS_LOST_ZERO = "regexp_full_match(region_cd, '[1-9][0-9]{3}')"
const COUNTY = `CASE WHEN ${HAS_LOST_ZERO} THEN '0' || region_cd ELSE region_cd END`

/** Vehicle miles of the National Emissions Inventory of the US EPA; the city of a fact is the code of the county. */
export const epaNei: Importer = {
  format: 'epa-nei',
  title: 'US EPA National Emissions Inventory, on-road activity',
  countsNobody: true,
  containers: ['csv', 'csv.gz', 'parquet'],
  columns: COLUMNS,
  options: DECIMAL_OPTION,
  words: { decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const opened = await openSourceTable(file, database, COLUMNS)
    const stated = statedYear(opened.above)
    const isYearMissing = (fault: Fault): boolean =>
      fault.code === 'column-missing' && fault.column === 'calc_year'
    const hasMonths = MONTHS.every(opened.has)
    const isSumMissing = (fault: Fault): boolean =>
      fault.code === 'column-missing' && fault.column === 'ann_parm_value'
    const source = {
      ...opened,
      faults: [
        ...opened.faults.filter(
          (fault) => (stated === undefined || !isYearMissing(fault)) && !(hasMonths && isSumMissing(fault)),
        ),
        ...activityFaults(opened),
      ],
    }
    const year = stated === undefined ? 'calc_year' : `coalesce(calc_year, ${sqlText(stated)})`
    const { number, checks } = await writtenMeasures(
      file,
      source,
      ['ann_parm_value', ...(hasMonths ? MONTHS : [])],
      database,
      { stated: statedMark(options) },
    )
    // A sum of which a month is missing is none.
    const ofMonths = MONTHS.map((name) => `CASE WHEN ${number(name)} >= 0 THEN ${number(name)} END`).join(
      ' + ',
    )
    const isOfMonths = 'ann_parm_value IS NULL'
    const miles = hasMonths
      ? `CASE WHEN ${isOfMonths} THEN ${ofMonths} ELSE ${number('ann_parm_value')} END`
      : number('ann_parm_value')
    const mode = sqlMapping('scc[5:6]', MODE_OF_SOURCE_TYPE)
    const { rows, counts, notices } = await guardTable(source, database, dataset, {
      key: ['region_cd', 'scc', 'activity_type', 'act_parm_type_cd', 'calc_year'],
      checks: [
        ...['region_cd', 'scc', ...(stated === undefined ? ['calc_year'] : [])].map(presenceCheck),
        {
          code: 'value-not-read',
          column: 'activity_type',
          detail: 'Every row needs a value in this column.',
          where: `${ACTIVITY} IS NULL`,
        },
        {
          code: 'value-not-read',
          column: 'act_parm_uofmsr',
          detail: `Vehicle miles must be in ${Object.keys(MILES_OF_UNIT).join(', ')}, or without a unit in miles.`,
          where: `${IS_TRAVEL} AND upper(act_parm_uofmsr) NOT IN (${Object.keys(MILES_OF_UNIT)
            .map((unit) => `'${unit}'`)
            .join(', ')})`,
        },
        patternCheck('calc_year', '(19|20)[0-9]{2}', 'Years must be written like 2024.'),
        ...checks,
        measureCheck('ann_parm_value', { number: number('ann_parm_value'), required: !hasMonths }),
        ...(hasMonths
          ? [
              {
                code: 'value-not-read',
                column: 'ann_parm_value',
                detail: 'Every row needs a value of the year, or a number in each of the twelve months.',
                where: `${isOfMonths} AND (${ofMonths}) IS NULL`,
              } as const,
            ]
          : []),
        {
          code: 'value-not-read',
          column: 'scc',
          detail: 'Rows of vehicle miles need the code of an on-road vehicle of MOVES.',
          where: `${IS_TRAVEL} AND (NOT regexp_full_match(scc, '220[0-9]{3}([0-9]{4})?') OR ${mode} IS NULL)`,
        },
        {
          code: 'value-not-read',
          column: 'activity_type',
          detail: 'The file has no row of vehicle miles travelled (VMT).',
          where: `NOT ${IS_TRAVEL}`,
          tolerated: { share: 0.999999, fromRows: 1 },
        },
      ],
      counts: {
        others: `NOT ${IS_TRAVEL}`,
        short: HAS_LOST_ZERO,
        summed: `${IS_TRAVEL} AND ${isOfMonths}`,
        undated: `${IS_TRAVEL} AND calc_year IS NULL`,
        ofOtherYears: `${IS_TRAVEL} AND calc_year <> ${sqlText(stated ?? '')}`,
      },
    })
    const { others = 0, short = 0, summed = 0, undated = 0, ofOtherYears = 0 } = counts
    return {
      facts: factSelect(
        {
          period: year,
          city: COUNTY,
          mode,
          vehicle_distance_vkm: `sum((${miles}) * ${MILES} * ${KM_PER_MILE})`,
        },
        `${source.view} WHERE ${IS_TRAVEL}`,
      ),
      rowsRead: rows,
      notices: [
        ...notices,
        {
          code: 'import-assumption',
          detail:
            'Vehicle miles were read as statute miles of 1.609344 km. Passenger trucks count as car, light ' +
            'commercial trucks as van, motor homes and refuse trucks as rigid-truck; all fuels are summed.',
        },
        ...(short === 0
          ? []
          : [
              {
                code: 'import-assumption',
                detail: `In ${short} rows the code of the county has four figures: it was read with the 0 that a table program took off.`,
              },
            ]),
        ...yearNotices(stated, undated, ofOtherYears),
        ...(summed === 0
          ? []
          : [
              {
                code: 'import-assumption',
                detail: `${summed} rows of vehicle miles have no value of the year: the sum of their twelve months was taken.`,
              } as const,
            ]),
        ...(others === 0
          ? []
          : [
              {
                code: 'rows-left-out',
                detail: `${others} rows were left out: they give other activities than vehicle miles.`,
              },
            ]),
      ],
    }
  },
}

/** The year that the lines above the head state, `#YEAR 2020` or `#YEAR=2020`; undefined if there is none, or several. */
function statedYear(above: string): string | undefined {
  const years = new Set([...above.matchAll(YEAR_LINE)].map(([, year]) => year))
  return years.size === 1 ? [...years][0] : undefined
}

const YEAR_LINE = /^#[ \t]?YEAR[ \t]?[=:, \t][ \t]?((?:19|20)\d\d)\b/gim

function yearNotices(stated: string | undefined, undated: number, ofOtherYears: number): ImportNotice[] {
  if (stated === undefined) return []
  const detail = (text: string): ImportNotice => ({ code: 'import-assumption', detail: text })
  return [
    ...(undated === 0
      ? []
      : [
          detail(
            `${undated} rows of vehicle miles have no year: they count for ${stated}, as the line #YEAR says.`,
          ),
        ]),
    ...(ofOtherYears === 0
      ? []
      : [
          detail(
            `The line #YEAR says ${stated}, and ${ofOtherYears} rows of vehicle miles are of other years by their own column: that column was used.`,
          ),
        ]),
  ]
}

const activityFaults = ({ has }: SourceTable): readonly Fault[] =>
  has('activity_type') || has('act_parm_type_cd')
    ? []
    : [{ code: 'column-missing', column: 'activity_type', detail: 'The file needs this column.' }]
