import type { Parameter } from '../estimate/parameter.ts'
import type { Notice } from '../issues/issue.ts'
import type { Figure } from './program.ts'

/** The ends of a 95 % interval. */
export interface Bounds {
  readonly lower: number
  readonly upper: number
}

/** How far a simulation got. */
export interface Convergence {
  readonly draws: number
  readonly seed: number
  readonly generator: string
  /** Whether both limits of the city's CO2e are known to within 1 % of themselves. */
  readonly converged: boolean
  /** How far the limits of the city's CO2e may be off, as a share of themselves: the larger of the two. */
  readonly limitError: number
}

/** IPCC 2006, Volume 1, section 3.2.3.1: beyond this half-width of the mean, propagation is only an approximation. */
const WIDE = 0.3

const percent = (share: number): string => `${Number((share * 100).toPrecision(3))} %`

/** What to say of quantities that were stated with no word on their uncertainty. */
export function statedNotices(parameters: readonly Parameter[]): readonly Notice[] {
  const silent = parameters.filter(({ origin, uncertainty }) => origin === 'stated' && !uncertainty)
  const [first] = silent
  if (!first) return []
  return [
    {
      code: 'uncertainty-default',
      detail: `${silent.length} stated ${silent.length === 1 ? 'quantity says' : 'quantities say'} nothing of ${silent.length === 1 ? 'its' : 'their'} uncertainty; the documented one of each kind was taken. State plusMinus, lower and upper, or a distribution instead; "0 %" for what is known.`,
      ...(first.pointer === undefined ? {} : { pointer: first.pointer }),
    },
  ]
}

/** What to say of how the intervals came out. */
export function intervalNotices(
  figures: readonly Figure[],
  intervals: ReadonlyMap<string, Bounds>,
  method: 'propagation' | 'monte-carlo',
  convergence?: Convergence,
): readonly Notice[] {
  const notices: Notice[] = []
  const main = figures.filter(({ id }) => id.startsWith('totals/'))
  const outside = main.filter(({ id, value }) => {
    const bounds = intervals.get(id)
    return bounds !== undefined && (value < bounds.lower || value > bounds.upper)
  })
  if (outside.length > 0)
    notices.push({
      code: 'value-outside-interval',
      detail: `${outside.map(({ id }) => id.slice('totals/'.length)).join(', ')}: the figure from the published values lies outside its interval, because many of its parameters are more likely to be above their published value than below, or the other way round.`,
    })
  const total = main.find(({ id }) => id === 'totals/co2eKg')
  const bounds = total && intervals.get(total.id)
  if (method === 'propagation' && total && bounds && total.value > 0) {
    const halfWidth = (bounds.upper - bounds.lower) / (2 * total.value)
    if (halfWidth > WIDE)
      notices.push({
        code: 'propagation-wide',
        detail: `The interval of the total is ±${percent(halfWidth)} wide; above ±${percent(WIDE)} propagation is an approximation. State uncertainty.method monte-carlo to have it drawn.`,
      })
  }
  if (convergence && !convergence.converged)
    notices.push({
      code: 'draws-too-few',
      detail: `After ${convergence.draws} draws the limits of the total are known to ±${percent(convergence.limitError)}, not to ±1 %. State more draws.`,
    })
  return notices
}
