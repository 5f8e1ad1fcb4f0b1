import type { EnergyCarrier, Mode, Powertrain } from '../../src/index.ts'
import type { WordKey } from '../words/catalogue.ts'
import type { UnitKey } from '../words/unit.ts'

/** The columns before those of the years. A sheet has some of them, in this order. */
export const COLUMNS = [
  'item',
  'mode',
  'carrier',
  'powertrain',
  'measure',
  'flow',
  'source',
  'unit',
  'note',
  'example',
  'allYears',
] as const
export type ColumnKey = (typeof COLUMNS)[number]

/** Something that a row can be of: where it is stated, in which units, and a value to show. */
interface MeasureLayout {
  readonly note: WordKey
  /** The first is the one that the template proposes. */
  readonly units: readonly [UnitKey, ...UnitKey[]]
  readonly example: number
}

const measure = (note: WordKey, example: number, ...units: [UnitKey, ...UnitKey[]]): MeasureLayout => ({
  note,
  units,
  example,
})

const ENERGY_UNITS = [
  'L',
  'thousand-L',
  'million-L',
  'us-gal',
  'million-us-gal',
  'kg',
  't',
  'kt',
  'ten-thousand-t',
  'kwh',
  'mwh',
  'gwh',
  'ten-thousand-kwh',
  'gj',
  'tj',
  'toe',
  'ktoe',
] as const satisfies readonly UnitKey[]

/** Every measure, by its word: `measure.trips`. */
export const MEASURES = {
  tripShare: measure('note.tripShare', 0.21, 'percent', 'share'),
  meanTripLength: measure('note.meanTripLength', 9.2, 'km', 'mi'),
  trips: measure('note.trips', 410, 'million-trips', 'thousand-trips', 'trips', 'hundred-million-trips'),
  personsPerVehicle: measure('note.personsPerVehicle', 1.4, 'persons-per-vehicle'),
  tonnesPerVehicle: measure('note.tonnesPerVehicle', 8.7, 't-per-vehicle'),
  tripsPerPersonPerDay: measure('note.tripsPerPersonPerDay', 3.1, 'trips-per-person-day'),
  daysPerYear: measure('note.daysPerYear', 365, 'days'),
  vehicles: measure('note.vehicles', 97_000, 'vehicles', 'thousand-vehicles', 'ten-thousand-vehicles'),
  annualDistance: measure('note.annualDistance', 11_900, 'km-per-vehicle-year', 'mi-per-vehicle-year'),
  vehicleDistance: measure(
    'note.vehicleDistance',
    960,
    'million-vkm',
    'vkm',
    'hundred-million-vkm',
    'million-vmi',
  ),
  passengerDistance: measure(
    'note.passengerDistance',
    310,
    'million-pkm',
    'pkm',
    'hundred-million-pkm',
    'million-pmi',
  ),
  tonneDistance: measure('note.tonneDistance', 96, 'million-tkm', 'tkm', 'hundred-million-tkm'),
  energy: measure('note.energy', 1_350_000, ...ENERGY_UNITS),
  quantity: measure('note.quantity', 75, 'million-L', ...ENERGY_UNITS.filter((key) => key !== 'million-L')),
  'energy-intensity': measure(
    'note.factor',
    6.5,
    'l-per-100km',
    'kwh-per-100km',
    'kg-per-100km',
    'mpg-us',
    'mpg-imperial',
  ),
  occupancy: measure('note.factor', 1.4, 'persons-per-vehicle'),
  load: measure('note.factor', 8.7, 't-per-vehicle'),
  'mean-speed': measure('note.factor', 28, 'km-per-h', 'mph'),
  'trip-length': measure('note.factor', 9.2, 'km', 'mi'),
  'annual-distance': measure('note.factor', 11_900, 'km-per-vehicle-year', 'mi-per-vehicle-year'),
  'grid-intensity': measure('note.factor', 380, 'g-co2-kwh', 'kg-co2-mwh', 't-co2-mwh', 'lb-co2-mwh'),
  'grid-loss': measure('note.factor', 0.08, 'percent', 'share'),
} as const satisfies Readonly<Record<string, MeasureLayout>>
export type MeasureKey = keyof typeof MEASURES

