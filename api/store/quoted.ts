/** A path, or another text of ours, as a text in SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`
