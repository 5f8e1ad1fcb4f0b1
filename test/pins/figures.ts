import { readFileSync } from 'node:fs'
import { simulateHere } from '../../api/draws/simulate.ts'
import { answerTo, questionOf } from '../../api/estimate/estimate.ts'
import { estimateRequest } from '../../api/estimate/request-schema.ts'
import type { FactorSets } from '../../api/sets/factor-sets.ts'
import { EstimateRefused } from '../../src/index.ts'

/** The sets whose figures are a promise. */
export const PINNED_SETS = ['2025.1', '2026.1', '2026.2', '2026.3', '2026.4', '2026.5'] as const

/** A figure as `[value, lower, upper]`, null where it is not known; a request that is refused has the codes instead. */
export type PinnedFigures = Readonly<Record<string, readonly number[] | null | string>>

/** Each list of groups, with the field that names a group in it. */
const GROUPS = {
  bySubSector: 'subSector',
  bySector: 'sector',
  byMode: 'mode',
  byScope: 'scope',
  byCarrier: 'carrier',
  byFlow: 'flow',
} as const

/** The requests of `figures.json` by name. They are frozen: what a released set answers to them never changes. */
export const PINNED_REQUESTS: Readonly<Record<string, object>> = JSON.parse(
  readFileSync('test/pins/requests.json', 'utf8'),
)

/** Value, lower and upper end of every total and group of one request, by its set. */
export async function figuresOf(name: string, set: string, factorSets: FactorSets): Promise<PinnedFigures> {
  const body = { ...PINNED_REQUESTS[name], factorSet: set }
  try {
    const question = questionOf(estimateRequest.parse(body), factorSets)
    const { result } = await answerTo(question, simulateHere, 'result')
    const pinned: Record<string, readonly number[] | null> = {}
    pin(pinned, 'totals', result.totals)
    for (const [list, key] of Object.entries(GROUPS) as [keyof typeof GROUPS, string][])
      for (const group of result[list])
        pin(pinned, `${list}/${String((group as Readonly<Record<string, unknown>>)[key])}`, group)
    return pinned
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    return { refused: error.refusals.map(({ code, pointer }) => `${code} ${pointer}`).join(', ') }
  }
}

interface Ends {
  readonly value: number
  readonly lower?: number
  readonly upper?: number
}
type PinnedFigure = Ends | { readonly value: null; readonly known?: Ends; readonly lower?: undefined }

/**
 * What is pinned of a sum of which a part is unknown is its known part: the number that it was before it said so. Where no
 * line gives any, that number was the sum of nothing, a certain 0.
 */
const knownOf = (figure: PinnedFigure): Ends =>
  figure.value === null ? (figure.known ?? { value: 0, lower: 0, upper: 0 }) : figure

const NEVER_A_SUM_OF_NOTHING: ReadonlySet<string> = new Set([
  ...['energy', 'vehicleDistance', 'passengerDistance', 'tonneDistance', 'wellToTank'],
])

/** Energy, distances and the supply of fuel that no line gives, and those of a scope: null, whether or not the answer says why. */
const isGivenByNone = (name: string, { value, known }: PinnedFigure & { known?: Ends }): boolean =>
  NEVER_A_SUM_OF_NOTHING.has(name) && value === null && known === undefined

function pin(pinned: Record<string, readonly number[] | null>, at: string, figures: object): void {
  for (const [name, figure] of Object.entries(figures)) {
    if (figure === null) pinned[`${at}/${name}`] = null
    else if (typeof figure === 'object' && 'value' in figure) {
      if (isGivenByNone(name, figure as PinnedFigure)) {
        pinned[`${at}/${name}`] = null
        continue
      }
      const { value, lower, upper } = knownOf(figure as PinnedFigure)
      pinned[`${at}/${name}`] = lower === undefined || upper === undefined ? [value] : [value, lower, upper]
    } else if (typeof figure === 'number') pinned[`${at}/${name}`] = [figure]
  }
}