/** What is stated of the city itself, by its word: `field.population`. */
export const FIELDS = {
  name: { note: 'note.name', units: [], isText: true },
  country: { note: 'note.country', units: [], isText: true },
  region: { note: 'note.region', units: [], isText: true },
  population: { note: 'note.population', units: ['persons', 'thousand-persons', 'ten-thousand-persons'] },
  area: { note: 'note.area', units: ['km2', 'ha', 'sqmi'] },
  setting: { note: 'note.setting', units: [], isText: true },
  boundary: { note: 'note.boundary', units: [], isText: true },
  meanTemperature: { note: 'note.meanTemperature', units: ['celsius', 'fahrenheit'] },
  grid: { note: 'note.grid', units: [], isText: true },
  intensity: { note: 'note.intensity', units: ['g-co2-kwh', 'kg-co2-mwh', 't-co2-mwh', 'lb-co2-mwh'] },
  lossShare: { note: 'note.lossShare', units: ['percent', 'share'] },
  compiler: { note: 'note.compiler', units: [], isText: true },
  department: { note: 'note.compiler', units: [], isText: true },
  webPage: { note: 'note.compiler', units: [], isText: true },
} as const satisfies Readonly<
  Record<string, { readonly note: WordKey; readonly units: readonly UnitKey[]; readonly isText?: true }>
>
export type FieldKey = keyof typeof FIELDS
export const FIELD_KEYS = Object.keys(FIELDS) as readonly FieldKey[]

/** A row that the template proposes; what it leaves out is for the officer to choose. */
export interface ProposedRow {
  readonly measure: MeasureKey
  readonly mode?: Mode
  readonly carrier?: EnergyCarrier
  readonly powertrain?: Powertrain
  readonly unit?: UnitKey
  readonly example?: number
}

interface SheetLayout {
  readonly columns: readonly ColumnKey[]
  readonly measures: readonly MeasureKey[]
  readonly rows: readonly ProposedRow[]
  /** Empty rows to choose a mode in. */
  readonly spare: number
}

/** Modes of a survey with example values: shares that sum to 1, and lengths in km. */
const SURVEYED = [
  ['walk', 0.22, 1.2],
  ['cycle', 0.14, 3.5],
  ['car', 0.42, 12],
  ['bus', 0.09, 6],
  ['tram', 0.05, 5],
  ['metro', 0.04, 8],
  ['rail', 0.03, 25],
  ['motorcycle', 0.01, 10],
] as const
const BEHIND = ['unit', 'note', 'example'] as const

