import type { Term } from '../estimate/parameter.ts'
import { TERM_ROLES, type TermRole, termFactor } from '../kernel/product.ts'
import { NO_NODE } from './program.ts'
import { CERTAIN, type Variables } from './variables.ts'

const ROLE_INDEX: Readonly<Record<string, number>> = Object.fromEntries(
  TERM_ROLES.map((role, index) => [role, index]),
)

/** What a term is to a product: a factor, or a number if its parameter is certain. */
interface Use {
  readonly factor: number | undefined
  readonly value: number
}

/** No node. */
const NONE = -1

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
  readonly #uses = new Map<Term, Use>()
  /** The last node that follows from each, and from none; of each node, the one before that follows from the same. */
  readonly #lastChild: number[] = []
  #lastFirst = NONE
  readonly #another: number[] = []
  /** The previous product, with its node and coefficient after each term; the next of a line mostly begins in the same way. */
  #terms: readonly Term[] = []
  readonly #nodesSoFar: number[] = []
  readonly #coefficientsSoFar: number[] = []

  constructor(variables: Variables) {
    this.#variables = variables
  }

  /** @returns the index of the product */
  add(terms: readonly Term[]): number {
    const before = this.#terms
    const most = Math.min(before.length, terms.length)
    let same = 0
    while (same < most && before[same] === terms[same]) same += 1
    let node = same === 0 ? NO_NODE : (this.#nodesSoFar[same - 1] as number)
    let coefficient = same === 0 ? 1 : (this.#coefficientsSoFar[same - 1] as number)
    for (let at = same; at < terms.length; at += 1) {
      const { factor, value } = this.#use(terms[at] as Term)
      if (factor === undefined) coefficient *= value
      else node = this.#child(node, factor)
      this.#nodesSoFar[at] = node
      this.#coefficientsSoFar[at] = coefficient
    }
    this.#terms = terms
    this.nodes.push(node)
    return this.coefficients.push(coefficient) - 1
  }

  #use(term: Term): Use {
    const known = this.#uses.get(term)
    if (known) return known
    const { parameter, role } = term
    const place = this.#variables.placeOf(parameter)
    const made =
      place === CERTAIN
        ? { factor: undefined, value: termFactor(parameter.value, role) }
        : { factor: this.#factor(place, role), value: Number.NaN }
    this.#uses.set(term, made)
    return made
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
    const last = parent === NO_NODE ? this.#lastFirst : (this.#lastChild[parent] as number)
    for (let node = last; node !== NONE; node = this.#another[node] as number)
      if (this.nodeFactors[node] === factor) return node
    const made = this.parents.push(parent) - 1
    this.nodeFactors.push(factor)
    this.#another.push(last)
    this.#lastChild.push(NONE)
    if (parent === NO_NODE) this.#lastFirst = made
    else this.#lastChild[parent] = made
    return made
  }
}
