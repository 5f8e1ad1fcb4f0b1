import type { SumDependence } from './dependence.ts'
import { leavesOf } from './figure-leaves.ts'
import { FigureWalk } from './figure-walk.ts'
import { ForwardNodes } from './forward-nodes.ts'
import type { Make } from './make.ts'
import { SharedSteps } from './steps.ts'

/** What all programs of one make have in common: the steps to the derivatives of their sums. */
export class Structure {
  readonly walk: FigureWalk<SharedSteps>
  readonly forward: ForwardNodes
  readonly #make: Make
  readonly #nodes: (readonly number[] | undefined)[] = []

  constructor(make: Make) {
    this.#make = make
    const { weighted } = leavesOf(make.figures)
    this.walk = new FigureWalk(make, new SharedSteps(1 + weighted.products.length))
    this.forward = new ForwardNodes(make)
  }

  /** The nodes of a sum's products that are not 0, each along the gradient of the sum. */
  nodesOf(figure: number, on: SumDependence): readonly number[] {
    const known = this.#nodes[figure]
    if (known) return known
    const { starts, products } = this.walk.leaves
    const { products: values } = this.#make
    const ofFigure: number[] = []
    for (let leaf = starts[figure] as number; leaf < (starts[figure + 1] as number); leaf += 1) {
      const product = products[leaf] as number
      if (values[product] !== 0) ofFigure.push(product)
    }
    const made = this.forward.productsOf(on, ofFigure)
    this.#nodes[figure] = made
    return made
  }
}

/** A make that was met again. */
interface Kept {
  readonly make: Make
  readonly structure: Structure
}

/** Together a few megabytes. */
const MAX_KEPT = 16
const MAX_FIGURES_KEPT = 3000

/** The latest first. */
const kept: Kept[] = []
/** Those that were met once push out no others. */
const metOnce: Make[] = []

/**
 * The structure of a program whose like was met before. Cities of one kind of input differ in their numbers alone; but most kinds
 * do not come again, so that the first of each is only remembered.
 */
export function structureOf(make: Make): Structure | undefined {
  if (make.figures.length > MAX_FIGURES_KEPT) return undefined
  const known = take(kept, (one) => isSame(one.make, make))
  const before = known ? undefined : take(metOnce, (one) => isSame(one, make))
  if (!known && !before) {
    keep(metOnce, copyOf(make))
    return undefined
  }
  const found = known ?? { make: before as Make, structure: new Structure(before as Make) }
  keep(kept, found)
  return found.structure
}

/** Takes the first of a list that is meant out of it. */
function take<T>(list: T[], isMeant: (one: T) => boolean): T | undefined {
  const at = list.findIndex(isMeant)
  return at < 0 ? undefined : list.splice(at, 1)[0]
}

function keep<T>(list: T[], one: T): void {
  if (list.unshift(one) > MAX_KEPT) list.pop()
}

const copyOf = (make: Make): Make => {
  const { starts, inputs, count } = make.slotInputs
  return {
    ...make,
    factorSlots: make.factorSlots.slice(),
    slotInputs: { starts: starts.slice(), inputs: inputs.slice(0, count), count },
    products: make.products.slice(),
  }
}

const isSame = (a: Make, b: Make): boolean =>
  a.figures === b.figures &&
  a.variableCount === b.variableCount &&
  a.slotInputs.count === b.slotInputs.count &&
  areSame(a.factorSlots, b.factorSlots) &&
  areSame(a.slotInputs.starts, b.slotInputs.starts) &&
  areSame(a.slotInputs.inputs, b.slotInputs.inputs, a.slotInputs.count) &&
  (a.factors === b.factors || areSame(a.factors, b.factors)) &&
  (a.starts === b.starts || areSame(a.starts, b.starts)) &&
  areZeroAlike(a.products, b.products)

function areSame(a: Int32Array, b: Int32Array, count = a.length): boolean {
  if (count === a.length && b.length < count) return false
  for (let at = 0; at < count; at += 1) if (a[at] !== b[at]) return false
  return true
}

function areZeroAlike(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false
  for (let at = 0; at < a.length; at += 1) if ((a[at] === 0) !== (b[at] === 0)) return false
  return true
}
