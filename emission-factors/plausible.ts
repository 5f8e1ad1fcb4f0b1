import type { FactorKind, Mode } from './domain.ts'

type Band = readonly [atLeast: number, atMost: number]

const SHARE: Band = [0, 1]

/**
 * Sizes that can be true, in canonical units; `kind` or `kind|unit`. Wide on purpose: they catch a wrong unit or
 * a slipped decimal, not a poor figure.
 */
const BANDS: Readonly<Record<string, Band>> = {
  'energy-intensity|MJ/vkm': [0.1, 600],
  'energy-intensity|L/vkm': [0.01, 1],
  'energy-intensity|kg/vkm': [0.005, 1],
  'energy-intensity|MJ/pkm': [0.1, 20],
  'energy-intensity|MJ/tkm': [0.1, 40],
  'energy-intensity-in-mode': [0.1, 20],
  'energy-level': [0.1, 100],
  'class-index': [0.2, 5],
  'powertrain-index': [0.4, 2.5],
  'standard-index': [0.5, 2],
  'standard-mixture': [0.5, 2],
  'density-slope': [-0.2, 0.3],
  'reference-density': [20, 5000],
  'setting-density': [1, 50_000],
  'place-spread': [1, 1],
  'direct-factor|g CO2/vkm': [20, 3000],
  'direct-factor|g CO2e/vkm': [20, 3000],
  'direct-factor|g CO2/pkm': [2, 500],
  'direct-factor|g CO2e/pkm': [2, 500],
  'direct-factor|g CO2/tkm': [1, 5000],
  'direct-factor|g CO2e/tkm': [1, 5000],
  'direct-factor|g CH4': [0, 10],
  'direct-factor|g N2O': [0, 1],
  'fuel-factor|kg CO2/TJ': [0, 100_000],
  'fuel-factor|kg CH4/TJ': [0, 400],
  'fuel-factor|kg N2O/TJ': [0, 100],
  'net-calorific-value': [20, 125],
  density: [0.3, 1.1],
  'well-to-tank': [0, 150],
  'biofuel-share': SHARE,
  'grid-intensity|g CO2/kWh': [0, 2000],
  'grid-intensity|g CO2e/kWh': [0, 2000],
  'grid-intensity|g CH4/kWh': [0, 0.5],
  'grid-intensity|g N2O/kWh': [0, 0.1],
  'grid-loss': [0, 0.9],
  'grid-well-to-tank': [0, 300],
  'fleet-share': SHARE,
  'class-fleet-share': SHARE,
  occupancy: [0.5, 600],
  load: [0.05, 5000],
  'deadhead-share': [0, 0.9],
  'utility-factor': SHARE,
  'grid-gas-share': SHARE,
  'grid-life-cycle-share': SHARE,
  'mean-speed': [3, 130],
  'road-speed': [5, 140],
  'road-share': SHARE,
  'fuel-economy-index': [0.5, 1.2],
  'mean-temperature': [-30, 45],
  'trip-rate': [0.5, 6],
  'trip-share': SHARE,
  'trip-length': [0.2, 3000],
  'annual-distance': [500, 250_000],
  gwp: [1, 400],
}

const TRAIN: Readonly<Record<string, Band>> = {
  'energy-level': [4, 1500],
  occupancy: [5, 2000],
}

/** What is carried by hand or pedalled along uses less than any other vehicle. */
const RIDDEN: Readonly<Record<string, Band>> = {
  'energy-intensity|MJ/vkm': [0.005, 2],
  'energy-intensity|MJ/pkm': [0.005, 2],
}

/** The same for modes whose vehicles are of another size: a train of a hundred wagons, a ship of two hundred thousand tonnes. */
const BANDS_OF_MODE: Partial<Readonly<Record<Mode, Readonly<Record<string, Band>>>>> = {
  rail: TRAIN,
  'high-speed-rail': TRAIN,
  'freight-rail': TRAIN,
  ferry: { 'energy-level': [20, 10_000] },
  'cargo-ship': { 'energy-intensity|MJ/tkm': [0.02, 40] },
  'e-bike': RIDDEN,
  'e-scooter': RIDDEN,
}

/** Why a value cannot be true, in words; undefined if it can. */
export function plausible(
  kind: FactorKind,
  value: number,
  unit: string,
  mode: Mode | undefined,
): string | undefined {
  const short = unit.split('/')[0] ?? ''
  const ofMode = mode && BANDS_OF_MODE[mode]
  const band =
    ofMode?.[`${kind}|${unit}`] ??
    ofMode?.[kind] ??
    BANDS[`${kind}|${unit}`] ??
    BANDS[`${kind}|${short}`] ??
    BANDS[kind]
  if (!band) return `${unit} is not a unit of ${kind}`
  const [atLeast, atMost] = band
  return value >= atLeast && value <= atMost
    ? undefined
    : `${value} ${unit} is outside ${atLeast} to ${atMost}`
}
