import { addUp, getGwp } from '../estimate/add-up.ts'
import { checkInput } from '../estimate/check.ts'
import { EstimateContext } from '../estimate/context.ts'
import type { Estimate } from '../estimate/estimate.ts'
import { fuelSoldLines } from '../estimate/fuel-sold-lines.ts'
import type { EstimateInput, FuelSale } from '../estimate/input.ts'
import type { EstimateLine } from '../estimate/line.ts'
import { linesOf } from '../estimate/lines.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { type Allocated, allocate } from '../inventory/allocate.ts'
import { notSold } from '../inventory/fuel-sales.ts'
import { contradictedKeys } from '../inventory/notation-key.ts'
import { givesAnything, type Side, splitOf } from '../inventory/side.ts'
import { EstimateRefused, refuseAny } from '../issues.ts'
import { judgeCity, refuseWithStatements } from '../plausibility/judge.ts'
import { ALLOCATIONS } from '../vocabulary.ts'

/** What belongs to a city by the allocation that its input asks for. */
export interface CityEstimate extends Allocated {
  /** All that the input states, before any allocation. */
  readonly base: Estimate
}

/**
 * Estimates a city's transport emissions: every step, in order. There is no other way to an estimate of a city.
 *
 * Pure: the same input and the same set give the same result to the last bit.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateCity(input: EstimateInput, set: FactorSet): CityEstimate {
  const base = estimateStated(input, set)
  const allocated = allocateAsAsked(base, set)
  refuseAny(contradictedKeys(allocated.estimate))
  return { ...allocated, base }
}

/** The steps up to plausibility, which every allocation of a city starts from. */
function estimateStated(input: EstimateInput, set: FactorSet): Estimate {
  refuseWithStatements(checkInput(input, set), input)
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = statedLines(context)
  refuseWithStatements(context.refusals, input)
  return judgeCity(addUp(context, gwp, lines), set)
}

/**
 * Estimates units of modes, to be multiplied. A unit of a mode is no city: nothing is allocated, and no row is reported.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateUnits(input: EstimateInput, set: FactorSet): Estimate {
  refuseAny(checkInput(input, set))
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = statedLines(context)
  refuseAny(context.refusals)
  return addUp(context, gwp, lines)
}

/**
 * Estimates some of the fuel sold, to be set beside activity. It is no city's total either.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateSales(input: EstimateInput, sales: readonly FuelSale[], set: FactorSet): Estimate {
  refuseAny(checkInput(input, set))
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = fuelSoldLines(context, sales)
  refuseAny(context.refusals)
  return addUp(context, gwp, lines)
}

/** An estimate under every allocation that its input speaks of, in the order of the vocabulary. */
export function sidesOf(base: Estimate, set: FactorSet): readonly Side[] {
  const { input } = base
  const activity = activityOf(base, set)
  const ofActivity = activity
    ? OF_ACTIVITY.map(
        (allocation): Side => ({
          allocation,
          ...allocate(activity, { allocation, split: splitOf(input) }),
        }),
      )
    : []
  if (input.fuelSales.length === 0) return ofActivity
  const estimate = estimateUnits({ ...input, allocation: 'fuel-sales' }, set)
  return [...ofActivity, { allocation: 'fuel-sales', estimate, notEstimated: notSold(input) }]
}

/** The allocations that are made of activity; fuel sold is not. */
const OF_ACTIVITY = ALLOCATIONS.filter((one) => one !== 'fuel-sales')

const statedLines = (context: EstimateContext): readonly EstimateLine[] =>
  context.input.allocation === 'fuel-sales'
    ? fuelSoldLines(context, context.input.fuelSales)
    : linesOf(context)

/** @throws {EstimateRefused} if the allocation asked for gives nothing, with those that do */
export function allocateAsAsked(base: Estimate, set: FactorSet): Allocated {
  const { input } = base
  const { allocation } = input
  if (allocation === 'fuel-sales') return { estimate: base, notEstimated: notSold(input) }
  const allocated = allocate(base, { allocation, split: splitOf(input) })
  if (givesAnything(allocated)) return allocated
  const reasons = allocated.notEstimated.map(({ detail }) => detail)
  throw new EstimateRefused([
    {
      code: 'allocation-not-available',
      pointer: '/allocation',
      detail: `Nothing can be estimated by the ${allocation} allocation. ${reasons.join(' ')}`,
      candidates: sidesOf(base, set)
        .filter(givesAnything)
        .map((side) => side.allocation),
    },
  ])
}

/** All activity, also of an estimate that was made of fuel sold. */
function activityOf(base: Estimate, set: FactorSet): Estimate | undefined {
  const { input } = base
  if (input.demand.length === 0 && !input.travel) return undefined
  return input.allocation === 'fuel-sales' ? estimateUnits({ ...input, allocation: 'geographic' }, set) : base
}
