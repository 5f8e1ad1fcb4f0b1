import type { BlendLabel } from '../factors/blend-grade.ts'
import type { Distribution } from '../kernel/distribution.ts'
import type {
  Allocation,
  EmissionStandard,
  EnergyCarrier,
  Flow,
  GwpSet,
  Mode,
  Powertrain,
  TransboundarySplit,
  VehicleClass,
} from '../vocabulary.ts'

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

/** Energy per vehicle distance. Volumes and masses are of the fuel as sold. */
export type IntensityUnit = 'MJ/vkm' | 'L/vkm' | 'kg/vkm'

/** What a row of demand says of the vehicles, if anything. */
export interface VehicleChoice {
  readonly vehicleClass?: VehicleClass | undefined
  readonly powertrain?: Powertrain | undefined
  readonly emissionStandard?: EmissionStandard | undefined
}

/** One aggregate of a mode; at least one of trips, vehicles, a distance, or an energy is stated. */
export interface DemandRow extends VehicleChoice {
  readonly pointer: string
  readonly mode: Mode
  /** Absent: all flows inside the boundary together. */
  readonly flow?: Flow
  /** Without a mean length the documented one of the mode holds. */
  readonly trips?: Stated<'trips'>
  readonly meanTripLength?: Stated<'km'>
  readonly passengerDistance?: Stated<'pkm'>
  readonly tonneDistance?: Stated<'tkm'>
  readonly vehicleDistance?: Stated<'vkm'>
  /** The city's fleet; without an annual distance the documented one of the mode holds. */
  readonly vehicles?: Stated<'vehicles'>
  readonly annualDistance?: Stated<'km/vehicle/a'>
  readonly energy?: Stated<'MJ' | 'L' | 'kg'>
  /** With `energy`: which carrier. */
  readonly carrier?: EnergyCarrier
  readonly energyIntensity?: Stated<IntensityUnit>
  /** With a flow: mean length of the trips inside the boundary, or the share of the distance there. */
  readonly insideLength?: Stated<'km'>
  readonly insideShare?: Stated<'share'>
  /** With a flow: share of the activity that residents make. */
  readonly residentShare?: Stated<'share'>
  /** With a flow, of ships and aircraft: share of the passengers or cargo that is the city's. */
  readonly cityShare?: Stated<'share'>
}

/** What all flows of a mode come to, stated so that they can be checked. */
export interface FlowTotal {
  readonly pointer: string
  readonly mode: Mode
  readonly trips?: Stated<'trips'>
  readonly vehicleDistance?: Stated<'vkm'>
  readonly passengerDistance?: Stated<'pkm'>
  readonly tonneDistance?: Stated<'tkm'>
}

export interface TravelMode {
  readonly pointer: string
  readonly mode: Mode
  readonly tripShare: Stated<'share'>
  readonly meanTripLength?: Stated<'km'>
  /** Share of the residents' distance inside the boundary. */
  readonly insideShare?: Stated<'share'>
}

/** Travel of the residents from population, trip rate, mode shares of trips and trip lengths; what is absent is documented. */
export interface Travel {
  readonly pointer: string
  readonly tripsPerPersonPerDay?: Stated<'trips/person/day'>
  readonly daysPerYear?: Stated<'d/a'>
  readonly modes?: readonly TravelMode[]
}

export interface FleetRow extends VehicleChoice {
  readonly pointer: string
  readonly mode: Mode
  /** Share of the mode's vehicle distance. */
  readonly distanceShare: Stated<'share'>
  readonly energyIntensity?: Stated<IntensityUnit>
  /** Plug-in hybrids: electricity per vkm driven on it, and the share of distance so driven. */
  readonly electricEnergyIntensity?: Stated<IntensityUnit>
  readonly utilityFactor?: Stated<'share'>
}

export interface OfMode<Unit extends string> {
  readonly pointer: string
  readonly mode: Mode
  readonly stated: Stated<Unit>
}

export interface FuelBlend {
  readonly pointer: string
  readonly carrier: EnergyCarrier
  readonly biofuelShare: Stated<'share'>
  readonly shareOf: 'volume' | 'energy'
  /** The grade whose label gave the share. */
  readonly grade?: BlendLabel
}

export interface Electricity {
  readonly pointer: string
  /** Per kWh generated. */
  readonly intensity?: Stated<'g CO2/kWh' | 'g CO2e/kWh'>
  readonly lossShare?: Stated<'share'>
  /** A subnational grid of the factor set. */
  readonly grid?: string
}

export interface Climate {
  readonly pointer: string
  /** Outdoors, mean over the period and the driving in it. */
  readonly meanTemperature: Stated<'°C'>
}

export interface FuelSale {
  readonly pointer: string
  readonly carrier: EnergyCarrier
  readonly quantity: Stated<'MJ' | 'L' | 'kg'>
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

/** What a caller states, in canonical units, shape already checked. */
export interface EstimateInput {
  readonly city: { readonly name: string; readonly country: string; readonly population?: Stated<'persons'> }
  readonly period: { readonly year: number; readonly month?: number }
  readonly gwp: GwpSet
  readonly allocation: Allocation
  /** Absent: nearest-half. */
  readonly transboundarySplit?: TransboundarySplit
  readonly flowTotals: readonly FlowTotal[]
  readonly demand: readonly DemandRow[]
  readonly travel?: Travel
  readonly fleet: readonly FleetRow[]
  readonly occupancy: readonly OfMode<'persons/vehicle'>[]
  readonly loads: readonly OfMode<'t/vehicle'>[]
  readonly speeds: readonly OfMode<'km/h'>[]
  readonly fuels: readonly FuelBlend[]
  readonly electricity?: Electricity
  /** Without it, speed curves are read for warm engines. */
  readonly climate?: Climate
  readonly fuelSales: readonly FuelSale[]
  /** Absent: whoever asks for intervals decides. */
  readonly uncertainty?: UncertaintyOptions
  /** Scale fleet and trip shares to 1 instead of refusing them; a notice says so. */
  readonly renormaliseShares: boolean
}

/** A caller who states nothing but a country and a year. */
export function nothingStated(country: string, year: number): EstimateInput {
  return {
    city: { name: '', country },
    period: { year },
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
