import type { EstimateInput } from '../estimate/input.ts'
import type { FactorSet } from '../factors/factor-set.ts'
import { checkReconciliation } from '../inventory/check-reconciliation.ts'
import { balance, type EnergyBalance, roadSalesOf } from '../inventory/energy-balance.ts'
import type { StatedCause } from '../inventory/gap-cause.ts'
import { EstimateRefused, type Refusal, refuseAny } from '../issues/issue.ts'
import { type Coverage, coverageOf } from './coverage.ts'
import { estimateCity, estimateSales } from './estimate-city.ts'

/** Both sides of a reconciliation, and what each covers. */
export interface CoveredBalance extends EnergyBalance {
  readonly coverage: { readonly activity: Coverage; readonly sales: Coverage }
}

/**
 * Compares the energy that the activity burns with the energy of the fuel sold.
 *
 * @param input with the geographic allocation, because fuel sales cover an area
 * @throws {EstimateRefused} with every fault of the input, the sales and the causes
 */
export function energyBalance(
  input: EstimateInput,
  causes: readonly StatedCause[],
  set: FactorSet,
): CoveredBalance {
  // checkReconciliation checks the allocation, so the estimates report only other faults.
  const inside: EstimateInput = { ...input, allocation: 'geographic' }
  const faults: Refusal[] = []
  const made = gathering(faults, () => estimateCity(inside, set))
  faults.push(...checkReconciliation(input, causes))
  const sold = gathering(faults, () => estimateSales(inside, roadSalesOf(inside, causes), set))
  refuseAny(faults)
  if (!made || !sold) throw new Error('A side that is not estimated has faults.')
  const { estimate: bottomUp, coverage: activity } = made
  const sales = coverageOf({ ...sold, input: { ...inside, allocation: 'fuel-sales' } }, [])
  return { ...balance({ bottomUp, sold }, causes, set), coverage: { activity, sales } }
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
