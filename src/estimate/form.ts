import { termFactor } from '../kernel/product.ts'
import { Recent } from '../recent.ts'
import type { Gathered } from './add-up.ts'
import type { Assumption } from './context.ts'
import type { EstimateInput, Stated } from './input.ts'
import type { EstimateLine, LineProduct } from './line.ts'
import type { Parameter, Term } from './parameter.ts'
import { derivedParameter, isStated, statedParameter, WatchedParameter } from './watch.ts'

/** Stands for the name of the city while a form is made. No name that is typed holds it. */
const CITY = '\u0001city\u0001'

/** A parameter that every request has its own of. */
interface Varying {
  readonly model: Parameter
  /** Place among the stated numbers of the request; undefined: it follows from others, or has the city in its key. */
  readonly stated: number | undefined
  readonly inputs: readonly (number | Parameter)[]
}

interface ProductForm {
  readonly model: LineProduct
  /** Places in `Form.terms`, in the order of multiplication. */
  readonly terms: Int32Array
  /** Which of its terms vary. */
  readonly varying: readonly number[]
}

interface LineForm {
  readonly model: EstimateLine
  readonly products: readonly ProductForm[]
}

/** A form with the parameters of one estimate that are its own, each form's always in the same order. */
export interface Filling {
  readonly form: Form
  readonly own: readonly Parameter[]
}

const fillings = new Recent<readonly EstimateLine[], Filling>()

/** The form that lines were filled into, for those filled last; undefined for lines that were made for their request. */
export const findFilling = (lines: readonly EstimateLine[]): Filling | undefined => fillings.find(lines)

/**
 * The lines of requests that differ only in numbers which decide nothing: made once, with all that is said of them, and
 * multiplied again for the numbers of each request.
 */
export class Form {
  readonly #gathered: Gathered
  readonly #varying: readonly Varying[]
  /** The place of each parameter that varies, by key. */
  readonly #places: ReadonlyMap<string, number>
  /** Each term once. */
  readonly #terms: readonly Term[]
  readonly #termPlaces: readonly (number | undefined)[]
  readonly #factors: Float64Array
  readonly #lines: readonly LineForm[]

  /** @param numbers where the stated numbers stand, in the order in which a request is walked */
  constructor(gathered: Gathered, numbers: readonly string[]) {
    this.#gathered = gathered
    const places = new Map<string, number>()
    const varying: Varying[] = []
    for (const [key, parameter] of gathered.parameters) {
      if (!(parameter instanceof WatchedParameter) && !key.includes(CITY)) continue
      const model = parameter instanceof WatchedParameter ? parameter.unwatched : parameter
      places.set(key, varying.length)
      varying.push({
        model,
        stated: model.origin === 'stated' ? numbers.indexOf(key) : undefined,
        inputs: (model.inputs ?? []).map((input) => places.get(input) ?? getParameter(gathered, input)),
      })
    }
    this.#places = places
    this.#varying = varying
    const terms = new Map<Term, number>()
    const placeOf = (term: Term): number => {
      const known = terms.get(term)
      if (known !== undefined) return known
      terms.set(term, terms.size)
      return terms.size - 1
    }
    this.#lines = gathered.lines.map((model) => ({
      model,
      products: model.products.map((product) => ({
        model: product,
        terms: Int32Array.from(product.terms, placeOf),
        varying: [...product.terms.keys()].filter((at) =>
          places.has((product.terms[at] as Term).parameter.key),
        ),
      })),
    }))
    this.#terms = [...terms.keys()]
    this.#termPlaces = this.#terms.map(({ parameter }) => places.get(parameter.key))
    this.#factors = Float64Array.from(this.#terms, ({ parameter, role }, at) =>
      this.#termPlaces[at] === undefined ? termFactor(parameter.value, role) : Number.NaN,
    )
  }

  /** @param numbers the stated numbers of a request of this form, in the order in which it is walked */
  fill(city: string, numbers: readonly Stated[]): Gathered {
    const { gwp, assumptions, notices } = this.#gathered
    const own: Parameter[] = []
    for (const { model, stated, inputs } of this.#varying)
      own.push(
        stated === undefined
          ? follow(
              model,
              city,
              inputs.map((input) => (typeof input === 'number' ? (own[input] as Parameter) : input)),
            )
          : statedParameter(model.name, numbers[stated] as Stated),
      )
    const lines = this.#fillLines(own)
    fillings.keep(lines, { form: this, own })
    return {
      gwp,
      lines,
      parameters: this.#fillParameters(own),
      assumptions: assumptions.map((one) => this.#fillAssumption(one, own)),
      notices,
    }
  }

  #fillParameters(own: readonly Parameter[]): ReadonlyMap<string, Parameter> {
    const parameters = new Map<string, Parameter>()
    let next = 0
    for (const [key, parameter] of this.#gathered.parameters)
      if (this.#places.get(key) === next && next < own.length) {
        const filled = own[next] as Parameter
        parameters.set(filled.key, filled)
        next += 1
      } else parameters.set(key, parameter)
    return parameters
  }

  #fillAssumption(assumption: Assumption, own: readonly Parameter[]): Assumption {
    const place = this.#places.get(assumption.parameter.key)
    return place === undefined ? assumption : { ...assumption, parameter: own[place] as Parameter }
  }

  #fillLines(own: readonly Parameter[]): readonly EstimateLine[] {
    const terms = this.#terms.slice()
    const factors = this.#factors.slice()
    for (let at = 0; at < terms.length; at += 1) {
      const place = this.#termPlaces[at]
      if (place === undefined) continue
      const parameter = own[place] as Parameter
      const { role } = terms[at] as Term
      terms[at] = { parameter, role }
      factors[at] = termFactor(parameter.value, role)
    }
    return this.#lines.map(({ model, products }) => ({
      ...model,
      products: products.map((product) => fillProduct(product, terms, factors)),
    }))
  }
}

