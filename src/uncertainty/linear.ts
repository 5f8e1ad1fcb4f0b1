import { BROKEN_LINES, evaluate, type Rule } from '../kernel/formula.ts'
import { type TermRole, termFactor } from '../kernel/product.ts'
import { NO_NODE, type Program, type Slot, type Variable } from './program.ts'
import { Room, type Workspace } from './room.ts'
import { scoreMapOf } from './score-map.ts'

type Follower = Exclude<Slot, { kind: 'variable' }>

/** The derivatives of a slot by one of its inputs. */
interface Partial {
  readonly input: number
  readonly slope: number
  readonly curvature: number
}

/** Relative step of the numeric derivatives of a formula; their error is of the order of the step squared. */
const STEP = 1e-3

/** Relative step over which a broken line counts as straight. */
const WIDE_STEP = 0.2

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
  readonly #edgeInputs: Int32Array
  readonly #edgeSlopes: Float64Array
  readonly #edgeCurvatures: Float64Array
  readonly #slotFirst: Float64Array
  readonly #slotSecond: Float64Array
  /** The round in which each slot was seen last. */
  readonly #seen: Int32Array
  readonly #workspace: Workspace | undefined
  #round = 0

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
    this.#seen = room.integers(count)
    for (let k = 0; k < variables.length; k += 1) {
      const { median, slope, curvature } = scoreMapOf((variables[k] as Variable).distribution)
      this.#values[k] = median
      this.#slopes[k] = slope
      this.#curvatures[k] = curvature
    }
    const edges: Partial[] = []
    this.#edgeStarts = room.integers(count + 1)
    for (let slot = variables.length; slot < count; slot += 1) {
      const of = slots[slot] as Follower
      if (of.kind === 'share') this.#isShare[slot] = 1
      this.#values[slot] = partialsOf(of, this.#values, edges)
      this.#edgeStarts[slot + 1] = edges.length
    }
    const ofEdges = new Room(3 * edges.length, workspace)
    this.#edgeInputs = ofEdges.integers(edges.length)
    this.#edgeSlopes = ofEdges.floats(edges.length)
    this.#edgeCurvatures = ofEdges.floats(edges.length)
    for (let edge = 0; edge < edges.length; edge += 1) {
      const { input, slope, curvature } = edges[edge] as Partial
      this.#edgeInputs[edge] = input
      this.#edgeSlopes[edge] = slope
      this.#edgeCurvatures[edge] = curvature
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

  /**
   * The derivatives of a figure by the score of each variable that it depends on.
   *
   * @param factors the figure depends on the first `count` of them
   * @param weights by factor, the part of the figure that it multiplies
   * @param gradient 0 everywhere on input; one place for each variable
   * @param variables is overwritten with the variables that the figure depends on
   * @returns the number of those variables
   */
  gradient(
    factors: Int32Array,
    count: number,
    weights: Float64Array,
    gradient: Float64Array,
    variables: Int32Array,
  ): number {
    const bySlot = this.#slotFirst
    const round = this.#nextRound()
    let found = 0
    for (let at = 0; at < count; at += 1) {
      const factor = factors[at] as number
      const slot = this.#factorSlots[factor] as number
      const weight = (weights[factor] as number) * (this.#first[factor] as number)
      if (this.#seen[slot] === round) bySlot[slot] = (bySlot[slot] as number) + weight
      else {
        this.#seen[slot] = round
        bySlot[slot] = weight
        if (slot < this.#variableCount) {
          variables[found] = slot
          found += 1
        }
      }
    }
    for (let slot = bySlot.length - 1; slot >= this.#variableCount; slot -= 1) {
      if (this.#seen[slot] !== round) continue
      const weight = bySlot[slot] as number
      const end = this.#edgeStarts[slot + 1] as number
      for (let edge = this.#edgeStarts[slot] as number; edge < end; edge += 1) {
        const input = this.#edgeInputs[edge] as number
        const more = weight * (this.#edgeSlopes[edge] as number)
        if (this.#seen[input] === round) bySlot[input] = (bySlot[input] as number) + more
        else {
          this.#seen[input] = round
          bySlot[input] = more
          if (input < this.#variableCount) {
            variables[found] = input
            found += 1
          }
        }
      }
    }
    for (let at = 0; at < found; at += 1) {
      const k = variables[at] as number
      gradient[k] = (bySlot[k] as number) * (this.#slopes[k] as number)
    }
    return found
  }

  /**
   * Sets the direction of the scores that `followFactors` follows.
   *
   * @param variables the factors depend on the first `count` of them
   */
  follow(direction: Float64Array, variables: Int32Array, count: number): void {
    const first = this.#slotFirst
    const second = this.#slotSecond
    const round = this.#nextRound()
    const seen = this.#seen
    for (let at = 0; at < count; at += 1) {
      const k = variables[at] as number
      const along = direction[k] as number
      seen[k] = round
      first[k] = (this.#slopes[k] as number) * along
      second[k] = (this.#curvatures[k] as number) * along * along
    }
    for (let slot = this.#variableCount; slot < first.length; slot += 1) {
      // A figure that depends on a slot depends on all its inputs.
      if (seen[this.#edgeInputs[this.#edgeStarts[slot] as number] as number] !== round) continue
      seen[slot] = round
      this.#followSlot(slot)
    }
  }

  /** A round in which no slot was seen yet. */
  #nextRound(): number {
    this.#round += 1
    return this.#round
  }

  /** Follows the first `count` factors along the direction set last. */
  followFactors(factors: Int32Array, count: number): void {
    for (let at = 0; at < count; at += 1) {
      const factor = factors[at] as number
      const slot = this.#factorSlots[factor] as number
      const moved = this.#slotFirst[slot] as number
      const rate = (this.#first[factor] as number) * moved
      this.factorRates[factor] = rate
      this.factorBends[factor] =
        (this.#first[factor] as number) * (this.#slotSecond[slot] as number) +
        (this.#second[factor] as number) * moved * moved -
        rate * rate
    }
  }

  #followSlot(slot: number): void {
    const first = this.#slotFirst
    const second = this.#slotSecond
    const start = this.#edgeStarts[slot] as number
    const end = this.#edgeStarts[slot + 1] as number
    let moved = 0
    let bend = 0
    for (let edge = start; edge < end; edge += 1) {
      const input = this.#edgeInputs[edge] as number
      const slope = this.#edgeSlopes[edge] as number
      const by = first[input] as number
      moved += slope * by
      bend += slope * (second[input] as number) + (this.#edgeCurvatures[edge] as number) * by * by
    }
    const value = this.#values[slot] as number
    if (this.#isShare[slot] === 1 && value > 0) {
      // For y = k·x/T, with a = x′/x and b = T′/T, y″ has the extra term 2y·b·(b − a).
      const ofTotal =
        (-(this.#edgeSlopes[start + 1] as number) *
          (first[this.#edgeInputs[start + 1] as number] as number)) /
        value
      bend -= 2 * ofTotal * moved
    }
    first[slot] = moved
    second[slot] = bend
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
        const input = this.#edgeInputs[edge] as number
        const slope = this.#edgeSlopes[edge] as number
        square += slope * slope * (squares[input] as number)
        bend +=
          slope * (bends[input] as number) +
          (this.#edgeCurvatures[edge] as number) * (squares[input] as number)
      }
      const value = this.#values[slot] as number
      if (this.#isShare[slot] === 1 && value > 0) {
        const [drawn, total] = [this.#edgeInputs[start] as number, this.#edgeInputs[start + 1] as number]
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

/**
 * The value of a slot. Adds its inputs to `edges`.
 *
 * @param values the values of the slots before it
 */
function partialsOf(slot: Follower, values: Float64Array, edges: Partial[]): number {
  switch (slot.kind) {
    case 'share-total': {
      for (const input of slot.members) edges.push({ input, slope: 1, curvature: 0 })
      return slot.members.reduce((sum, member) => sum + (values[member] as number), 0)
    }
    case 'share': {
      const drawn = values[slot.drawn] as number
      const total = values[slot.total] as number
      const value = (slot.kept * drawn) / total
      edges.push({ input: slot.drawn, slope: slot.kept / total, curvature: 0 })
      edges.push({ input: slot.total, slope: -value / total, curvature: 0 })
      return value
    }
    case 'derived':
      return derivedPartials(slot, values, edges)
  }
}

function derivedPartials(
  { rule, inputs, values: certain, own }: Extract<Slot, { kind: 'derived' }>,
  values: Float64Array,
  edges: Partial[],
): number {
  const given = inputs.map((input, index) => (input < 0 ? certain[index] : values[input]) as number)
  // Moves one input and leaves the others.
  const evaluateAt = (index: number, value: number): number => {
    const before = given[index] as number
    given[index] = value
    const result = evaluate(rule, given)
    given[index] = before
    return result
  }
  const [only] = inputs
  if (BROKEN_LINES.has(rule.formula) && only !== undefined && only >= 0 && own === undefined) {
    const { value, slope } = brokenLine(rule, given[0] as number)
    edges.push({ input: only, slope, curvature: 0 })
    return value
  }
  const middle = evaluate(rule, given)
  const factor = own === undefined ? 1 : (values[own] as number)
  if (own !== undefined) edges.push({ input: own, slope: middle, curvature: 0 })
  for (let index = 0; index < inputs.length; index += 1) {
    const input = inputs[index] as number
    if (input < 0) continue
    const at = given[index] as number
    const step = STEP * (Math.abs(at) || 1)
    const above = evaluateAt(index, at + step)
    const below = evaluateAt(index, at - step)
    edges.push({
      input,
      slope: ((above - below) / (2 * step)) * factor,
      curvature: isCorner(rule, above, middle, below)
        ? 0
        : ((above + below - 2 * middle) / (step * step)) * factor,
    })
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

function slopeOf(x: number, role: TermRole): number {
  switch (role) {
    case 'times':
      return 1
    case 'divided-by':
      return -1 / (x * x)
    case 'times-complement':
      return -1
    case 'divided-by-complement':
    case 'times-loss-ratio':
      return 1 / ((1 - x) * (1 - x))
  }
}

function curvatureOf(x: number, role: TermRole): number {
  switch (role) {
    case 'times':
    case 'times-complement':
      return 0
    case 'divided-by':
      return 2 / (x * x * x)
    case 'divided-by-complement':
    case 'times-loss-ratio':
      return 2 / (1 - x) ** 3
  }
}

/** The factors of all products, one product after the other, and the place where those of each begin. */
interface FactorRow {
  readonly starts: Int32Array
  readonly factors: Int32Array
}

/** Programs of one form share their nodes. */
const rowsMade = new WeakMap<readonly number[], FactorRow>()

function factorsInRow({ nodes, parents, nodeFactors }: Program): FactorRow {
  const known = rowsMade.get(nodes)
  if (known) return known
  const starts = new Int32Array(nodes.length + 1)
  const factors: number[] = []
  for (let product = 0; product < nodes.length; product += 1) {
    for (let node = nodes[product] as number; node !== NO_NODE; node = parents[node] as number)
      factors.push(nodeFactors[node] as number)
    starts[product + 1] = factors.length
  }
  const row = { starts, factors: Int32Array.from(factors) }
  rowsMade.set(nodes, row)
  return row
}
