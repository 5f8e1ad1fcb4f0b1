import type { Estimate } from '../estimate/estimate.ts'
import { recompute } from '../estimate/line.ts'
import type { Term } from '../estimate/parameter.ts'
import { programOf } from './compile.ts'
import { heldBounds } from './held-bounds.ts'
import type { Simulation, SimulationOptions } from './monte-carlo.ts'
import { uncertaintiesOf } from './parameter-uncertainty.ts'
import { Products } from './products.ts'
import type { Program, ProgramFigure } from './program.ts'
import { Propagation } from './propagation.ts'
import type { Bounds } from './uncertainty-notice.ts'
import { Variables } from './variables.ts'

/** A product of terms, times a weight. */
export interface WeightedProduct {
  /** Negative if the product is subtracted. */
  readonly weight: number
  readonly terms: readonly Term[]
}

/** A figure that is not part of any estimate: Σ weight × product. */
export interface FigureSum {
  /** Unique among the sums. */
  readonly id: string
  readonly parts: readonly WeightedProduct[]
}

/** The source of sums: one estimate, or several of the same input with merged parameters. */
export type SumSource = Pick<Estimate, 'input' | 'parameters' | 'assumptions'>

/** The value of a sum, recomputed from its parameters. */
export function sumValue({ parts }: Pick<FigureSum, 'parts'>): number {
  let sum = 0
  for (const { weight, terms } of parts) sum += weight * recompute(terms)
  return sum
}

/**
 * The intervals of sums of products. A parameter is one random variable in all sums, so what two figures have in common
 * cancels in their difference.
 */
export class SumUncertainty {
  readonly #program: Program

  /** @throws {EstimateRefused} for impossible stated correlations */
  constructor(source: SumSource, sums: readonly FigureSum[]) {
    this.#program = sumProgram(source, sums)
  }

  /** By id, by error propagation: IPCC Approach 1. Both ends of a certain sum are its value. */
  propagated(): ReadonlyMap<string, Bounds> {
    return heldBounds(this.#program, new Propagation(this.#program).boundsById())
  }

  /** The input of `simulate`, here or in another thread; its answer goes to `drawn`. */
  task({ draws, seed }: { readonly draws: number; readonly seed: number }): {
    readonly program: Program
    readonly options: SimulationOptions
  } {
    return { program: this.#program, options: { draws, seed } }
  }

  /** By id, by Monte Carlo simulation: IPCC Approach 2. */
  drawn({ intervals }: Simulation): ReadonlyMap<string, Bounds> {
    const byId = new Map(intervals.map(({ id, lower, upper }) => [id, { lower, upper }]))
    return heldBounds(this.#program, byId)
  }
}

/** Compiles sums to a program with the same variables as the estimate. */
export function sumProgram(source: SumSource, sums: readonly FigureSum[]): Program {
  const variables = new Variables(source, uncertaintiesOf(source))
  const products = new Products(variables)
  const known = new Map<readonly Term[], number>()
  const productOf = (terms: readonly Term[]): number => {
    const made = known.get(terms) ?? products.add(terms)
    known.set(terms, made)
    return made
  }
  const figures = sums.map(
    (sum): ProgramFigure => ({
      id: sum.id,
      rule: {
        kind: 'sum',
        products: sum.parts.map(({ terms }) => productOf(terms)),
        weights: sum.parts.map(({ weight }) => weight),
      },
      shown: true,
      ...(sum.parts.some(({ weight }) => weight < 0) ? { isDifference: true as const } : {}),
    }),
  )
  return programOf(source, variables, products, figures, Float64Array.from(sums, sumValue))
}
