import {
  commonCoverage,
  comparisonInSteps,
  countryDistances,
  countryDistanceText,
  EstimateRefused,
  MODE_PROPERTIES,
  type Mode,
  modesOfOneSide,
  type StepChange,
  sourceBreakNotice,
  sourceBreaks,
  typicalOf,
  unheardOf,
} from '../../src/index.ts'
import type { RefusedParts } from '../demand/stated-request.ts'
import { type FindSaved, placeFaults } from '../estimate/part-of-body.ts'
import { refusal } from '../request/failure.ts'
import { inTurns } from '../request/in-turns.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { toComparison } from './answer.ts'
import { type BroughtTogether, bringTogether } from './bring-together.ts'
import { isOneCity, readMembers } from './member.ts'
import type { Notice } from './method-effect.ts'
import type { Comparison } from './schema.ts'

/**
 * Why estimates differ; the same for HTTP and shell. Nothing is saved.
 *
 * @param refused estimates of the body that are known to be refused
 * @throws {Failure} with the faults of every estimate at once
 */
export const compare = async (
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
  refused?: RefusedParts,
): Promise<Comparison> => (await compareInFull(body, factorSets, findSaved, refused)).comparison

/** The answer with the estimates that it is of, in order. */
export async function compareInFull(
  body: unknown,
  factorSets: FactorSets,
  findSaved: FindSaved,
  refused?: RefusedParts,
): Promise<{ readonly comparison: Comparison; readonly all: readonly BroughtTogether[] }> {
  const { members, per } = await readMembers(body, factorSets, findSaved, refused)
  const { basis, all } = await bringTogether(members, factorSets)
  const oneCity = isOneCity(members)
  const { estimates, leftOut } = commonCoverage(
    all.map(({ together }) => together.estimate),
    all.map(mayWithhold),
  )
  const last = all.at(-1) as BroughtTogether
  const breaks = oneCity ? breaksOf(all) : []
  const options = {
    typical: typicalOf(last.together.set, last.together.request.city.country, yearOf(last)),
    isOnePlace: oneCity,
    isCertain: members.some(({ request }) => request.uncertainty.method === 'none'),
  }
  const series = await inTurns(
    comparisonInSteps(
      estimates.map(({ common }) => common),
      { ...options, broken: all.slice(1).map((_, index) => new Set(breaks[index]?.map(({ mode }) => mode))) },
    ),
  ).catch((error: unknown) => {
    if (!(error instanceof EstimateRefused)) throw error
    throw refusal(placeFaults(error.refusals, last.member.pointer))
  })
  const notices: Notice[] = [
    ...breaks.flat().map(sourceBreakNotice),
    ...leftOut.map(({ index, what, modes }) => ({
      code: 'coverage-differs' as const,
      detail: `${nameOf(all[index] as BroughtTogether, oneCity)} counts ${wordsOf(what, modes)}, and not all others do. It is an effect of coverage, and left out of the change.`,
      pointer: (all[index] as BroughtTogether).member.pointer,
    })),
    ...series.steps.flatMap((step, index) => noticesOfStep(all, estimates, step, index, oneCity)),
  ]
  const rest = estimates.map((one) => one.rest)
  return { comparison: toComparison({ all, basis, series, rest, oneCity, per, notices }), all }
}

/** Of releases of a dataset, what is withheld and what was not there are one; and some modes could not be estimated. */
const mayWithhold = ({ member: { request } }: BroughtTogether): boolean =>
  request.demandSource?.terms?.minimumContributors !== undefined ||
  request.demandSource?.leftOut !== undefined

const yearOf = ({ together }: BroughtTogether): number => together.estimate.input.period.year

export const nameOf = ({ member: { request } }: BroughtTogether, oneCity: boolean): string =>
  oneCity ? request.period : `${request.city.name} ${request.period}`

function wordsOf(what: string, modes: readonly Mode[]): string {
  const titles = modes.map((mode) => MODE_PROPERTIES[mode].title.toLowerCase()).join(', ')
  const part = /^II\./.test(what) ? `sub-sector ${what}` : what
  return titles === '' ? part : `${part} (${titles})`
}

/** The steps of each pair of years that the set itself makes. */
function breaksOf(all: readonly BroughtTogether[]) {
  return all.slice(1).map((after, index) => {
    const before = all[index] as BroughtTogether
    if (yearOf(before) === yearOf(after)) return []
    const years = [before, after].map((one) => ({ year: yearOf(one), estimate: one.together.estimate }))
    return sourceBreaks(years, after.together.set.content.breaks)
  })
}

function noticesOfStep(
  all: readonly BroughtTogether[],
  estimates: ReturnType<typeof commonCoverage>['estimates'],
  step: StepChange,
  index: number,
  oneCity: boolean,
): readonly Notice[] {
  const sides = { before: all[index], after: all[index + 1] } as Record<'before' | 'after', BroughtTogether>
  const [before, after] = [estimates[index]?.common, estimates[index + 1]?.common]
  if (!before || !after) return []
  return [
    ...modesOfOneSide(before, after).map(({ side, mode }) => ({
      code: 'mode-on-one-side' as const,
      detail: `${MODE_PROPERTIES[mode].title}: only ${nameOf(sides[side], oneCity)} has it, so it counts as a mode that ${side === 'after' ? 'came' : 'went'}. If it ran on both sides, state it on both.`,
      pointer: sides[side].member.pointer,
    })),
    ...(oneCity ? countryDistances(before, after) : []).map((distance) => ({
      code: 'country-distance' as const,
      detail: `${nameOf(sides.before, true)} to ${nameOf(sides.after, true)}: ${countryDistanceText(distance)}`,
      pointer: sides.after.member.pointer,
    })),
    ...unheardOf(before, after, step).map(({ side, pointer, detail }) => ({
      code: 'input-not-used' as const,
      detail,
      pointer: `${sides[side].member.pointer}${pointer}`,
    })),
  ]
}
