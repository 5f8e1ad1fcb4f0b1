import { answerTask, type TaskAnswer } from '../workbook/task.ts'
import { readFiledInventory } from './ecrf/filed-inventory.ts'
import type { FiledInventory } from './schema.ts'

/** The work of a thread: plain data in, plain data out. */
export const readTask = (bytes: Uint8Array): Promise<TaskAnswer<FiledInventory>> =>
  answerTask(bytes, readFiledInventory)
