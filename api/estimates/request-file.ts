import { CommandRefused } from '../shell/failure.ts'
import { readBytes, toJson } from '../shell/input-file.ts'
import type { ReadRequestFile } from '../shell/request-file.ts'
import type { Terminal } from '../shell/terminal.ts'
import { toTemplate } from '../templates/read-template.ts'
import { getYear, withCells } from '../templates/workbook-year.ts'
import { WORKBOOK_BOUNDS } from '../workbook/bounds.ts'
import { readSheets } from '../workbook/sheets.ts'
import { complainOfUnread, isWorkbook } from './estimate-workbook.ts'

/** Reads JSON, or a year of a workbook of `cordon template`: `city.xlsx` with a period, or `city.xlsx#2023`. */
export const readRequestFile: ReadRequestFile = async (word, choice, terminal, limitBytes) => {
  const { file, period } = yearNamed(word, choice.period)
  const { decimal } = choice
  const bytes = readBytes(file, terminal, WORKBOOK_BOUNDS.fileBytes)
  if (!isWorkbook(file, bytes)) {
    if (period !== undefined || decimal !== undefined)
      throw new CommandRefused('Only a workbook takes --period and --decimal; JSON states its period itself.')
    const body = toJson(bytes, file, limitBytes)
    return { answer: async (work) => work(body) }
  }
  const template = toTemplate(await readSheets(Buffer.from(bytes)), { decimal })
  complainOfUnread(template, terminal)
  const year = getYear(template, period)
  return {
    answer: async (work) => {
      try {
        return await work(year.request)
      } catch (error) {
        throw withCells(error, year)
      }
    },
  }
}

/** The year may stand behind the name of a workbook. */
function yearNamed(word: string, period: string | undefined): { file: string; period: string | undefined } {
  const at = word.lastIndexOf('#')
  const file = word.slice(0, Math.max(at, 0))
  if (!file.toLowerCase().endsWith('.xlsx')) return { file: word, period }
  const named = word.slice(at + 1)
  if (period !== undefined && period !== named)
    throw new CommandRefused(`${word} names a year, and --period names ${period}. Name one of them.`)
  return { file, period: named }
}

/**
 * The bodies in a file: one of JSON, every year of a workbook.
 *
 * @throws {CommandRefused} if there is no such file
 * @throws {Failure} with every fault
 */
export async function readYearFile(file: string, terminal: Terminal): Promise<readonly unknown[]> {
  const bytes = readBytes(file, terminal, WORKBOOK_BOUNDS.fileBytes)
  if (!isWorkbook(file, bytes)) return [toJson(bytes, file)]
  const template = toTemplate(await readSheets(Buffer.from(bytes)), {})
  complainOfUnread(template, terminal)
  return template.years.map(({ request }) => request)
}
