import { SOURCE_ENDING } from '../request/own-thread.ts'
import type { FilledSheet } from './sheets.ts'
import { type WorkbookThread, workbookThread } from './task-thread.ts'

/**
 * Reads the sheets of a workbook.
 *
 * @throws {Failure} with every fault
 */
export type ReadSheets = (bytes: Buffer) => Promise<readonly FilledSheet[]>

const WORKER = new URL(`./sheets-worker${SOURCE_ENDING}`, import.meta.url)

/** A reader of sheets whose thread starts and ends with a workbook. */
export const sheetsReader = (): WorkbookThread<readonly FilledSheet[]> => workbookThread(WORKER)
