import { type SettledTask, type SettleTask, settleTask } from './settle-task.ts'

/** The work of a thread: plain data in, plain data out. */
export const settleRelease = (task: SettleTask): Promise<SettledTask> => settleTask(task)
