import { NO_NODE, type Program } from './program.ts'

/** The factors of all products, one product after the other, and the place where those of each begin. */
export interface FactorRow {
  readonly starts: Int32Array
  readonly factors: Int32Array
}

/** Programs of one form share their nodes. */
const rowsMade = new WeakMap<readonly number[], FactorRow>()

/** The factors of the products of a program in one row. */
export function factorsInRow({ nodes, parents, nodeFactors }: Program): FactorRow {
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
