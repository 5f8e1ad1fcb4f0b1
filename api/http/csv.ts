import Papa from 'papaparse'

/**
 * Rows as CSV (RFC 4180); what is undefined or null is an empty cell.
 *
 * @param columns in order; absent: those of the first row
 * @param header whether the names of the columns stand first
 */
export function csvText(rows: readonly object[], columns?: readonly string[], header = true): string {
  // A leading = + - or @ in a text would run as a formula when a spreadsheet opens the file.
  const options = { escapeFormulae: true, newline: '\r\n', header }
  return `${Papa.unparse([...rows], columns ? { ...options, columns: [...columns] } : options)}\r\n`
}
