import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import Papa from 'papaparse'

/** A line of a figures file, by column. */
export type Figure = Readonly<Record<string, string>>

/** The collected figures: CSV files in one folder. */
export interface Figures {
  /** Every line of a file. */
  read(name: string): readonly Figure[]
}

/**
 * @param folder where the figures lie
 * @throws {Error} if there is no such folder or file
 */
export function openFigures(folder: string): Figures {
  if (!existsSync(folder)) throw new Error(`there is no folder of figures at ${folder}`)
  const known = new Map<string, readonly Figure[]>()
  return {
    read(name) {
      const before = known.get(name)
      if (before) return before
      const path = join(folder, name)
      if (!existsSync(path)) throw new Error(`the figures lack ${name}`)
      const { data, errors } = Papa.parse<Record<string, string>>(readFileSync(path, 'utf8'), {
        header: true,
        skipEmptyLines: true,
      })
      const [fault] = errors
      if (fault) throw new Error(`${name}:${(fault.row ?? 0) + 2}: ${fault.message}`)
      known.set(name, data)
      return data
    },
  }
}

/** A cell that must be there. */
export function cell(figure: Figure, column: string): string {
  const value = figure[column]
  if (value === undefined) throw new Error(`the figures have no column ${column}`)
  return value
}

/** A cell that must be a number. */
export function numberIn(figure: Figure, column: string): number {
  const text = cell(figure, column)
  const value = Number(text)
  if (text === '' || !Number.isFinite(value)) throw new Error(`${column} is '${text}', not a number`)
  return value
}

/** The only figure that fits. */
export function theOne(figures: readonly Figure[], what: string): Figure {
  const [only, another] = figures
  if (!only || another) throw new Error(`${figures.length} figures of ${what}, not one`)
  return only
}
