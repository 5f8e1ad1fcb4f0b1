import type { ModeForm } from './form.ts'
import type { EmissionParts, Factors, LineParts } from './line-parts.ts'

/** One emission of one kind of vehicle on one carrier: the finest part of a comparison. */
export interface ChainCell {
  readonly line: LineParts['line']
  readonly scope: EmissionParts['scope']
}

/** Sums of a side by node: a mode, a class in it, a powertrain in that, and so on. */
export interface Nodes {
  readonly group: number
  readonly mode: number
  /** The mode inside the boundary, or beyond it. */
  readonly part: number
  readonly vehicleClass: number
  readonly powertrain: number
  readonly vehicle: number
  /** The vehicle on one carrier. */
  readonly carried: number
}

export interface CellPlan extends Nodes, ChainCell {
  readonly byEnergy: boolean
  /** Of electricity, losses apart, what is not explained otherwise is the grid; of a fuel, the fuel. */
  readonly isElectric: boolean
  readonly isLoss: boolean
  /** All gases together. */
  readonly isMerged: boolean
  readonly parts: readonly [readonly EmissionParts[], readonly EmissionParts[]]
  readonly form: ModeForm
}

/** What is known of cells before their gases are told apart. */
export interface Found {
  readonly plan: Omit<CellPlan, 'parts' | 'byEnergy' | 'isMerged'>
  /** Whether carriers are not told apart. */
  readonly isWhole: boolean
  readonly parts: readonly [EmissionParts[], EmissionParts[]]
}

/** A cell for each gas, or one for all of them where the sides do not know the same ones. */
export function cellsOf({ plan, isWhole, parts }: Found): readonly CellPlan[] {
  const gases = parts.map((some) => [...new Set(some.map(({ quantity }) => quantity))].sort())
  const both = parts.every((some) => some.length > 0)
  const isMerged = isWhole || (both && `${gases[0]}` !== `${gases[1]}`)
  const cellOf = (gas?: string): CellPlan => {
    const [before, after] = parts.map((some) =>
      some.filter(({ quantity }) => gas === undefined || quantity === gas),
    ) as [EmissionParts[], EmissionParts[]]
    const byEnergy = !isWhole && [...before, ...after].every((emission) => emission.byEnergy)
    return { ...plan, byEnergy, isMerged: gas === undefined, parts: [before, after] }
  }
  return isMerged ? [cellOf()] : [...new Set(gases.flat())].map(cellOf)
}

export const NOTHING: Factors = []

export function product(places: Factors, factors: Float64Array): number {
  let result = 1
  for (let at = 0; at < places.length; at += 1) result *= factors[places[at] as number] as number
  return places === NOTHING ? 0 : result
}

/** Not a number where there is nothing to divide by: the other side then says it. */
export const ratio = (above: number | undefined, below: number | undefined): number =>
  below !== undefined && below > 0 ? (above as number) / below : Number.NaN
