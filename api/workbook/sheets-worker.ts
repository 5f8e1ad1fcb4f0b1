import { type FilledSheet, readSheets } from './sheets.ts'
import { answerTask, type TaskAnswer } from './task.ts'

/** The work of a thread: plain data in, plain data out. */
export const readTask = (bytes: Uint8Array): Promise<TaskAnswer<readonly FilledSheet[]>> =>
  answerTask(bytes, readSheets)
