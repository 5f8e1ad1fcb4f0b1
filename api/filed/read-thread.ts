import { SOURCE_ENDING } from '../request/own-thread.ts'
import { type ThreadOptions, type WorkbookThread, workbookThread } from '../workbook/task-thread.ts'
import type { FiledInventory } from './schema.ts'

/**
 * Reads the bytes of a workbook.
 *
 * @throws {Failure} with every fault
 */
export type ReadFiled = (bytes: Buffer) => Promise<FiledInventory>

export type FiledReader = WorkbookThread<FiledInventory>

const WORKER = new URL(`./read-worker${SOURCE_ENDING}`, import.meta.url)

/** A reader of filed inventories whose thread starts and ends with a workbook. */
export const filedReader = (options: ThreadOptions = {}): FiledReader => workbookThread(WORKER, options)
