import { Failure, type Fault } from '../request/failure.ts'
import { readFiledInventory } from './ecrf/filed-inventory.ts'
import type { FiledInventory } from './schema.ts'

/** The inventory, or the faults as plain data: an error would lose its class between threads. */
export type WorkbookAnswer = { readonly inventory: FiledInventory } | { readonly faults: readonly Fault[] }

/** The work of a thread: plain data in, plain data out. */
export async function readTask(bytes: Uint8Array): Promise<WorkbookAnswer> {
  try {
    return { inventory: await readFiledInventory(Buffer.from(bytes)) }
  } catch (error) {
    if (error instanceof Failure) return { faults: error.faults }
    throw error
  }
}
