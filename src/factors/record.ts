import type { ColdStart } from '../kernel/cold-start.ts'
import type { HotFunction, SpeedCurve } from '../kernel/speed-curve.ts'
import type {
  EmissionStandard,
  EnergyCarrier,
  Gas,
  GwpSet,
  Mode,
  Powertrain,
  SubSector,
  VehicleClass,
} from '../vocabulary.ts'

/** What a record states. The comment gives the canonical unit that published units are converted to. */
export const FACTOR_KINDS = [
  'energy-intensity', //            MJ/vkm, L/vkm, kg/vkm, MJ/pkm or MJ/tkm of one carrier, over all distance driven
  'energy-intensity-in-mode', //    MJ/vkm of a plug-in hybrid, per vkm driven on that carrier
  'direct-factor', //               g of gas per vkm, pkm or tkm, where the source gives no energy
  'fuel-factor', //                 kg of gas per TJ burnt; CO2 of a biogenic carrier is biogenic
  'net-calorific-value', //         MJ/kg
  'density', //                     kg/L
  'well-to-tank', //                g CO2e/MJ of a fuel
  'biofuel-share', //               share of the energy of the fuel as sold
  'grid-intensity', //              g/kWh generated
  'grid-loss', //                   share of generation lost before the consumer
  'grid-well-to-tank', //           g CO2e/kWh generated, upstream of the power station
  'fleet-share', //                 share of a mode's vehicle distance
  'occupancy', //                   persons/vehicle
  'load', //                        t/vehicle, empty running included
  'deadhead-share', //              share of vehicle distance without passengers
  'utility-factor', //              share of a plug-in hybrid's distance driven on grid electricity
  'mean-speed', //                  km/h
  'fuel-economy-index', //          share: energy of a standard's new vehicles over that of the curve's own
  'trip-rate', //                   trips/person/day of residents, by all modes
  'trip-share', //                  share of those trips; shares of one place and year may leave a rest
  'trip-length', //                 km, mean of a mode's trips
  'annual-distance', //             km a vehicle is driven in a year
  'gwp', //                         kg CO2e/kg
] as const
export type FactorKind = (typeof FACTOR_KINDS)[number]

export type Quality = 'H' | 'M' | 'L'

/** How the figure was seen: in the publisher's own table, in a third party's copy, or not at all. */
export type Verification = 'read' | 'secondary' | 'unverified'

/** What a figure is about; an absent part means that the source does not split by it. */
export interface FactorSubject {
  readonly kind: FactorKind
  readonly mode?: Mode | undefined
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
  readonly emissionStandard?: EmissionStandard | undefined
  readonly carrier?: EnergyCarrier | undefined
  /** `co2e` where the source does not split the gases. */
  readonly gas?: Gas | 'co2e' | undefined
  readonly subSector?: SubSector | undefined
  readonly gwpSet?: GwpSet | undefined
  /** First and last model year of the vehicles, where a source splits by it; no first one: all up to the last. */
  readonly modelYearFrom?: number | undefined
  readonly modelYearTo?: number | undefined
}

/** What every record states of where it comes from and how good it is. */
export interface Provenance {
  /** Unique in all sets for ever; never reused for another figure. */
  readonly id: string
  /** ISO 3166-1 alpha-2 code, a subnational code of the set, a country group of the set, or `GLO`. */
  readonly region: string
  /** First year the figure speaks of. Absent: a property of the technology, good for any year. */
  readonly yearFrom?: number
  /** Last year the figure speaks of; later years fall back on it with a notice. Absent: no end known. */
  readonly yearTo?: number
  readonly tier: 1 | 2 | 3
  readonly quality: Quality
  readonly verification: Verification
  readonly sourceId: string
  /** Table, row, page or identifier inside the source. */
  readonly locator: string
  readonly note?: string
}

/** One published figure. */
export interface FactorRecord extends FactorSubject, Provenance {
  /** As published, in `unit`. */
  readonly value: number
  readonly unit: string
  /** Bounds of the 95 % interval as published, in `unit`. */
  readonly lower?: number
  readonly upper?: number
  /** The same figure in the canonical unit `canonicalUnit`; made by the loader with `src/units`. */
  readonly canonicalValue: number
  readonly canonicalUnit: string
}

/** A speed-dependent energy use, MJ/vkm: (αV² + βV + γ + δ/V) / (εV² + ζV + η) · (1 − RF). */
export interface SpeedCurveRecord extends Provenance, SpeedCurve {
  readonly kind: 'speed-curve'
  readonly mode: Mode
  readonly vehicleClass: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard: EmissionStandard
  /** The carrier whose energy the curve gives: a plug-in hybrid has one curve for each. */
  readonly carrier: EnergyCarrier
  /** As the source names it (GDI, PFI, DPF, SCR …); empty where it names none. */
  readonly technology: string
  /** Road gradient [%] and share of payload capacity; 0 and absent for light vehicles. */
  readonly gradientPercent: number
  readonly loadShare?: number
}

/** Where driving takes place, as sources of CH4 and N2O by technology split it. */
export const DRIVING_SITUATIONS = ['urban', 'rural', 'highway'] as const
export type DrivingSituation = (typeof DRIVING_SITUATIONS)[number]

/** CH4 or N2O of warm engines of one technology, g/vkm, by the same function as energy. */
export interface GasCurveRecord extends Provenance, HotFunction {
  readonly kind: 'gas-curve'
  readonly gas: Exclude<Gas, 'co2'>
  readonly drivingSituation: DrivingSituation
  readonly mode: Mode
  /** Absent where the source does not split by it: the figure is of every class. */
  readonly vehicleClass?: VehicleClass
  readonly powertrain: Powertrain
  readonly emissionStandard: EmissionStandard
  readonly carrier: EnergyCarrier
  readonly technology: string
}

/** What cold engines of a mode and carrier add to the energy of warm ones. */
export interface ColdStartRecord extends Provenance, ColdStart {
  readonly kind: 'cold-start'
  readonly mode: Mode
  readonly vehicleClass?: undefined
  readonly powertrain?: undefined
  readonly carrier: EnergyCarrier
}

/** A record that is a function rather than one figure. */
export type CurveRecord = SpeedCurveRecord | GasCurveRecord | ColdStartRecord

export type AnyRecord = FactorRecord | CurveRecord

/** A work that figures were taken from. */
export interface Source {
  readonly id: string
  readonly title: string
  readonly publisher: string
  readonly edition: string
  readonly published: string
  readonly accessed: string
  readonly url?: string
  readonly licence: string
  readonly attribution: string
  readonly note?: string
}

/** A named group of countries that stands between a country and the world in a lookup. */
export interface RegionGroup {
  readonly code: string
  readonly name: string
  readonly members: readonly string[]
  readonly sourceId: string
}

/** Everything an estimate needs of a released set. Loaded outside `src`; immutable. */
export interface FactorSetContent {
  readonly id: string
  readonly digest: string
  readonly released: string
  readonly supersedes?: string
  readonly sources: readonly Source[]
  readonly groups: readonly RegionGroup[]
  /** Subnational grid code → the country it lies in. */
  readonly subnational: Readonly<Record<string, string>>
  /** Groups that stand in for a country of nowhere better documented, in order, after `GLO`. */
  readonly standIns: readonly string[]
  readonly records: readonly FactorRecord[]
  readonly curves: readonly SpeedCurveRecord[]
  /** Absent in sets that know CH4 and N2O by fuel alone. */
  readonly gasCurves?: readonly GasCurveRecord[]
  /** Absent in sets whose curves can only be read for warm engines. */
  readonly coldStarts?: readonly ColdStartRecord[]
}
