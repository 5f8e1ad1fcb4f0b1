import type { LeverKind } from './lever.ts'

/** What a part of the emissions follows beside its vehicles: the grid, the fossil part of a blend, or nothing. */
export type CellPart = 'grid' | 'fossil' | 'rest'

/** Places of the factors that parts follow: what nothing changes, electricity, and from here on the blends. */
export const CONSTANT = 0
export const GRID = 1
export const FIRST_BLEND = 2

/** A part of the emissions of a mode. Numbers are places among the inputs of the model. */
export interface ModelCell {
  /** Among the technologies of the mode; −1: of all its vehicles. */
  readonly tech: number
  /** The place of the factor that it follows. */
  readonly factor: number
  readonly input: number
}

/** Who drives the distance: by year from the base year, and by year of sale. */
export interface ModelFleet {
  readonly kept: readonly number[]
  readonly sold: readonly (readonly number[])[]
  /** By year: energy per distance of what was sold since, against the base year, times its share of the distance; absent: as in the base year. */
  readonly fresh?: readonly number[] | undefined
}

export interface ModelMode {
  readonly mode: string
  /** Distance of the base year, in the unit that shifts are counted in; −1: the base year has none. */
  readonly activity: number
  /** Of the distance, by year. */
  readonly growth: readonly number[]
  /** Energy of a vehicle for the same distance, by year, against the base year. */
  readonly efficiency: readonly number[]
  /** kg of the base year. */
  readonly cells: readonly ModelCell[]
  /** kg per vehicle-kilometre of technologies that the base year does not have. */
  readonly newCells: readonly ModelCell[]
  /** kg per unit of distance of a mode that the base year does not have. */
  readonly unitCells: readonly ModelCell[]
  /** Vehicle-kilometres of the base year by technology; −1: none. */
  readonly techs: readonly number[]
  /** Absent: the fleet stays as it is. */
  readonly fleet?: ModelFleet | undefined
  /** Share of sales by year of technologies whose path is known, by technology; undefined: its part of the rest. */
  readonly sales?: readonly (readonly number[] | undefined)[] | undefined
}

/** A lever as numbers. What is −1 it does not have. */
export interface ModelLever {
  readonly kind: LeverKind
  /** The share that acts, by year. */
  readonly ramp: readonly number[]
  readonly size: number
  readonly mode: number
  readonly toMode: number
  readonly tech: number
  readonly blend: number
  readonly zoneShare: number
  readonly rebound: number
  readonly induced: number
  /** Length of the switched trips over the mean length of those they come from or are like. */
  readonly length: number
  readonly origins: readonly { readonly mode: number; readonly share: number }[]
  /** Of an age limit: the fleet as it then turns over. */
  readonly fleet?: ModelFleet | undefined
}

/** A scenario as plain data: it goes to another thread, and gives the same bits there. */
export interface ScenarioModel {
  readonly baseYear: number
  /** How many years, with the base year. */
  readonly years: number
  readonly modes: readonly ModelMode[]
  /** Share of biofuel in the energy of each blended carrier, in the base year. */
  readonly blends: readonly number[]
  /** The same by year, where the reference has a path; undefined: as in the base year. */
  readonly blendPaths?: readonly (readonly number[] | undefined)[] | undefined
  /** Emissions of electricity by year, against the base year. */
  readonly grid: readonly number[]
  /** Inputs around 1: how much of the planned fall of the grid comes, and how fast fleets turn over. */
  readonly gridPace: number
  readonly fleetPace: number
  readonly levers: readonly ModelLever[]
}

/** Which levers act: 1 at their place. */
export type Active = Uint8Array
