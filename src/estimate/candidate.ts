import type { FactorSet } from '../factors/factor-set.ts'
import type { AnyRecord, FactorRecord, GasCurveRecord } from '../factors/record.ts'
import {
  type FactorMatch,
  type Found,
  findFactor,
  isOwnFound,
  listFleet,
  type PlaceAndYear,
} from '../factors/select.ts'
import { findCurve, findGasCurve, type GasCurveQuery } from '../factors/select-curve.ts'
import {
  type EmissionStandard,
  type EnergyCarrier,
  MODE_PROPERTIES,
  type Mode,
  type VehicleClass,
} from '../vocabulary.ts'
import { carriersOf, type Distances, type Per, type Vehicle } from './vehicle.ts'

/** The published figure that is taken for a vehicle; nothing of it is counted as used yet. */
export type Candidate =
  | {
      readonly method: 'energy'
      readonly per: Per
      readonly carriers: readonly (readonly [EnergyCarrier, Found])[]
    }
  | { readonly method: 'direct-factor'; readonly per: Per; readonly found: Found }
  | { readonly method: 'speed-curve' }

/**
 * What makes one figure better than another, most telling first; smaller is better. A figure that needs a default
 * occupancy or load is as far away as the farther of the two.
 */
type Rank = readonly [region: number, converted: number, technology: number, yearGap: number, method: number]

const WIDTH: Readonly<Record<FactorMatch['technology'], number>> = {
  exact: 0,
  'standard-average': 0,
  'class-average': 1,
  'powertrain-mix': 2,
}

/**
 * The published figures for a vehicle, best first: the nearest region, then what needs no default occupancy or load,
 * the nearest technology, the newest year, energy before emissions, and a curve at a default speed last.
 */
export function listCandidates(
  set: FactorSet,
  vehicle: Vehicle,
  distances: Distances,
  at: PlaceAndYear,
): readonly Candidate[] {
  const figures = rankedFigures(set, vehicle, distances, at)
  if (vehicle.vehicleClass !== 'average') return figures
  // Last, the class that is usual for the mode stands for an average that nobody publishes.
  return [...figures, ...rankedFigures(set, usualVehicle(set, vehicle, at), distances, at)]
}

function rankedFigures(
  set: FactorSet,
  vehicle: Vehicle,
  { direct, converted, fillingRank }: Distances,
  at: PlaceAndYear,
): readonly Candidate[] {
  return [
    ...direct.flatMap((per) => figuresPer(set, vehicle, per, at, undefined)),
    ...converted.flatMap((per) => figuresPer(set, vehicle, per, at, fillingRank)),
  ]
    .sort((a, b) => compare(a.rank, b.rank))
    .map(({ figure }) => figure)
}

/** Whether a figure is a city's own of its subject, so that it goes before a speed curve too. */
export function isOwnCandidate(figure: Candidate): boolean {
  if (figure.method === 'energy') return figure.carriers.every(([, found]) => isOwnFound(found))
  return figure.method === 'direct-factor' && isOwnFound(figure.found)
}

function compare(a: Rank, b: Rank): number {
  for (let axis = 0; axis < a.length; axis += 1) {
    const apart = (a[axis] ?? 0) - (b[axis] ?? 0)
    if (apart !== 0) return apart
  }
  return 0
}

function rankOf(found: Found<AnyRecord>, method: number, fillingRank: number | undefined): Rank {
  const { regionRank, yearGap, match } = found
  // A city's own figure goes first, even where it needs a default occupancy or load.
  const region = isOwnFound(found) ? regionRank : Math.max(regionRank, fillingRank ?? 0)
  return [region, fillingRank === undefined ? 0 : 1, WIDTH[match.technology], yearGap, method]
}

