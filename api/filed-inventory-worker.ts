import { parentPort, workerData } from 'node:worker_threads'
import { type Fault, WorkbookRefused } from './failures.ts'
import { readFiledInventory } from './imports/ecrf/filed-inventory.ts'
import type { FiledInventory } from './schemas/filed-inventory.ts'

/** What the thread says when it is done. */
export type WorkbookAnswer = { readonly inventory: FiledInventory } | { readonly faults: readonly Fault[] }

const answer = (said: WorkbookAnswer): void => parentPort?.postMessage(said)

try {
  answer({ inventory: await readFiledInventory(Buffer.from(workerData as Uint8Array)) })
} catch (error) {
  if (!(error instanceof WorkbookRefused)) throw error
  answer({ faults: error.faults })
}
