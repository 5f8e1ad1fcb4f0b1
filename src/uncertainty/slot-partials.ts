import { BROKEN_LINES, evaluate, type Rule } from '../kernel/formula.ts'
import type { Slot } from './program.ts'
import type { Room } from './room.ts'

/** A slot that follows from others. */
export type Follower = Exclude<Slot, { kind: 'variable' }>

/** Relative step of the numeric derivatives of a formula; their error is of the order of the step squared. */
const STEP = 1e-3

/** Relative step over which a broken line counts as straight. */
const WIDE_STEP = 0.2

/** The inputs of slots, one after the other, with the first and second derivative of the slot by each. */
export class Edges {
  readonly inputs: Int32Array
  readonly slopes: Float64Array
  readonly curvatures: Float64Array
  count = 0

  /** @param most at most so many */
  constructor(most: number, room: Room) {
    this.inputs = room.integers(most)
    this.slopes = room.floats(most)
    this.curvatures = room.floats(most)
  }

  add(input: number, slope: number, curvature: number): void {
    this.inputs[this.count] = input
    this.slopes[this.count] = slope
    this.curvatures[this.count] = curvature
    this.count += 1
  }
}

/** At most so many inputs have these slots together. */
export function mostEdges(slots: readonly Slot[], first: number): number {
  let most = 0
  for (let at = first; at < slots.length; at += 1) {
    const slot = slots[at] as Follower
    if (slot.kind === 'share-total') most += slot.members.length
    else if (slot.kind === 'share') most += 2
    else most += slot.inputs.length + 1
  }
  return most
}

/**
 * The value of a slot. Adds its inputs to `edges`.
 *
 * @param values the values of the slots before it
 */
export function addPartials(slot: Follower, values: Float64Array, edges: Edges): number {
  switch (slot.kind) {
    case 'share-total': {
      let sum = 0
      for (let at = 0; at < slot.members.length; at += 1) {
        const member = slot.members[at] as number
        edges.add(member, 1, 0)
        sum += values[member] as number
      }
      return sum
    }
    case 'share': {
      const drawn = values[slot.drawn] as number
      const total = values[slot.total] as number
      const value = (slot.kept * drawn) / total
      edges.add(slot.drawn, slot.kept / total, 0)
      edges.add(slot.total, -value / total, 0)
      return value
    }
    case 'derived':
      return addDerived(slot, values, edges)
  }
}

/** The inputs of the formula that is followed, overwritten by the next. */
const GIVEN: number[] = []

function addDerived(
  { rule, inputs, values: certain, own }: Extract<Slot, { kind: 'derived' }>,
  values: Float64Array,
  edges: Edges,
): number {
  const given = GIVEN
  given.length = inputs.length
  for (let index = 0; index < inputs.length; index += 1) {
    const input = inputs[index] as number
    given[index] = (input < 0 ? certain[index] : values[input]) as number
  }
  const only = inputs[0]
  if (BROKEN_LINES.has(rule.formula) && only !== undefined && only >= 0 && own === undefined) {
    const { value, slope } = brokenLine(rule, given[0] as number)
    edges.add(only, slope, 0)
    return value
  }
  const middle = evaluate(rule, given)
  const factor = own === undefined ? 1 : (values[own] as number)
  if (own !== undefined) edges.add(own, middle, 0)
  for (let index = 0; index < inputs.length; index += 1) {
    const input = inputs[index] as number
    if (input < 0) continue
    // Moves one input and leaves the others.
    const at = given[index] as number
    const step = STEP * (Math.abs(at) || 1)
    given[index] = at + step
    const above = evaluate(rule, given)
    given[index] = at - step
    const below = evaluate(rule, given)
    given[index] = at
    edges.add(
      input,
      ((above - below) / (2 * step)) * factor,
      isCorner(rule, above, middle, below) ? 0 : ((above + below - 2 * middle) / (step * step)) * factor,
    )
  }
  return middle * factor
}

/** Formulas that stay what they are beyond the end of a range. */
const HELD: ReadonlySet<Rule['formula']> = new Set(['hot-function', 'density-index', 'cold-start-factor'])
/** No such formula bends more within a step: its second derivative times x² over its value is a few units. */
const MOST_BEND = 20 * STEP * STEP

/** True if a share reaches its cap, or a formula the end of its range, within the step: a corner has no second derivative. */
function isCorner({ formula }: Rule, above: number, middle: number, below: number): boolean {
  if (formula === 'inside-share') return above === 1 || below === 1
  return HELD.has(formula) && Math.abs(above + below - 2 * middle) > MOST_BEND * Math.abs(middle)
}

/**
 * A broken line near one place: its mean and slope over a wide step, so that both sides count if the corner is near. The
 * second derivative, which is 0 or infinite, is ignored. Away from the corner, the result is the line itself.
 */
function brokenLine(rule: Rule, at: number): { value: number; slope: number } {
  const step = WIDE_STEP * (Math.abs(at) || 1)
  const [above, below] = [evaluate(rule, [at + step]), evaluate(rule, [at - step])]
  return { value: (above + below) / 2, slope: (above - below) / (2 * step) }
}