function fillProduct(
  { model, terms: places, varying }: ProductForm,
  terms: readonly Term[],
  factors: Float64Array,
): LineProduct {
  if (varying.length === 0) return model
  const own = model.terms.slice()
  for (const at of varying) own[at] = terms[places[at] as number] as Term
  let value = 1
  for (let at = 0; at < places.length; at += 1) value *= factors[places[at] as number] as number
  return { quantity: model.quantity, scope: model.scope, value, terms: own }
}

/** A parameter that follows from the numbers of a request, or is one city's own. */
function follow(model: Parameter, city: string, inputs: readonly Parameter[]): Parameter {
  const { name, unit, formula, rule } = model
  const key = ofCity(model.key, city)
  return formula === undefined || rule === undefined
    ? { ...model, key }
    : derivedParameter({ key, name, unit, formula, rule }, inputs)
}

const ofCity = (key: string, city: string): string => key.split(CITY).join(city)

function getParameter({ parameters }: Gathered, key: string): Parameter {
  const parameter = parameters.get(key)
  if (!parameter) throw new Error(`A parameter follows from ${key}, which is not there.`)
  return parameter
}

/** The input under a name that stands for any. */
export const underAnyName = (input: EstimateInput): EstimateInput => ({
  ...input,
  city: { ...input.city, name: CITY },
})

/** Whether the name of the city stands in words, so that they are of one city. */
export function namesCity({ parameters, assumptions, notices }: Gathered): boolean {
  const texts = [
    ...[...parameters.values()].flatMap(({ name, formula = '', rule }) => [
      name,
      formula,
      JSON.stringify(rule ?? ''),
    ]),
    ...assumptions.map(({ why }) => why),
    ...notices.map((notice) => JSON.stringify(notice)),
  ]
  return texts.some((text) => text.includes(CITY) || text.includes(JSON.stringify(CITY).slice(1, -1)))
}

/**
 * The stated numbers of an input that is like another in all but these, in the order in which it is walked.
 *
 * @param decisive where numbers must be alike too
 * @returns undefined if the inputs differ elsewhere
 */
export function numbersOf(
  model: EstimateInput,
  input: EstimateInput,
  decisive: ReadonlySet<string>,
): readonly Stated[] | undefined {
  const numbers: Stated[] = []
  const isAlike =
    areLike(model, input, 'city', decisive, numbers) &&
    areLike(model.city, input.city, 'name', decisive, numbers)
  return isAlike ? numbers : undefined
}

/** Whether all fields of two objects but one are alike. */
function areLike(
  model: object,
  given: object,
  butFor: string,
  decisive: ReadonlySet<string>,
  numbers: Stated[],
): boolean {
  let fields = 0
  for (const name in given) {
    fields += 1
    if (!(name in model)) return false
  }
  for (const name in model) {
    fields -= 1
    if (name === butFor) continue
    const one = (model as Record<string, unknown>)[name]
    const other = (given as Record<string, unknown>)[name]
    if (!isLike(one, other, decisive, numbers)) return false
  }
  return fields === 0
}

function isLike(model: unknown, given: unknown, decisive: ReadonlySet<string>, numbers: Stated[]): boolean {
  if (typeof model !== 'object' || model === null || typeof given !== 'object' || given === null)
    return Object.is(model, given)
  if (Array.isArray(model)) {
    if (!Array.isArray(given) || given.length !== model.length) return false
    for (let at = 0; at < model.length; at += 1)
      if (!isLike(model[at], given[at], decisive, numbers)) return false
    return true
  }
  if (isStated(model)) {
    if (!isStated(given) || model.unit !== given.unit || model.pointer !== given.pointer) return false
    numbers.push(given)
    return !decisive.has(model.pointer) || isSame(model, given)
  }
  return areLike(model, given, '', decisive, numbers)
}

const isSame = (a: Stated, b: Stated): boolean =>
  a === b ||
  (Object.is(a.value, b.value) &&
    a.text === b.text &&
    JSON.stringify(a.uncertainty) === JSON.stringify(b.uncertainty))
