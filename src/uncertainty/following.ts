import type { Dependence } from './dependence.ts'
import type { Linear } from './linear.ts'
import { Room, type Workspace } from './room.ts'

/** First and second derivatives along a direction, each by its place. */
export interface Moved {
  readonly first: Float64Array
  readonly second: Float64Array
}

/** Second derivatives, which go forwards from the variables to the slots and the factors, along a direction of the scores. */
export class Following {
  /** First and second derivative of the logarithm of each factor along the direction followed last. */
  readonly factors: Moved
  readonly #linear: Linear
  readonly #slots: Moved

  /** @param workspace for one that is not needed for longer */
  constructor(linear: Linear, workspace?: Workspace) {
    const slots = linear.values.length
    const factors = linear.firsts.length
    const room = new Room(2 * (slots + factors), workspace)
    this.#linear = linear
    this.#slots = { first: room.floats(slots), second: room.floats(slots) }
    this.factors = { first: room.floats(factors), second: room.floats(factors) }
  }

  /**
   * Follows what a figure depends on.
   *
   * @param direction of the variables, in their order
   */
  follow(direction: Float64Array, { factors, slots, variables }: Dependence): void {
    const linear = this.#linear
    const moved = this.#slots
    for (let at = 0; at < variables.length; at += 1) {
      const k = variables[at] as number
      followVariable(linear, k, direction[at] as number, moved, k)
    }
    const { edgeStarts, edges } = linear
    for (let at = slots.length - 1; at >= 0; at -= 1) {
      const slot = slots[at] as number
      followSlot(linear, slot, edges.inputs, edgeStarts[slot] as number, moved, slot)
    }
    const { factorSlots } = linear
    for (let at = 0; at < factors.length; at += 1) {
      const factor = factors[at] as number
      followFactor(linear, factor, factorSlots[factor] as number, moved, this.factors, factor)
    }
  }
}

/** @param out its place */
export function followVariable(
  { slopes, curvatures }: Linear,
  k: number,
  along: number,
  to: Moved,
  out: number,
): void {
  to.first[out] = (slopes[k] as number) * along
  to.second[out] = (curvatures[k] as number) * along * along
}

/**
 * @param inputs the places of what the slot follows from, beginning at `from`
 * @param out its own place
 */
export function followSlot(
  { values, isShare, edgeStarts, edges }: Linear,
  slot: number,
  inputs: ArrayLike<number>,
  from: number,
  { first, second }: Moved,
  out: number,
): void {
  const { slopes, curvatures } = edges
  const start = edgeStarts[slot] as number
  const end = edgeStarts[slot + 1] as number
  const shift = from - start
  let moved = 0
  let bend = 0
  for (let edge = start; edge < end; edge += 1) {
    const input = inputs[shift + edge] as number
    const slope = slopes[edge] as number
    const by = first[input] as number
    moved += slope * by
    bend += slope * (second[input] as number) + (curvatures[edge] as number) * by * by
  }
  if (isShare[slot] === 1 && (values[slot] as number) > 0) {
    // For y = k·x/T, with a = x′/x and b = T′/T, y″ has the extra term 2y·b·(b − a).
    const ofTotal =
      (-(slopes[start + 1] as number) * (first[inputs[from + 1] as number] as number)) /
      (values[slot] as number)
    bend -= 2 * ofTotal * moved
  }
  first[out] = moved
  second[out] = bend
}

/** @param input the place of its slot */
export function followFactor(
  { firsts, seconds }: Linear,
  factor: number,
  input: number,
  of: Moved,
  to: Moved,
  out: number,
): void {
  const moved = of.first[input] as number
  const first = firsts[factor] as number
  const rate = first * moved
  to.first[out] = rate
  to.second[out] =
    first * (of.second[input] as number) + (seconds[factor] as number) * moved * moved - rate * rate
}
