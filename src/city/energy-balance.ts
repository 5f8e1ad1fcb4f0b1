import { checkInput } from '../estimate/check.ts'
import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { checkReconciliation } from '../inventory/check-reconciliation.ts'
import { balance, type EnergyBalance, roadSalesOf } from '../inventory/energy-balance.ts'
import type { StatedCause } from '../inventory/gap-cause.ts'
import { EstimateRefused, type Refusal, refuseAny } from '../issues.ts'
import { allocateAsAsked, estimateSales, estimateUnits } from './estimate-city.ts'

/**
 * What activity burns beside what was sold.
 *
 * @param input its allocation is geographic, as fuel sold is of the area
 * @throws {EstimateRefused} with every fault of the input, the sales and the causes
 */
export function energyBalance(
  input: EstimateInput,
  causes: readonly StatedCause[],
  set: FactorSet,
): EnergyBalance {
  // Of the allocation one check speaks, the other of all else.
  const inside: EstimateInput = { ...input, allocation: 'geographic' }
  refuseAny([...checkInput(inside, set), ...checkReconciliation(input, causes)])
  const faults: Refusal[] = []
  const bottomUp = gathering(faults, () => allocateAsAsked(estimateUnits(inside, set), set).estimate)
  const sold = gathering(faults, () => estimateSales(inside, roadSalesOf(inside, causes), set))
  refuseAny(faults)
  if (!bottomUp || !sold) throw new Error('What is not made is refused.')
  return balance({ bottomUp, sold }, causes, set)
}

function gathering<Made>(faults: Refusal[], make: () => Made): Made | undefined {
  try {
    return make()
  } catch (error) {
    if (!(error instanceof EstimateRefused)) throw error
    const known = new Set(faults.map((fault) => JSON.stringify(fault)))
    faults.push(...error.refusals.filter((fault) => !known.has(JSON.stringify(fault))))
    return undefined
  }
}
