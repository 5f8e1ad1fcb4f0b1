import type { Language, WordKey } from './catalogue.ts'
import { meaningsIn } from './meaning.ts'

/** A unit of the template: what the request says for it, and the power of ten that its words stand for. */
export interface TemplateUnit {
  readonly text: string
  readonly power: number
}

const unit = (text: string, power = 0): TemplateUnit => ({ text, power })

/** Every unit of the drop-down lists. */
export const UNITS = {
  persons: unit('persons'),
  'thousand-persons': unit('persons', 3),
  'ten-thousand-persons': unit('persons', 4),
  km2: unit('km2'),
  ha: unit('ha'),
  sqmi: unit('sq mi'),
  celsius: unit('°C'),
  fahrenheit: unit('°F'),
  'g-co2-kwh': unit('g CO2/kWh'),
  'kg-co2-mwh': unit('kg CO2/MWh'),
  't-co2-mwh': unit('kg CO2/MWh', 3),
  'lb-co2-mwh': unit('lb CO2/MWh'),
  percent: unit('%'),
  share: unit('share'),
  km: unit('km'),
  mi: unit('mi'),
  trips: unit('trips'),
  'thousand-trips': unit('trips', 3),
  'million-trips': unit('trips', 6),
  'hundred-million-trips': unit('trips', 8),
  'persons-per-vehicle': unit('persons/vehicle'),
  't-per-vehicle': unit('t/vehicle'),
  'trips-per-person-day': unit('trips/person/day'),
  days: unit('d/a'),
  vehicles: unit('vehicles'),
  'thousand-vehicles': unit('vehicles', 3),
  'ten-thousand-vehicles': unit('vehicles', 4),
  'km-per-vehicle-year': unit('km/vehicle/a'),
  'mi-per-vehicle-year': unit('mi/vehicle/year'),
  vkm: unit('vkm'),
  'million-vkm': unit('vkm', 6),
  'hundred-million-vkm': unit('vkm', 8),
  'million-vmi': unit('vmi', 6),
  pkm: unit('pkm'),
  'million-pkm': unit('pkm', 6),
  'hundred-million-pkm': unit('pkm', 8),
  'million-pmi': unit('pmi', 6),
  tkm: unit('tkm'),
  'million-tkm': unit('tkm', 6),
  'hundred-million-tkm': unit('tkm', 8),
  L: unit('L'),
  'thousand-L': unit('L', 3),
  'million-L': unit('L', 6),
  'us-gal': unit('US gal'),
  'million-us-gal': unit('US gal', 6),
  kg: unit('kg'),
  t: unit('t'),
  kt: unit('kt'),
  'ten-thousand-t': unit('t', 4),
  kwh: unit('kWh'),
  mwh: unit('MWh'),
  gwh: unit('GWh'),
  'ten-thousand-kwh': unit('kWh', 4),
  gj: unit('GJ'),
  tj: unit('TJ'),
  toe: unit('toe'),
  ktoe: unit('ktoe'),
  'l-per-100km': unit('L/100km'),
  'kwh-per-100km': unit('kWh/100km'),
  'kg-per-100km': unit('kg of fuel/100km'),
  'mpg-us': unit('mpg (US)'),
  'mpg-imperial': unit('mpg (imperial)'),
  'km-per-h': unit('km/h'),
  mph: unit('mph'),
} as const satisfies Readonly<Record<string, TemplateUnit>>

export type UnitKey = keyof typeof UNITS

export const unitWord = (key: UnitKey): WordKey => `unit.${key}`

/** A unit by its name in any language; undefined if it is none, or could be several. */
export function unitInWords(text: string): TemplateUnit | undefined {
  const [key, another] = meaningsIn('unit', text)
  return another === undefined && key !== undefined ? UNITS[key as UnitKey] : undefined
}

/** A unit as somebody wrote it: one of the lists in any language, else a unit as requests take it. */
export function unitOf(text: string, language: Language): TemplateUnit {
  const [key, another] = meaningsIn('unit', text, language)
  const known = another === undefined && key !== undefined ? UNITS[key as UnitKey] : undefined
  return known ?? { text: text.trim(), power: 0 }
}
