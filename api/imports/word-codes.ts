import { FLOWS, MODES } from '../../src/index.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { meaningsIn } from '../words/meaning.ts'
import { readCsvHead } from './csv-head.ts'
import type { StagedFile } from './importer.ts'
import type { SourceTable } from './source-table.ts'
import { sqlMapping } from './sql-text.ts'

/** Columns of words, with the codes that they are read as. */
const CODES = { mode: MODES, flow: FLOWS } as const
/** No city has more modes; a column with more words holds something else. */
const MAX_WORDS = 200
/** Of a table that looks made by a program, so many rows tell whether its words are ours. */
const ROWS_TO_TELL = 10_000

/**
 * A table whose words of modes and flows are our codes: `Pkw` is `car`. A word that means several things, or nothing, stays as it
 * is and is refused later. A file that looks made by a program is looked through only where its first rows have other words.
 */
export async function inCodes(
  file: Pick<StagedFile, 'path' | 'container'>,
  source: SourceTable,
  database: ImportDatabase,
): Promise<SourceTable> {
  const isOfProgram = await looksMadeByProgram(file)
  const replaced: string[] = []
  for (const [column, codes] of Object.entries(CODES) as [keyof typeof CODES, readonly string[]][]) {
    if (!source.has(column)) continue
    const wordsIn = async (rows: string): Promise<readonly { readonly word: string }[]> =>
      database.rows<{ word: string }>(
        `SELECT DISTINCT ${column} AS word FROM ${rows} WHERE ${column} IS NOT NULL LIMIT ${MAX_WORDS}`,
      )
    const first = isOfProgram
      ? await wordsIn(`(SELECT ${column} FROM ${source.view} LIMIT ${ROWS_TO_TELL})`)
      : []
    if (isOfProgram && first.every(({ word }) => codes.includes(word))) continue
    const words = await wordsIn(source.view)
    const meant = words.flatMap(({ word }) => {
      const [code, another] = codes.includes(word) ? [] : meaningsIn(column, word)
      return code === undefined || another !== undefined ? [] : [[word, code] as const]
    })
    if (meant.length > 0)
      replaced.push(`coalesce(${sqlMapping(column, Object.fromEntries(meant))}, ${column}) AS ${column}`)
  }
  if (replaced.length === 0) return source
  const view = `${source.view}_in_codes`
  await database.run(
    `CREATE OR REPLACE TEMP VIEW ${view} AS SELECT * REPLACE (${replaced.join(', ')}) FROM ${source.view}`,
  )
  return { ...source, view }
}

/** With commas and headings that are names of columns, or with types: no person wrote it. */
async function looksMadeByProgram(file: Pick<StagedFile, 'path' | 'container'>): Promise<boolean> {
  if (!file.container.startsWith('csv')) return true
  const { delimiter, names } = await readCsvHead(file)
  return delimiter === ',' && names.every((name) => /^[a-z_]+$/.test(name.trim()))
}
