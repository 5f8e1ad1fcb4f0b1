import type { VehicleClass } from '../domain.ts'
import { DESNZ } from './desnz-source.ts'
import { type DesnzTerm, MOTORCYCLE_SIZES, ROAD_FUELS } from './desnz-term.ts'
import { cell, type Figure, type Figures, numberIn } from './figures.ts'
import { type Contribution, copyRead, perOf, record, spelled } from './row.ts'

const VAN_CLASSES: readonly (readonly [string, VehicleClass])[] = [
  ['Class III', 'n1-iii'],
  ['Class II', 'n1-ii'],
  ['Class I', 'n1-i'],
  ['Average', 'average'],
]

const truck = (mode: 'rigid-truck' | 'articulated-truck', vehicleClass: VehicleClass): DesnzTerm => ({
  mode,
  vehicleClass,
  powertrain: 'diesel',
  carrier: 'diesel',
  note: 'Average laden.',
})

const TRUCKS: Readonly<Record<string, DesnzTerm>> = {
  'HGV - Rigid|3.5 - 7.5 tonnes': truck('rigid-truck', 'up-to-7.5-t'),
  'HGV - Rigid|7.5 - 17 tonnes': truck('rigid-truck', '7.5-17-t'),
  'HGV - Rigid|>17 tonnes': truck('rigid-truck', 'over-17-t'),
  'HGV - Rigid|Average': truck('rigid-truck', 'average'),
  'HGV - Articulated|3.5 - 33 tonnes': truck('articulated-truck', 'up-to-33-t'),
  'HGV - Articulated|>33 tonnes': truck('articulated-truck', 'over-33-t'),
  'HGV - Articulated|Average': truck('articulated-truck', 'average'),
}

const TRACTION = 'Electric and diesel traction together.'

const NAMED: Readonly<Record<string, DesnzTerm>> = {
  'Rail|Light Rail and Tram': {
    mode: 'tram',
    vehicleClass: 'average',
    carrier: 'electricity',
    note: 'Contains the UK grid of the edition.',
  },
  'Rail|National Rail': { mode: 'rail', vehicleClass: 'average', note: TRACTION },
  'Rail|Freight train': { mode: 'freight-rail', vehicleClass: 'average', note: TRACTION },
  'Taxi|': { mode: 'taxi', vehicleClass: 'regular', powertrain: 'mixed' },
  'Bus|Coach': { mode: 'coach', vehicleClass: 'average', powertrain: 'mixed' },
  'Bus|Average Local Bus': { mode: 'bus', vehicleClass: 'average', powertrain: 'mixed' },
  'Average Ferry|': { mode: 'ferry', vehicleClass: 'average', powertrain: 'mixed' },
}

const NO_ALTITUDE = 'Without the additional warming of aviation at altitude.'

/** Flights of the 2022 edition: the heading before the first comma → class. */
const HAULS: Readonly<Record<string, VehicleClass>> = {
  'Air - Domestic': 'domestic',
  'Air - Short Haul': 'short-haul',
  'Air - Long Haul': 'long-haul',
  'Air - International': 'international',
  Domestic: 'domestic',
  'Short-haul1': 'short-haul',
  'Long-haul1': 'long-haul',
  International2: 'international',
}

/** The 2023 edition, and flights of the 2022 edition, as carried by the GHG Protocol tools. */
export function desnz2023(figures: Figures): Contribution {
  const records = figures
    .read('vehicle_factors_uk.csv')
    .filter((f) => f['edition'] === '2022' || f['edition'] === '2023')
    .flatMap(factorOf)
  return { sources: [DESNZ['2022'], DESNZ['2023']], records }
}

function termOf(figure: Figure): DesnzTerm | undefined {
  const [category, name, detail, variant] = [
    cell(figure, 'category'),
    cell(figure, 'vehicle'),
    cell(figure, 'detail'),
    cell(figure, 'variant'),
  ]
  const named = NAMED[`${category}|${name}`]
  if (named) return named
  const fuel = ROAD_FUELS[variant]
  const size = name.split(' ')[0]?.replace(',', '').toLowerCase()
  if (category === 'Passenger Car' && fuel)
    return { mode: 'car', vehicleClass: size as VehicleClass, ...fuel }
  const van = VAN_CLASSES.find(([text]) => name.startsWith(text))
  if (category === 'Vans' && fuel && van) return { mode: 'van', vehicleClass: van[1], ...fuel }
  if (category === 'Motorbike')
    return {
      mode: 'motorcycle',
      vehicleClass: MOTORCYCLE_SIZES[name.split(',')[0] ?? ''] ?? 'average',
      powertrain: 'petrol',
      carrier: 'petrol',
    }
  if (detail === 'Average Laden') return TRUCKS[`${category}|${name.replace(/(?<=Average)\d$/, '')}`]
  if (category === 'Cargo ship' && detail === 'Average') {
    const ship = ({ 'Bulk carrier': 'bulk-carrier', 'Container ship': 'container' } as const)[name]
    return ship && { mode: 'cargo-ship', vehicleClass: ship, powertrain: 'mixed' }
  }
  const air = { carrier: 'jet-kerosene', note: NO_ALTITUDE } as const
  const haul = HAULS[category.split(',')[0] ?? '']
  if (haul && name === 'Average Passenger') return { mode: 'flight', vehicleClass: haul, ...air }
  const freightHaul = category === 'Freight flights' ? HAULS[name.split(',')[0] ?? ''] : undefined
  return freightHaul && { mode: 'air-freight', vehicleClass: freightHaul, ...air }
}

function factorOf(figure: Figure) {
  const gas = cell(figure, 'metric')
  const term = termOf(figure)
  if (!term || (gas !== 'co2' && gas !== 'ch4' && gas !== 'n2o')) return []
  const { note, ...subject } = term
  const unit = spelled(cell(figure, 'unit'))
  const edition = cell(figure, 'edition') as '2022' | '2023'
  const notes = [
    note,
    gas === 'co2' ? undefined : 'Mass back-calculated by the GHG Protocol tools.',
    copyRead(cell(figure, 'read_from')),
  ]
  return [
    record(
      {
        kind: 'direct-factor',
        ...subject,
        gas,
        region: 'GB',
        yearFrom: Number(edition),
        yearTo: Number(edition),
        value: numberIn(figure, 'value'),
        unit,
        tier: 2,
        quality: gas === 'co2' ? 'M' : 'L',
        verification: 'secondary',
        sourceId: DESNZ[edition].id,
        locator: `GHG Protocol Cross-Sector Tools V2.0, ${cell(figure, 'table')}, ${[cell(figure, 'category'), cell(figure, 'vehicle'), cell(figure, 'variant')].filter(Boolean).join(' / ')}`,
        note: notes.filter((text) => text !== undefined).join(' '),
      },
      perOf(unit),
    ),
  ]
}
