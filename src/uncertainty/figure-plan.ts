import type { Estimate } from '../estimate/estimate.ts'
import { intensitiesOf } from '../estimate/intensity.ts'
import { figuresOf } from './figures.ts'
import { bareOutline, isSameOutline, type Outline } from './outline.ts'
import type { FigureRule, ProgramFigure } from './program.ts'

interface Plan {
  readonly outline: Outline
  readonly figures: readonly ProgramFigure[]
}

/** Together a few megabytes. */
const MAX_PLANS_KEPT = 16
const MAX_FIGURES_KEPT = 3000

/** The plans used last, the latest first. */
const kept: Plan[] = []

/**
 * The figures of an outline. Cities of one kind of input differ in their numbers alone, so their figures are planned once:
 * the plan is found again, or made anew, and is the same either way.
 */
export function planFigures(outline: Outline): readonly ProgramFigure[] {
  const at = kept.findIndex((plan) => isSameOutline(plan.outline, outline))
  const [known] = at < 0 ? [] : kept.splice(at, 1)
  const plan = known ?? { outline: bareOutline(outline), figures: figuresOf(outline) }
  if (plan.figures.length <= MAX_FIGURES_KEPT && kept.unshift(plan) > MAX_PLANS_KEPT) kept.pop()
  return plan.figures
}

/**
 * The value of each figure in an estimate, from the published values.
 *
 * @param products the value of each product, in the order of the lines; the population last, if it is known
 */
export function figureValues(
  figures: readonly ProgramFigure[],
  estimate: Pick<Estimate, 'lines' | 'gwp'>,
  products: readonly number[],
): Float64Array {
  const values = new Float64Array(figures.length)
  const intensities = intensitiesOf(estimate)
  let ratios = 0
  for (let index = 0; index < figures.length; index += 1) {
    const { rule } = figures[index] as ProgramFigure
    if (rule.kind === 'ratio') {
      // The intensities come first, in their order; then the emissions per person.
      values[index] =
        intensities[ratios]?.kgPerDistance ?? (values[rule.above] as number) / (values[rule.below] as number)
      ratios += 1
    } else values[index] = sumOf(rule, products, values)
  }
  return values
}

function sumOf(
  rule: Exclude<FigureRule, { kind: 'ratio' }>,
  products: readonly number[],
  values: Float64Array,
): number {
  let sum = 0
  switch (rule.kind) {
    case 'same':
      return values[rule.as] as number
    case 'total':
      for (const part of rule.parts) sum += values[part] as number
      return sum
    case 'sum':
      for (let at = 0; at < rule.products.length; at += 1)
        sum += (products[rule.products[at] as number] as number) * (rule.weights[at] as number)
      return sum
  }
}
