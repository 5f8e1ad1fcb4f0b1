import { simulateHere } from '../draws/simulate.ts'
import { type Answer, answerTo, linesOf, questionOf, toSaved } from '../estimate/estimate.ts'
import type { FactorSets } from '../sets/factor-sets.ts'
import { inDataFolder } from '../shell/data-folder.ts'
import { type Terminal, writeExactly } from '../shell/terminal.ts'
import { type FilledTemplate, toTemplate } from '../templates/read-template.ts'
import { getYear, withCells } from '../templates/workbook-year.ts'
import type { WorkbookYear } from '../templates/year-request.ts'
import { readSheets } from '../workbook/sheets.ts'
import { estimateCsv } from './estimate-csv.ts'
import { estimateText } from './text.ts'
import { requestOfYear } from './workbook-request.ts'
import { yearsCsv, yearsText } from './years-text.ts'

interface WorkbookOptions {
  readonly format: 'table' | 'json' | 'csv'
  readonly period?: string
  readonly decimal?: 'point' | 'comma'
  readonly lines?: true
  readonly save?: true
  /** The body with what was said at the shell. */
  readonly more: (body: unknown) => unknown
}

/** How a zip archive begins, and a workbook of Excel before 2007. */
const BEGINNINGS = ['PK\x03\x04', '\xd0\xcf\x11\xe0']

/** Whether a file is a workbook, or was meant to be one. */
export const isWorkbook = (file: string, bytes: Uint8Array): boolean =>
  /\.xlsx?$/i.test(file) || BEGINNINGS.includes(Buffer.from(bytes.subarray(0, 4)).toString('latin1'))

/** Says which sheets of a workbook nobody read. */
export function complainOfUnread({ notRead }: FilledTemplate, terminal: Terminal): void {
  for (const { sheet, isHidden } of notRead)
    terminal.complain(`Not read: the sheet “${sheet}”${isHidden ? ', which is hidden' : ''}.\n`)
}

/** Estimates the years of a workbook and prints a column for each, or one of them as it is printed from JSON. */
export async function estimateWorkbook(
  bytes: Buffer,
  { format, period, decimal, lines, save, more }: WorkbookOptions,
  terminal: Terminal,
  factorSets: FactorSets,
): Promise<void> {
  const template = toTemplate(await readSheets(bytes), { decimal })
  complainOfUnread(template, terminal)
  const years = period === undefined ? template.years : [getYear(template, period)]
  const [only, another] = years
  const detail = lines === true || save === true || (format === 'csv' && !another) ? 'lines' : 'result'
  const answers: Answer[] = []
  for (const year of years) answers.push(await answerYear(year, detail, more, factorSets))
  if (save)
    await inDataFolder(terminal.environment, async (store) => {
      for (const answer of answers) await store.saveEstimate(toSaved(answer))
    })
  const [first] = answers
  if (only && first && !another) writeOne(first, format, lines === true, terminal)
  else if (format === 'csv') terminal.write(yearsCsv(answers.map(({ result }) => result)))
  else if (format === 'table') terminal.write(yearsText(answers.map(({ result }) => result)))
  else writeExactly(terminal, JSON.stringify({ years: answers.map(({ result }) => result) }))
}

async function answerYear(
  year: WorkbookYear,
  detail: 'lines' | 'result',
  more: (body: unknown) => unknown,
  factorSets: FactorSets,
): Promise<Answer> {
  const request = requestOfYear(year, factorSets, more)
  try {
    return await answerTo(questionOf(request, factorSets), simulateHere, detail)
  } catch (error) {
    throw withCells(error, year)
  }
}

function writeOne(
  answer: Answer,
  format: WorkbookOptions['format'],
  withLines: boolean,
  terminal: Terminal,
): void {
  const { result } = answer
  if (format === 'csv') terminal.write(estimateCsv(result, linesOf(answer)))
  else if (format === 'table') terminal.write(estimateText(result, withLines ? linesOf(answer) : undefined))
  else writeExactly(terminal, JSON.stringify(withLines ? { ...result, ...linesOf(answer) } : result))
}
