import { type TermRole, termFactor } from '../kernel/product.ts'
import type { Dependence } from './dependence.ts'
import { factorsInRow } from './factor-row.ts'
import type { Make } from './make.ts'
import type { Program, Variable } from './program.ts'
import { Room, type Workspace } from './room.ts'
import { scoreMapOf } from './score-map.ts'
import { addPartials, Edges, type Follower, mostEdges } from './slot-partials.ts'
import { ONE } from './steps.ts'
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
  readonly variableCount: number
  readonly factorSlots: Int32Array
  /** First and second derivative of each factor by its slot, divided by the factor. */
  readonly firsts: Float64Array
  readonly seconds: Float64Array
  /** For each slot, its value and whether it is a share; for each variable, its derivatives by its score. */
  readonly values: Float64Array
  readonly isShare: Int32Array
  readonly slopes: Float64Array
  readonly curvatures: Float64Array
  /** The inputs of slot s are at `edgeStarts[s]` up to, but not including, `edgeStarts[s + 1]`. */
  readonly edgeStarts: Int32Array
  readonly edges: Edges
  readonly #workspace: Workspace | undefined

  /** @param workspace for one that is not needed for longer */
  constructor(program: Program, workspace?: Workspace) {
    this.#workspace = workspace
    const { variables, slots, factorSlots, factorRoles, nodes, coefficients } = program
    const count = slots.length
    const factorCount = factorSlots.length
    const room = new Room(
      3 * count + 1 + 2 * variables.length + 5 * factorCount + 2 * nodes.length,
      workspace,
    )
    this.variableCount = variables.length
    this.values = room.floats(count)
    this.isShare = room.integers(count)
    this.slopes = room.floats(variables.length)
    this.curvatures = room.floats(variables.length)
    for (let k = 0; k < variables.length; k += 1) {
      const { median, slope, curvature } = scoreMapOf((variables[k] as Variable).distribution)
      this.values[k] = median
      this.slopes[k] = slope
      this.curvatures[k] = curvature
    }
    const most = mostEdges(slots, variables.length)
    const edges = new Edges(most, new Room(3 * most, workspace))
    this.edges = edges
    this.edgeStarts = room.integers(count + 1)
    for (let slot = variables.length; slot < count; slot += 1) {
      const of = slots[slot] as Follower
      if (of.kind === 'share') this.isShare[slot] = 1
      this.values[slot] = addPartials(of, this.values, edges)
      this.edgeStarts[slot + 1] = edges.count
    }
    this.factorSlots = room.integers(factorCount)
    const factorValues = room.floats(factorCount)
    this.firsts = room.floats(factorCount)
    this.seconds = room.floats(factorCount)
    for (let factor = 0; factor < factorCount; factor += 1) {
      const slot = factorSlots[factor] as number
      const role = factorRoles[factor] as TermRole
      this.factorSlots[factor] = slot
      const x = this.values[slot] as number
      const value = termFactor(x, role)
      factorValues[factor] = value
      // A factor of 0 makes its products 0, no matter how the others move.
      if (!(Math.abs(value) > 0)) continue
      this.firsts[factor] = slopeOf(x, role) / value
      this.seconds[factor] = curvatureOf(x, role) / value
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

  /** What the program is made of besides its numbers; overwritten as they are. */
  makeOf({ figures }: Pick<Program, 'figures'>): Make {
    const { variableCount, starts, factors, factorSlots, products, edgeStarts, edges } = this
    const slotInputs = { starts: edgeStarts, inputs: edges.inputs, count: edges.count }
    return { figures, variableCount, starts, factors, factorSlots, products, slotInputs }
  }

  /** Every factor, and all that they are made of. */
  everything(): Dependence {
    const variables = this.variableCount
    const last = this.values.length - 1
    return {
      factors: Array.from(this.factorSlots, (_, factor) => factor),
      slots: Array.from({ length: last + 1 - variables }, (_, at) => last - at),
      variables: Array.from({ length: variables }, (_, k) => k),
    }
  }

  /** 1, the first derivatives of the factors, of the slots by their inputs and of the variables: what steps take. */
  coefficients(): Float64Array {
    const { firsts, edges, slopes } = this
    const count = 1 + firsts.length + edges.count + slopes.length
    const coefficients = new Room(count, this.#workspace).floats(count)
    coefficients[ONE] = 1
    coefficients.set(firsts, 1)
    coefficients.set(edges.slopes.subarray(0, edges.count), 1 + firsts.length)
    coefficients.set(slopes, 1 + firsts.length + edges.count)
    return coefficients
  }

  /** For each factor, Σ of its second derivatives by the scores ÷ the factor; inputs of a formula are independent. */
  #factorSpreads(spreads: Float64Array): Float64Array {
    const count = this.values.length
    const room = new Room(2 * count, this.#workspace)
    const squares = room.floats(count)
    const bends = room.floats(count)
    for (let k = 0; k < this.variableCount; k += 1) {
      squares[k] = (this.slopes[k] as number) ** 2
      bends[k] = this.curvatures[k] as number
    }
    for (let slot = this.variableCount; slot < squares.length; slot += 1) {
      const start = this.edgeStarts[slot] as number
      let square = 0
      let bend = 0
      for (let edge = start; edge < (this.edgeStarts[slot + 1] as number); edge += 1) {
        const input = this.edges.inputs[edge] as number
        const slope = this.edges.slopes[edge] as number
        square += slope * slope * (squares[input] as number)
        bend +=
          slope * (bends[input] as number) +
          (this.edges.curvatures[edge] as number) * (squares[input] as number)
      }
      const value = this.values[slot] as number
      if (this.isShare[slot] === 1 && value > 0) {
        const [drawn, total] = [this.edges.inputs[start] as number, this.edges.inputs[start + 1] as number]
        const both =
          (value * (squares[drawn] as number)) /
          ((this.values[drawn] as number) * (this.values[total] as number))
        const ofTotal = (value * (squares[total] as number)) / (this.values[total] as number) ** 2
        square -= 2 * value * both
        bend += 2 * ofTotal - 2 * both
      }
      squares[slot] = square
      bends[slot] = bend
    }
    for (let factor = 0; factor < spreads.length; factor += 1) {
      const slot = this.factorSlots[factor] as number
      spreads[factor] =
        (this.firsts[factor] as number) * (bends[slot] as number) +
        (this.seconds[factor] as number) * (squares[slot] as number)
    }
    return spreads
  }
}
