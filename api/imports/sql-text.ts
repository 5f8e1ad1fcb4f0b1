/** A text as an SQL literal. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`

/** A name as an SQL identifier. */
export const sqlName = (name: string): string => `"${name.replaceAll('"', '""')}"`

/** Texts as an SQL list of literals, for `IN`. */
export const sqlTexts = (texts: readonly string[]): string => `(${texts.map(sqlText).join(', ')})`

/** A CASE that turns the texts of a file into ours; a text that is not listed becomes null. */
export const sqlMapping = (expression: string, words: Readonly<Record<string, string>>): string =>
  `CASE ${expression} ${Object.entries(words)
    .map(([from, to]) => `WHEN ${sqlText(from)} THEN ${sqlText(to)}`)
    .join(' ')} END`

/** Columns of more words than zones are of numbers: looking for their words takes longer than writing them out. */
const MAX_WORDS_OF_A_PART = 8192

/** A statement that writes a query to a Parquet file of ours, to be read once or twice and removed: quickly, not small. */
export const copyToParquet = (query: string, path: string): string =>
  `COPY (${query}) TO ${sqlText(path)} (FORMAT parquet, COMPRESSION uncompressed, WRITE_BLOOM_FILTER false, ` +
  `DICTIONARY_SIZE_LIMIT ${MAX_WORDS_OF_A_PART})`
