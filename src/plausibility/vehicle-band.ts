import { MODE_PROPERTIES, MODES, type Mode } from '../vocabulary.ts'
import { type Band, band, range } from './band.ts'

type Ends = readonly [atLeast: number, atMost: number]
type OfModes = { readonly [M in Mode]?: Ends }

const bandsOf = (usual: OfModes): Readonly<Partial<Record<Mode, Band>>> =>
  Object.fromEntries(Object.entries(usual).map(([mode, ends]) => [mode, band(range(...ends))]))

/** A plug-in hybrid's fuel may be spread over all its distance. */
const FUEL_MJ_PER_VKM: OfModes = {
  car: [0.4, 14],
  taxi: [0.4, 14],
  'ride-hail': [0.4, 14],
  motorcycle: [0.5, 8],
  moped: [0.5, 2],
  bus: [3, 35],
  coach: [6, 50],
  van: [1, 9],
  'rigid-truck': [3, 45],
  'articulated-truck': [5, 65],
  // A car-km of Britain to a train-km of China: countries count the one or the other.
  rail: [10, 300],
  'freight-rail': [80, 1500],
  ferry: [20, 10_000],
  'cargo-ship': [50, 20_000],
  flight: [40, 700],
  'air-freight': [40, 1000],
  'auto-rickshaw': [0.8, 6],
}
export const FUEL_BANDS = bandsOf(FUEL_MJ_PER_VKM)

const ELECTRICITY_KWH_PER_VKM: OfModes = {
  car: [0.05, 0.4],
  taxi: [0.05, 0.4],
  'ride-hail': [0.05, 0.4],
  motorcycle: [0.015, 0.15],
  moped: [0.01, 0.1],
  bus: [0.6, 4],
  coach: [0.6, 4],
  trolleybus: [0.8, 4],
  van: [0.07, 0.45],
  'rigid-truck': [0.3, 3],
  'articulated-truck': [0.8, 4],
  rail: [1, 50],
  'high-speed-rail': [10, 60],
  metro: [1, 40],
  tram: [1, 12],
  'freight-rail': [8, 100],
  ferry: [5, 2000],
  'cargo-ship': [10, 5000],
  'auto-rickshaw': [0.04, 0.2],
  'e-scooter': [0.01, 0.12],
  'e-bike': [0.003, 0.08],
  'cable-car': [0.3, 10],
}
export const ELECTRICITY_BANDS = bandsOf(ELECTRICITY_KWH_PER_VKM)

/** Fuels emit 50 to 95 g CO2e/MJ including biogenic CO2, from gas to residual oil with its CH4 and N2O. */
const FUEL_G_PER_MJ: Ends = [50, 95]
const GRID_G_PER_KWH_AT_MOST = 1400

/** What drives a vehicle; it limits what the vehicle can emit. */
export type Drive = 'fuel' | 'electricity' | 'mixed'

/**
 * Emissions per vehicle distance [g CO2e/vkm]: the energy bands × the emissions per energy. Electricity may emit
 * nothing.
 */
function emissionBand(mode: Mode, drive: Drive): Band | undefined {
  const fuel = drive === 'electricity' ? undefined : FUEL_MJ_PER_VKM[mode]
  const electricity = drive === 'fuel' ? undefined : ELECTRICITY_KWH_PER_VKM[mode]
  if (!fuel && !electricity) return undefined
  const burns = fuel && (drive === 'fuel' || MODE_PROPERTIES[mode].subSector === 'II.1')
  const atMost = Math.max(
    fuel ? fuel[1] * FUEL_G_PER_MJ[1] : 0,
    electricity ? electricity[1] * GRID_G_PER_KWH_AT_MOST : 0,
  )
  return band(range(burns ? fuel[0] * FUEL_G_PER_MJ[0] : undefined, atMost))
}

const emissionBands = (drive: Drive): Readonly<Partial<Record<Mode, Band>>> =>
  Object.fromEntries(
    MODES.flatMap((mode) => {
      const found = emissionBand(mode, drive)
      return found ? [[mode, found] as const] : []
    }),
  )
