import { type Scope, SUB_SECTORS, type SubSector } from '../../../src/index.ts'
import type { FiledRow } from '../schema.ts'
import { MAX_ROWS_ABOVE, type ReadColumn } from './columns.ts'
import { type RowContext, readDetailRow } from './detail-row.ts'
import { tonnesPer } from './emission-unit.ts'
import { splitHead, unitAbove } from './head-unit.ts'
import { isEmpty, type Reading } from './reading.ts'
import { isOtherSector, readRef, readSubSector } from './reference.ts'
import type { CellValue } from './workbook.ts'

/** The columns of a table that has the scopes of a sub-sector beside each other, as CIRIS and the GCoM sum it up. */
export interface ScopeColumns {
  /** The row of the head, counted from 0. */
  readonly head: number
  readonly scopes: ReadonlyMap<Scope, number>
  readonly units: ReadonlyMap<Scope, number | undefined>
}

const MIN_SCOPES = 2

type Rows = readonly (readonly CellValue[])[]

/** Undefined if no row among the first heads two scopes or more, with their unit or under it. */
export function scopeColumnsOf(rows: Rows): ScopeColumns | undefined {
  for (const [head, row] of rows.slice(0, MAX_ROWS_ABOVE).entries()) {
    const scopes = new Map<Scope, number>()
    const units = new Map<Scope, number | undefined>()
    for (const [index, cell] of row.entries()) {
      const scope = typeof cell === 'string' ? scopeOf(cell) : undefined
      if (scope === undefined || typeof cell !== 'string' || scopes.has(scope)) continue
      scopes.set(scope, index)
      const split = splitHead(cell)
      // The form writes “(tCO2e, Notation key)”.
      if (split) units.set(scope, tonnesPer(split.unit.split(',')[0] ?? ''))
    }
    // A bare number may be of tonnes or of thousand tonnes.
    const hasUnits = units.size === scopes.size || unitAbove(rows.slice(0, head)) !== undefined
    if (scopes.size >= MIN_SCOPES && hasUnits) return { head, scopes, units }
  }
  return undefined
}

const HEADS: readonly (readonly [start: string, scope: Scope])[] = [
  ['scope 1', '1'],
  ['scope 2', '2'],
  ['scope 3', '3'],
  ['scope1', '1'],
  ['scope2', '2'],
  ['scope3', '3'],
  ['direct emissions', '1'],
  ['indirect emissions', '2'],
  ['emissions occurring outside', '3'],
]

function scopeOf(head: string): Scope | undefined {
  const text = head.trim().toLowerCase()
  return HEADS.find(([start]) => text.startsWith(start))?.[1]
}

/** The rows of transport, one for each scope that a row states; an empty cell states nothing. */
export function readScopesBeside(
  rows: Rows,
  { head, scopes, units }: ScopeColumns,
  context: RowContext,
  reading: Reading,
): { readonly rows: FiledRow[]; readonly rowsOfOtherSectors: number } {
  const found: FiledRow[] = []
  let rowsOfOtherSectors = 0
  for (const [index, cells] of rows.entries()) {
    const stated = [...scopes].filter(([, at]) => !isEmpty(cells[at]))
    if (index <= head || stated.length === 0) continue
    const place = placeOf(cells)
    if (place === 'other-sector') rowsOfOtherSectors += 1
    else if (place === 'sum')
      reading.remark({ row: index }, 'the sum of the sub-sectors of transport: not counted again')
    else if (place === undefined)
      reading.refuse({ row: index }, 'no reference number, and no sub-sector of transport')
    else
      for (const [scope, at] of stated) {
        const cell = cells[at]
        const isKey = typeof cell === 'string' && /^[A-Za-z]/.test(cell.trim())
        // The reference number stands beside the row, where no cell of the sheet is.
        const columns = {
          head,
          at: new Map<ReadColumn, number>([
            ['gpcRef', cells.length],
            [isKey ? 'notationKey' : 'co2e', at],
          ]),
          units: units.has(scope)
            ? new Map<ReadColumn, number | undefined>([['co2e', units.get(scope)]])
            : new Map(),
          unknown: [],
        }
        const read = readDetailRow([...cells, `${place}.${scope}`], index, columns, context, reading)
        if (read && read !== 'other-sector') found.push(read)
      }
  }
  return { rows: found, rowsOfOtherSectors }
}

/** Where a row belongs, by its first texts: `II.1 On-road`, `II.1`, `On-road`. */
function placeOf(cells: readonly CellValue[]): SubSector | 'other-sector' | 'sum' | undefined {
  const texts = cells.filter((cell): cell is string => typeof cell === 'string').slice(0, MAX_TEXTS)
  let isSum = false
  for (const text of texts) {
    const start = text.trim().slice(0, MAX_LENGTH)
    const [ref = ''] = /^[IVX]+(\.[0-9]+)*/.exec(start) ?? []
    const name = start.slice(ref.length).replace(/^[.:]/, '')
    const subSector = SUB_SECTORS.find((one) => one === ref) ?? readSubSector(name)?.subSector
    if (subSector) return subSector
    if (ref !== '' && readRef(`${ref}.1`) === 'other-sector') return 'other-sector'
    // The sector may stand beside each of its sub-sectors.
    isSum ||= ref === 'II' || /^transport/i.test(name.trim())
  }
  if (isSum) return 'sum'
  const [first] = texts
  return first !== undefined && isOtherSector(first) ? 'other-sector' : undefined
}

/** A reference number, a sector and a sub-sector. */
const MAX_TEXTS = 3
const MAX_LENGTH = 200
