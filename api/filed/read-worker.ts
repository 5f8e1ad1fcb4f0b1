import { Failure, type Fault } from '../request/failure.ts'
import { readFiledInventory } from './ecrf/filed-inventory.ts'
import type { FiledInventory } from './schema.ts'

/** What was read of a workbook, or why it was not: an error would lose its kind on the way between threads. */
export type WorkbookAnswer = { readonly inventory: FiledInventory } | { readonly faults: readonly Fault[] }

/** What a thread does: plain data in, plain data out. */
export async function readTask(bytes: Uint8Array): Promise<WorkbookAnswer> {
  try {
    return { inventory: await readFiledInventory(Buffer.from(bytes)) }
  } catch (error) {
    if (error instanceof Failure) return { faults: error.faults }
    throw error
  }
}