export const EMISSION_BANDS: Readonly<Record<Drive, Readonly<Partial<Record<Mode, Band>>>>> = {
  fuel: emissionBands('fuel'),
  electricity: emissionBands('electricity'),
  mixed: emissionBands('mixed'),
}

/** Persons or tonnes on board: the usual range, and the load of the largest vehicle of the mode. */
const LOADS: { readonly [M in Mode]?: readonly [atLeast: number, atMost: number, largest: number] } = {
  car: [1, 4, 9],
  motorcycle: [1, 2, 4],
  moped: [1, 2, 3],
  taxi: [0.5, 4, 9],
  'ride-hail': [0.5, 4, 9],
  bus: [2, 60, 300],
  coach: [4, 60, 120],
  trolleybus: [2, 60, 300],
  rail: [10, 2000, 6000],
  'high-speed-rail': [50, 1000, 2000],
  metro: [15, 1000, 4000],
  tram: [5, 250, 700],
  ferry: [5, 1500, 7000],
  flight: [5, 350, 853],
  van: [0.02, 1.6, 3.5],
  'rigid-truck': [0.3, 16, 44],
  'articulated-truck': [2, 30, 150],
  'freight-rail': [50, 3000, 100_000],
  'cargo-ship': [50, 100_000, 500_000],
  'air-freight': [1, 120, 300],
  'auto-rickshaw': [0.5, 4, 12],
  'e-scooter': [0.9, 1.2, 3],
  'e-bike': [0.9, 1.5, 4],
  'cable-car': [0.5, 30, 200],
}
/** Cars and two-wheelers always carry their driver. */
const DRIVEN: ReadonlySet<string> = new Set(['car', 'motorcycle', 'moped', 'e-scooter', 'e-bike'])
/** Less than 1, because callers round figures before they divide them. */
const A_DRIVER = 0.9

export const LOAD_BANDS: Readonly<Partial<Record<Mode, Band>>> = Object.fromEntries(
  Object.entries(LOADS).map(([mode, [atLeast, atMost, largest]]) => [
    mode,
    band(range(atLeast, atMost), range(DRIVEN.has(mode) ? A_DRIVER : undefined, largest)),
  ]),
)

/** Mean length of a trip [km]: of a person, or of a vehicle that carries freight. */
export const TRIP_LENGTH_BANDS = bandsOf({
  walk: [0.2, 5],
  cycle: [0.5, 20],
  car: [1, 60],
  motorcycle: [1, 50],
  moped: [0.5, 30],
  taxi: [1, 40],
  'ride-hail': [1, 40],
  bus: [1, 40],
  coach: [5, 500],
  trolleybus: [0.5, 25],
  tram: [0.5, 25],
  metro: [1, 40],
  rail: [3, 200],
  'high-speed-rail': [40, 1000],
  ferry: [0.2, 500],
  flight: [30, 10_000],
  van: [1, 150],
  'rigid-truck': [2, 300],
  'articulated-truck': [5, 1000],
  'freight-rail': [10, 3000],
  'cargo-ship': [5, 20_000],
  'air-freight': [100, 15_000],
  'auto-rickshaw': [1, 20],
  'e-scooter': [0.3, 10],
  'shared-bike': [0.5, 12],
  'e-bike': [0.5, 25],
  'cable-car': [0.3, 15],
})

/** The largest usual share of passenger distance of a mode among at least three modes. */
export const SHARE_BANDS: Readonly<Partial<Record<Mode, Band>>> = Object.fromEntries(
  Object.entries({
    walk: 0.35,
    cycle: 0.4,
    moped: 0.6,
    taxi: 0.3,
    'ride-hail': 0.3,
    bus: 0.85,
    trolleybus: 0.5,
    tram: 0.5,
    ferry: 0.4,
    'auto-rickshaw': 0.4,
    'e-scooter': 0.2,
    'shared-bike': 0.2,
    'e-bike': 0.4,
    'cable-car': 0.3,
  }).map(([mode, atMost]) => [mode, { usual: { atMost }, possible: {} }]),
)
