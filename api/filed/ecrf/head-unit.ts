import { tonnesPer } from './emission-unit.ts'
import type { CellValue } from './workbook.ts'

const MAX_TEXT = 300

/** A head with a unit at its end: `Total CO2e (kg)`, `Emissions [kt CO2e]`. */
const WITH_UNIT = /^([^()[\]]{1,80})[([]([^()[\]]{1,40})[)\]]$/

/** And without brackets: `Emissions tCO2e`, `Total emissions, kt CO2e`. */
const UNIT_AT_END = /[ ,](?:in )?((?:kg|kt|Gg|Mt|t|tonnes|metric tonnes) ?(?:of )?CO[2₂][ -]?(?:e|eq))$/i

/** A head as its name and the unit that stands behind it; undefined if none does. */
export function splitHead(head: string): { readonly name: string; readonly unit: string } | undefined {
  const text = head.slice(0, MAX_TEXT).replaceAll(/\s+/g, ' ').trim()
  const [, name, unit] = WITH_UNIT.exec(text) ?? []
  if (name !== undefined && unit !== undefined) return { name: name.trim(), unit }
  const atEnd = UNIT_AT_END.exec(text)
  return atEnd?.[1] === undefined ? undefined : { name: text.slice(0, atEnd.index).trim(), unit: atEnd[1] }
}

/** A mass of CO2e in a sentence, and not one per something else. */
const IN_TEXT =
  /\b(kg|kt|Gg|Mt|MT|mt|t|tonnes|metric tonnes|metric tons) ?(?:of )?CO[2₂][ -]?(?:e|eq)\b(?! ?(?:\/|per ))/gi

/**
 * The unit that texts above a head state for the whole table, such as `Emissions in kt CO2e`, in tonnes; undefined if they
 * state none, or several.
 */
export function unitAbove(rows: readonly (readonly CellValue[])[]): number | undefined {
  const found = new Set<number | undefined>()
  for (const row of rows)
    for (const cell of row)
      if (typeof cell === 'string' && cell.length <= MAX_TEXT)
        for (const [unit] of cell.replaceAll(/\s+/g, ' ').matchAll(IN_TEXT)) found.add(tonnesPer(unit))
  const [only] = found
  return found.size === 1 ? only : undefined
}

/** An amount and the unit behind it in one cell: `12500000 kg CO2e`. */
const AMOUNT_THEN_UNIT = /^([-\d.,'’\s]{1,40})([A-Za-z][^\d]{0,20}CO[2₂].{0,4}|kg|kt|Gg|Mt)$/

/** The parts of a cell that holds a number and a unit of mass other than the tonne; undefined if it does not. */
export function splitCell(cell: CellValue): { readonly number: string; readonly factor: number } | undefined {
  const [, number, unit] = (typeof cell === 'string' ? AMOUNT_THEN_UNIT.exec(cell.trim()) : null) ?? []
  const factor = unit === undefined ? undefined : tonnesPer(unit)
  return number === undefined || factor === undefined || factor === 1
    ? undefined
    : { number: number.trim(), factor }
}
