import type { Term } from '../estimate/parameter.ts'
import { TERM_ROLES, type TermRole, termFactor } from '../kernel/product.ts'
import { NO_NODE } from './program.ts'
import { CERTAIN, type Variables } from './variables.ts'

const ROLE_INDEX: Readonly<Record<string, number>> = Object.fromEntries(
  TERM_ROLES.map((role, index) => [role, index]),
)

/** The state of a product after one of its terms. */
interface Stage {
  readonly term: Term
  readonly node: number
  readonly coefficient: number
}

/** Products as a tree of their uncertain factors; certain factors are multiplied out. */
export class Products {
  readonly parents: number[] = []
  readonly nodeFactors: number[] = []
  readonly nodes: number[] = []
  readonly coefficients: number[] = []
  readonly factorPlaces: number[] = []
  readonly factorRoles: TermRole[] = []
  readonly #variables: Variables
  readonly #factors = new Map<number, number>()
  readonly #children = new Map<number, number>()
  /** The previous product, term by term; the next product of a line mostly begins in the same way. */
  readonly #stages: Stage[] = []

  constructor(variables: Variables) {
    this.#variables = variables
  }

  /** @returns the index of the product */
  add(terms: readonly Term[]): number {
    const stages = this.#stages
    let same = 0
    while (same < stages.length && stages[same]?.term === terms[same]) same += 1
    stages.length = same
    let { node, coefficient } = stages[same - 1] ?? { node: NO_NODE, coefficient: 1 }
    for (let index = same; index < terms.length; index += 1) {
      const term = terms[index] as Term
      const place = this.#variables.placeOf(term.parameter)
      if (place === CERTAIN) coefficient *= termFactor(term.parameter.value, term.role)
      else node = this.#child(node, this.#factor(place, term.role))
      stages.push({ term, node, coefficient })
    }
    this.nodes.push(node)
    return this.coefficients.push(coefficient) - 1
  }

  #factor(place: number, role: TermRole): number {
    const id = place * TERM_ROLES.length + (ROLE_INDEX[role] ?? 0)
    const known = this.#factors.get(id)
    if (known !== undefined) return known
    const factor = this.factorPlaces.push(place) - 1
    this.factorRoles.push(role)
    this.#factors.set(id, factor)
    return factor
  }

  #child(parent: number, factor: number): number {
    const id = (parent + 1) * 65_536 + factor
    const known = this.#children.get(id)
    if (known !== undefined) return known
    const node = this.parents.push(parent) - 1
    this.nodeFactors.push(factor)
    this.#children.set(id, node)
    return node
  }
}
