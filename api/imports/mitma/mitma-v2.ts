import { flowImporter } from './flow-file.ts'

/**
 * Trips of the Spanish open mobility study from 2022 on (`viajes`), as the ministry publishes them: `|`-separated, by
 * hour, between districts, municipalities or urban areas. Purposes and residence are not needed; age, sex and income
 * are never read.
 */
export const mitmaV2 = flowImporter({
  format: 'mitma-v2',
  title: 'Spanish open mobility study, trips from 2022',
  dayForm: '%Y%m%d',
  columns: [
    { name: 'date', role: 'period', headers: ['fecha'], required: true },
    { name: 'hour', role: 'code', headers: ['periodo'] },
    { name: 'origin', role: 'code', headers: ['origen'], required: true },
    { name: 'destination', role: 'code', headers: ['destino'], required: true },
    { name: 'band', role: 'code', headers: ['distancia'], required: true },
    { name: 'actividad_origen', role: 'unused' },
    { name: 'actividad_destino', role: 'unused' },
    { name: 'estudio_origen_posible', role: 'unused' },
    { name: 'estudio_destino_posible', role: 'unused' },
    { name: 'residencia', role: 'unused' },
    { name: 'renta', role: 'personal' },
    { name: 'edad', role: 'personal' },
    { name: 'sexo', role: 'personal' },
    { name: 'trips', role: 'measure', headers: ['viajes'], required: true },
    { name: 'distance_km', role: 'measure', headers: ['viajes_km'], required: true },
  ],
  bands: { '0.5-2': '0.5-2', '2-10': '2-10', '10-50': '10-50', '>50': '50+' },
})
