import type { Term } from '../estimate/parameter.ts'
import { type Parameter, times } from '../estimate/parameter.ts'
import type { FigureSum, WeightedProduct } from '../uncertainty/figure-sum.ts'
import type { Amount } from './lever.ts'

/** What a number of a scenario is and where it comes from, for whoever asks. */
export interface ScenarioParameter {
  readonly key: string
  readonly name: string
  readonly value: number
  readonly unit: string
  /** `stated` by the caller, `published` in a record, or a `convention` of this project. */
  readonly origin: 'stated' | 'published' | 'convention'
  /** How its interval is known. */
  readonly basis: 'stated' | 'published' | 'convention' | 'certain'
  /** Half of the width of its interval as a share, or the ends of it. */
  readonly uncertainty?: Amount['uncertainty']
  readonly recordId?: string | undefined
}

const CERTAIN = { plusMinusShare: 0 } as const

/** The inputs of a model, in order: sums of products of parameters, each of which is one random variable. */
export class Inputs {
  readonly sums: FigureSum[] = []
  readonly parameters = new Map<string, Parameter>()
  readonly described: ScenarioParameter[] = []

  /** @returns the place of the input */
  add(id: string, parts: readonly WeightedProduct[]): number {
    return this.sums.push({ id, parts }) - 1
  }

  /** A number of the scenario itself. */
  number(described: ScenarioParameter): number {
    const { key } = described
    const parameter = this.parameter(described)
    this.described.push(described)
    return this.add(key, [{ weight: described.value < 0 ? -1 : 1, terms: [times(parameter)] }])
  }

  /** A number for products with parameters of the estimate. */
  parameter({ key, name, value, unit, uncertainty = CERTAIN }: ScenarioParameter): Parameter {
    const size = Math.abs(value)
    const parameter: Parameter = {
      key,
      name,
      value: size,
      unit: unit === 'share' && size > 1 ? '1' : unit,
      origin: 'stated',
      pointer: key,
      uncertainty: value < 0 ? turned(uncertainty) : uncertainty,
    }
    this.parameters.set(key, parameter)
    return parameter
  }

  product(id: string, terms: readonly Term[]): number {
    return this.add(id, [{ weight: 1, terms }])
  }
}

/** The uncertainty of −x. */
function turned(uncertainty: NonNullable<Amount['uncertainty']>): NonNullable<Amount['uncertainty']> {
  return 'lower' in uncertainty ? { lower: -uncertainty.upper, upper: -uncertainty.lower } : uncertainty
}
