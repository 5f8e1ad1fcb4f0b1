import { flowImporter } from './flow-file.ts'

/**
 * Trips of the Spanish mobility study of 2020 and 2021 (`maestra-1`): other columns, another order and finer distance
 * bands than the later one. Age is never read.
 */
export const mitmaV1 = flowImporter({
  format: 'mitma-v1',
  title: 'Spanish open mobility study, trips of 2020 and 2021',
  dayForm: '%Y%m%d',
  columns: [
    { name: 'date', role: 'period', headers: ['fecha'], required: true },
    { name: 'origin', role: 'code', headers: ['origen'], required: true },
    { name: 'destination', role: 'code', headers: ['destino'], required: true },
    { name: 'actividad_origen', role: 'unused' },
    { name: 'actividad_destino', role: 'unused' },
    { name: 'residencia', role: 'unused' },
    { name: 'edad', role: 'personal' },
    { name: 'hour', role: 'code', headers: ['periodo'] },
    { name: 'band', role: 'code', headers: ['distancia'], required: true },
    { name: 'trips', role: 'measure', headers: ['viajes'], required: true },
    { name: 'distance_km', role: 'measure', headers: ['viajes_km'], required: true },
  ],
  bands: {
    '0005-002': '0.5-2',
    '002-005': '2-5',
    '005-010': '5-10',
    '010-050': '10-50',
    '050-100': '50-100',
    '100+': '100+',
  },
})
