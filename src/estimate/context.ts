import type { FactorSet } from '../factors/factor-set.ts'
import type { AnyRecord } from '../factors/record.ts'
import type { Found, PlaceAndYear } from '../factors/select.ts'
import type { Notice, NoticeCode, Refusal } from '../issues/issue.ts'
import type { Rule } from '../kernel/formula.ts'
import { fitNotices } from './fit.ts'
import { type EstimateInput, nothingStated, type Stated } from './input.ts'
import type { Parameter } from './parameter.ts'
import { derivedParameter, statedParameter, type Watch } from './watch.ts'

/** A figure that the caller did not state: what was taken and why. */
export interface Assumption {
  readonly parameter: Parameter
  readonly record: AnyRecord
  readonly why: string
}

/** What one estimate gathers on its way: parameters by key, assumptions, notices and refusals. */
export class EstimateContext {
  readonly set: FactorSet
  readonly input: EstimateInput
  /** Where and when figures are wanted. */
  readonly setting: PlaceAndYear
  readonly parameters = new Map<string, Parameter>()
  readonly assumptions = new Map<string, Assumption>()
  readonly refusals: Refusal[] = []
  /** Keys of parameters that act by leaving a term out, such as a share of 0. */
  readonly actsByAbsence = new Set<string>()
  readonly #notices = new Map<string, Notice>()
  readonly #refused = new Set<string>()
  readonly #watch: Watch | undefined

  /** @param watch of the numbers of the input, where it is to be known which of them decide anything */
  constructor(set: FactorSet, input: EstimateInput, watch?: Watch) {
    this.set = set
    this.input = watch ? watch.watched(input) : input
    this.#watch = watch
    this.setting = { region: input.city.country, year: input.period.year }
  }

  get country(): string {
    return this.setting.region
  }

  get year(): number {
    return this.setting.year
  }

  get notices(): readonly Notice[] {
    return [...this.#notices.values()]
  }

  /**
   * What `work` gives from the set alone, with its parameters, assumptions and notices; done once for a key, country
   * and period, and told again to every estimate that asks.
   *
   * @param work sees a context in which the caller stated nothing but the country and the period; call this only
   * where the caller stated nothing else that it depends on
   */
  recall<T>(key: string, work: (recorder: EstimateContext) => T): T {
    const { country, year } = this
    const { month } = this.input.period
    const { recorder, value } = this.set.remember(`${key}|${country}|${year}|${month}`, () => {
      const recording = new EstimateContext(this.set, nothingStated(country, year, month))
      return { value: work(recording), recorder: recording }
    })
    // A refusal names the place in one request, so it is found anew for each.
    if (recorder.refusals.length > 0) return work(this)
    for (const [known, parameter] of recorder.parameters) this.parameters.set(known, parameter)
    for (const [known, assumption] of recorder.assumptions) this.assumptions.set(known, assumption)
    for (const [known, notice] of recorder.#notices) this.#notices.set(known, notice)
    return value
  }

  /** The parameter that a caller stated. */
  stated(name: string, stated: Stated): Parameter {
    return this.#once(stated.pointer, () =>
      this.#watch ? this.#watch.stated(name, stated) : statedParameter(name, stated),
    )
  }

  /**
   * The parameter that a record gives, with its notices.
   *
   * @param unit the unit of lines, where it is not the record's canonical one, and `scale` what turns one into
   * the other
   */
  factor(
    name: string,
    found: Found,
    why: string,
    unit: string = found.record.canonicalUnit,
    scale = 1,
  ): Parameter {
    const known = this.parameters.get(found.record.id)
    if (known) return known
    const parameter = this.companion(name, found, why, unit, scale)
    this.noticeFit(name, found)
    return parameter
  }

  /** A parameter from the same table as one that was noticed already: what holds for that holds for it. */
  companion(name: string, found: Found, why: string, unit: string, scale: number): Parameter {
    const { record, match } = found
    const known = this.parameters.get(record.id)
    if (known) return known
    const isOwn = this.set.overlay?.figures.has(record.id) === true
    if (isOwn) this.noticeFit(name, found)
    const { region, year } = this.setting
    const assumption = this.set.remember(
      `assumption|${record.id}|${name}|${unit}|${region}|${year}`,
      (): Assumption => ({
        parameter: {
          key: record.id,
          name,
          value: record.canonicalValue * scale,
          unit,
          origin: 'factor',
          recordId: record.id,
          match,
        },
        record,
        why: isOwn ? "the city's own figure" : why,
      }),
    )
    this.parameters.set(record.id, assumption.parameter)
    this.assumptions.set(record.id, assumption)
    return assumption.parameter
  }

  /**
   * A parameter that follows from others.
   *
   * @param formula the rule in words and symbols
   * @param inputs in the order that the rule takes them
   */
  derived(
    key: string,
    name: string,
    unit: string,
    formula: string,
    inputs: readonly Parameter[],
    rule: Rule,
  ): Parameter {
    return this.#once(key, () => {
      const made = derivedParameter({ key, name, unit, formula, rule }, inputs)
      return this.#watch ? this.#watch.derived(made, inputs) : made
    })
  }

  assume(parameter: Parameter, record: AnyRecord, why: string): void {
    if (!this.assumptions.has(parameter.key)) this.assumptions.set(parameter.key, { parameter, record, why })
  }

  /** Says something about the result once, however many lines it touches. */
  notice(code: NoticeCode, detail: string, more: { pointer?: string; record?: string } = {}): void {
    this.#say({
      code,
      detail,
      ...(more.pointer === undefined ? {} : { pointer: more.pointer }),
      ...(more.record === undefined ? {} : { records: [more.record] }),
    })
  }

  /** Says what was put into words elsewhere. */
  say(notice: Notice | undefined): void {
    if (notice) this.#say(notice)
  }

  /** By what it says: the same words may have been remembered twice, before and after a set forgot. */
  #say(notice: Notice): void {
    const key = keyOf(notice)
    if (!this.#notices.has(key)) this.#notices.set(key, notice)
  }

  /** Refuses once, however many vehicles lack the same. */
  refuse(refusal: Refusal): void {
    const key = `${refusal.code}|${refusal.pointer}|${refusal.detail}`
    if (this.#refused.has(key)) return
    this.#refused.add(key)
    this.refusals.push(refusal)
  }

  /** The notices that follow from how well a record fits. */
  noticeFit(name: string, found: Found<AnyRecord>): void {
    const { region, year } = this.setting
    const { region: near, technology } = found.match
    const key = `fit|${found.record.id}|${name}|${region}|${year}|${near}|${technology}`
    for (const notice of this.set.remember(key, () => fitNotices(this.set, this.setting, name, found)))
      this.#say(notice)
  }

  #once(key: string, make: () => Parameter): Parameter {
    const known = this.parameters.get(key)
    if (known) return known
    const made = make()
    this.parameters.set(key, made)
    return made
  }
}

const keyOf = ({ code, detail, pointer = '', records = [] }: Notice): string =>
  `${code}|${records.join(' ')}|${pointer}|${detail}`
