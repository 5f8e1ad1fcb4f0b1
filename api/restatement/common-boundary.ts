import { EstimateRefused } from '../../src/index.ts'
import { assess } from '../draws/simulate.ts'
import { type Answer, estimateQuestion, questionOf, toAnswer } from '../estimate/estimate.ts'
import { placeFaults } from '../estimate/part-of-body.ts'
import type { EstimateRequest } from '../estimate/request-schema.ts'
import { type Fault, refusal } from '../request/failure.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import type { StatedYear } from './stated-year.ts'

type Boundary = Pick<EstimateRequest, 'allocation' | 'transboundarySplit'>

/** The years by the boundary of the last; where some cannot be estimated by that, by the next that all can be estimated by. */
export function* onOneBoundary(
  years: readonly StatedYear[],
  basis: Pick<EstimateRequest, 'gwp'> & { readonly factorSet: string },
  factorSets: FactorSets,
) {
  const tried = new Map<string, Boundary>()
  for (const { request } of years.toReversed()) {
    const { allocation, transboundarySplit } = request
    tried.set(JSON.stringify([allocation, transboundarySplit]), { allocation, transboundarySplit })
  }
  let first: readonly Fault[] | undefined
  for (const boundary of tried.values()) {
    const common = { ...basis, ...boundary }
    const { answers, faults } = yield* answersOf(years, common, factorSets)
    if (faults.length === 0 && (tried.size === 1 || losesNothing(years, answers, basis, factorSets)))
      return { common, answers }
    first ??= faults
  }
  if (tried.size === 1) throw refusal(first ?? [])
  const names = [...new Set([...tried.values()].map(({ allocation }) => allocation))]
  throw refusal([
    {
      code: 'not-comparable',
      pointer: `${years.at(-1)?.pointer}/allocation`,
      detail: `No allocation is common to all years: ${names.join(' and ')} each need flows or shares that one year does not state. State the rows of all by flow (within, inbound, outbound, through), or all as driven inside the boundary.`,
    },
  ])
}

/** Whether every year counts by a common boundary what it counts by its own. */
const losesNothing = (
  years: readonly StatedYear[],
  answers: readonly Answer[],
  basis: Partial<EstimateRequest>,
  factorSets: FactorSets,
): boolean =>
  years.every(({ request }, index) => {
    const { request: common, notEstimated } = answers[index] as Answer
    if (request.allocation === common.allocation || notEstimated.length === 0) return true
    try {
      const own = estimateQuestion(questionOf({ ...request, ...basis }, factorSets))
      return notEstimated.length <= own.notEstimated.length
    } catch (error) {
      if (error instanceof EstimateRefused) return true
      throw error
    }
  })

function* answersOf(years: readonly StatedYear[], common: Partial<EstimateRequest>, factorSets: FactorSets) {
  const faults: Fault[] = []
  const answers: Answer[] = []
  for (const { pointer, request } of years) {
    try {
      const made = estimateQuestion(questionOf({ ...request, ...common }, factorSets))
      answers.push(toAnswer(made, assess(made.estimate, 'result')))
    } catch (error) {
      if (!(error instanceof EstimateRefused)) throw error
      faults.push(...placeFaults(error.refusals, pointer, `With factor set ${common.factorSet}: `))
    }
    yield undefined
  }
  return { answers, faults }
}

/** Years that were stated by another boundary than they are shown by. */
export const otherBoundaries = (years: readonly StatedYear[], allocation: EstimateRequest['allocation']) =>
  years.flatMap(({ pointer, request }) =>
    request.allocation === allocation
      ? []
      : [
          {
            code: 'series-break' as const,
            detail: `${request.period} is stated by ${request.allocation}; here all years are computed by ${allocation}.`,
            pointer: `${pointer}/allocation`,
          },
        ],
  )
