import { type TermRole, termFactor } from '../kernel/product.ts'
import { Dependence } from './dependence.ts'
import { factorsInRow } from './factor-row.ts'
import type { Program, Variable } from './program.ts'
import { Room, type Workspace } from './room.ts'
import { scoreMapOf } from './score-map.ts'
import { addPartials, Edges, type Follower, mostEdges } from './slot-partials.ts'
import { curvatureOf, slopeOf } from './term-slope.ts'

/**
 * A program near the medians of its variables, each of which is a function of a standard normal score. First derivatives
 * go backwards from the factors of a figure to the variables. Second derivatives go forwards from the variables to the
 * factors, along a direction of the scores.
 */
export class Linear {
  /** Products at the medians. */
  readonly products: Float64Array
  /** Σ of the second derivatives of each product by the scores, divided by the product. */
  readonly spreads: Float64Array
  /** The factors of product p are at `starts[p]` up to, but not including, `starts[p + 1]`. */
  readonly starts: Int32Array
  readonly factors: Int32Array
  /** First and second derivative of the logarithm of each factor along the direction followed last. */
  readonly factorRates: Float64Array
  readonly factorBends: Float64Array
  readonly #variableCount: number
  readonly #factorSlots: Int32Array
  /** First and second derivative of each factor by its slot, divided by the factor. */
  readonly #first: Float64Array
  readonly #second: Float64Array
  /** For each slot, its value and whether it is a share; for each variable, its derivatives by its score. */
  readonly #values: Float64Array
  readonly #isShare: Int32Array
  readonly #slopes: Float64Array
  readonly #curvatures: Float64Array
  /** The inputs of slot s are at `#edgeStarts[s]` up to, but not including, `#edgeStarts[s + 1]`. */
  readonly #edgeStarts: Int32Array
  readonly #edges: Edges
  readonly #slotFirst: Float64Array
  readonly #slotSecond: Float64Array
  /** A bit for each slot that the figure depends on whose gradient was asked for last: few are, so none is asked for in vain. */
  readonly #on: Int32Array
  readonly #workspace: Workspace | undefined

  /** @param workspace for one that is not needed for longer */
  constructor(program: Program, workspace?: Workspace) {
    this.#workspace = workspace
    const { variables, slots, factorSlots, factorRoles, nodes, coefficients } = program
    const count = slots.length
    const factorCount = factorSlots.length
    const room = new Room(8 * count + 7 * factorCount + 3 * nodes.length + 2, workspace)
    this.#variableCount = variables.length
    this.#values = room.floats(count)
    this.#isShare = room.integers(count)
    this.#slopes = room.floats(variables.length)
    this.#curvatures = room.floats(variables.length)
    this.#slotFirst = room.floats(count)
    this.#slotSecond = room.floats(count)
    this.#on = room.integers((count >> 5) + 1)
    for (let k = 0; k < variables.length; k += 1) {
      const { median, slope, curvature } = scoreMapOf((variables[k] as Variable).distribution)
      this.#values[k] = median
      this.#slopes[k] = slope
      this.#curvatures[k] = curvature
    }
    const most = mostEdges(slots, variables.length)
    const edges = new Edges(most, new Room(3 * most, workspace))
    this.#edges = edges
    this.#edgeStarts = room.integers(count + 1)
    for (let slot = variables.length; slot < count; slot += 1) {
      const of = slots[slot] as Follower
      if (of.kind === 'share') this.#isShare[slot] = 1
      this.#values[slot] = addPartials(of, this.#values, edges)
      this.#edgeStarts[slot + 1] = edges.count
    }
    this.#factorSlots = room.integers(factorCount)
    const factorValues = room.floats(factorCount)
    this.#first = room.floats(factorCount)
    this.#second = room.floats(factorCount)
    this.factorRates = room.floats(factorCount)
    this.factorBends = room.floats(factorCount)
    for (let factor = 0; factor < factorCount; factor += 1) {
      const slot = factorSlots[factor] as number
      const role = factorRoles[factor] as TermRole
      this.#factorSlots[factor] = slot
      const x = this.#values[slot] as number
      const value = termFactor(x, role)
      factorValues[factor] = value
      // A factor of 0 makes its products 0, no matter how the others move.
      if (!(Math.abs(value) > 0)) continue
      this.#first[factor] = slopeOf(x, role) / value
      this.#second[factor] = curvatureOf(x, role) / value
    }
    const { starts, factors } = factorsInRow(program)
    this.starts = starts
    this.factors = factors
    const factorSpreads = this.#factorSpreads(room.floats(factorCount))
    this.products = room.floats(nodes.length)
    this.spreads = room.floats(nodes.length)
    for (let product = 0; product < nodes.length; product += 1) {
      let value = coefficients[product] as number
      let spread = 0
      for (let at = this.starts[product] as number; at < (this.starts[product + 1] as number); at += 1) {
        const factor = this.factors[at] as number
        value *= factorValues[factor] as number
        spread += factorSpreads[factor] as number
      }
      this.products[product] = Number.isFinite(value) ? value : 0
      this.spreads[product] = spread
    }
  }

