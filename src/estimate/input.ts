import type { BlendLabel } from '../factors/blend-grade.ts'
import type { NoticeCode, RefusalCode } from '../issues/issue.ts'
import type { Distribution } from '../kernel/distribution.ts'
import type {
  Allocation,
  EmissionStandard,
  EnergyCarrier,
  Flow,
  GpcRef,
  GwpSet,
  Mode,
  NotationKey,
  Powertrain,
  Setting,
  SubSector,
  TransboundarySplit,
  VehicleClass,
} from '../vocabulary.ts'
import type { RequiredName, UnitOfField } from './field.ts'
import type { FieldGroup, StatedFields } from './fields.ts'

/** What a caller says of how far a value may lie from the truth, in the value's unit. */
export type StatedUncertainty =
  /** Half of the width of the 95 % interval as a share of the value, ≥ 0. */
  | { readonly plusMinusShare: number }
  /** The ends of the 95 % interval; the value lies between them. */
  | { readonly lower: number; readonly upper: number }
  | { readonly distribution: Distribution }

/** A number that the caller stated, in a canonical unit, with the place it was stated at. */
export interface Stated<Unit extends string = string> {
  readonly value: number
  readonly unit: Unit
  /** As typed, where it was typed with a unit. */
  readonly text?: string
  readonly pointer: string
  /** Absent: the caller says nothing, which is not the same as certain. */
  readonly uncertainty?: StatedUncertainty
}

/** The quantities of a part of a request, each with the place it was stated at. */
export type StatedIn<Group extends FieldGroup, Fields = StatedFields[Group]> = {
  readonly [Name in RequiredName<Fields>]: Stated<UnitOfField<Fields[Name]>>
} & {
  readonly [Name in Exclude<keyof Fields, RequiredName<Fields>>]?: Stated<UnitOfField<Fields[Name]>>
}

/** What a row of demand says of the vehicles, if anything. */
export interface VehicleChoice {
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
  readonly emissionStandard?: EmissionStandard | undefined
}

/** One aggregate of a mode; at least one of trips, vehicles, a distance, or an energy is stated. */
export interface DemandRow extends VehicleChoice, StatedIn<'demand'> {
  readonly pointer: string
  readonly mode: Mode
  /** Absent: all flows inside the boundary together. */
  readonly flow?: Flow
  /** With `energy`: which carrier. */
  readonly carrier?: EnergyCarrier
}

/** What all flows of a mode come to, stated so that they can be checked. */
export interface FlowTotal extends StatedIn<'flowTotals'> {
  readonly pointer: string
  readonly mode: Mode
}

export interface TravelMode extends StatedIn<'travel/modes'> {
  readonly pointer: string
  readonly mode: Mode
}

/** Travel of the residents from population, trip rate, mode shares of trips and trip lengths; what is absent is documented. */
export interface Travel extends StatedIn<'travel'> {
  readonly pointer: string
  readonly modes?: readonly TravelMode[]
}

export interface FleetRow extends VehicleChoice, StatedIn<'fleet'> {
  readonly pointer: string
  readonly mode: Mode
}

/** Shares of the distance by kind of road; absent mode: every road mode without a row of its own. */
export interface RoadsRow extends StatedIn<'roads'> {
  readonly pointer: string
  readonly mode?: Mode | undefined
}

/** A fuel as sold: one of the two shares, or the grade whose label names one. */
export interface FuelRow extends StatedIn<'fuels'> {
  readonly pointer: string
  readonly carrier: EnergyCarrier
  readonly blend?: BlendLabel
}

export interface Electricity extends StatedIn<'electricity'> {
  readonly pointer: string
  /** A subnational grid of the factor set. */
  readonly grid?: string
}

/** Outdoors, mean over the period and the driving in it. */
export interface Climate extends StatedIn<'climate'> {
  readonly pointer: string
}

export interface FuelSale extends StatedIn<'fuelSales'> {
  readonly pointer: string
  readonly carrier: EnergyCarrier
  /** Whom it was sold to; absent: the usual one of the carrier. */
  readonly subSector?: SubSector
}

