import { notesOf } from './shared-notes.ts'
import { type FactorRow, readFactors, readTable } from './table.ts'

/** The tables of single figures: those of the set that another one grew from stay as they are, and what is new stands apart. */
export const FACTOR_TABLES = ['factors.csv', 'factors-added.csv'] as const

/** Records that follow each other in a table and are kept for reference: a row of `reference.csv`. */
export interface ReferenceRow {
  /** Id of the first. */
  readonly first: string
  /** Id of the last. */
  readonly last: string
}

/** Columns of `reference.csv`: records that are kept to be found, compared and replaced, and that no estimate takes by default. */
export const REFERENCE_COLUMNS = ['first', 'last'] as const

/** The runs of records kept for reference; none in sets without `reference.csv`. */
export function listReferences(texts: Readonly<Record<string, string>>): readonly ReferenceRow[] {
  const text = texts['reference.csv']
  if (text === undefined) return []
  return readTable(text, REFERENCE_COLUMNS, 'reference.csv').rows as unknown as readonly ReferenceRow[]
}

/** The runs of records that are kept for reference, of all rows of a table. */
export function referencesOf(
  rows: readonly FactorRow[],
  isReference: (row: FactorRow) => boolean,
): readonly ReferenceRow[] {
  const runs: { first: string; last: string }[] = []
  let isWithin = false
  for (const row of rows) {
    const isKept = isReference(row)
    const run = runs.at(-1)
    if (isKept && isWithin && run) run.last = row.id
    else if (isKept) runs.push({ first: row.id, last: row.id })
    isWithin = isKept
  }
  return runs
}

/** The rows of one table of a set, with their role. */
export function factorRowsOf(
  texts: Readonly<Record<string, string>>,
  table: (typeof FACTOR_TABLES)[number],
): readonly FactorRow[] {
  const text = texts[table]
  if (text === undefined) return []
  const rows = readFactors(text, table).rows as unknown as readonly FactorRow[]
  const references = new Map(listReferences(texts).map(({ first, last }) => [first, last]))
  const noteOf = notesOf(texts)
  let last: string | undefined
  return rows.map((stated) => {
    const row = stated.note === undefined ? stated : { ...stated, note: noteOf(stated.note) }
    last ??= references.get(row.id)
    if (last === undefined) return row
    if (last === row.id) last = undefined
    return { ...row, role: 'reference' }
  })
}

/** Every single figure of a set, table after table. */
export const listFactorRows = (texts: Readonly<Record<string, string>>): FactorRow[] =>
  FACTOR_TABLES.flatMap((table) => factorRowsOf(texts, table))
