import type { Spread } from '../factors/default-uncertainty.ts'
import { defaultUncertainty } from '../factors/default-uncertainty.ts'
import type { FactorKind } from '../factors/record.ts'

/** What a stated quantity is taken for where the caller says nothing of its uncertainty. */
export interface StatedDefault {
  readonly spread: Spread | { readonly amount: number }
  readonly rule: string
  readonly source: string
}

const CONVENTION = 'Convention of this project, docs/method.md, uncertainty of stated quantities'

const convention = (relative: number, what: string): StatedDefault => ({
  spread: { relative },
  rule: `${what}: ±${relative * 100} %`,
  source: CONVENTION,
})

/** A figure that the caller states is taken for one of quality M of its kind. */
const likeKind = (kind: FactorKind): StatedDefault => {
  const { spread, rule, source } = defaultUncertainty({ kind, gas: undefined, quality: 'M' })
  return { spread, rule: `stated, as ${rule}`, source }
}

const BY_UNIT: Readonly<Record<string, StatedDefault>> = {
  persons: convention(0.02, 'stated population'),
  trips: convention(0.1, 'stated trips'),
  pkm: convention(0.1, 'stated distance'),
  tkm: convention(0.1, 'stated distance'),
  vkm: convention(0.1, 'stated distance'),
  vehicles: convention(0.05, 'stated number of vehicles'),
  MJ: convention(0.05, 'stated energy'),
  L: convention(0.05, 'stated fuel'),
  kg: convention(0.05, 'stated fuel'),
  'd/a': convention(0, 'stated number of days'),
  '°C': { spread: { amount: 1 }, rule: 'stated temperature: ±1 °C', source: CONVENTION },
  km: likeKind('trip-length'),
  'trips/person/day': likeKind('trip-rate'),
  'km/vehicle/a': likeKind('annual-distance'),
  'persons/vehicle': likeKind('occupancy'),
  't/vehicle': likeKind('load'),
  'km/h': likeKind('mean-speed'),
  'MJ/vkm': likeKind('energy-intensity'),
  'L/vkm': likeKind('energy-intensity'),
  'kg/vkm': likeKind('energy-intensity'),
  'g CO2/kWh': likeKind('grid-intensity'),
  'g CO2e/kWh': likeKind('grid-intensity'),
}

/** Shares of different things have one unit; the field tells what each is of. */
const SHARES: Readonly<Record<string, StatedDefault>> = {
  distanceShare: likeKind('fleet-share'),
  tripShare: likeKind('trip-share'),
  biofuelVolumeShare: likeKind('biofuel-share'),
  biofuelEnergyShare: likeKind('biofuel-share'),
  utilityFactor: likeKind('utility-factor'),
  lossShare: likeKind('grid-loss'),
  insideShare: convention(0.1, 'stated share of the distance inside the boundary'),
  residentShare: convention(0.1, 'stated share of residents'),
  cityShare: convention(0.1, 'stated share of the city'),
}

/**
 * The documented uncertainty of a stated quantity.
 *
 * @param pointer where it was stated
 * @returns undefined for what is a definition: the share of a blend's label
 */
export function statedDefault(unit: string, pointer: string): StatedDefault | undefined {
  if (unit !== 'share') return BY_UNIT[unit]
  return SHARES[pointer.slice(pointer.lastIndexOf('/') + 1)]
}