/** What is stated of a mode as a whole. */
type OfMode<Group extends FieldGroup> = StatedIn<Group> & { readonly pointer: string; readonly mode: Mode }

/** What a caller says of a row of the inventory that has no number. */
export interface StatedNotationKey {
  readonly pointer: string
  readonly ref: GpcRef
  readonly key: NotationKey
  readonly explanation: string
  /** Of IE: the row, of transport or not, that holds it. */
  readonly reportedIn?: string
}

/** `none`: no intervals; `propagation`: IPCC Approach 1; `monte-carlo`: IPCC Approach 2. */
export const UNCERTAINTY_METHODS = ['propagation', 'monte-carlo', 'none'] as const

/** Two parameters that move together. */
export interface StatedCorrelation {
  /** Keys of parameters: where a quantity was stated, or the id of a record. */
  readonly between: readonly [string, string]
  /** Of their normal scores, from −1 to 1. */
  readonly coefficient: number
  readonly pointer: string
}

/** How intervals are to be found. */
export type UncertaintyOptions =
  | { readonly method: 'propagation' | 'none'; readonly correlations: readonly StatedCorrelation[] }
  | {
      readonly method: 'monte-carlo'
      /** From 100 to 1 000 000. */
      readonly draws: number
      /** A whole number from 0 to 4 294 967 295. */
      readonly seed: number
      readonly correlations: readonly StatedCorrelation[]
    }

/** Why a caller stands by a result that a notice calls unusual. */
export interface Acknowledgement {
  /** Of a notice; one of a refusal is refused. */
  readonly code: NoticeCode | RefusalCode
  readonly reason: string
  readonly pointer: string
}

/** What a caller states, in canonical units, shape already checked. */
export interface EstimateInput {
  readonly city: {
    readonly name: string
    readonly country: string
    /** Stands in where population and area do not tell the density. */
    readonly setting?: Setting | undefined
  } & StatedIn<'city'>
  readonly period: { readonly year: number; readonly month?: number }
  readonly gwp: GwpSet
  readonly allocation: Allocation
  /** Absent: nearest-half. */
  readonly transboundarySplit?: TransboundarySplit
  readonly flowTotals: readonly FlowTotal[]
  readonly demand: readonly DemandRow[]
  readonly travel?: Travel
  readonly fleet: readonly FleetRow[]
  readonly occupancy: readonly OfMode<'occupancy'>[]
  readonly loads: readonly OfMode<'loads'>[]
  readonly speeds: readonly OfMode<'speeds'>[]
  readonly fuels: readonly FuelRow[]
  /** Absent: the roads of the nation. */
  readonly roads?: readonly RoadsRow[]
  readonly electricity?: Electricity
  /** Without it, speed curves are read for warm engines. */
  readonly climate?: Climate
  readonly fuelSales: readonly FuelSale[]
  readonly acknowledge?: readonly Acknowledgement[]
  /** Absent: whoever asks for intervals decides. */
  readonly uncertainty?: UncertaintyOptions
  readonly notationKeys?: readonly StatedNotationKey[]
  /** Scale fleet and trip shares to 1 instead of refusing them; a notice says so. */
  readonly renormaliseShares: boolean
  /** Modes of a dataset that the demand leaves out, because they cannot be estimated; `no mode` where the facts name none. */
  readonly leftOut?: readonly string[]
}

/** A caller who states nothing but a country and a year or a month. */
export function nothingStated(country: string, year: number, month?: number): EstimateInput {
  return {
    city: { name: '', country },
    period: { year, ...(month === undefined ? {} : { month }) },
    gwp: 'AR5',
    allocation: 'geographic',
    flowTotals: [],
    demand: [],
    fleet: [],
    occupancy: [],
    loads: [],
    speeds: [],
    fuels: [],
    fuelSales: [],
    renormaliseShares: false,
  }
}
