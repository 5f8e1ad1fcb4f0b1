import { type DecimalMark, readWrittenNumber } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { Language } from '../words/catalogue.ts'
import { type TemplateUnit, unitOf } from '../words/unit.ts'
import type { CellValue } from '../workbook/sheets.ts'

/** What a cell says, or why it cannot be read; nothing if it is empty. */
export type CellReading =
  | { readonly text: string; readonly value: number; readonly unit: string }
  | Pick<Fault, 'code' | 'detail' | 'candidates'>
  | undefined

/** What people write where they know nothing. */
const NOTHING = /^(?:[-–—.…\s]*|n\/?a|k\.?\s?a\.?|n\/?d|s\/?d|无)$/iu

export const isEmptyCell = (cell: CellValue | undefined): boolean =>
  cell === null || cell === undefined || (typeof cell === 'string' && NOTHING.test(cell.trim()))

interface AmountCell {
  readonly cell: CellValue | undefined
  /** Whether the cell shows its number as a percentage. */
  readonly isPercent: boolean
  /** What the column of units says; undefined if nothing. */
  readonly unit: TemplateUnit | undefined
  readonly language: Language
  readonly decimal: DecimalMark | undefined
}

const notRead = (detail: string): Pick<Fault, 'code' | 'detail'> => ({ code: 'cell-not-read', detail })

/** A quantity as a request takes it, from a cell and the unit of its row. */
export function readAmount({ cell, isPercent, unit, language, decimal }: AmountCell): CellReading {
  if (isEmptyCell(cell)) return undefined
  if (typeof cell === 'number') return isPercent ? percentOf(cell, unit) : inUnit(String(cell), unit)
  if (typeof cell !== 'string')
    return notRead(
      typeof cell === 'boolean'
        ? 'The cell holds true or false; write a number.'
        : 'The cell holds a date; format it as a number and write the number again.',
    )
  const read = readWrittenNumber(cell, decimal)
  if (read.kind === 'none') return notRead(`The cell holds no number: ${read.why}.`)
  if (read.kind === 'ambiguous')
    return {
      code: 'number-ambiguous',
      detail:
        'The number may be of thousands or have a fraction. State the option decimal, or enter the cell as a number and not as text.',
      candidates: ['decimal=point', 'decimal=comma'],
    }
  if (read.rest === '') return inUnit(read.understood, unit)
  const own = unitOf(read.rest, language)
  if (unit && own.text !== unit.text && own.power === 0 && unit.power === 0)
    return notRead('The cell and the column of units name two units; leave one of them out.')
  if (unit && (own.text !== unit.text || own.power !== unit.power))
    return notRead('The cell and the column of units do not agree; leave one of them out.')
  return inUnit(read.understood, own)
}

function percentOf(cell: number, unit: TemplateUnit | undefined): CellReading {
  if (unit && unit.text !== '%' && unit.text !== 'share')
    return notRead('The cell shows a percentage, and its unit is none; format the cell as a number.')
  return { text: `${cell} share`, value: cell, unit: 'share' }
}

function inUnit(number: string, unit: TemplateUnit | undefined): CellReading {
  if (!unit) return notRead('The row names no unit; choose one in its column.')
  const value = shifted(Number(number), unit.power)
  if (!Number.isFinite(value)) return notRead('The number is too large.')
  return { text: `${value} ${unit.text}`, value, unit: unit.text }
}

/** A number times a power of ten, by moving its point: no digit changes. */
function shifted(value: number, power: number): number {
  const digits = String(value)
  return power === 0 || digits.includes('e') ? value * 10 ** power : Number(`${digits}e${power}`)
}
