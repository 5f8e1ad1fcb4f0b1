import { figuresOf, inventoryOf } from '../../src/index.ts'
import { intervalsAsAsked, type Simulate } from '../draws/simulate.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { toInventory } from './answer.ts'
import type { InventoryDocument } from './schema.ts'

/**
 * An estimate as an inventory, with intervals by the method that the request chose; the same for HTTP and shell.
 * @throws {EstimateRefused} if the stated correlations are impossible
 */
export async function inventoryView(made: Estimated, simulate: Simulate): Promise<InventoryDocument> {
  const inventory = inventoryOf(made.estimate, made.notEstimated)
  // A figure that nothing adds to is certain.
  const sums = figuresOf(inventory).filter(({ parts }) => parts.length > 0)
  return toInventory(inventory, made, await intervalsAsAsked(made.estimate, sums, simulate))
}
