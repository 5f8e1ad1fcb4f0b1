import type { SourceColumn } from '../source-table.ts'
import { flowImporter } from './flow-file.ts'

const UNUSED =
  'time_slot activity_origin activity_destination study_possible_origin study_possible_destination ' +
  'residence_province_ine_code residence_province_name residence_province year month day'

/** The Spanish study as the R client spanishoddata gives it: English names, commas, both editions. */
export const spanishoddata = flowImporter({
  format: 'spanishoddata',
  title: 'Spanish open mobility study, cleaned by spanishoddata',
  dayForm: '%Y-%m-%d',
  columns: [
    { name: 'date', role: 'period', headers: ['full_date'], required: true },
    { name: 'hour', role: 'code' },
    { name: 'origin', role: 'code', headers: ['id_origin'], required: true },
    { name: 'destination', role: 'code', headers: ['id_destination'], required: true },
    { name: 'band', role: 'code', headers: ['distance'], required: true },
    { name: 'income', role: 'personal' },
    { name: 'age', role: 'personal' },
    { name: 'sex', role: 'personal' },
    { name: 'trips', role: 'measure', headers: ['n_trips'], required: true },
    { name: 'distance_km', role: 'measure', headers: ['trips_total_length_km'], required: true },
    ...UNUSED.split(' ').map((name): SourceColumn => ({ name, role: 'unused' })),
  ],
  bands: {
    '0.5-2': '0.5-2',
    '2-5': '2-5',
    '5-10': '5-10',
    '2-10': '2-10',
    '10-50': '10-50',
    '50-100': '50-100',
    '>50': '50+',
    '50+': '50+',
    '>100': '100+',
    '100+': '100+',
  },
})