/** The figures that sources publish for a vehicle per one kind of distance. */
function figuresPer(
  set: FactorSet,
  vehicle: Vehicle,
  per: Per,
  at: PlaceAndYear,
  fillingRank: number | undefined,
): readonly { figure: Candidate; rank: Rank }[] {
  const figures: { figure: Candidate; rank: Rank }[] = []
  const energy = carriersOf(vehicle.powertrain).flatMap((carrier) => {
    const found = findFactor(set, { subject: { kind: 'energy-intensity', ...vehicle, carrier }, ...at, per })
    return found ? [[carrier, found] as const] : []
  })
  const [first] = energy
  const whole = energy.length === carriersOf(vehicle.powertrain).length
  if (first && whole && energy.every(([, { record }]) => record.region === first[1].record.region))
    figures.push({
      figure: { method: 'energy', per, carriers: energy },
      rank: rankOf(first[1], 0, fillingRank),
    })
  const direct = directFactor(set, vehicle, per, at)
  if (direct)
    figures.push({
      figure: { method: 'direct-factor', per, found: direct },
      rank: rankOf(direct, 1, fillingRank),
    })
  const [carrier] = carriersOf(vehicle.powertrain)
  const curve = per === 'vkm' && carrier !== undefined ? findCurveOf(set, vehicle, carrier, at) : undefined
  if (curve) figures.push({ figure: { method: 'speed-curve' }, rank: rankOf(curve, 2, fillingRank) })
  return figures
}

/** Modes of one powertrain may publish their factors without naming it. */
function directFactor(set: FactorSet, vehicle: Vehicle, per: Per, at: PlaceAndYear): Found | undefined {
  const { powertrain, ...rest } = vehicle
  const named = MODE_PROPERTIES[vehicle.mode].onlyPowertrain === powertrain ? [vehicle, rest] : [vehicle]
  for (const of of named)
    for (const gas of ['co2', 'co2e'] as const) {
      const found = findFactor(set, { subject: { kind: 'direct-factor', ...of, gas }, ...at, per })
      if (found) return found
    }
  return undefined
}

/** The curve that speaks of a vehicle on a carrier, if any. */
export function findCurveOf(set: FactorSet, vehicle: Vehicle, carrier: EnergyCarrier, at: PlaceAndYear) {
  return findCurve(set, { ...usualVehicle(set, vehicle, at), carrier, region: at.region })
}

/** CH4 or N2O of a vehicle's technology on a carrier; undefined where its emission standard is not known. */
export function findGasCurveOf(
  set: FactorSet,
  vehicle: Vehicle,
  of: Pick<GasCurveQuery, 'carrier' | 'gas' | 'drivingSituation'>,
  at: PlaceAndYear,
): Found<GasCurveRecord> | undefined {
  const { emissionStandard } = vehicle
  if (emissionStandard === undefined) return undefined
  return findGasCurve(set, { ...usualVehicle(set, vehicle, at), emissionStandard, ...of, region: at.region })
}

type UsualVehicle = Pick<FactorRecord, 'vehicleClass' | 'powertrain' | 'emissionStandard'>

/**
 * The usual vehicles of a mode, which are the same in every year. A world fleet that moves from year to year tells shares,
 * not kinds.
 */
function usualFleet(set: FactorSet, mode: Mode, year: number): readonly { readonly record: UsualVehicle }[] {
  const fleet = listFleet(set, mode, 'GLO', year)
  if (fleet[0]?.record.series === undefined) return fleet
  const kinds = set
    .fleetShares(mode, 'GLO')
    .flatMap((record) => (record.series === undefined ? [{ record }] : []))
  const vehicleClass = USUAL_CLASS[mode]
  return kinds.length > 0 || vehicleClass === undefined
    ? kinds
    : [{ record: { vehicleClass, emissionStandard: USUAL_STANDARD } }]
}

/** Modes whose fleets are told by powertrain alone where nations have levels: the class and standard that others have by convention. */
const USUAL_CLASS: Partial<Readonly<Record<Mode, VehicleClass>>> = {
  car: 'medium',
  van: 'n1-iii',
  bus: 'standard',
}
const USUAL_STANDARD: EmissionStandard = 'euro-5'

/** The kind of vehicle that stands for one that is not split by class: the mode's usual one in the default fleet. */
function usualVehicle(set: FactorSet, vehicle: Vehicle, { year }: PlaceAndYear): Vehicle {
  if (vehicle.vehicleClass !== 'average') return vehicle
  const fleet = usualFleet(set, vehicle.mode, year)
  const usual = (fleet.find(({ record }) => record.powertrain === vehicle.powertrain) ?? fleet[0])?.record
  const standard = vehicle.emissionStandard ?? usual?.emissionStandard
  return {
    ...vehicle,
    ...(usual?.vehicleClass === undefined ? {} : { vehicleClass: usual.vehicleClass }),
    ...(standard === undefined ? {} : { emissionStandard: standard }),
  }
}
