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
import { EstimateRefused, refuseAny } from '../issues/issue.ts'
import { judgeCity, judgeVehicles, refuseWithStatements } from '../plausibility/judge.ts'
import { ALLOCATIONS, type Allocation } from '../vocabulary.ts'

/** What belongs to a city by the allocation that its input asks for. */
export interface CityEstimate extends Allocated {
  /** All that the input states, before any allocation. */
  readonly base: Estimate
}

/**
 * Estimates a city's transport emissions: every step, in order. There is no other way to an estimate of a city.
 *
 * Check, lines, totals and plausibility are of all that is stated; allocation and notation keys of what belongs to the city.
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
 * Estimates units of modes, to be multiplied. A unit of a mode is no city: its vehicles alone are judged, nothing is
 * allocated, and no row is reported.
 *
 * @throws {EstimateRefused} with every fault that the first failing step finds
 */
export function estimateUnits(input: EstimateInput, set: FactorSet): Estimate {
  refuseAny(checkInput(input, set))
  const context = new EstimateContext(set, input)
  const gwp = getGwp(context)
  const lines = linesOf(context)
  refuseAny(context.refusals)
  return judgeVehicles(addUp(context, gwp, lines), set)
}

/**
 * Estimates some of the fuel sold, to be set beside the estimate of a city, which judges what is stated of it.
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

/**
 * An estimate under every allocation that its input speaks of, in the order of the vocabulary.
 *
 * @throws {EstimateRefused} if what one of them is made of cannot be estimated
 */
export function sidesOf(base: Estimate, set: FactorSet): readonly Side[] {
  const { input } = base
  const isOfSales = input.allocation === 'fuel-sales'
  const baseOf = (allocation: Allocation): Estimate => estimateStated({ ...input, allocation }, set)
  const hasActivity = input.demand.length > 0 || input.travel !== undefined
  return [
    ...(hasActivity ? sidesOfActivity(isOfSales ? baseOf('geographic') : base) : []),
    ...(input.fuelSales.length > 0 ? [sideOfSales(isOfSales ? base : baseOf('fuel-sales'))] : []),
  ]
}

const statedLines = (context: EstimateContext): readonly EstimateLine[] =>
  context.input.allocation === 'fuel-sales'
    ? fuelSoldLines(context, context.input.fuelSales)
    : linesOf(context)

/** @throws {EstimateRefused} if the allocation asked for gives nothing, with those that do */
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
      detail: `Nothing can be estimated by the ${allocation} allocation. ${reasons.join(' ')}`,
      candidates: candidatesFor(base, set)
        .filter(givesAnything)
        .map((side) => side.allocation),
    },
  ])
}

/** Fuel sold that cannot be estimated is no candidate. */
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
