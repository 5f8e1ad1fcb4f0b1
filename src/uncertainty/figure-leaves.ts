import type { FigureRule, ProgramFigure } from './program.ts'

/** The products that figures are sums of, figure after figure; those of a total in the order of its parts. */
export interface FigureLeaves {
  /** The products of figure f are at `starts[f]` up to, but not including, `starts[f + 1]`. */
  readonly starts: Int32Array
  readonly products: Int32Array
  readonly weights: Float64Array
  /** 1 for a sum that a ratio is made of. */
  readonly isOfRatio: Uint8Array
  /** The parts of a total f, which are figures, are at `partStarts[f]` up to, but not including, `partStarts[f + 1]`. */
  readonly partStarts: Int32Array
  readonly parts: Int32Array
  readonly weighted: WeightedProducts
}

/** Products with the weight that they have in figures, each once: place 1 is the first. */
export interface WeightedProducts {
  readonly products: readonly number[]
  readonly weights: readonly number[]
  /** Of each leaf of the figures, its place. */
  readonly ofLeaf: Int32Array
}

/** Estimates of one outline share their figures. */
const made = new WeakMap<readonly ProgramFigure[], FigureLeaves>()

export function leavesOf(figures: readonly ProgramFigure[]): FigureLeaves {
  const known = made.get(figures)
  if (known) return known
  const leaves = findLeaves(figures)
  made.set(figures, leaves)
  return leaves
}

function findLeaves(figures: readonly ProgramFigure[]): FigureLeaves {
  const ruleOf = (index: number): FigureRule => (figures[index] as ProgramFigure).rule
  const products: number[] = []
  const weights: number[] = []
  const add = (rule: FigureRule): void => {
    if (rule.kind === 'total') for (const part of rule.parts) add(ruleOf(part))
    else if (rule.kind === 'same') add(ruleOf(rule.as))
    else if (rule.kind === 'sum') {
      products.push(...rule.products)
      weights.push(...rule.weights)
    }
  }
  const starts = new Int32Array(figures.length + 1)
  const partStarts = new Int32Array(figures.length + 1)
  const parts: number[] = []
  const isOfRatio = new Uint8Array(figures.length)
  for (const [index, { rule }] of figures.entries()) {
    // A figure that has the value of another is never asked for its own products.
    if (rule.kind === 'ratio')
      for (const part of [rule.above, rule.below]) isOfRatio[rootOf(figures, part)] = 1
    else if (rule.kind !== 'same') add(rule)
    starts[index + 1] = products.length
    if (rule.kind === 'total') parts.push(...rule.parts.map((part) => rootOf(figures, part)))
    partStarts[index + 1] = parts.length
  }
  return {
    starts,
    products: Int32Array.from(products),
    weights: Float64Array.from(weights),
    isOfRatio,
    partStarts,
    parts: Int32Array.from(parts),
    weighted: weightedProducts(products, weights),
  }
}

/** The figure whose value another one has, or itself. */
export function rootOf(figures: readonly ProgramFigure[], index: number): number {
  const { rule } = figures[index] as ProgramFigure
  return rule.kind === 'same' ? rule.as : index
}

function weightedProducts(products: readonly number[], weights: readonly number[]): WeightedProducts {
  const NONE = 0
  const found = { products: [] as number[], weights: [] as number[] }
  /** Of each product, the last place; of each place, the one before of the same product. */
  const last: number[] = []
  const another: number[] = [NONE]
  const placeOf = (product: number, weight: number): number => {
    const first = last[product] ?? NONE
    for (let at = first; at !== NONE; at = another[at] as number)
      if (found.weights[at - 1] === weight) return at
    found.products.push(product)
    another.push(first)
    const made = found.weights.push(weight)
    last[product] = made
    return made
  }
  return {
    ...found,
    ofLeaf: Int32Array.from(products, (product, leaf) => placeOf(product, weights[leaf] as number)),
  }
}
