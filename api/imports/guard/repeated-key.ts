import type { ImportDatabase } from '../../store/intake.ts'
import type { SourceTable } from '../source-table.ts'
import { sqlName } from '../sql-text.ts'
import { SEEN_TEXTS, type SeenTexts } from './text-counts.ts'

/** With fewer rows, telling them apart in any way takes a moment. */
const MIN_ROWS = 200_000
/** Texts are looked up one by one in the list of their column: so often for each part of a file, at most. */
const MAX_LOOKED_UP = 1_000_000
const MAX_TEXT_LENGTH = 64
/** Keys of which each has a bit: 8 MB for each thread. */
const MAX_KEYS = 2 ** 26

/**
 * An SQL aggregate: how many rows have a key that another row has, which is remembered by its hash. Where columns are kept
 * as words, each column has few, and none is missing, a key is the number of a bit: setting it takes a part of the time.
 */
export async function repeatedRows(
  key: readonly string[],
  seen: SeenTexts | undefined,
  source: SourceTable,
  database: ImportDatabase,
): Promise<string> {
  const byHash = `count(*) - count(DISTINCT hash(${key.map(sqlName).join(', ')}))`
  if (!seen || source.wordsIn !== source.view || !key.every((name) => seen.columns.includes(name)))
    return byHash
  const sizes = await sizesOf(key, seen, database)
  if (!sizes) return byHash
  const texts = key.map(
    (name, at) => `list(${sqlName(name)}) FILTER (is_by = ${seen.isBy(name)}) AS key_${at}`,
  )
  await database.run(
    `SET VARIABLE key_texts = (SELECT struct_texts FROM (SELECT {${key
      .map((_, at) => `'key_${at}': key_${at}`)
      .join(', ')}} AS struct_texts FROM (SELECT ${texts.join(', ')} FROM ${SEEN_TEXTS})))`,
  )
  const places = key.map((_, at) => sizes.slice(at + 1).reduce((product, size) => product * size, 1))
  const number = key
    .map(
      (name, at) =>
        `(list_position(getvariable('key_texts').key_${at}, ${sqlName(name)}) - 1) * ${places[at]}`,
    )
    .join(' + ')
  const keys = sizes.reduce((product, size) => product * size, 1)
  return `count(*) - bit_count(bitstring_agg(${number}, 0, ${keys - 1}))`
}

/** How many texts each column of a key has; undefined where keys have too many, or none. */
async function sizesOf(
  key: readonly string[],
  { isBy }: SeenTexts,
  database: ImportDatabase,
): Promise<readonly number[] | undefined> {
  const [found = {}] = await database.rows<Record<string, number | null>>(
    `SELECT sum(n) FILTER (WHERE is_by = ${isBy(key[0] ?? '')})::DOUBLE AS n, max(CASE ${key
      .map(
        (name) =>
          `WHEN is_by = ${isBy(name)} THEN coalesce(strlen(${sqlName(name)}), ${MAX_TEXT_LENGTH + 1})`,
      )
      .join(' ')} END)::DOUBLE AS longest, ${key
      .map((name, at) => `(count(*) FILTER (WHERE is_by = ${isBy(name)}))::DOUBLE AS size_${at}`)
      .join(', ')} FROM ${SEEN_TEXTS}`,
  )
  const sizes = key.map((_, at) => found[`size_${at}`] ?? 0)
  const lookedUp = sizes.reduce((sum, size) => sum + size * size, 0)
  const keys = sizes.reduce((product, size) => product * size, 1)
  const isQuick =
    (found['n'] ?? 0) >= MIN_ROWS &&
    (found['longest'] ?? 0) <= MAX_TEXT_LENGTH &&
    lookedUp <= MAX_LOOKED_UP &&
    keys <= MAX_KEYS
  return isQuick ? sizes : undefined
}
