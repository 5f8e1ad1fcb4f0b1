import { type Command, Option } from 'commander'
import { DECIMAL_MARKS, type DecimalMark } from '../../src/index.ts'
import type { Terminal } from './terminal.ts'

/** How a workbook is read that stands in place of JSON. */
export interface WorkbookChoice {
  readonly period?: string
  readonly decimal?: DecimalMark
}

/** What a file asks: JSON as it stands, or one year of a workbook. */
export interface RequestFile {
  /** Does something with the body; what it refuses of a workbook is told with sheet and cell. */
  answer<T>(work: (body: unknown) => T | Promise<T>): Promise<T>
}

/**
 * Reads a request from a file.
 *
 * @param limitBytes the most that JSON may have; that of a request, if nothing is said
 * @throws {CommandRefused} if there is no such file, or if JSON comes with options of a workbook
 * @throws {Failure} with every fault
 */
export type ReadRequestFile = (
  file: string,
  choice: WorkbookChoice,
  terminal: Terminal,
  limitBytes?: number,
) => Promise<RequestFile>

/** The bodies in a file: one of JSON, every year of a workbook. */
export type ReadYearFile = (file: string, terminal: Terminal) => Promise<readonly unknown[]>

/** Adds what a workbook is asked for. */
export const withWorkbookOptions = (command: Command): Command =>
  command
    .option('--period <year>', 'of a workbook: the year; needed if it has several')
    .addOption(
      new Option('--decimal <mark>', 'of a workbook: the decimal mark of numbers that are texts').choices(
        DECIMAL_MARKS,
      ),
    )
