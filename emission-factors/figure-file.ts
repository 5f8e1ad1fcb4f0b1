import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'
import type { Source } from './domain.ts'

/** A line of a figures file, by column. */
export type Figure = Readonly<Record<string, string>>

/** The published figures that the newest set is built from: one CSV file for each publisher. */
export interface Figures {
  /** Every line of every file but `sources.csv`; a line that packs years is one for each. */
  all(): readonly Figure[]
  /** Every line of `sources.csv`. */
  sources(): readonly Figure[]
}

/** The file that says of each source what it is and under which licence it stands. */
export const SOURCES_FILE = 'sources.csv'

/**
 * @param folder where the figures lie
 * @throws {Error} if there is no such folder, or a file is no table
 */
export function openFigures(folder: string): Figures {
  const names = listFigureFiles(folder).filter((name) => name !== SOURCES_FILE)
  const lines = names.flatMap((name) => readFigures(folder, name)).flatMap(yearsOf)
  const sources = readFigures(folder, SOURCES_FILE)
  return { all: () => lines, sources: () => sources }
}

/**
 * The names of the figures' files.
 *
 * @throws {Error} if there is no such folder
 */
export function listFigureFiles(folder: string): readonly string[] {
  if (!existsSync(folder)) throw new Error(`there is no folder of figures at ${folder}`)
  return readdirSync(folder)
    .filter((name) => name.endsWith('.csv'))
    .sort()
}

/**
 * The lines of one file.
 *
 * @throws {Error} if the file is no table
 */
export function readFigures(folder: string, name: string): readonly Figure[] {
  const { data, errors } = Papa.parse<Record<string, string>>(readFileSync(join(folder, name), 'utf8'), {
    header: true,
    skipEmptyLines: true,
  })
  const [fault] = errors
  if (fault) throw new Error(`${name}:${(fault.row ?? 0) + 2}: ${fault.message}`)
  return data
}

/** The years of a line that packs several: `1990-2025`. */
const SPAN = /^(\d{4})-(\d{4})$/

/**
 * One line for each year of a line whose `year` is a span and whose `value` lists one value for each year of it, between
 * spaces. Any other line is itself. A table of shares by year is so a tenth of its size.
 *
 * @throws {Error} if there are not as many values as years
 */
export function yearsOf(figure: Figure): readonly Figure[] {
  const span = SPAN.exec(figure['year'] ?? '')
  if (!span) return [figure]
  const first = Number(span[1])
  const values = cell(figure, 'value').split(' ')
  const years = Number(span[2]) - first + 1
  if (values.length !== years)
    throw new Error(`${figure['year']} are ${years} years, and the line has ${values.length} values`)
  return values.map((value, index) => ({ ...figure, year: String(first + index), value }))
}

/**
 * A cell that must be there.
 *
 * @throws {Error} if the figures have no such column
 */
export function cell(figure: Figure, column: string): string {
  const value = figure[column]
  if (value === undefined) throw new Error(`the figures have no column ${column}`)
  return value
}

/**
 * A cell that must be a number.
 *
 * @throws {Error} if it is none
 */
export function numberIn(figure: Figure, column: string): number {
  const text = cell(figure, column)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) throw new Error(`${column} is '${text}', not a number`)
  return value
}

/**
 * The sources whose ids begin alike, as a set states them.
 *
 * @param accessed the day on which the figures were read
 */
export function listSources(lines: readonly Figure[], prefix: string, accessed: string): readonly Source[] {
  return lines
    .filter((line) => cell(line, 'id').startsWith(prefix))
    .map((line) => ({
      id: cell(line, 'id'),
      title: cell(line, 'title'),
      publisher: cell(line, 'publisher'),
      edition: cell(line, 'edition'),
      published: accessed.slice(0, 4),
      accessed,
      licence: cell(line, 'licence'),
      attribution: cell(line, 'attribution'),
    }))
}
