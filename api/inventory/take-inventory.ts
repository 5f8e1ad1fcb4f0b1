import { figuresOf, inventoryOf } from '../../src/index.ts'
import { intervalsAsAsked, type Simulate } from '../draws/simulate.ts'
import type { Estimated } from '../estimate/estimate.ts'
import { toInventory } from './answer.ts'
import type { InventoryDocument } from './schema.ts'

/**
 * An estimate as an inventory, with intervals as its request asks for them; the same from HTTP and from a shell.
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export async function inventoryView(made: Estimated, simulate: Simulate): Promise<InventoryDocument> {
  const inventory = inventoryOf(made.estimate, made.notEstimated)
  // What nothing adds to is certain.
  const sums = figuresOf(inventory).filter(({ parts }) => parts.length > 0)
  return toInventory(inventory, made, await intervalsAsAsked(made.estimate, sums, simulate))
}
