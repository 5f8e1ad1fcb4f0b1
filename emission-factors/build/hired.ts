import { DESNZ } from './desnz-source.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { type Contribution, record } from './row.ts'
import { persons, source } from './use-term.ts'

const CARB = source(
  'carb-2018',
  '2018 Base-year Emissions Inventory Report, Clean Miles Standard (SB 1014), as quoted by Green Car Congress',
  'California Air Resources Board (CARB)',
  '2019',
  'California public agency (facts)',
)
const ICCT = source(
  'icct-phev-2022',
  'Real-world usage of plug-in hybrid vehicles in Europe: a 2022 update',
  'International Council on Clean Transportation (ICCT), Fraunhofer ISI',
  '2022-06',
  'Single figures cited',
)

/** Occupancy and empty running of hired vehicles, and the electric share of plug-in hybrids. */
export function hired(figures: Figures): Contribution {
  const ride = figures.read('defaults/ridehail.csv')
  return { sources: [CARB, ICCT], records: [...taxis(figures), ...rideHail(ride), utilityFactor()] }
}

/** The source prints taxis per vehicle and per passenger distance; their ratio is the occupancy it assumes. */
function taxis(figures: Figures) {
  const rows = figures
    .read('vehicle_factors_uk.csv')
    .filter(
      (f) =>
        f['edition'] === '2024' &&
        f['activity'] === 'Business travel- land' &&
        f['vehicle'] === 'Regular taxi' &&
        f['metric'] === 'co2',
    )
  const per = (unit: string) =>
    numberIn(
      theOne(
        rows.filter((f) => f['unit'] === unit),
        unit,
      ),
      'value',
    )
  return [
    persons({
      tier: 2,
      verification: 'read',
      mode: 'taxi',
      region: 'GB',
      value: Number((per('kgCO2e/vkm') / per('kgCO2e/pkm')).toPrecision(3)),
      quality: 'L',
      sourceId: DESNZ['2024'].id,
      locator: 'Business travel- land / Taxis / Regular taxi: CO2 per vkm over CO2 per pkm',
      note: 'Computed: the occupancy that the source assumes, the same in its editions. Passengers, driver not counted.',
    }),
  ]
}

function rideHail(all: readonly Figure[]) {
  const figure = (metric: string, value?: string) =>
    theOne(
      all.filter(
        (f) =>
          f['metric'] === metric &&
          cell(f, 'source_document').startsWith('CARB 2018') &&
          (value === undefined || f['value'] === value),
      ),
      metric,
    )
  const base = {
    tier: 2,
    verification: 'secondary',
    mode: 'ride-hail',
    vehicleClass: 'average',
    region: 'US',
    yearFrom: 2018,
    yearTo: 2018,
    quality: 'M',
    sourceId: CARB.id,
  } as const
  return [
    persons({
      ...base,
      value: numberIn(figure('occupancy_with_passenger'), 'value'),
      locator: 'passengers per ride, pooled and not pooled',
      note: 'California. With passengers on board, driver not counted.',
    }),
    record({
      ...base,
      kind: 'deadhead-share',
      value: numberIn(figure('deadhead_share_of_vkm'), 'value'),
      lower: numberIn(figure('deadhead_share_of_vkm'), 'lower'),
      upper: numberIn(figure('deadhead_share_of_vkm'), 'upper'),
      unit: '%',
      locator: 'distance without a passenger',
      note: 'California. About 61 % of the distance with a passenger; a later presentation says 62 %.',
    }),
    record(
      {
        ...base,
        kind: 'direct-factor',
        powertrain: 'mixed',
        gas: 'co2',
        value: 301,
        unit: 'g CO2/passenger-mile',
        locator: 'fleet average per passenger-mile',
        note: 'California. Driving without passengers is in it. CO2 only.',
      },
      'per-pkm',
    ),
  ]
}

function utilityFactor() {
  return record({
    kind: 'utility-factor',
    mode: 'car',
    region: 'EUR',
    value: 47,
    lower: 45,
    upper: 49,
    unit: '%',
    tier: 2,
    quality: 'L',
    verification: 'read',
    sourceId: ICCT.id,
    locator: 'private cars, share of distance driven on electricity',
    note: 'Computed: middle of the printed range 45 to 49 %. Private cars; company cars 11 to 15 %. Taken for any year.',
  })
}
