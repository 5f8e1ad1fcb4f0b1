import type { DemandRow, Stated } from '../estimate/input.ts'
import type { Parameter } from '../estimate/parameter.ts'
import { constantRule, evaluate, type Rule } from '../kernel/formula.ts'
import { COUNTED_SHARE } from '../kernel/transboundary.ts'
import { INSIDE_SHARE_ASSUMED, INSIDE_SHARE_KEY } from '../uncertainty/convention.ts'
import { MODE_PROPERTIES, type Mode, type TransboundarySplit } from '../vocabulary.ts'

/** Makes the parameters by which an allocation splits activity, each once. */
export class ShareParameters {
  /** The new parameters, by key. */
  readonly made = new Map<string, Parameter>()
  /** The rows that use the convention for the share inside. */
  readonly assumed: string[] = []
  readonly #base: ReadonlyMap<string, Parameter>

  /** @param base the parameters of the estimate to split */
  constructor(base: ReadonlyMap<string, Parameter>) {
    this.#base = base
  }

  stated(name: string, { pointer, value, unit, text, uncertainty }: Stated): Parameter {
    return this.#once(pointer, () => ({
      key: pointer,
      name,
      value,
      unit,
      origin: 'stated',
      pointer,
      ...(text === undefined ? {} : { text }),
      ...(uncertainty === undefined ? {} : { uncertainty }),
    }))
  }

  /** Undefined if the row does not state its share inside the boundary. */
  statedInside({
    pointer,
    mode,
    flow,
    insideShare,
    insideLength,
    meanTripLength,
  }: Pick<DemandRow, 'pointer' | 'mode' | 'flow' | 'insideShare' | 'insideLength' | 'meanTripLength'>):
    | Parameter
    | undefined {
    const name = nameOf(mode, flow, 'share of the distance inside the boundary')
    if (insideShare) return this.stated(name, insideShare)
    if (!insideLength || !meanTripLength) return undefined
    const inside = this.stated(nameOf(mode, flow, 'length inside the boundary'), insideLength)
    const trip = this.stated(`${MODE_PROPERTIES[mode].title}: mean trip length`, meanTripLength)
    return this.#derived(
      `inside-share:${pointer}`,
      name,
      'least of 1 and length inside ÷ mean trip length',
      [inside, trip],
      {
        formula: 'inside-share',
        constants: {},
      },
    )
  }

  /** The convention for crossing trips whose part inside is not stated. */
  assumedInside(pointer: string): Parameter {
    if (!this.assumed.includes(pointer)) this.assumed.push(pointer)
    return this.#derived(
      INSIDE_SHARE_KEY,
      'Crossing trips: share of the distance inside the boundary',
      'convention: half, between 0.2 and 0.8',
      [],
      constantRule(INSIDE_SHARE_ASSUMED),
    )
  }

  /** Induced activity counts half of a crossing trip; this splits that half into the parts inside and outside. */
  halves(
    { pointer, mode, flow }: Pick<DemandRow, 'pointer' | 'mode' | 'flow'>,
    inside: Parameter,
    split: TransboundarySplit,
  ): { readonly inside: Parameter; readonly outside: Parameter } {
    const constants = { countedShare: COUNTED_SHARE }
    const [within, beyond]: readonly [Halving, Halving] =
      split === 'nearest-half'
        ? [
            ['least of share inside and ½', { formula: 'nearest-half-inside', constants }],
            ['½ − least of share inside and ½', { formula: 'nearest-half-outside', constants }],
          ]
        : [
            ['share inside × ½', { formula: 'times-constant', constants: { factor: COUNTED_SHARE } }],
            [
              '(1 − share inside) × ½',
              { formula: 'complement-times-constant', constants: { factor: COUNTED_SHARE } },
            ],
          ]
    const half = (part: string, [words, rule]: Halving): Parameter =>
      this.#derived(
        `counted-${part}:${pointer}`,
        nameOf(mode, flow, `share counted ${part} the boundary`),
        words,
        [inside],
        rule,
      )
    return { inside: half('inside', within), outside: half('outside', beyond) }
  }

  #derived(key: string, name: string, formula: string, inputs: readonly Parameter[], rule: Rule): Parameter {
    return this.#once(key, () => ({
      key,
      name,
      value: evaluate(
        rule,
        inputs.map(({ value }) => value),
      ),
      unit: 'share',
      origin: 'derived',
      formula,
      rule,
      inputs: inputs.map((input) => input.key),
    }))
  }

  #once(key: string, make: () => Parameter): Parameter {
    const known = this.#base.get(key) ?? this.made.get(key)
    if (known) return known
    const parameter = make()
    this.made.set(key, parameter)
    return parameter
  }
}

type Halving = readonly [words: string, rule: Rule]

export const nameOf = (mode: Mode, flow: string | undefined, what: string): string =>
  `${MODE_PROPERTIES[mode].title}${flow === undefined ? '' : `, ${flow}`}: ${what}`
