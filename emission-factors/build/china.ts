import type { Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn, theOne } from './figures.ts'
import { ACCESSED, type Contribution, record } from './row.ts'

const GFEI: Source = {
  id: 'gfei-2019',
  title: 'Fuel economy of new light-duty vehicles by powertrain, registrations of 2017',
  publisher: 'Global Fuel Economy Initiative (GFEI), ICCT',
  edition: '2019',
  published: '2019',
  accessed: ACCESSED,
  licence: 'Facts cited; copy in message-ix-models, Apache-2.0',
  attribution: 'GFEI/ICCT 2019, Figure 37; data as in message-ix-models (Apache-2.0)',
}

const IEA_TRUCKS: Source = {
  id: 'iea-trucks-2017',
  title: 'The Future of Trucks',
  publisher: 'International Energy Agency (IEA)',
  edition: '2017',
  published: '2017',
  accessed: ACCESSED,
  url: 'https://www.iea.org/reports/the-future-of-trucks',
  licence: 'Copyright IEA; a few figures quoted',
  attribution: 'IEA (2017), The Future of Trucks, Table 4',
}

const YUTONG: Source = {
  id: 'yutong-2019',
  title: 'Energy use of Yutong E12 electric buses in Chinese cities, as quoted in transport notes',
  publisher: 'Yutong',
  edition: '2019',
  published: '2019',
  accessed: ACCESSED,
  licence: 'Facts quoted',
  attribution: 'Manufacturer figure quoted by T. Lea, transport notes',
}

const MPS: Source = {
  id: 'china-mps',
  title: 'Motor vehicle ownership in China, new energy vehicles and battery electric vehicles',
  publisher: 'Ministry of Public Security of China (MPS), as quoted by news media',
  edition: 'end of June 2023, end of December 2024, end of June 2025',
  published: '2025',
  accessed: ACCESSED,
  licence: 'Government announcement (facts)',
  attribution: 'Ministry of Public Security of China, statistics of motor vehicles',
}

const CONSUMPTION: readonly {
  readonly item: string
  readonly mode: Mode
  readonly powertrain: Powertrain
  readonly carrier: 'petrol' | 'diesel'
  readonly source: Source
}[] = [
  { item: 'Petrol', mode: 'car', powertrain: 'petrol', carrier: 'petrol', source: GFEI },
  { item: 'Hybrid', mode: 'car', powertrain: 'hybrid-petrol', carrier: 'petrol', source: GFEI },
  { item: 'LCV', mode: 'van', powertrain: 'diesel', carrier: 'diesel', source: IEA_TRUCKS },
  {
    item: 'medium freight truck',
    mode: 'rigid-truck',
    powertrain: 'diesel',
    carrier: 'diesel',
    source: IEA_TRUCKS,
  },
  {
    item: 'heavy freight truck',
    mode: 'articulated-truck',
    powertrain: 'diesel',
    carrier: 'diesel',
    source: IEA_TRUCKS,
  },
]

const CN = { region: 'CN', tier: 2, verification: 'secondary' } as const

/** Consumption, loads and fleet of China. */
export function china(figures: Figures): Contribution {
  const all = figures.read('china.csv')
  return {
    sources: [GFEI, IEA_TRUCKS, YUTONG, MPS],
    records: [...consumption(all), ...payloads(all), electricBus(all), ...fleet(figures)],
  }
}

const figureOf = (all: readonly Figure[], item: string, metric: string): Figure =>
  theOne(
    all.filter((f) => f['item'] === item && f['metric'] === metric),
    `${metric} of ${item}`,
  )

function consumption(all: readonly Figure[]) {
  return CONSUMPTION.map(({ item, mode, powertrain, carrier, source }) =>
    record(
      {
        ...CN,
        kind: 'energy-intensity',
        mode,
        vehicleClass: 'average',
        powertrain,
        carrier,
        yearFrom: 2017,
        yearTo: 2017,
        value: numberIn(figureOf(all, item, 'fuel_consumption'), 'value'),
        unit: 'L/100km',
        quality: 'M',
        sourceId: source.id,
        locator: source === GFEI ? `Figure 37, China, ${item}` : `Table 4, China, ${item}`,
        note: `New vehicles. Printed as litres of ${carrier} equivalent.${source === GFEI ? ' Test cycle, below use on the road.' : ''}`,
      },
      'per-vkm',
    ),
  )
}

function payloads(all: readonly Figure[]) {
  return CONSUMPTION.filter(({ source }) => source === IEA_TRUCKS).map(({ item, mode }) =>
    record({
      ...CN,
      kind: 'load',
      mode,
      vehicleClass: 'average',
      yearFrom: 2017,
      yearTo: 2017,
      value: numberIn(figureOf(all, item, 'payload'), 'value'),
      unit: 't/vehicle',
      quality: 'L',
      sourceId: IEA_TRUCKS.id,
      locator: `Table 4, China, representative payload, ${item}`,
      note: 'Representative payload; empty running may not be in it.',
    }),
  )
}

function electricBus(all: readonly Figure[]) {
  return record(
    {
      ...CN,
      kind: 'energy-intensity',
      mode: 'bus',
      vehicleClass: 'average',
      powertrain: 'electric',
      carrier: 'electricity',
      yearFrom: 2019,
      yearTo: 2019,
      value: numberIn(figureOf(all, 'Yutong E12 real-world, Tianjin', 'energy'), 'value'),
      unit: 'kWh/vkm',
      quality: 'L',
      sourceId: YUTONG.id,
      locator: 'Yutong E12 in service, Tianjin',
      note: 'One model in one city; the same in Shanghai is 0.8407.',
    },
    'per-vkm',
  )
}

/** Stock shares of battery and other new energy vehicles; the rest is petrol. */
function fleet(figures: Figures) {
  const stocks = figures
    .read('defaults/fleet_shares.csv')
    .filter((f) => cell(f, 'source_document').includes('Public Security') && f['metric'] === 'stock')
  return [2023, 2024, 2025].flatMap((year) => {
    const of = (powertrain: string) =>
      numberIn(
        theOne(
          stocks.filter((f) => f['year'] === String(year) && cell(f, 'powertrain').startsWith(powertrain)),
          `${powertrain} of China ${year}`,
        ),
        'value',
      )
    const all = of('all')
    const battery = Number((of('BEV') / all).toFixed(4))
    const plugIn = Number((of('NEV') / all - battery).toFixed(4))
    const shares: readonly (readonly [Powertrain, number])[] = [
      ['electric', battery],
      ['plug-in-hybrid-petrol', plugIn],
      ['petrol', Number((1 - battery - plugIn).toFixed(4))],
    ]
    return shares.map(([powertrain, value]) => fleetShare(powertrain, value, year))
  })
}

function fleetShare(powertrain: Powertrain, value: number, year: number) {
  const standard = { petrol: 'euro-4', 'plug-in-hybrid-petrol': 'euro-6' } as const
  return record({
    ...CN,
    kind: 'fleet-share',
    mode: 'car',
    vehicleClass: 'medium' satisfies VehicleClass,
    powertrain,
    emissionStandard: standard[powertrain as keyof typeof standard],
    yearFrom: year,
    yearTo: year,
    value,
    unit: 'share',
    quality: 'L',
    sourceId: MPS.id,
    locator: `automobiles in use, ${year === 2024 ? 'end of December' : 'end of June'} ${year}`,
    note: 'Computed from stocks of all automobiles, buses and trucks too; a share of stock is not one of distance. Plug-in = new energy less battery vehicles, rest petrol; class and standard: project convention.',
  })
}
