import type { Mode, Source } from '../domain.ts'
import { DESNZ, SEEN } from './desnz-source.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, record } from './row.ts'

const PREMISE: Source = {
  id: 'premise-loads',
  title: 'premise, average load factors of trucks',
  publisher: 'Paul Scherrer Institute, Potsdam Institute for Climate Impact Research',
  edition: 'avg_load_factors.yaml',
  published: '2023',
  accessed: ACCESSED,
  url: 'https://github.com/polca/premise',
  licence: 'BSD-3-Clause',
  attribution: 'premise (BSD-3-Clause), average truck load factors',
  note: 'Model averages of no stated region.',
}

const TRUCKS: readonly (readonly [Mode, string])[] = [
  ['van', '3.5 t GVW, regional delivery'],
  ['rigid-truck', '18 t GVW, regional delivery'],
  ['articulated-truck', '40 t GVW, long haul'],
]

const BRITISH: readonly (readonly [Mode, string, string])[] = [
  ['van', 'Average (up to 3.5 tonnes)', 'Unknown'],
  ['rigid-truck', 'All rigids', 'Average laden'],
  ['articulated-truck', 'All artics', 'Average laden'],
]

/** Mean loads of road freight, empty running included. */
export function loads(figures: Figures): Contribution {
  const freight = figures.read('defaults/freight.csv')
  const world = TRUCKS.map(([mode, vehicleClass]) => {
    const figure = theOne(
      freight.filter((f) => f['metric'] === 'mean_load' && f['vehicle_class'] === vehicleClass),
      `load of ${vehicleClass}`,
    )
    return record({
      kind: 'load',
      mode,
      vehicleClass: 'average',
      region: 'GLO',
      value: numberIn(figure, 'value'),
      unit: 't/vehicle',
      tier: 2,
      quality: 'L',
      verification: 'secondary',
      sourceId: PREMISE.id,
      locator: vehicleClass,
      note: `One value of a model for all years. ${copyRead(cell(figure, 'read_from'))}`,
    })
  })
  return { sources: [PREMISE], records: [...world, ...british(figures.read('vehicle_factors_uk.csv'))] }
}

/** The source prints vehicles per vehicle and per tonne distance; their ratio is the load it assumes. */
function british(all: readonly Figure[]) {
  return (['2024', '2025'] as const).flatMap((edition) =>
    BRITISH.map(([mode, vehicle, variant]) => {
      const rows = all.filter(
        (f) =>
          f['edition'] === edition &&
          f['activity'] === 'Freighting goods' &&
          cell(f, 'vehicle').trim() === vehicle &&
          f['variant'] === variant &&
          f['metric'] === 'co2' &&
          (f['category'] === 'Vans' || f['category'] === 'HGV (all diesel)'),
      )
      const per = (unit: string) =>
        numberIn(
          theOne(
            rows.filter((f) => f['unit'] === unit),
            `${vehicle} ${unit}`,
          ),
          'value',
        )
      const year = Number(edition)
      return record({
        kind: 'load',
        mode,
        vehicleClass: 'average',
        region: 'GB',
        yearFrom: year,
        yearTo: year,
        value: Number((per('kgCO2e/vkm') / per('kgCO2e/tkm')).toPrecision(3)),
        unit: 't/vehicle',
        tier: 2,
        quality: 'M',
        verification: SEEN[edition].verification,
        sourceId: DESNZ[edition].id,
        locator: `Freighting goods / ${vehicle}: CO2 per vkm over CO2 per tkm`,
        note: 'Computed: the load that the source assumes, average laden.',
      })
    }),
  )
}
