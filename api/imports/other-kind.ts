import { fileKind } from '../workbook/archive.ts'

/** What may be done with a file that is of another kind, by what the reader takes. */
interface Takes {
  /** Workbooks of Excel (.xlsx). */
  readonly workbooks: boolean
  /** Archives of tables. */
  readonly archives: boolean
}

/**
 * What a file is that people take for a table, and what to do with it.
 *
 * @param start its first bytes
 * @returns undefined if it may be a table, or nothing is known of it
 */
export function otherKindOf(start: Buffer, { workbooks, archives }: Takes): string | undefined {
  const save = workbooks ? 'save it as .xlsx, or the sheet as CSV in UTF-8' : 'save the sheet as CSV in UTF-8'
  const kind = fileKind(start)
  if (kind.is === 'empty') return 'The file is empty.'
  if (kind.is === 'compound' || kind.is === 'encrypted')
    return `The file is a workbook from before 2007, or has a password: ${save}, without a password.`
  const text = start.toString('latin1', 0, 65_536)
  if (kind.is === 'zip') {
    if (text.includes('opendocument')) return `The file is a workbook of LibreOffice (.ods): ${save}.`
    const isWorkbook = text.includes('xl/') || text.includes('[Content_Types]')
    if (isWorkbook) return workbooks ? undefined : `The file is a workbook: ${save}.`
    return archives ? undefined : 'The file is a ZIP archive: unpack it, and send the table in it.'
  }
  if (text.startsWith('\u00ff\u00fe\u0000\u0000') || text.startsWith('\u0000\u0000\u00fe\u00ff'))
    return 'The file is text in UTF-32: save it in UTF-8.'
  const isNamed = kind.is === 'other' && kind.name !== 'not a workbook' && kind.name !== 'a JSON text'
  return isNamed ? `The file is ${kind.name}, and no table: save the table as CSV in UTF-8.` : undefined
}
