import { describe, expect, test } from 'vitest'
import { otherKindOf } from '../../api/imports/other-kind.ts'
import { zipArchive } from '../fixtures/zip-archive.ts'

const TABLES = { workbooks: true, archives: false }
const ods = zipArchive({ mimetype: 'application/vnd.oasis.opendocument.spreadsheet', 'content.xml': '' })

describe('a file that people take for a table', () => {
  test.each([
    [
      'a table in a ZIP archive',
      zipArchive({ 'a.csv': 'period,city\n' }),
      'unpack it, and send the table in it',
    ],
    ['.ods under any name', ods, 'LibreOffice (.ods): save it as .xlsx'],
    ['.xls under any name', Buffer.from('d0cf11e0a1b11ae1', 'hex'), 'from before 2007, or has a password'],
    ['a web page that is called .xls', Buffer.from('<html><table>'), 'a web page, and no table'],
    ['XML of Excel 2003', Buffer.from('<?xml version="1.0"?><Workbook>'), 'an XML text, and no table'],
    ['UTF-32', Buffer.from('fffe000070000000', 'hex'), 'UTF-32: save it in UTF-8'],
    ['nothing', Buffer.alloc(0), 'empty'],
  ])('%s is told what it is, and what to do', (_, bytes, said) => {
    expect(otherKindOf(bytes, TABLES)).toContain(said)
  })

  test('a workbook is one where workbooks are taken, and an archive where archives are', () => {
    const workbook = zipArchive({ '[Content_Types].xml': '', 'xl/workbook.xml': '' })
    expect(otherKindOf(workbook, TABLES)).toBeUndefined()
    expect(otherKindOf(workbook, { workbooks: false, archives: false })).toContain('save the sheet as CSV')
    expect(otherKindOf(zipArchive({ 'stops.txt': '' }), { workbooks: false, archives: true })).toBeUndefined()
  })

  test.each([['period;city;trips\n'], ['{"period":"2024"}\n'], ['PAR1']])('%j is none', (text) => {
    expect(otherKindOf(Buffer.from(text), TABLES)).toBeUndefined()
  })
})
