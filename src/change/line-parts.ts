import type { EstimateLine, LineQuantity } from '../estimate/line.ts'
import type { Scope } from '../vocabulary.ts'

/** Places in the list of factors; their product is a figure. */
export type Factors = readonly number[]

/** A product of a line that counts in CO2e, by links of the chain. */
export interface EmissionParts {
  readonly quantity: LineQuantity
  readonly scope: Scope | undefined
  /** In CO2e. */
  readonly all: Factors
  /** Whether it is energy times emissions per energy. */
  readonly byEnergy: boolean
  readonly speed: Factors
  readonly blend: Factors
  readonly losses: Factors
  readonly gwp: Factors
}

/** A line of an estimate, by links of the chain. */
export interface LineParts {
  readonly line: EstimateLine
  readonly payload: Factors | undefined
  readonly vehicle: Factors | undefined
  /** Trips or vehicles of the kind of vehicle, before any part of them is left out. */
  readonly count: Factors | undefined
  readonly counts: 'trips' | 'vehicles' | undefined
  /** The part of the distance that belongs to the city. */
  readonly counted: Factors
  readonly length: Factors
  /** Whether the activity is stated of persons or tonnes, so that occupancy or load acts on vehicles. */
  readonly isOfPayload: boolean
  readonly energy: Factors | undefined
  /**
   * What kind of figure tells what it uses or emits per distance: a level or a curve, on which speed and season act, or one that
   * holds them already.
   */
  readonly figure: 'level' | 'curve' | 'whole'
  readonly speed: Factors
  readonly season: Factors
  readonly content: Factors
  /** What a unit of fuel as stated has its energy in, such as MJ/L; empty: it is stated as energy. */
  readonly contentUnit: string
  readonly emissions: readonly EmissionParts[]
}
