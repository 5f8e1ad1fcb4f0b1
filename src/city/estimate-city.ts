import { addUp, type Gathered, gather, getGwp } from '../estimate/add-up.ts'
import { checkInput } from '../estimate/check.ts'
import { noticesOfName } from '../estimate/check-household.ts'
import { EstimateContext } from '../estimate/context.ts'
import type { Estimate } from '../estimate/estimate.ts'
import { gatherByForm } from '../estimate/form-memory.ts'
import { countsInFull } from '../estimate/fuel-sold.ts'
import { fuelSoldLines } from '../estimate/fuel-sold-lines.ts'
import type { EstimateInput, FuelSale } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import { linesOf } from '../estimate/lines.ts'
import { noticeUnusedPlace } from '../estimate/place.ts'
import { noticeStatedTwice } from '../estimate/stated-twice.ts'
import { noticeUnused, noticeUnusedActivity } from '../estimate/unused-input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { type Allocated, allocate } from '../inventory/allocate.ts'
import { notSold } from '../inventory/fuel-sales.ts'
import { contradictedKeys } from '../inventory/notation-key.ts'
import { givesAnything, type Side, splitOf } from '../inventory/side.ts'
import { EstimateRefused, refuseAny } from '../issues/issue.ts'
import { judgeCity, judgeVehicles, refuseWithStatements } from '../plausibility/judge.ts'
import { ALLOCATIONS, type Allocation } from '../vocabulary.ts'
import { type Coverage, coverageOfStated } from './coverage.ts'

/** The estimate of a city by the allocation that its input asks for. */
export interface CityEstimate extends Allocated {
  /** All stated activity, before any allocation. */
  readonly base: Estimate
  /** Of the estimate by the allocation. */
  readonly coverage: Coverage
}

/**
 * Estimates a city's transport emissions: every step, in order. There is no other way to an estimate of a city.
 *
 * Check, lines, totals and plausibility are of all that is stated; allocation and notation keys of what belongs to the
 * city.
 *
 * Pure: the same input and the same set give the same result to the last bit.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateCity(input: EstimateInput, set: FactorSet): CityEstimate {
  const base = estimateStated(input, set)
  const allocated = allocateAsAsked(base, set)
  refuseAny(contradictedKeys(allocated.estimate))
  return { ...allocated, base, coverage: coverageOfStated(allocated.estimate, allocated.notEstimated) }
}

/** The steps up to plausibility; every allocation of a city starts from them. */
function estimateStated(input: EstimateInput, set: FactorSet): Estimate {
  refuseWithStatements(checkInput(input, set), input)
  const judged = judgeCity(addUp(input, gatherByForm(input, set, gatherStated)), set)
  const ofName = noticesOfName(input)
  return ofName.length === 0 ? judged : { ...judged, notices: [...judged.notices, ...ofName] }
}

function gatherStated(context: EstimateContext): Gathered {
  const { input } = context
  const gwp = getGwp(context)
  const lines = statedLines(context)
  noticeStatedTwice(context, lines)
  refuseWithStatements(context.refusals, input)
  // Activity beside fuel sales is kept for a comparison, in which what is stated of it acts.
  const isOfSales = input.allocation === 'fuel-sales'
  if (isOfSales && hasActivity(input)) noticeUnusedActivity(context)
  else {
    if (isOfSales) noticeUnusedPlace(context)
    noticeUnused(context, lines)
  }
  return gather(context, gwp, lines)
}

/**
 * Estimates units of modes for later multiplication. A unit of a mode is not a city: only its vehicles are checked, and
 * nothing is allocated or reported in rows.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateUnits(input: EstimateInput, set: FactorSet): Estimate {
  refuseAny(checkInput(input, set))
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = linesOf(context)
  refuseAny(context.refusals)
  noticeUnused(context, lines)
  return judgeVehicles(addUp(input, gather(context, gwp, lines)), set)
}

/**
 * Estimates fuel sales for a comparison with the estimate of a city, which has already checked the statements.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateSales(input: EstimateInput, sales: readonly FuelSale[], set: FactorSet): Estimate {
  refuseAny(checkInput(input, set))
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = fuelSoldLines(context, sales)
  refuseAny(context.refusals)
  return addUp(input, gather(context, gwp, lines))
}

/**
 * An estimate under every allocation that its input allows, in the order of the vocabulary. Fuel sold for ships and
 * aircraft alone gives nothing, and says so.
 *
 * @throws {EstimateRefused} if the base of one of them cannot be estimated
 */
export function sidesOf(base: Estimate, set: FactorSet): readonly Side[] {
  const { input } = base
  const isOfSales = input.allocation === 'fuel-sales'
  const baseOf = (allocation: Allocation): Estimate => estimateStated({ ...input, allocation }, set)
  return [
    ...(hasActivity(input) ? sidesOfActivity(isOfSales ? baseOf('geographic') : base) : []),
    ...(input.fuelSales.length === 0
      ? []
      : [
          input.fuelSales.some(countsInFull)
            ? sideOfSales(isOfSales ? base : baseOf('fuel-sales'))
            : sideOfSales({ ...base, lines: [] }),
        ]),
  ]
}

const hasActivity = ({ demand, travel }: EstimateInput): boolean => demand.length > 0 || travel !== undefined

const statedLines = (context: EstimateContext): readonly EstimateLine[] =>
  context.input.allocation === 'fuel-sales'
    ? fuelSoldLines(context, context.input.fuelSales)
    : linesOf(context)

/** @throws {EstimateRefused} if the requested allocation gives nothing; the candidates are allocations that do */
function allocateAsAsked(base: Estimate, set: FactorSet): Allocated {
  const { allocation } = base.input
  if (allocation === 'fuel-sales') return { estimate: base, notEstimated: notSold(base.input) }
  const allocated = allocate(base, { allocation, split: splitOf(base.input) })
  if (givesAnything(allocated)) return allocated
  const reasons = allocated.notEstimated.map(({ detail }) => detail)
  throw new EstimateRefused([
    {
      code: 'allocation-not-available',
      pointer: '/allocation',
      detail: `The ${allocation} allocation cannot estimate anything from this request. ${reasons.join(' ')}`,
      candidates: candidatesFor(base, set)
        .filter(givesAnything)
        .map((side) => side.allocation),
    },
  ])
}

/** Fuel sales that cannot be estimated are not a candidate. */
function candidatesFor(base: Estimate, set: FactorSet): readonly Side[] {
  try {
    return sidesOf(base, set)
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    return sidesOfActivity(base)
  }
}

function sidesOfActivity(base: Estimate): readonly Side[] {
  const split = splitOf(base.input)
  return ALLOCATIONS.filter((one) => one !== 'fuel-sales').map((allocation) => ({
    allocation,
    ...allocate(base, { allocation, split }),
  }))
}

const sideOfSales = (base: Estimate): Side => ({
  allocation: 'fuel-sales',
  estimate: base,
  notEstimated: notSold(base.input),
})
