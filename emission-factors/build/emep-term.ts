import type { EmissionStandard, Mode, VehicleClass } from '../domain.ts'
import { cell, type Figure } from './figures.ts'

/** Segments of passenger cars. The guidebook's two-stroke car has no word. */
export const CAR_SEGMENTS: Readonly<Record<string, VehicleClass>> = {
  Mini: 'mini',
  Small: 'small',
  Medium: 'medium',
  'Large-SUV-Executive': 'large',
}

interface Segment {
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  /** What tells the segment apart where two share a class. */
  readonly of?: string
}

const rigid = (vehicleClass: VehicleClass): Segment => ({ mode: 'rigid-truck', vehicleClass })
const articulated = (vehicleClass: VehicleClass): Segment => ({ mode: 'articulated-truck', vehicleClass })

/** Segments of trucks. */
export const TRUCK_SEGMENTS: Readonly<Record<string, Segment>> = {
  '>3.5 t': rigid('over-3.5-t'),
  'Rigid <=7.5 t': rigid('up-to-7.5-t'),
  'Rigid 7.5 - 12 t': rigid('7.5-12-t'),
  'Rigid 12 - 14 t': rigid('12-14-t'),
  'Rigid 14 - 20 t': rigid('14-20-t'),
  'Rigid 20 - 26 t': rigid('20-26-t'),
  'Rigid 26 - 28 t': rigid('26-28-t'),
  'Rigid 28 - 32 t': rigid('28-32-t'),
  'Rigid >32 t': rigid('over-32-t'),
  'Articulated 14 - 20 t': articulated('14-20-t'),
  'Articulated 20 - 28 t': articulated('20-28-t'),
  'Articulated 28 - 34 t': articulated('28-34-t'),
  'Articulated 34 - 40 t': articulated('34-40-t'),
  'Articulated 40 - 50 t': articulated('40-50-t'),
  'Articulated 50 - 60 t': articulated('50-60-t'),
}

const bus = (vehicleClass: VehicleClass): Segment => ({ mode: 'bus', vehicleClass })

/** Segments of buses. Those without a size are counted as standard buses. */
export const BUS_SEGMENTS: Readonly<Record<string, Segment>> = {
  'Urban Buses Midi <=15 t': bus('midi'),
  'Urban Buses Standard 15 - 18 t': bus('standard'),
  'Urban Buses Articulated >18 t': bus('articulated'),
  'Urban CNG Buses': bus('standard'),
  'Urban Biodiesel Buses': bus('standard'),
  'Urban Buses Diesel Hybrid': bus('standard'),
  'Coaches Standard <=18 t': { mode: 'coach', vehicleClass: 'standard' },
  'Coaches Articulated >18 t': { mode: 'coach', vehicleClass: 'articulated' },
}

/** Segments of two-wheelers. Quads, ATVs and micro-cars have no word. */
export const TWO_WHEEL_SEGMENTS: Readonly<Record<string, Segment>> = {
  'Mopeds 2-stroke <50 cc': { mode: 'moped', vehicleClass: 'average', of: '2-stroke <50 cc' },
  'Mopeds 4-stroke <50 cc': { mode: 'moped', vehicleClass: 'average', of: '4-stroke <50 cc' },
  'Motorcycles 2-stroke >50 cc': { mode: 'motorcycle', vehicleClass: 'small', of: '2-stroke >50 cc' },
  'Motorcycles 4-stroke <250 cc': { mode: 'motorcycle', vehicleClass: 'small', of: '4-stroke <250 cc' },
  'Motorcycles 4-stroke 250 - 750 cc': {
    mode: 'motorcycle',
    vehicleClass: 'medium',
    of: '4-stroke 250 - 750 cc',
  },
  'Motorcycles 4-stroke >750 cc': { mode: 'motorcycle', vehicleClass: 'large', of: '4-stroke >750 cc' },
}

/** Standards as the workbook writes them; `stage` is what our word leaves out. */
export const STANDARDS: Readonly<Record<string, { is: EmissionStandard; stage?: string }>> = {
  PRE: { is: 'pre-euro' },
  'ECE 15/00-01': { is: 'pre-euro', stage: 'ECE 15/00-01' },
  'ECE 15/02': { is: 'pre-euro', stage: 'ECE 15/02' },
  'ECE 15/03': { is: 'pre-euro', stage: 'ECE 15/03' },
  'ECE 15/04': { is: 'pre-euro', stage: 'ECE 15/04' },
  'IMPROVED CONVENTIONAL': { is: 'pre-euro', stage: 'improved conventional' },
  'OPEN LOOP': { is: 'pre-euro', stage: 'open loop' },
  I: { is: 'euro-1' },
  II: { is: 'euro-2' },
  III: { is: 'euro-3' },
  IV: { is: 'euro-4' },
  V: { is: 'euro-5' },
  EEV: { is: 'eev' },
  VI: { is: 'euro-6' },
  'VI A/B/C': { is: 'euro-6', stage: '6 a/b/c' },
  'VI D-TEMP': { is: 'euro-6', stage: '6 d-temp' },
  'VI D': { is: 'euro-6', stage: '6 d' },
  'VI D/E': { is: 'euro-6', stage: '6 d/e' },
}

/** Technologies in the order of preference where a look-up names none: the commoner first. */
const TECHNOLOGIES = [
  '',
  'PFI',
  'GDI',
  'GDI+GPF',
  'DPF+SCR',
  'DPF',
  'LNT+DPF',
  'DPF With S/W Update',
  'SCR',
  'EGR',
]
const STAGES = ['', '4-stroke', '2-stroke']

/**
 * The part of an id that tells apart the rows of one class, powertrain and standard, so that the first by id
 * is the one to take where no technology is named.
 */
export function rankOf(figure: Figure): string {
  const stages = Object.keys(STANDARDS)
  const stage = cell(figure, 'euro')
  const isBioOrBifuel = ['BIO D'].includes(cell(figure, 'fuel')) ? 1 : 0
  const stroke = STAGES.findIndex((text) => text !== '' && cell(figure, 'segment').includes(text))
  const technology = TECHNOLOGIES.indexOf(cell(figure, 'technology'))
  if (technology < 0) throw new Error(`EMEP technology ${figure['technology']} has no rank`)
  const digits = [isBioOrBifuel, Math.max(stroke, 0), stages.indexOf(stage), technology]
  return `t${digits.map((digit) => digit.toString(20)).join('')}`
}
