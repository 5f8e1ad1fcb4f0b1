import type { FactorSet } from '../factors/factor-set.ts'
import type { AnyRecord, FactorRecord } from '../factors/record.ts'
import type { Found } from '../factors/select.ts'
import type { Notice, NoticeCode, Refusal } from '../issues.ts'
import type { EstimateInput, Stated } from './input.ts'
import type { Parameter } from './parameter.ts'

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
  readonly year: number
  readonly country: string
  readonly parameters = new Map<string, Parameter>()
  readonly assumptions = new Map<string, Assumption>()
  readonly refusals: Refusal[] = []
  readonly #notices = new Map<string, Notice>()

  constructor(set: FactorSet, input: EstimateInput) {
    this.set = set
    this.input = input
    this.year = input.period.year
    this.country = input.city.country
  }

  get notices(): readonly Notice[] {
    return [...this.#notices.values()]
  }

  /** The parameter that a caller stated. */
  stated(name: string, stated: Stated): Parameter {
    return this.#once(stated.pointer, () => ({
      key: stated.pointer,
      name,
      value: stated.value,
      unit: stated.unit,
      origin: 'stated',
      pointer: stated.pointer,
      ...(stated.text === undefined ? {} : { text: stated.text }),
    }))
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
    const { record } = found
    return this.#once(record.id, () => {
      const parameter: Parameter = {
        key: record.id,
        name,
        value: record.canonicalValue * scale,
        unit,
        origin: 'factor',
        recordId: record.id,
        match: found.match,
      }
      this.assume(parameter, record, why)
      this.#noticeMatch(name, found)
      return parameter
    })
  }

  /** A parameter that follows from others. */
  derived(
    key: string,
    name: string,
    unit: string,
    formula: string,
    inputs: readonly Parameter[],
    value: () => number,
  ): Parameter {
    return this.#once(key, () => ({
      key,
      name,
      value: value(),
      unit,
      origin: 'derived',
      formula,
      inputs: inputs.map((input) => input.key),
    }))
  }

  assume(parameter: Parameter, record: AnyRecord, why: string): void {
    if (!this.assumptions.has(parameter.key)) this.assumptions.set(parameter.key, { parameter, record, why })
  }

  /** Says something about the result once, however many lines it touches. */
  notice(code: NoticeCode, detail: string, more: { pointer?: string; record?: string } = {}): void {
    const key = `${code}|${more.record ?? ''}|${more.pointer ?? ''}|${detail}`
    if (this.#notices.has(key)) return
    this.#notices.set(key, {
      code,
      detail,
      ...(more.pointer === undefined ? {} : { pointer: more.pointer }),
      ...(more.record === undefined ? {} : { records: [more.record] }),
    })
  }

  refuse(refusal: Refusal): void {
    this.refusals.push(refusal)
  }

  /** The notices that follow from how well a record fits. */
  noticeFit(name: string, { record, match, yearGap }: Found<AnyRecord>): void {
    const place = match.region === 'world' ? 'a world figure' : `the figure of ${record.region}`
    if (match.region !== 'exact' && match.region !== 'country')
      this.notice('factor-region-fallback', `${name}: no figure for ${this.country}; used ${place}.`, {
        record: record.id,
      })
    if (match.year === 'earlier-year')
      this.notice(
        'factor-year-fallback',
        `${name}: no figure for ${this.year}; used the one of ${record.yearTo ?? record.yearFrom}, ${yearGap} years earlier.`,
        { record: record.id },
      )
    if (match.technology !== 'exact')
      this.notice(
        'factor-class-fallback',
        `${name}: used the ${match.technology.replace('-', ' ')} of the mode.`,
        {
          record: record.id,
        },
      )
    if (record.verification === 'unverified')
      this.notice('factor-unverified', `${name}: the figure was not seen in its published table.`, {
        record: record.id,
      })
  }

  #noticeMatch(name: string, found: Found<FactorRecord>): void {
    this.noticeFit(name, found)
    if (
      found.record.tier === 1 &&
      found.match.region === 'world' &&
      found.record.kind !== 'gwp' &&
      found.record.quality === 'L'
    )
      this.notice('tier-default-used', `${name}: a world default stands in for local data.`, {
        record: found.record.id,
      })
  }

  #once(key: string, make: () => Parameter): Parameter {
    const known = this.parameters.get(key)
    if (known) return known
    const made = make()
    this.parameters.set(key, made)
    return made
  }
}
