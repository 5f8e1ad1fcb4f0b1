import { type FactorRow, readTable, writeTable } from './table.ts'

/** The table of notes that many records have: such a record states the number of the note in its place. */
export const NOTES_TABLE = 'notes.csv'
const COLUMNS = ['number', 'note'] as const
/** Before the number of a note; no note of its own begins so. */
const MARK = '#'
/** A note that fewer records have stands with them. */
const MIN_RECORDS = 4

/** Finds the note that a record states; sets without the table state every note in full. */
export function notesOf(texts: Readonly<Record<string, string>>): (note: string) => string {
  const text = texts[NOTES_TABLE]
  if (text === undefined) return (note) => note
  const { rows } = readTable(text, COLUMNS, NOTES_TABLE)
  const notes = new Map(rows.map(({ number, note }) => [`${MARK}${number}`, String(note)]))
  return (note) => {
    if (!note.startsWith(MARK)) return note
    const found = notes.get(note)
    if (found === undefined) throw new Error(`${NOTES_TABLE}: has no note ${note}`)
    return found
  }
}

/** The rows with numbers in place of notes that many of them have, and the table of these notes, in their order. */
export function shareNotes(rows: readonly FactorRow[]): {
  readonly rows: readonly FactorRow[]
  readonly table: string
} {
  const counts = new Map<string, number>()
  for (const { note } of rows) {
    if (note?.startsWith(MARK)) throw new Error(`a note begins with ${MARK}: ${note}`)
    if (note !== undefined) counts.set(note, (counts.get(note) ?? 0) + 1)
  }
  const shared = [...counts].flatMap(([note, count]) => (count >= MIN_RECORDS ? [note] : []))
  const numbers = new Map(shared.map((note, index) => [note, `${MARK}${index + 1}`]))
  const table = writeTable(
    shared.map((note, index) => ({ number: index + 1, note })),
    COLUMNS,
  )
  return {
    rows: rows.map((row) => {
      const number = row.note === undefined ? undefined : numbers.get(row.note)
      return number === undefined ? row : { ...row, note: number }
    }),
    table,
  }
}
