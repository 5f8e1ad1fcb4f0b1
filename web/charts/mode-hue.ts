import type { Hue } from './strips.tsx'

const HUES: Readonly<Record<string, Hue>> = {
  car: 'car',
  motorcycle: 'car',
  moped: 'car',
  taxi: 'car',
  'ride-hail': 'car',
  'auto-rickshaw': 'car',
  bus: 'bus',
  coach: 'bus',
  trolleybus: 'bus',
  rail: 'rail',
  'high-speed-rail': 'rail',
  metro: 'rail',
  tram: 'rail',
  'cable-car': 'rail',
  van: 'freight',
  'rigid-truck': 'freight',
  'articulated-truck': 'freight',
  'freight-rail': 'freight',
  walk: 'muted',
  cycle: 'muted',
}

/** The hue of a mode: those that travel alike share one. */
export const hueOf = (mode: string): Hue => HUES[mode] ?? 'other'
