import { evaluate } from '../kernel/formula.ts'
import type { Stated } from './input.ts'
import type { Parameter } from './parameter.ts'

/**
 * Watches which numbers of a request decide anything but the value of a product: a threshold, a text, a choice of figures.
 * Whoever reads such a number is noticed; multiplying it (`numberOf`) is not.
 */
export class Watch {
  /** Where they were stated. */
  readonly decisive = new Set<string>()

  /** The same input, whose numbers are watched. */
  watched<T>(of: T): T {
    if (Array.isArray(of)) return of.map((one: unknown) => this.watched(one)) as T
    if (typeof of !== 'object' || of === null) return of
    if (isStated(of)) return new WatchedStated(this, of) as T
    return Object.fromEntries(Object.entries(of).map(([name, one]) => [name, this.watched(one)])) as T
  }

  /** The parameter that a caller stated. */
  stated(name: string, stated: Stated): Parameter {
    if (!(stated instanceof WatchedStated)) return statedParameter(name, stated)
    return new WatchedParameter(this, statedParameter(name, stated.unwatched), [stated.pointer])
  }

  /** A parameter that follows from others: as watched as they are. */
  derived(parameter: Parameter, inputs: readonly Parameter[]): Parameter {
    const sources = inputs.flatMap((input) => (input instanceof WatchedParameter ? input.sources : []))
    return sources.length === 0 ? parameter : new WatchedParameter(this, parameter, sources)
  }
}

/** The parameter of a stated number. */
export const statedParameter = (name: string, stated: Stated): Parameter => ({
  key: stated.pointer,
  name,
  value: stated.value,
  unit: stated.unit,
  origin: 'stated',
  pointer: stated.pointer,
  ...(stated.text === undefined ? {} : { text: stated.text }),
  ...(stated.uncertainty === undefined ? {} : { uncertainty: stated.uncertainty }),
})

/** A derived parameter, with the value that its inputs give. */
export const derivedParameter = (
  {
    key,
    name,
    unit,
    formula,
    rule,
  }: Pick<Parameter, 'key' | 'name' | 'unit'> & Required<Pick<Parameter, 'formula' | 'rule'>>,
  inputs: readonly Parameter[],
): Parameter => ({
  key,
  name,
  value: evaluate(rule, inputs.map(numberOf)),
  unit,
  origin: 'derived',
  formula,
  rule,
  inputs: inputs.map((input) => input.key),
})

/** The value of a parameter that is multiplied, and so decides nothing. */
export const numberOf = (parameter: Parameter): number =>
  parameter instanceof WatchedParameter ? parameter.unwatched.value : parameter.value

export function isStated(of: object): of is Stated {
  return 'pointer' in of && 'value' in of && 'unit' in of
}

class WatchedStated implements Stated {
  readonly pointer: string
  readonly unit: string
  readonly unwatched: Stated
  readonly #watch: Watch

  constructor(watch: Watch, stated: Stated) {
    this.#watch = watch
    this.unwatched = stated
    this.pointer = stated.pointer
    this.unit = stated.unit
  }

  get value(): number {
    return this.#seen().value
  }

  // The types say that these are absent or have a value; to ask whether they are absent is to read them.
  get text(): string {
    return this.#seen().text as string
  }

  get uncertainty(): NonNullable<Stated['uncertainty']> {
    return this.#seen().uncertainty as NonNullable<Stated['uncertainty']>
  }

  #seen(): Stated {
    this.#watch.decisive.add(this.pointer)
    return this.unwatched
  }
}

/** A parameter whose number is watched. */
export class WatchedParameter implements Parameter {
  readonly unwatched: Parameter
  /** Where the numbers that it follows from were stated. */
  readonly sources: readonly string[]
  readonly key: string
  readonly name: string
  readonly unit: string
  readonly origin: Parameter['origin']
  readonly #watch: Watch

  constructor(watch: Watch, parameter: Parameter, sources: readonly string[]) {
    this.#watch = watch
    this.unwatched = parameter
    this.sources = sources
    this.key = parameter.key
    this.name = parameter.name
    this.unit = parameter.unit
    this.origin = parameter.origin
  }

  get value(): number {
    return this.#seen().value
  }

  get text(): string {
    return this.#seen().text as string
  }

  get uncertainty(): NonNullable<Parameter['uncertainty']> {
    return this.#seen().uncertainty as NonNullable<Parameter['uncertainty']>
  }

  get pointer(): string {
    return this.unwatched.pointer as string
  }

  get formula(): string {
    return this.unwatched.formula as string
  }

  get rule(): NonNullable<Parameter['rule']> {
    return this.unwatched.rule as NonNullable<Parameter['rule']>
  }

  get inputs(): readonly string[] {
    return this.unwatched.inputs as readonly string[]
  }

  #seen(): Parameter {
    for (const pointer of this.sources) this.#watch.decisive.add(pointer)
    return this.unwatched
  }
}
