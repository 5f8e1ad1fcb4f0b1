import type { EnergyCarrier, Mode, Powertrain, Source, VehicleClass } from '../domain.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { ACCESSED, type Contribution, copyRead, perOf, record, spelled } from './row.ts'

export type Edition = '2021' | '2024' | '2025'

/**
 * The years that an edition describes, as the notes of its Tables 8 and 10 say: the newest year of the inventory and
 * vehicle distances behind them, the year of Amtrak's figures, and the edition of the UK factors that flights are from.
 * Those of the later editions follow the same cycle; their notes were not read.
 */
export const DATA_YEARS: Readonly<
  Record<Edition, { surface: number; intercityRail: number; air: number; known: boolean }>
> = {
  '2021': { surface: 2018, intercityRail: 2019, air: 2020, known: true },
  '2024': { surface: 2021, intercityRail: 2021, air: 2023, known: false },
  '2025': { surface: 2022, intercityRail: 2022, air: 2024, known: false },
}

function yearOf(edition: Edition, name: string): number {
  const { surface, intercityRail, air } = DATA_YEARS[edition]
  if (name.startsWith('Air Travel')) return air
  return name.startsWith('Intercity Rail') ? intercityRail : surface
}

const source = (edition: Edition, published: string): Source => ({
  id: `epa-hub-${edition}`,
  title: `GHG Emission Factors Hub ${edition}`,
  publisher: 'US Environmental Protection Agency (EPA), Center for Corporate Climate Leadership',
  edition,
  published,
  accessed: ACCESSED,
  url: 'https://www.epa.gov/climateleadership/ghg-emission-factors-hub',
  licence: 'US Government work, public domain',
  attribution: `Source: US EPA, GHG Emission Factors Hub (${edition}).`,
})

/** The editions of the hub. */
export const EPA_SOURCES: Readonly<Record<Edition, Source>> = {
  '2021': source('2021', '2021-04'),
  '2024': source('2024', '2024-06'),
  '2025': source('2025', '2025-01'),
}

interface Term {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain?: Powertrain
  readonly carrier?: EnergyCarrier
  readonly note?: string
}

const TRACTION = 'Electric and diesel traction together, the US grid inside.'
const GRID = 'Transit rail, subway and tram together; contains the US grid.'
const HAULS = 'Without the additional warming of aviation at altitude.'
const TRUCK = 'Medium- and heavy-duty trucks together.'

/** Table 10, business travel and commuting. */
const TRAVEL: readonly (readonly [prefix: string, terms: readonly Term[]])[] = [
  [
    'Passenger Car',
    [
      {
        mode: 'car',
        vehicleClass: 'average',
        powertrain: 'mixed',
        note: 'Wheelbase below 121 inches: with minivans, most SUVs and small pickups.',
      },
    ],
  ],
  ['Light-Duty Truck', [{ mode: 'car', vehicleClass: 'light-truck', powertrain: 'mixed' }]],
  ['Motorcycle', [{ mode: 'motorcycle', vehicleClass: 'average', powertrain: 'petrol', carrier: 'petrol' }]],
  ['Intercity Rail - National Average', [{ mode: 'rail', vehicleClass: 'intercity', note: TRACTION }]],
  ['Commuter Rail', [{ mode: 'rail', vehicleClass: 'commuter', note: TRACTION }]],
  [
    'Transit Rail',
    [
      { mode: 'metro', vehicleClass: 'average', carrier: 'electricity', note: GRID },
      { mode: 'tram', vehicleClass: 'average', carrier: 'electricity', note: GRID },
    ],
  ],
  ['Bus', [{ mode: 'bus', vehicleClass: 'average', powertrain: 'mixed' }]],
  ['Air Travel - Short Haul', [flight('short-haul', 'below 300 miles')]],
  ['Air Travel - Medium Haul', [flight('medium-haul', '300 to 2300 miles')]],
  ['Air Travel - Long Haul', [flight('long-haul', '2300 miles and more')]],
]

/** Table 8, upstream and downstream transport. Cars are in Table 10 as well. */
const FREIGHT: readonly (readonly [prefix: string, terms: readonly Term[]])[] = [
  [
    'Medium- and Heavy-Duty Truck',
    [
      { mode: 'rigid-truck', vehicleClass: 'average', powertrain: 'mixed', note: TRUCK },
      { mode: 'articulated-truck', vehicleClass: 'average', powertrain: 'mixed', note: TRUCK },
    ],
  ],
  ['Rail', [{ mode: 'freight-rail', vehicleClass: 'average' }]],
  ['Waterborne Craft', [{ mode: 'cargo-ship', vehicleClass: 'average', powertrain: 'mixed' }]],
  ['Aircraft', [{ mode: 'air-freight', vehicleClass: 'average', carrier: 'jet-kerosene', note: HAULS }]],
]

function flight(vehicleClass: VehicleClass, range: string): Term {
  return { mode: 'flight', vehicleClass, carrier: 'jet-kerosene', note: `${range}. ${HAULS}` }
}

/** Emissions per distance of the US EPA factors hub, with the year that they describe. */
export function epa(figures: Figures): Contribution {
  const records = figures
    .read('vehicle_factors_us.csv')
    .filter((f) => f['table_no'] === 'T8' || f['table_no'] === 'T10')
    .flatMap(factorsOf)
  return { sources: Object.values(EPA_SOURCES), records }
}

function factorsOf(figure: Figure) {
  const table = cell(figure, 'table_no') === 'T10' ? TRAVEL : FREIGHT
  const gas = cell(figure, 'metric')
  const name = cell(figure, 'vehicle').replace(/\s+/g, ' ')
  const found = table.find(([prefix]) => name.startsWith(prefix))
  if (!found || (gas !== 'co2' && gas !== 'ch4' && gas !== 'n2o')) return []
  const edition = cell(figure, 'edition') as Edition
  const year = yearOf(edition, name)
  const shortTons = cell(figure, 'unit').endsWith('/ton-mile')
  const unit = spelled(cell(figure, 'unit')).replace('/ton-mile', '/short-ton-mile')
  return found[1].map(({ note, ...subject }) =>
    record(
      {
        kind: 'direct-factor',
        ...subject,
        gas,
        region: 'US',
        yearFrom: year,
        yearTo: year,
        value: numberIn(figure, 'value'),
        unit,
        tier: 2,
        quality: 'H',
        verification: 'read',
        sourceId: EPA_SOURCES[edition].id,
        locator: `Table ${cell(figure, 'table_no').slice(1)}, ${name}`,
        note: [
          note,
          DATA_YEARS[edition].known
            ? undefined
            : `Data year ${year} follows from the cycle of editions; the table note was not read.`,
          shortTons ? 'Printed per ton-mile; the ton is the short ton.' : undefined,
          copyRead(cell(figure, 'read_from')),
        ]
          .filter((text) => text !== undefined)
          .join(' '),
      },
      perOf(unit),
    ),
  )
}
