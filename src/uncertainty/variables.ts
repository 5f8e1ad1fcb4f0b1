import type { Estimate } from '../estimate/estimate.ts'
import type { StatedCorrelation } from '../estimate/input.ts'
import type { Parameter } from '../estimate/parameter.ts'
import type { Distribution } from '../kernel/distribution.ts'
import type { Rule } from '../kernel/formula.ts'
import type { UncertaintyOf } from './parameter-uncertainty.ts'
import type { Slot, Variable } from './program.ts'
import { type SharePair, shareGroupsOf } from './share-group.ts'

/** The place of a certain parameter: its value is only in the parameter itself. */
export const CERTAIN = -1

/** What a share leaves of the whole. */
const LEFT: Rule = { formula: 'complement-times-constant', constants: { factor: 1 } }

type Follower = Exclude<Slot, { kind: 'variable' }>

/**
 * The uncertain parameters of an estimate, each once, no matter how many lines use it.
 *
 * A place is a variable (from 0 up), `CERTAIN`, or a follower (from −2 down). Variables come first, and their number is not
 * known until the last one is found; `slotOf` then turns a place into a slot.
 */
export class Variables {
  readonly variables: Variable[] = []
  /** The parameter of each variable. */
  readonly parameters: Parameter[] = []
  readonly #followers: Follower[] = []
  /** Of each follower, the parameters that its rule takes. */
  readonly #given: (readonly (Parameter | undefined)[])[] = []
  readonly #all: ReadonlyMap<string, Parameter>
  readonly #uncertaintyOf: UncertaintyOf
  readonly #known = new Map<string, number>()
  /** The variables of shares that are one quantity, by the key of each share. */
  readonly #mixes = new Map<string, { readonly variable: number; readonly sign: 1 | -1 }>()

  constructor(
    estimate: Pick<Estimate, 'input' | 'parameters' | 'assumptions'>,
    uncertaintyOf: UncertaintyOf,
  ) {
    this.#all = estimate.parameters
    this.#uncertaintyOf = uncertaintyOf
    for (const { keys, pair } of shareGroupsOf(estimate))
      if (!pair || !this.#addPair(pair)) this.#addShares(keys)
  }

  placeOf(parameter: Parameter): number {
    const known = this.#known.get(parameter.key)
    if (known !== undefined) return known
    const place = this.#find(parameter)
    this.#known.set(parameter.key, place)
    return place
  }

  /** Every slot, variables first. */
  slots(): readonly Slot[] {
    const at = (place: number): number => this.slotOf(place)
    return [
      ...this.variables.map(() => ({ kind: 'variable' }) as const),
      ...this.#followers.map((slot): Slot => {
        if (slot.kind === 'share') return { ...slot, total: at(slot.total) }
        return slot.kind === 'derived' ? { ...slot, inputs: slot.inputs.map(at) } : slot
      }),
    ]
  }

  /** The parameters that the rule of each slot takes; none for a slot without a rule. */
  givenOfSlots(): readonly (readonly (Parameter | undefined)[])[] {
    return [...this.variables.map(() => []), ...this.#given]
  }

  /** The place of a variable by its key, or by that of a share that it draws; undefined if there is none. */
  indexOf(key: string): number | undefined {
    const found = this.#mixes.get(key)?.variable ?? this.variables.findIndex((one) => one.key === key)
    return found < 0 ? undefined : found
  }

  /** Stated correlations as ones of the variables: what a drawn share leaves moves against it. */
  correlationsOf(stated: readonly StatedCorrelation[]): readonly StatedCorrelation[] {
    return stated.map((one) => {
      const [first = 1, second = 1] = one.between.map((key) => this.#mixes.get(key)?.sign)
      return { ...one, coefficient: one.coefficient * first * second }
    })
  }

  slotOf(place: number): number {
    return place >= CERTAIN ? place : this.variables.length - 2 - place
  }

  #find(parameter: Parameter): number {
    const { rule, inputs = [] } = parameter
    const distribution = this.#uncertaintyOf(parameter)?.distribution
    if (!rule) return distribution ? this.#variable(parameter, distribution) : CERTAIN
    const given = inputs.map((key) => this.#all.get(key))
    const places = given.map((input) => (input ? this.placeOf(input) : CERTAIN))
    if (!distribution && places.every((place) => place === CERTAIN)) return CERTAIN
    return this.#follower(
      {
        kind: 'derived',
        rule,
        inputs: places,
        values: given.map((input) => input?.value ?? Number.NaN),
        own: distribution && this.#variable(parameter, distribution),
      },
      given,
    )
  }

  /** Two shares that are one quantity; false if it is certain. */
  #addPair({ drawn, left, variable }: SharePair): boolean {
    const parameter = this.#all.get(drawn)
    const distribution = parameter && this.#uncertaintyOf(parameter)?.distribution
    if (!distribution) return false
    const place = this.#variable(parameter, distribution, variable)
    this.#known.set(drawn, place)
    this.#mixes.set(drawn, { variable: place, sign: 1 }).set(left, { variable: place, sign: -1 })
    const given = { inputs: [place], values: [parameter.value] }
    this.#known.set(left, this.#follower({ kind: 'derived', rule: LEFT, ...given, own: undefined }))
    return true
  }

  /** A share is certain if it is the only uncertain one, because it must be what the others leave. */
  #addShares(keys: readonly string[]): void {
    const uncertain = keys.flatMap((key) => {
      const parameter = this.#all.get(key)
      const distribution = parameter && this.#uncertaintyOf(parameter)?.distribution
      return distribution ? [{ parameter, distribution }] : []
    })
    if (uncertain.length < 2) {
      for (const { parameter } of uncertain) this.#known.set(parameter.key, CERTAIN)
      return
    }
    const members = uncertain.map(({ parameter, distribution }) => this.#variable(parameter, distribution))
    const kept = uncertain.reduce((sum, { parameter }) => sum + parameter.value, 0)
    const total = this.#follower({ kind: 'share-total', members })
    for (const [index, { parameter }] of uncertain.entries()) {
      const drawn = members[index] as number
      this.#known.set(parameter.key, this.#follower({ kind: 'share', drawn, total, kept }))
    }
  }

  #variable(parameter: Parameter, distribution: Distribution, key = parameter.key): number {
    this.parameters.push(parameter)
    return this.variables.push({ key, distribution }) - 1
  }

  #follower(slot: Follower, given: readonly (Parameter | undefined)[] = []): number {
    this.#given.push(given)
    return -1 - this.#followers.push(slot)
  }
}
