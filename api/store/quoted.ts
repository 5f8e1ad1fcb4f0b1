/** A path as a text in SQL. */
export const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`
