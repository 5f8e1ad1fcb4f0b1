import type { FiledInventory } from '../schema.ts'
import { isEmpty, type Reading } from './reading.ts'
import type { CellValue, Sheet } from './workbook.ts'

/** What eCRF_1 tells about the city and the inventory. */
export interface FiledCity {
  readonly city: FiledInventory['city']
  readonly year: string | null
  readonly gwp: string | null
}

export const UNKNOWN_CITY: FiledCity = {
  city: { name: null, country: null, population: null },
  year: null,
  gwp: null,
}

const LABELS = {
  name: /^(name of (the )?city|city( name)?|name of local government)$/,
  country: /^country$/,
  year: /^(inventory|accounting|reporting) year$/,
  population: /^(resident )?population$/,
  gwp: /^(gwp|global warming potentials?)\b/,
} as const

/** Reads only the labels needed here; the rest of the sheet, such as who compiled it, is not read. */
export function readFiledCity({ rows }: Sheet, reading: Reading): FiledCity {
  const found = new Map<keyof typeof LABELS, { cell: CellValue; place: { row: number; column: number } }>()
  for (const [row, cells] of rows.entries()) {
    const at = cells.findIndex((cell) => !isEmpty(cell))
    const label = labelOf(cells[at])
    const value = cells.findIndex((cell, index) => index > at && !isEmpty(cell))
    if (label && value > at && !found.has(label))
      found.set(label, { cell: cells[value] ?? null, place: { row, column: value } })
  }
  const text = (label: keyof typeof LABELS): string | null => {
    const one = found.get(label)
    return one ? reading.text(one.cell, one.place) : null
  }
  const population = found.get('population')
  const year = found.get('year')
  return {
    city: {
      name: text('name'),
      country: text('country'),
      population: population ? (reading.amount(population.cell, population.place) ?? null) : null,
    },
    year: year ? yearOf(year.cell, () => reading.refuse(year.place, 'not a year')) : null,
    gwp: text('gwp'),
  }
}

function labelOf(cell: CellValue | undefined): keyof typeof LABELS | undefined {
  if (typeof cell !== 'string') return undefined
  const label = cell
    .toLowerCase()
    .replaceAll(/[^a-z]+/g, ' ')
    .trim()
  const found = (Object.keys(LABELS) as (keyof typeof LABELS)[]).find((name) => LABELS[name].test(label))
  return found === 'gwp' && label.includes('explanation') ? undefined : found
}

/** The year in a cell: a number, a text of four digits, or a date. */
export function yearOf(cell: CellValue, otherwise: () => void): string | null {
  const text = cell instanceof Date ? String(cell.getUTCFullYear()) : String(cell ?? '').trim()
  if (/^(19|20|21)\d{2}$/.test(text)) return text
  if (text !== '') otherwise()
  return null
}
