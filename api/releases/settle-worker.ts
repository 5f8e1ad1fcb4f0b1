import type { Settlement } from '../../src/index.ts'
import { type SettleTask, settleTask } from './settle-task.ts'

/** The work of a thread: plain data in, plain data out. */
export const settleRelease = (task: SettleTask): Promise<Settlement> => settleTask(task)
