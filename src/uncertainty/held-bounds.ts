import type { Program, ProgramFigure } from './program.ts'
import type { Bounds } from './uncertainty-notice.ts'

const holds = ({ lower, upper }: Bounds, value: number): boolean => lower <= value && value <= upper

/**
 * Bounds that hold the figure: many parameters that are skewed the same way move the percentiles past it, and no reader
 * expects a figure outside its interval. The notice `value-outside-interval` says where bounds were moved.
 */
export const holding = (value: number, bounds: Bounds): Bounds =>
  holds(bounds, value)
    ? bounds
    : { lower: Math.min(bounds.lower, value), upper: Math.max(bounds.upper, value) }

/**
 * The same for all figures of a program.
 *
 * @param intervals by the id of the figure; they are given back themselves where each holds its figure
 */
export function heldBounds(
  { figures, values }: Pick<Program, 'figures' | 'values'>,
  intervals: ReadonlyMap<string, Bounds>,
): ReadonlyMap<string, Bounds> {
  let held: Map<string, Bounds> | undefined
  for (let index = 0; index < figures.length; index += 1) {
    const { id } = figures[index] as ProgramFigure
    const bounds = intervals.get(id)
    const value = values[index] as number
    if (!bounds || holds(bounds, value)) continue
    held ??= new Map(intervals)
    held.set(id, holding(value, bounds))
  }
  return held ?? intervals
}
