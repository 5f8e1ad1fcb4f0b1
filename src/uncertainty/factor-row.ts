import { NO_NODE, type Program } from './program.ts'

/** The factors of all products, one product after the other, and the place where those of each begin. */
export interface FactorRow {
  readonly starts: Int32Array
  readonly factors: Int32Array
}

/** Programs of one form share their nodes; those of one kind have the same, which are looked for among the latest. */
const rowsMade = new WeakMap<readonly number[], FactorRow>()

/** The tree that a row is made of. */
type Tree = Pick<Program, 'nodes' | 'parents' | 'nodeFactors'>

const latest: { readonly tree: Tree; readonly row: FactorRow }[] = []
const MAX_LATEST = 4
/** Of a larger tree there are few alike. */
const MAX_NODES = 5000

/** The factors of the products of a program in one row. */
export function factorsInRow(tree: Tree): FactorRow {
  const known = rowsMade.get(tree.nodes)
  if (known) return known
  const at = latest.findIndex((one) => isSame(one.tree, tree))
  const [alike] = at < 0 ? [] : latest.splice(at, 1)
  const made = alike ?? { tree, row: makeRow(tree) }
  rowsMade.set(tree.nodes, made.row)
  if (tree.parents.length <= MAX_NODES && latest.unshift(made) > MAX_LATEST) latest.pop()
  return made.row
}

const isSame = (a: Tree, b: Tree): boolean =>
  areSame(a.nodes, b.nodes) && areSame(a.parents, b.parents) && areSame(a.nodeFactors, b.nodeFactors)

function areSame(a: readonly number[], b: readonly number[]): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false
  return true
}

function makeRow({ nodes, parents, nodeFactors }: Tree): FactorRow {
  const starts = new Int32Array(nodes.length + 1)
  const factors: number[] = []
  for (let product = 0; product < nodes.length; product += 1) {
    for (let node = nodes[product] as number; node !== NO_NODE; node = parents[node] as number)
      factors.push(nodeFactors[node] as number)
    starts[product + 1] = factors.length
  }
  return { starts, factors: Int32Array.from(factors) }
}
