import type { ColdStart } from '../kernel/cold-start.ts'
import type { HotFunction, SpeedCurve } from '../kernel/speed-curve.ts'
import type { EmissionStandard, EnergyCarrier, Gas, Mode, Powertrain, VehicleClass } from '../vocabulary.ts'
import type { FactorSubject } from './subject.ts'

export const QUALITIES = ['H', 'M', 'L'] as const
export type Quality = (typeof QUALITIES)[number]

/** How the figure was seen: in the publisher's own table, in a third party's copy, or not at all. */
export const VERIFICATIONS = ['read', 'secondary', 'unverified'] as const
export type Verification = (typeof VERIFICATIONS)[number]

/** How the figure of a year of a series came about (2006 IPCC Guidelines, Volume 1, chapter 5). */
export const SPLICES = ['published', 'overlap', 'surrogate', 'interpolated', 'extrapolated'] as const
export type Splice = (typeof SPLICES)[number]

/** What a figure says of the series that it is one year of. */
export interface OfSeries {
  /** Id of the series; the years of one series follow from one set of sources. */
  readonly series?: string
  /** Part of the variance of its logarithm that all years of the series share. */
  readonly seriesErrorShare?: number
  readonly spliced?: Splice
  /** What the source's figure was multiplied by to meet the series. */
  readonly spliceFactor?: number
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
export interface FactorRecord extends FactorSubject, Provenance, OfSeries {
  /** As published, in `unit`. */
  readonly value: number
  readonly unit: string
  /** Bounds of the 95 % interval as published, in `unit`. */
  readonly lower?: number
  readonly upper?: number
  /** Kept to be found, compared and replaced; no estimate takes it by default. */
  readonly role?: 'reference'
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

/**
 * A declared break: from one year to the next what a series says, or with a series of a fleet, the fuel that a mean vehicle of its
 * mode burns, changes by more than 3 %, for the reason stated and not because its source changed.
 */
export interface DeclaredBreak {
  readonly series: string
  /** The year after the step. */
  readonly year: number
  /** Before the step, in the unit of the series; of a fleet's series, MJ of fuel per vkm over the mode's fleet. */
  readonly from: number
  readonly to: number
  readonly ratio: number
  readonly why: string
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
  /** Absent in sets without series, and where no mean changes by more than 3 % in a year. */
  readonly breaks?: readonly DeclaredBreak[]
}
