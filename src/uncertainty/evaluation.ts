import type { TermRole } from '../kernel/product.ts'
import { BlockSteps, type Operand, type ScaledOperand, summing } from './block-steps.ts'
import { type Column, divide } from './column.ts'
import { DrawnProducts } from './drawn-products.ts'
import { DrawnSlots } from './drawn-slots.ts'
import { type FigureRule, NO_NODE, type Program } from './program.ts'

/** The draws of a figure: `constant + scale × column`. */
export interface DrawnFigure {
  /** Undefined if the figure is certain. */
  readonly column: Column | undefined
  /** Above 0. */
  readonly scale: number
  readonly constant: number
}

/** The same, before it is known whether its draws are wanted as a column. */
interface FigureDraft extends Pick<DrawnFigure, 'scale' | 'constant'> {
  readonly operand: Operand | undefined
}

/** Nobody asks for the draws of a figure that is only a part of others. */
const NOT_SHOWN: DrawnFigure = { column: undefined, scale: Number.NaN, constant: Number.NaN }

/** The draws of a program, one block at a time. Each block overwrites the one before, which may be of another program. */
export class Evaluation {
  /** By figure of the program; not a number for those that are not shown. */
  readonly figures: readonly DrawnFigure[]
  readonly #steps: BlockSteps
  /** The places of the correlated scores of each variable. */
  readonly #scores: readonly number[]
  readonly #scoreSum: number
  readonly #zero: number

  constructor(program: Program, seed: number) {
    const steps = new BlockSteps(mostColumns(program))
    this.#steps = steps
    const slots = new DrawnSlots(program, seed, steps)
    this.#scores = slots.scores
    this.#scoreSum = steps.emptyColumn()
    this.#zero = steps.constant(0)
    const factors = program.factorSlots.map((slot, index) =>
      slots.factor(slot, program.factorRoles[index] as TermRole),
    )
    const products = new DrawnProducts(program, factors, steps)
    const drafts: FigureDraft[] = []
    for (const { rule } of program.figures) drafts.push(this.#draft(rule, program, products, drafts))
    const places = program.figures.map(({ shown }, index) => {
      const operand = drafts[index]?.operand
      return shown && operand ? steps.columnOf(operand) : undefined
    })
    this.figures = program.figures.map(({ shown }, index) => {
      if (!shown) return NOT_SHOWN
      const { scale, constant } = drafts[index] as FigureDraft
      const place = places[index]
      return { column: place === undefined ? undefined : steps.view(place), scale, constant }
    })
  }

  /** The number of draws at a time. */
  get block(): number {
    return this.#steps.block
  }

  /** Draws the next block. */
  next(): void {
    this.#steps.run()
  }

  /**
   * The sum of the scores of variables × their weights, which are as many.
   *
   * @returns what gives its draws in the block drawn last; they are overwritten by the next such sum
   */
  scoreSum(variables: readonly number[], weights: readonly number[]): () => Column {
    const terms = variables.map((variable, at) => ({
      operand: this.#steps.operand(this.#scores[variable] as number),
      scale: weights[at] as number,
    }))
    const steps = summing(this.#scoreSum, this.#zero, terms)
    const column = this.#steps.view(this.#scoreSum)
    return () => {
      for (const step of steps) step(this.block)
      return column
    }
  }

  #draft(
    rule: FigureRule,
    { nodes, coefficients }: Program,
    products: DrawnProducts,
    figures: readonly FigureDraft[],
  ): FigureDraft {
    const at = (index: number): FigureDraft => figures[index] as FigureDraft
    switch (rule.kind) {
      case 'sum':
        return this.#sum(
          rule.products.map((product, index): FigureDraft => {
            const scale = (rule.weights[index] as number) * (coefficients[product] as number)
            const node = nodes[product] as number
            return node === NO_NODE
              ? { operand: undefined, scale: 1, constant: scale }
              : { operand: products.operandOf(node), scale, constant: 0 }
          }),
        )
      case 'total':
        return this.#sum(rule.parts.map(at))
      case 'same':
        return at(rule.as)
      case 'ratio':
        return this.#ratio(at(rule.above), at(rule.below))
    }
  }

  #sum(parts: readonly FigureDraft[]): FigureDraft {
    const scales = new Map<Operand, number>()
    let constant = 0
    for (const part of parts) {
      constant += part.constant
      if (part.operand && part.scale !== 0)
        scales.set(part.operand, (scales.get(part.operand) ?? 0) + part.scale)
    }
    const [only] = scales
    const isAlone = scales.size === 0 || (scales.size === 1 && (only?.[1] ?? 1) > 0)
    if (isAlone) return { operand: only?.[0], scale: only?.[1] ?? 1, constant }
    const terms = [...scales].map(([operand, scale]): ScaledOperand => ({ operand, scale }))
    return { operand: this.#steps.operand(this.#steps.sum(constant, terms)), scale: 1, constant: 0 }
  }

  #ratio(above: FigureDraft, below: FigureDraft): FigureDraft {
    if (!above.operand && !below.operand)
      return { operand: undefined, scale: 1, constant: above.constant / below.constant }
    const a = this.#itself(above)
    const b = this.#itself(below)
    const place = this.#steps.column((block, out) => divide(block, out, a, b, 1))
    return { operand: this.#steps.operand(place), scale: 1, constant: 0 }
  }

  /** The place of a column that contains the draws of a figure. */
  #itself({ operand, scale, constant }: FigureDraft): number {
    if (!operand) return this.#steps.constant(constant)
    if (scale === 1 && constant === 0) return this.#steps.columnOf(operand)
    return this.#steps.sum(constant, [{ operand, scale }])
  }
}

/** More columns than a program can have: of each of its items, all that may be made for it. */
const mostColumns = ({ variables, slots, factorSlots, parents, figures }: Program): number =>
  variables.length + 2 * slots.length + factorSlots.length + 2 * parents.length + 5 * figures.length + 3
