import type { Parameter } from '../estimate/parameter.ts'
import type { Notice } from '../issues/issue.ts'
import type { Program, ProgramFigure } from './program.ts'

/** The ends of a 95 % interval. */
export interface Bounds {
  readonly lower: number
  readonly upper: number
}

/** How well a simulation converged. */
export interface Convergence {
  readonly draws: number
  readonly seed: number
  readonly generator: string
  /** True if both limits of the city's CO2e are known to within 1 % of themselves. */
  readonly converged: boolean
  /** The error of the limits of the city's CO2e, as a share of the limit; the larger of the two. */
  readonly limitError: number
}

/** IPCC 2006, Volume 1, section 3.2.3.1: beyond this half-width of the mean, propagation is only an approximation. */
const WIDE = 0.3

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`

/** A notice about stated quantities without a stated uncertainty. */
export function statedNotices(parameters: readonly Parameter[]): readonly Notice[] {
  const silent = parameters.filter(({ origin, uncertainty }) => origin === 'stated' && !uncertainty)
  const [first] = silent
  if (!first) return []
  return [
    {
      code: 'uncertainty-default',
      detail: `${silent.length} stated ${silent.length === 1 ? 'quantity has' : 'quantities have'} no stated uncertainty, so Cordon uses the default of ${silent.length === 1 ? 'its' : 'their'} kind. State plusMinus, such as "10 %", or lower and upper, or a distribution. Write "0 %" if the value is exact.`,
      ...(first.pointer === undefined ? {} : { pointer: first.pointer }),
    },
  ]
}

/** Notices about the intervals. */
export function intervalNotices(
  { figures, values }: Pick<Program, 'figures' | 'values'>,
  intervals: ReadonlyMap<string, Bounds>,
  method: 'propagation' | 'monte-carlo',
  convergence?: Convergence,
): readonly Notice[] {
  const notices: Notice[] = []
  const main: { readonly id: string; readonly value: number }[] = []
  for (let index = 0; index < figures.length; index += 1) {
    const { id } = figures[index] as ProgramFigure
    if (id.startsWith('totals/')) main.push({ id, value: values[index] as number })
  }
  const outside = main.filter(({ id, value }) => {
    const bounds = intervals.get(id)
    return bounds !== undefined && (value < bounds.lower || value > bounds.upper)
  })
  if (outside.length > 0)
    notices.push({
      code: 'value-outside-interval',
      detail: `${outside.map(({ id }) => id.slice('totals/'.length)).join(', ')}: the figure from the published values lies outside the 95 % of its draws or of their spread, so its interval is widened to hold it: many of its parameters are more likely above their published value than below it, or the reverse.`,
    })
  const total = main.find(({ id }) => id === 'totals/co2eKg')
  const bounds = total && intervals.get(total.id)
  if (method === 'propagation' && total && bounds && total.value > 0) {
    const halfWidth = (bounds.upper - bounds.lower) / (2 * total.value)
    if (halfWidth > WIDE)
      notices.push({
        code: 'propagation-wide',
        detail: `The interval of the total is ±${percent(halfWidth)} wide. Above ±${percent(WIDE)}, propagation is only an approximation. Set uncertainty.method to "monte-carlo".`,
      })
  }
  if (convergence && !convergence.converged)
    notices.push({
      code: 'draws-too-few',
      detail: `After ${convergence.draws} draws, the limits of the total are known only to ±${percent(convergence.limitError)}, not to ±1 %. Increase uncertainty.draws.`,
    })
  return notices
}