/** The sheets of activity and of own factors, by their words: `sheet.trips`. */
export const SHEETS = {
  trips: {
    columns: ['mode', 'measure', 'flow', ...BEHIND],
    measures: [
      'tripShare',
      'meanTripLength',
      'trips',
      'personsPerVehicle',
      'tonnesPerVehicle',
      'tripsPerPersonPerDay',
      'daysPerYear',
    ],
    rows: [
      { measure: 'tripsPerPersonPerDay' },
      ...SURVEYED.map(([mode, example]) => ({ measure: 'tripShare', mode, example }) as const),
      ...SURVEYED.map(([mode, , example]) => ({ measure: 'meanTripLength', mode, example }) as const),
      { measure: 'personsPerVehicle', mode: 'car' },
    ],
    spare: 10,
  },
  vehicles: {
    columns: ['mode', 'powertrain', 'measure', ...BEHIND],
    measures: ['vehicles', 'annualDistance'],
    rows: [
      { measure: 'vehicles', mode: 'car' },
      { measure: 'annualDistance', mode: 'car' },
      { measure: 'vehicles', mode: 'motorcycle', example: 5200 },
      { measure: 'vehicles', mode: 'van', example: 7000 },
      { measure: 'annualDistance', mode: 'van', example: 14_500 },
      { measure: 'vehicles', mode: 'rigid-truck', example: 900 },
      { measure: 'annualDistance', mode: 'rigid-truck', example: 24_000 },
    ],
    spare: 10,
  },
  distances: {
    columns: ['mode', 'measure', 'flow', ...BEHIND],
    measures: ['vehicleDistance', 'passengerDistance', 'tonneDistance'],
    rows: [
      { measure: 'vehicleDistance', mode: 'car' },
      { measure: 'vehicleDistance', mode: 'motorcycle', example: 12 },
      { measure: 'vehicleDistance', mode: 'van', example: 110 },
      { measure: 'vehicleDistance', mode: 'rigid-truck', example: 30 },
      { measure: 'vehicleDistance', mode: 'articulated-truck', example: 18 },
      { measure: 'passengerDistance', mode: 'rail' },
    ],
    spare: 10,
  },
  operators: {
    columns: ['mode', 'carrier', ...BEHIND],
    measures: ['energy'],
    rows: [
      { measure: 'energy', mode: 'bus', carrier: 'diesel', unit: 'L', example: 1_350_000 },
      { measure: 'energy', mode: 'bus', carrier: 'electricity', unit: 'kwh', example: 420_000 },
      { measure: 'energy', mode: 'tram', carrier: 'electricity', unit: 'gwh', example: 16 },
      { measure: 'energy', mode: 'metro', carrier: 'electricity', unit: 'gwh', example: 45 },
      { measure: 'energy', mode: 'rail', carrier: 'electricity', unit: 'gwh', example: 12 },
      { measure: 'energy', mode: 'ferry', carrier: 'diesel', unit: 'L', example: 250_000 },
    ],
    spare: 8,
  },
  fuelSold: {
    columns: ['carrier', ...BEHIND],
    measures: ['quantity'],
    rows: [
      { measure: 'quantity', carrier: 'petrol', unit: 'million-L', example: 80 },
      { measure: 'quantity', carrier: 'diesel', unit: 'million-L', example: 75 },
      { measure: 'quantity', carrier: 'lpg', unit: 't', example: 1200 },
      { measure: 'quantity', carrier: 'cng', unit: 't', example: 600 },
    ],
    spare: 6,
  },
  factors: {
    columns: ['mode', 'powertrain', 'measure', 'source', ...BEHIND],
    measures: [
      'energy-intensity',
      'occupancy',
      'load',
      'mean-speed',
      'trip-length',
      'annual-distance',
      'grid-intensity',
      'grid-loss',
    ],
    rows: [
      { measure: 'energy-intensity', mode: 'car', powertrain: 'petrol' },
      {
        measure: 'energy-intensity',
        mode: 'car',
        powertrain: 'electric',
        unit: 'kwh-per-100km',
        example: 18,
      },
      { measure: 'energy-intensity', mode: 'bus', powertrain: 'diesel', example: 41 },
      { measure: 'occupancy', mode: 'bus', example: 12 },
      { measure: 'mean-speed', mode: 'car' },
      { measure: 'grid-intensity' },
    ],
    spare: 8,
  },
} as const satisfies Readonly<Record<string, SheetLayout>>
export type SheetKey = keyof typeof SHEETS
export const SHEET_KEYS = Object.keys(SHEETS) as readonly SheetKey[]

export const CITY_COLUMNS = [
  'item',
  'unit',
  'note',
  'example',
  'allYears',
] as const satisfies readonly ColumnKey[]

/** The years that the template offers; a column of another year can be added. */
export const TEMPLATE_YEARS: readonly number[] = Array.from({ length: 9 }, (_, index) => 2018 + index)

/** Rises if a workbook of an older template would be read otherwise. */
export const TEMPLATE_VERSION = '1'
