import type { Mode, Powertrain } from '../vocabulary.ts'

const HEAVY: ReadonlySet<Mode> = new Set<Mode>(['bus', 'coach', 'rigid-truck', 'articulated-truck'])

const LIGHT_STAND_INS: Partial<Readonly<Record<Powertrain, Powertrain>>> = {
  petrol: 'diesel',
  diesel: 'petrol',
  'hybrid-diesel': 'hybrid-petrol',
  'plug-in-hybrid-diesel': 'plug-in-hybrid-petrol',
  lpg: 'petrol',
  cng: 'petrol',
  lng: 'petrol',
}
/** Hybrid vans have no level in any country. */
const VAN_STAND_INS: typeof LIGHT_STAND_INS = {
  ...LIGHT_STAND_INS,
  'hybrid-petrol': 'petrol',
  'hybrid-diesel': 'diesel',
}
const HEAVY_STAND_INS: Partial<Readonly<Record<Powertrain, Powertrain>>> = {
  petrol: 'diesel',
  'hybrid-diesel': 'diesel',
  lpg: 'diesel',
  cng: 'diesel',
  lng: 'diesel',
}

/**
 * The powertrain whose national level tells that of one without a level of its own: its level times the powertrain index,
 * which is energy of the one over energy of the other. Engines of spark ignition stand for each other, and so do hybrids.
 */
export const standInFor = (mode: Mode, powertrain: Powertrain): Powertrain | undefined =>
  (HEAVY.has(mode) ? HEAVY_STAND_INS : mode === 'van' ? VAN_STAND_INS : LIGHT_STAND_INS)[powertrain]
