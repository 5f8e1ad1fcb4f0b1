import { figuresOf, inventoryOf } from '../src/index.ts'
import type { Estimated } from './estimating.ts'
import { toInventory } from './mapping/inventory.ts'
import type { InventoryDocument } from './schemas/inventory.ts'
import { type Simulate, sumIntervals } from './simulating.ts'

/**
 * An estimate as an inventory, with intervals as its request asks for them; the same from HTTP and from a shell.
 * @throws {EstimateRefused} for stated correlations that cannot be
 */
export async function inventoryView(made: Estimated, simulate: Simulate): Promise<InventoryDocument> {
  const inventory = inventoryOf(made.estimate, made.notEstimated)
  // What nothing adds to is certain.
  const sums = figuresOf(inventory).filter(({ parts }) => parts.length > 0)
  return toInventory(inventory, made, await sumIntervals(made.estimate, sums, simulate))
}
