import { personLevelFaults } from '../../request/person-level.ts'
import { columnName } from '../../workbook/sheets.ts'
import type { Remark } from '../schema.ts'
import { type DecimalMark, readNumber } from './number-text.ts'
import type { CellValue } from './workbook.ts'

const MAX_REMARKS = 1000
const MAX_TEXT_LENGTH = 200
const NOTHING = /^[-–—\s]*$/

/** A place in a sheet, counted from 0; without a column it is the row. */
export interface Place {
  readonly row: number | null
  readonly column?: number | undefined
}

/** Of no year and no city is there more of anything; numbers of devices are larger. */
const MOST = 1e13

/**
 * Reads cells of one sheet and lists what could not be read, by place and reason. It never repeats the content of a
 * cell. The id of a filed inventory hashes these reasons: other words make other ids.
 */
export class Reading {
  readonly unread: Remark[] = []
  readonly remarks: Remark[] = []
  unreadCount = 0
  readonly #sheet: string
  readonly #mark: DecimalMark | undefined

  constructor(sheet: string, mark: DecimalMark | undefined) {
    this.#sheet = sheet
    this.#mark = mark
  }

  /** Reports that something is not in the result. */
  refuse(place: Place, why: string): void {
    this.unreadCount += 1
    if (this.unread.length < MAX_REMARKS) this.unread.push(this.#remark(place, why))
  }

  /** Reports that something was read differently from how it is written. */
  remark(place: Place, why: string): void {
    if (this.remarks.length < MAX_REMARKS) this.remarks.push(this.#remark(place, why))
  }

  /** A text that may be kept: short, and not about a person. */
  text(cell: CellValue, place: Place): string | null {
    if (isEmpty(cell)) return null
    if (typeof cell !== 'string' && typeof cell !== 'number') {
      this.refuse(place, 'not a text')
      return null
    }
    const text = String(cell).replaceAll(/\s+/g, ' ').trim()
    if (personLevelFaults([text]).length > 0) {
      this.refuse(place, 'looks like data about a person or a device: not kept')
      return null
    }
    if (text.length <= MAX_TEXT_LENGTH) return text
    this.remark(place, `cut to ${MAX_TEXT_LENGTH} characters`)
    return text.slice(0, MAX_TEXT_LENGTH)
  }

  /**
   * A number of 0 or more.
   *
   * @returns undefined if the cell holds something else; null if it is empty
   */
  amount(cell: CellValue, place: Place, isTonnes = false): number | null | undefined {
    if (isEmpty(cell)) return null
    const read =
      typeof cell === 'number'
        ? { value: cell }
        : typeof cell === 'string'
          ? readNumber(cell, this.#mark, isTonnes)
          : { why: cell instanceof Date ? 'a date' : 'not a number' }
    if ('value' in read && read.value >= 0 && read.value <= MOST) return read.value
    this.refuse(place, 'why' in read ? read.why : 'below 0, or beyond every number')
    return undefined
  }

  #remark({ row, column }: Place, why: string): Remark {
    return {
      sheet: this.#sheet,
      row: row === null ? null : row + 1,
      column: column === undefined ? null : columnName(column),
      why,
    }
  }
}

/** Whether a cell is empty or holds only a dash. */
export const isEmpty = (cell: CellValue | undefined): cell is null | undefined | '' =>
  cell === null || cell === undefined || (typeof cell === 'string' && NOTHING.test(cell))
