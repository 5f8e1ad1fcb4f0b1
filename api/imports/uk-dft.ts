import { factSelect, KM_PER_MILE } from './fact-select.ts'
import { guardTable } from './guard/guard.ts'
import { checkOptions } from './import-option.ts'
import type { Importer } from './importer.ts'
import { measure, measureCheck, patternCheck, presenceCheck } from './row-check.ts'
import { shieldedDatabase } from './shielded-database.ts'
import { openSourceTable, type SourceColumn } from './source-table.ts'

const UNITS = ['miles', 'km']
const OPTIONS = { unit: `unit of the traffic columns: ${UNITS.join(' or ')}; default: miles, as published` }

const COLUMNS: readonly SourceColumn[] = [
  { name: 'local_authority_id', role: 'unused' },
  { name: 'local_authority_name', role: 'name' },
  { name: 'local_authority_code', role: 'code', required: true },
  { name: 'year', role: 'period', required: true },
  { name: 'link_length_km', role: 'unused' },
  { name: 'link_length_miles', role: 'unused' },
  { name: 'cars_and_taxis', role: 'measure', required: true },
  { name: 'all_motor_vehicles', role: 'measure', required: true },
]

/**
 * Road traffic by local authority of the UK Department for Transport. The city of a fact is the code of the authority;
 * other vehicles than cars and taxis have no mode, so that none gets a wrong one.
 *
 * Source: DfT road traffic statistics, TRA8901 (vehicle miles) and TRA8904 (kilometres).
 */
export const ukDft: Importer = {
  format: 'uk-dft',
  title: 'UK DfT road traffic by local authority',
  containers: ['csv', 'csv.gz'],
  columns: COLUMNS,
  options: OPTIONS,
  read: async (file, store, dataset, options) => {
    checkOptions(options, { known: OPTIONS, words: { unit: UNITS } })
    const database = shieldedDatabase(store)
    const source = await openSourceTable(file, database, COLUMNS)
    const cars = measure('cars_and_taxis')
    const all = measure('all_motor_vehicles')
    const { rows, notices } = await guardTable(source, database, dataset, {
      key: ['local_authority_code', 'year'],
      checks: [
        presenceCheck('local_authority_code'),
        presenceCheck('year'),
        patternCheck('year', '(19|20)[0-9]{2}', 'Years must be written like 2024.'),
        measureCheck('cars_and_taxis', { required: true }),
        measureCheck('all_motor_vehicles', { required: true }),
        {
          code: 'value-not-read',
          column: 'all_motor_vehicles',
          detail: 'All motor vehicles must not be fewer than the cars and taxis among them.',
          where: `${all} < ${cars}`,
        },
      ],
    })
    const unit = options['unit'] ?? 'miles'
    const factor = unit === 'km' ? 1 : KM_PER_MILE
    const part = (mode: string, traffic: string): string =>
      `SELECT year, local_authority_code, ${mode} AS mode, (${traffic}) * ${factor} AS vkm FROM ${source.view}`
    return {
      facts: factSelect(
        { period: 'year', city: 'local_authority_code', mode: 'mode', vehicle_distance_vkm: 'vkm' },
        `(${part("'car'", cars)} UNION ALL ${part('NULL', `${all} - ${cars}`)})`,
        'as-is',
      ),
      rowsRead: rows,
      notices: [
        ...notices,
        {
          code: 'import-assumption',
          detail:
            `Traffic was read in ${unit === 'km' ? 'kilometres' : 'statute miles of 1.609344 km'}. Cars and taxis count ` +
            'as car; all other motor vehicles stay together, without a mode.',
        },
      ],
    }
  },
}