  /** Every variable, and every slot that follows from them. */
  everything(): Dependence {
    const variables = this.#variableCount
    const slots = this.#values.length - variables
    const all = new Dependence(variables, slots, new Room(variables + slots))
    for (let k = 0; k < variables; k += 1) all.variables[k] = k
    for (let at = 0; at < slots; at += 1) all.slots[at] = this.#values.length - 1 - at
    return all
  }

  /**
   * The derivative of a figure by the score of each variable.
   *
   * @param factors the figure depends on the first `count` of them
   * @param weights by factor, the part of the figure that it multiplies
   * @param gradient is overwritten; one place for each variable, 0 for those that `on` does not name
   * @param on is overwritten with what else the figure depends on; it names that of the gradient before
   */
  gradient(
    factors: Int32Array,
    count: number,
    weights: Float64Array,
    gradient: Float64Array,
    on: Dependence,
  ): void {
    const bySlot = this.#slotFirst
    const isOn = this.#on
    for (let word = 0; word < isOn.length; word += 1) isOn[word] = 0
    const firsts = this.#first
    const slotOf = this.#factorSlots
    for (let at = 0; at < count; at += 1) {
      const factor = factors[at] as number
      const slot = slotOf[factor] as number
      const before = turnOn(isOn, slot) ? (bySlot[slot] as number) : 0
      bySlot[slot] = before + (weights[factor] as number) * (firsts[factor] as number)
    }
    this.#goBack(on)
    const { variables, variableCount } = on
    // What the figure before depended on.
    for (let at = 0; at < variableCount; at += 1) gradient[variables[at] as number] = 0
    this.#listVariables(on)
    const slopes = this.#slopes
    for (let at = 0; at < on.variableCount; at += 1) {
      const k = variables[at] as number
      gradient[k] = (bySlot[k] as number) * (slopes[k] as number)
    }
  }

