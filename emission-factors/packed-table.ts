import { compact } from './compact.ts'

/** Rows by column. Texts are places in a list of texts that the tables of a set share; an absent cell is null. */
export interface PackedTable {
  readonly length: number
  /** In the order of the fields of a row. */
  readonly columns: readonly PackedColumn[]
}

interface PackedColumn {
  readonly name: string
  readonly isText: boolean
  readonly cells: readonly (number | null)[]
}

/** Texts by place, each once. */
export class Texts {
  readonly list: string[] = []
  readonly #places = new Map<string, number>()

  placeOf(text: string): number {
    const known = this.#places.get(text)
    if (known !== undefined) return known
    this.#places.set(text, this.list.length)
    this.list.push(text)
    return this.list.length - 1
  }
}

/**
 * Rows by column.
 *
 * @param names every field that a row may have, in the order in which rows have them
 * @throws {Error} for a row with another field or another order, or a number that JSON does not give back
 */
export function packTable(rows: readonly object[], names: readonly string[], texts: Texts): PackedTable {
  for (const row of rows) {
    const known = names.filter((name) => name in row)
    if (Object.keys(row).join() !== known.join())
      throw new Error(`A row has the fields ${Object.keys(row).join()}, not ${known.join()}`)
  }
  const columns = names.map((name): PackedColumn => {
    const cells = rows.map((row) => (row as Readonly<Record<string, unknown>>)[name])
    const isText = cells.some((cell) => typeof cell === 'string')
    return { name, isText, cells: cells.map((cell) => packCell(cell, isText, texts)) }
  })
  return { length: rows.length, columns }
}

function packCell(cell: unknown, isText: boolean, texts: Texts): number | null {
  if (cell === undefined) return null
  if (isText && typeof cell === 'string') return texts.placeOf(cell)
  if (!isText && typeof cell === 'number' && Number.isFinite(cell) && !Object.is(cell, -0)) return cell
  throw new Error(`${String(cell)} cannot be packed`)
}

/** The rows of a packed table, each made when somebody asks for it and the same one ever after. */
export class UnpackedTable<Row> {
  readonly #table: PackedTable
  readonly #texts: readonly string[]
  readonly #rows: (Row | undefined)[] = []
  readonly #lists = new Map<readonly number[], readonly Row[]>()
  #all: readonly Row[] | undefined

  constructor(table: PackedTable, texts: readonly string[]) {
    this.#table = table
    this.#texts = texts
  }

  get length(): number {
    return this.#table.length
  }

  row(place: number): Row {
    const known = this.#rows[place]
    if (known) return known
    const row: Record<string, unknown> = {}
    for (const { name, isText, cells } of this.#table.columns) {
      const cell = cells[place]
      if (cell !== null && cell !== undefined) row[name] = isText ? this.#texts[cell] : cell
    }
    // The build packed rows of this kind under these names.
    const made = compact(row) as Row
    this.#rows[place] = made
    return made
  }

  /** One cell of a row, without the row; undefined where it is absent. */
  cell(place: number, name: string): string | number | undefined {
    const column = this.#table.columns.find((one) => one.name === name)
    const cell = column?.cells[place]
    return column?.isText && typeof cell === 'number' ? this.#texts[cell] : (cell ?? undefined)
  }

  /** The ids of all rows, in order; no row is made for it. */
  listIds(): readonly string[] {
    return Array.from({ length: this.#table.length }, (_, place) => String(this.cell(place, 'id')))
  }

  findById(id: string): Row | undefined {
    const [place] = this.placesWith('id', id)
    return place === undefined ? undefined : this.row(place)
  }

  /** @param places the same list of places gives the same list of rows */
  at(places: readonly number[]): readonly Row[] {
    const known = this.#lists.get(places)
    if (known) return known
    const rows = places.map((place) => this.row(place))
    this.#lists.set(places, rows)
    return rows
  }

  /** The places of rows that have a text in a column, in order; no row is made for it. */
  placesWith(name: string, text: string): readonly number[] {
    const column = this.#table.columns.find((one) => one.name === name)
    const wanted = this.#texts.indexOf(text)
    if (!column?.isText || wanted < 0) return []
    const places: number[] = []
    for (const [place, cell] of column.cells.entries()) if (cell === wanted) places.push(place)
    return places
  }

  /** The texts of a column in some rows, each once. */
  textsAt(name: string, places: readonly number[]): readonly string[] {
    const column = this.#table.columns.find((one) => one.name === name)
    return this.#textsOf(places.map((place) => column?.cells[place]))
  }

  /** The texts of a column, each once. */
  listTexts(name: string): readonly string[] {
    return this.#textsOf(this.#table.columns.find((one) => one.name === name)?.cells ?? [])
  }

  #textsOf(cells: readonly (number | null | undefined)[]): readonly string[] {
    return [...new Set(cells)].flatMap((cell) => (typeof cell === 'number' ? (this.#texts[cell] ?? []) : []))
  }

  all(): readonly Row[] {
    this.#all ??= Array.from({ length: this.#table.length }, (_, place) => this.row(place))
    return this.#all
  }
}
