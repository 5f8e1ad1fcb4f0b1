import { type CanonicalUnit, type FactorKind, type Gas, toCanonical } from './domain.ts'
import type { FactorRow } from './table.ts'

/** Kinds with a unit that has no other spelling. */
const ONE_UNIT: Partial<Readonly<Record<FactorKind, string>>> = {
  'class-index': '1',
  'powertrain-index': '1',
  'standard-index': '1',
  'standard-mixture': '1',
  'density-slope': '1',
  'place-spread': '1',
  'mean-temperature': '°C',
}

type Accepted = readonly [CanonicalUnit, ...CanonicalUnit[]]

const BY_KIND: Partial<Readonly<Record<FactorKind, Accepted>>> = {
  'energy-intensity': ['MJ/vkm', 'L/vkm', 'kg/vkm', 'MJ/pkm', 'MJ/tkm'],
  'energy-intensity-in-mode': ['MJ/vkm'],
  'energy-level': ['MJ/vkm'],
  'net-calorific-value': ['MJ/kg'],
  density: ['kg/L'],
  'well-to-tank': ['g CO2e/MJ'],
  'biofuel-share': ['share'],
  'grid-loss': ['share'],
  'grid-well-to-tank': ['g CO2e/kWh'],
  'grid-gas-share': ['share'],
  'grid-life-cycle-share': ['share'],
  'fleet-share': ['share'],
  'class-fleet-share': ['share'],
  occupancy: ['persons/vehicle'],
  load: ['t/vehicle'],
  'deadhead-share': ['share'],
  'utility-factor': ['share'],
  'mean-speed': ['km/h'],
  'road-speed': ['km/h'],
  'road-share': ['share'],
  'reference-density': ['persons/km2'],
  'setting-density': ['persons/km2'],
  'fuel-economy-index': ['share'],
  'trip-rate': ['trips/person/day'],
  'trip-share': ['share'],
  'trip-length': ['km'],
  'annual-distance': ['km/vehicle/a'],
  gwp: ['kg CO2e/kg'],
}

const FORMULA = { co2: 'CO2', ch4: 'CH4', n2o: 'N2O', co2e: 'CO2e' } as const

function acceptedOf(kind: FactorKind, gas: Gas | 'co2e'): Accepted {
  const formula = FORMULA[gas]
  if (kind === 'direct-factor') return [`g ${formula}/vkm`, `g ${formula}/pkm`, `g ${formula}/tkm`]
  if (kind === 'grid-intensity') return [`g ${formula}/kWh`]
  if (kind === 'fuel-factor' && formula !== 'CO2e') return [`kg ${formula}/TJ`]
  throw new Error(`no canonical unit is known for ${kind} of ${gas}`)
}

/** Global warming potentials by `set|gas`, as the set's own gwp records state them. */
export type Potentials = ReadonlyMap<string, number>

/** The global warming potentials among the rows of a set. */
export function potentialsOf(rows: readonly FactorRow[]): Potentials {
  const entries = rows
    .filter(({ kind }) => kind === 'gwp')
    .map(({ gwpSet, gas, value }) => [`${gwpSet}|${gas}`, value] as const)
  return new Map(entries)
}

/**
 * A published value in the canonical unit of its kind.
 *
 * Where a source prints CH4 or N2O as CO2e, the value is divided by the warming potential of the set it names.
 *
 * @throws {Error} if the unit is unknown or measures something else, or the warming potential is not in the set
 */
export function canonicalOf(
  row: FactorRow,
  potentials: Potentials,
): { canonicalValue: number; canonicalUnit: string } {
  const { kind, gas = 'co2e', gwpSet, value, unit } = row
  const only = ONE_UNIT[kind]
  if (only === unit) return { canonicalValue: value, canonicalUnit: unit }
  if (only !== undefined) throw new Error(`is not '${only}'`)
  const accepted = BY_KIND[kind]
  if (accepted) return named(toCanonical(value, unit, accepted))
  if (gwpSet === undefined || gas === 'co2' || gas === 'co2e')
    return named(toCanonical(value, unit, acceptedOf(kind, gas)))
  const potential = potentials.get(`${gwpSet}|${gas}`)
  if (potential === undefined) throw new Error(`no gwp record of ${gas} in ${gwpSet}`)
  const asCo2e = toCanonical(value, unit, acceptedOf(kind, 'co2e'))
  return {
    canonicalValue: asCo2e.value / potential,
    canonicalUnit: asCo2e.unit.replace('CO2e', FORMULA[gas]),
  }
}

function named({ value, unit }: { value: number; unit: string }): {
  canonicalValue: number
  canonicalUnit: string
} {
  return { canonicalValue: value, canonicalUnit: unit }
}
