import type { EnergyCarrier, Mode, Powertrain, VehicleClass } from '../domain.ts'
import { cell, type Figure } from './figures.ts'

/** What a line of the flat file is about. */
export interface DesnzTerm {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain?: Powertrain
  readonly carrier?: EnergyCarrier
  readonly note?: string
}

/** Fuels of cars and vans. Battery and plug-in vehicles are left to their energy use. */
export const ROAD_FUELS: Readonly<Record<string, Pick<DesnzTerm, 'powertrain' | 'carrier'>>> = {
  Petrol: { powertrain: 'petrol', carrier: 'petrol' },
  Diesel: { powertrain: 'diesel', carrier: 'diesel' },
  Hybrid: { powertrain: 'hybrid-petrol', carrier: 'petrol' },
  CNG: { powertrain: 'cng', carrier: 'cng' },
  LPG: { powertrain: 'lpg', carrier: 'lpg' },
  Unknown: { powertrain: 'mixed' },
}

export const CAR_SIZES: Readonly<Record<string, VehicleClass>> = {
  'Small car': 'small',
  'Medium car': 'medium',
  'Large car': 'large',
  'Average car': 'average',
}

export const VAN_CLASSES: Readonly<Record<string, VehicleClass>> = {
  'Class I (up to 1.305 tonnes)': 'n1-i',
  'Class II (1.305 to 1.74 tonnes)': 'n1-ii',
  'Class III (1.74 to 3.5 tonnes)': 'n1-iii',
  'Average (up to 3.5 tonnes)': 'average',
}

export const MOTORCYCLE_SIZES: Readonly<Record<string, VehicleClass>> = {
  Small: 'small',
  Medium: 'medium',
  Large: 'large',
  Average: 'average',
}

const truck = (mode: 'rigid-truck' | 'articulated-truck', vehicleClass: VehicleClass): DesnzTerm => ({
  mode,
  vehicleClass,
  powertrain: 'diesel',
  carrier: 'diesel',
  note: 'Average laden.',
})

export const TRUCKS: Readonly<Record<string, DesnzTerm>> = {
  'Rigid (>3.5 - 7.5 tonnes)': truck('rigid-truck', 'up-to-7.5-t'),
  'Rigid (>7.5 tonnes-17 tonnes)': truck('rigid-truck', '7.5-17-t'),
  'Rigid (>17 tonnes)': truck('rigid-truck', 'over-17-t'),
  'All rigids': truck('rigid-truck', 'average'),
  'Articulated (>3.5 - 33t)': truck('articulated-truck', 'up-to-33-t'),
  'Articulated (>33t)': truck('articulated-truck', 'over-33-t'),
  'All artics': truck('articulated-truck', 'average'),
}

const TRACTION = 'Electric and diesel traction together.'
const GRID_INSIDE = 'Contains the UK grid of the edition.'

/** Lines that need no more than category and name. */
const NAMED: Readonly<Record<string, DesnzTerm>> = {
  'Taxis|Regular taxi': { mode: 'taxi', vehicleClass: 'regular', powertrain: 'mixed' },
  'Taxis|Black cab': { mode: 'taxi', vehicleClass: 'black-cab', powertrain: 'mixed' },
  'Bus|Average local bus': { mode: 'bus', vehicleClass: 'average', powertrain: 'mixed' },
  'Bus|Coach': { mode: 'coach', vehicleClass: 'average', powertrain: 'mixed' },
  'Rail|National rail': { mode: 'rail', vehicleClass: 'average', note: TRACTION },
  'Rail|International rail': {
    mode: 'rail',
    vehicleClass: 'international',
    note: 'Eurostar; mixed traction.',
  },
  'Rail|Light rail and tram': {
    mode: 'tram',
    vehicleClass: 'average',
    carrier: 'electricity',
    note: GRID_INSIDE,
  },
  'Rail|London Underground': {
    mode: 'metro',
    vehicleClass: 'average',
    carrier: 'electricity',
    note: GRID_INSIDE,
  },
  'Rail|Freight train': { mode: 'freight-rail', vehicleClass: 'average', note: TRACTION },
  'Ferry|Foot passenger': { mode: 'ferry', vehicleClass: 'foot-passenger', powertrain: 'mixed' },
  'Ferry|Car passenger': { mode: 'ferry', vehicleClass: 'car-passenger', powertrain: 'mixed' },
  'Ferry|Average (all passenger)': { mode: 'ferry', vehicleClass: 'average', powertrain: 'mixed' },
}

const SHIPS: Readonly<Record<string, DesnzTerm>> = {
  'Bulk carrier': { mode: 'cargo-ship', vehicleClass: 'bulk-carrier', powertrain: 'mixed' },
  'General cargo': { mode: 'cargo-ship', vehicleClass: 'general-cargo', powertrain: 'mixed' },
  'Container ship': { mode: 'cargo-ship', vehicleClass: 'container', powertrain: 'mixed' },
  'Products tanker': {
    mode: 'cargo-ship',
    vehicleClass: 'tanker',
    powertrain: 'mixed',
    note: 'Products tanker; the source also has crude, chemical, LNG and LPG tankers.',
  },
}

const HAULS: Readonly<Record<string, VehicleClass>> = {
  'Domestic, to/from UK': 'domestic',
  'Short-haul, to/from UK': 'short-haul',
  'Long-haul, to/from UK': 'long-haul',
  'International, to/from non-UK': 'international',
}

/** What a line of the 2024 and 2025 flat files is about; undefined if it is not for the set. */
export function termOf(figure: Figure): DesnzTerm | undefined {
  const [category, name, detail, variant] = [
    cell(figure, 'category'),
    cell(figure, 'vehicle').trim(),
    cell(figure, 'detail'),
    cell(figure, 'variant'),
  ]
  const named = NAMED[`${category}|${name}`]
  if (named) return named
  const fuel = ROAD_FUELS[variant]
  if (category === 'Cars (by size)' && fuel) return within('car', CAR_SIZES[name], fuel)
  if (category === 'Vans' && fuel) return within('van', VAN_CLASSES[name], fuel)
  if (category === 'Motorbike')
    return within('motorcycle', MOTORCYCLE_SIZES[name], { powertrain: 'petrol', carrier: 'petrol' })
  if (category === 'HGV (all diesel)' && variant === 'Average laden') return TRUCKS[name]
  if ((category === 'Cargo ship' || category === 'Sea tanker') && detail === 'Average') return SHIPS[name]
  if (variant !== 'Without RF') return undefined
  const note = 'Without the additional warming of aviation at altitude.'
  if (category === 'Flights' && detail === 'Average passenger')
    return within('flight', HAULS[name], { carrier: 'jet-kerosene' }, note)
  if (category === 'Freight flights')
    return within('air-freight', HAULS[name], { carrier: 'jet-kerosene' }, note)
  return undefined
}

function within(
  mode: Mode,
  vehicleClass: VehicleClass | undefined,
  more: Pick<DesnzTerm, 'powertrain' | 'carrier'>,
  note?: string,
): DesnzTerm | undefined {
  return vehicleClass && { mode, vehicleClass, ...more, ...(note === undefined ? {} : { note }) }
}