  /** From the slots that follow from others to these, the last first. */
  #goBack(on: Dependence): void {
    const bySlot = this.#slotFirst
    const isOn = this.#on
    const starts = this.#edgeStarts
    const { inputs, slopes } = this.#edges
    const { slots } = on
    const first = this.#variableCount
    let found = 0
    for (let word = isOn.length - 1; word >= first >> 5; word -= 1) {
      const followers = word === first >> 5 ? -1 << (first & 31) : -1
      let left = (isOn[word] as number) & followers
      while (left !== 0) {
        const bit = 31 - Math.clz32(left)
        const slot = (word << 5) | bit
        slots[found] = slot
        found += 1
        const weight = bySlot[slot] as number
        const end = starts[slot + 1] as number
        for (let edge = starts[slot] as number; edge < end; edge += 1) {
          const input = inputs[edge] as number
          const before = turnOn(isOn, input) ? (bySlot[input] as number) : 0
          bySlot[input] = before + weight * (slopes[edge] as number)
        }
        // Inputs come before what follows from them.
        left = (isOn[word] as number) & followers & ((1 << bit) - 1)
      }
    }
    on.slotCount = found
  }

  #listVariables(on: Dependence): void {
    const isOn = this.#on
    const { variables } = on
    const end = this.#variableCount
    let found = 0
    for (let word = 0; word <= end >> 5; word += 1) {
      let left = (isOn[word] as number) & (word === end >> 5 ? (1 << (end & 31)) - 1 : -1)
      while (left !== 0) {
        const lowest = left & -left
        variables[found] = (word << 5) | (31 - Math.clz32(lowest))
        found += 1
        left ^= lowest
      }
    }
    on.variableCount = found
  }

  /**
   * Sets the direction of the scores that `followFactors` follows.
   *
   * @param on what the factors depend on
   */
  follow(direction: Float64Array, { variables, variableCount, slots, slotCount }: Dependence): void {
    const first = this.#slotFirst
    const second = this.#slotSecond
    const slopes = this.#slopes
    const curvatures = this.#curvatures
    for (let at = 0; at < variableCount; at += 1) {
      const k = variables[at] as number
      const along = direction[k] as number
      first[k] = (slopes[k] as number) * along
      second[k] = (curvatures[k] as number) * along * along
    }
    const values = this.#values
    const isShare = this.#isShare
    const starts = this.#edgeStarts
    const { inputs, slopes: edgeSlopes, curvatures: edgeCurvatures } = this.#edges
    for (let at = slotCount - 1; at >= 0; at -= 1) {
      const slot = slots[at] as number
      const start = starts[slot] as number
      const end = starts[slot + 1] as number
      let moved = 0
      let bend = 0
      for (let edge = start; edge < end; edge += 1) {
        const input = inputs[edge] as number
        const slope = edgeSlopes[edge] as number
        const by = first[input] as number
        moved += slope * by
        bend += slope * (second[input] as number) + (edgeCurvatures[edge] as number) * by * by
      }
      if (isShare[slot] === 1 && (values[slot] as number) > 0) {
        // For y = k·x/T, with a = x′/x and b = T′/T, y″ has the extra term 2y·b·(b − a).
        const ofTotal =
          (-(edgeSlopes[start + 1] as number) * (first[inputs[start + 1] as number] as number)) /
          (values[slot] as number)
        bend -= 2 * ofTotal * moved
      }
      first[slot] = moved
      second[slot] = bend
    }
  }

  /** Follows the first `count` factors along the direction set last. */
  followFactors(factors: Int32Array, count: number): void {
    const slots = this.#factorSlots
    const slotFirst = this.#slotFirst
    const slotSecond = this.#slotSecond
    const firsts = this.#first
    const seconds = this.#second
    const { factorRates, factorBends } = this
    for (let at = 0; at < count; at += 1) {
      const factor = factors[at] as number
      const slot = slots[factor] as number
      const moved = slotFirst[slot] as number
      const first = firsts[factor] as number
      const rate = first * moved
      factorRates[factor] = rate
      factorBends[factor] =
        first * (slotSecond[slot] as number) + (seconds[factor] as number) * moved * moved - rate * rate
    }
  }

  /** For each factor, Σ of its second derivatives by the scores ÷ the factor; inputs of a formula are independent. */
  #factorSpreads(spreads: Float64Array): Float64Array {
    const count = this.#values.length
    const room = new Room(2 * count, this.#workspace)
    const squares = room.floats(count)
    const bends = room.floats(count)
    for (let k = 0; k < this.#variableCount; k += 1) {
      squares[k] = (this.#slopes[k] as number) ** 2
      bends[k] = this.#curvatures[k] as number
    }
    for (let slot = this.#variableCount; slot < squares.length; slot += 1) {
      const start = this.#edgeStarts[slot] as number
      let square = 0
      let bend = 0
      for (let edge = start; edge < (this.#edgeStarts[slot + 1] as number); edge += 1) {
        const input = this.#edges.inputs[edge] as number
        const slope = this.#edges.slopes[edge] as number
        square += slope * slope * (squares[input] as number)
        bend +=
          slope * (bends[input] as number) +
          (this.#edges.curvatures[edge] as number) * (squares[input] as number)
      }
      const value = this.#values[slot] as number
      if (this.#isShare[slot] === 1 && value > 0) {
        const [drawn, total] = [this.#edges.inputs[start] as number, this.#edges.inputs[start + 1] as number]
        const both =
          (value * (squares[drawn] as number)) /
          ((this.#values[drawn] as number) * (this.#values[total] as number))
        const ofTotal = (value * (squares[total] as number)) / (this.#values[total] as number) ** 2
        square -= 2 * value * both
        bend += 2 * ofTotal - 2 * both
      }
      squares[slot] = square
      bends[slot] = bend
    }
    for (let factor = 0; factor < spreads.length; factor += 1) {
      const slot = this.#factorSlots[factor] as number
      spreads[factor] =
        (this.#first[factor] as number) * (bends[slot] as number) +
        (this.#second[factor] as number) * (squares[slot] as number)
    }
    return spreads
  }
}

/** Whether the bit of a slot was on; now it is. */
function turnOn(isOn: Int32Array, slot: number): boolean {
  const word = isOn[slot >> 5] as number
  const bit = 1 << (slot & 31)
  isOn[slot >> 5] = word | bit
  return (word & bit) !== 0
}
