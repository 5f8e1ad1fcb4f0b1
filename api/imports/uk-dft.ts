import { DECIMAL_MARKS } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportOptions } from '../store/intake.ts'
import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { optionFault } from './import-option.ts'
import type { Importer } from './importer.ts'
import { scaleFaults } from './lines-above.ts'
import { measureCheck, patternCheck, presenceCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn, type SourceTable } from './source-table.ts'
import { readVehicleSplit, VEHICLE_SPLIT_OPTIONS } from './vehicle-split.ts'
import { DECIMAL_OPTION, statedMark, writtenMeasures } from './written-measure.ts'

const UNITS = ['miles', 'km']
const OPTIONS = {
  unit: `unit of the traffic columns: ${UNITS.join(' or ')}; default: miles, as published`,
  ...VEHICLE_SPLIT_OPTIONS,
  ...DECIMAL_OPTION,
}

const COLUMNS: readonly SourceColumn[] = [
  { name: 'local_authority_id', role: 'unused', headers: ['region_id'] },
  { name: 'local_authority_name', role: 'name', headers: ['region_name', 'name'] },
  { name: 'local_authority_code', role: 'code', headers: ['ons_code', 'region_ons_code'] },
  { name: 'year', role: 'period', required: true },
  { name: 'link_length_km', role: 'unused', headers: ['total_link_length_km'] },
  { name: 'link_length_miles', role: 'unused', headers: ['total_link_length_miles'] },
  { name: 'pedal_cycles', role: 'unused' },
  { name: 'two_wheeled_motor_vehicles', role: 'measure', isDistance: true },
  { name: 'cars_and_taxis', role: 'measure', isDistance: true, required: true },
  { name: 'buses_and_coaches', role: 'measure', isDistance: true },
  { name: 'lgvs', role: 'measure', isDistance: true },
  { name: 'all_hgvs', role: 'unused' },
  { name: 'all_motor_vehicles', role: 'measure', isDistance: true, required: true },
]

/** Kinds of vehicle that a table by vehicle type tells apart; the rest of all motor vehicles stays together. */
const MODE_OF_COLUMN = {
  cars_and_taxis: 'car',
  two_wheeled_motor_vehicles: 'motorcycle',
  buses_and_coaches: 'bus',
  lgvs: 'van',
} as const

const PLACE = 'coalesce(local_authority_code, local_authority_name)'

/**
 * Road traffic by local authority of the UK Department for Transport. The city of a fact is the code of the authority;
 * vehicles that the table does not tell apart have no mode, so that none gets a wrong one, unless
 * the caller states how their distance is split.
 *
 * Source: DfT road traffic statistics, TRA8901 (vehicle miles) and TRA8904 (kilometres).
 */
export const ukDft: Importer = {
  format: 'uk-dft',
  title: 'UK DfT road traffic by local authority',
  countsNobody: true,
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  words: { unit: UNITS, decimal: DECIMAL_MARKS },
  read: async (file, store, dataset, options) => {
    const database = shieldedDatabase(store)
    const opened = await openSourceTable(file, database, COLUMNS)
    const split = readVehicleSplit(options)
    const source = {
      ...opened,
      faults: [
        ...opened.faults,
        ...placeFaults(opened),
        ...scaleFaults(opened.above),
        ...unitFaults(opened.above, options['unit']),
      ],
    }
    const told = Object.entries(MODE_OF_COLUMN).filter(([column]) => source.has(column))
    const columns = [...told.map(([column]) => column), 'all_motor_vehicles']
    const { number, checks } = await writtenMeasures(file, source, columns, database, {
      stated: statedMark(options),
    })
    const all = number('all_motor_vehicles')
    const known = ['0', ...told.map(([column]) => number(column))].join(' + ')
    const { rows, notices } = await guardTable(source, database, dataset, {
      key: ['local_authority_code', 'local_authority_name', 'year'],
      checks: [
        { ...presenceCheck('local_authority_code'), where: `${PLACE} IS NULL` },
        presenceCheck('year'),
        patternCheck('year', '(19|20)[0-9]{2}', 'Years must be written like 2024.'),
        ...checks,
        ...columns.map((name) => measureCheck(name, { number: number(name), required: true })),
        {
          code: 'value-not-read',
          column: 'all_motor_vehicles',
          detail: 'All motor vehicles must not be fewer than the cars and taxis among them.',
          // Published sums are rounded.
          where: `${all} < (${known}) * (1 - 1e-6)`,
        },
      ],
    })
    const unit = options['unit'] ?? 'miles'
    const factor = unit === 'km' ? 1 : KM_PER_MILE
    const part = (mode: string, traffic: string): string =>
      `SELECT year, ${PLACE} AS place, ${mode} AS mode, (${traffic}) * ${factor} AS vkm FROM ${source.view}`
    const rest = `greatest(0, ${all} - (${known}))`
    const others = split
      ? split.map(({ mode, share }) => part(`'${mode}'`, `${rest} * ${share}`))
      : [part('NULL', rest)]
    return {
      facts: factSelect(
        { period: 'year', city: 'place', mode: 'mode', vehicle_distance_vkm: 'sum(vkm)' },
        `(${[...told.map(([column, mode]) => part(`'${mode}'`, number(column))), ...others].join(' UNION ALL ')})`,
      ),
      rowsRead: rows,
      notices: [
        ...notices,
        {
          code: 'import-assumption',
          detail:
            `Traffic was read in ${unit === 'km' ? 'kilometres' : 'statute miles of 1.609344 km'}. Cars and taxis count ` +
            `as car; ${restText(told.length > 1, options)}`,
        },
      ],
    }
  },
}

/** What the lines above the table say of its unit, if only one. */
function unitFaults(above: string, unit = 'miles'): readonly Fault[] {
  const said = UNITS.filter((one) => (one === 'km' ? /\bkm\b|kilomet/i : /\bmiles?\b/i).test(above))
  return said.length !== 1 || said[0] === unit
    ? []
    : [optionFault(`The lines above the head say ${said[0]}: option “unit” must say so too.`)]
}

const placeFaults = ({ has }: SourceTable): readonly Fault[] =>
  has('local_authority_code') || has('local_authority_name')
    ? []
    : [{ code: 'column-missing', column: 'local_authority_code', detail: 'The file needs this column.' }]

function restText(hasTypes: boolean, { otherVehicles, otherVehiclesSource }: ImportOptions): string {
  const who = hasTypes
    ? 'two-wheelers as motorcycle, buses and coaches as bus, LGVs as van; heavy goods vehicles'
    : 'all other motor vehicles'
  return otherVehicles === undefined
    ? `${who} stay together, without a mode, so that they have no emissions: option otherVehicles splits their distance.`
    : `the distance of ${who} was split by stated shares: ${otherVehicles} (source: ${otherVehiclesSource}).`
}
