import { afterAll, describe, expect, test } from 'vitest'
import writeWorkbook from 'write-excel-file/node'
import { Failure } from '../../api/request/failure.ts'
import { addressOf, readSheets } from '../../api/workbook/sheets.ts'
import { sheetsReader } from '../../api/workbook/sheets-thread.ts'
import { archiveOf, type Part, partsOf, textCell } from '../fixtures/workbook.ts'

async function refusalsOf(bytes: Buffer): Promise<readonly string[]> {
  try {
    await readSheets(bytes)
  } catch (error) {
    if (!(error instanceof Failure)) throw error
    return error.faults.map(({ code, sheet, cell }) => [code, sheet, cell].filter(Boolean).join(' '))
  }
  return []
}

/** A workbook of one sheet, made by hand. */
const bookOf = (cells: string, ...more: readonly Part[]): Buffer =>
  archiveOf([...partsOf(`<row r="1">${cells}</row>`), ...more])

describe('the sheets of a workbook', () => {
  test('are read with dates, numbers, texts and what shows as a percentage', async () => {
    const bytes = await writeWorkbook([
      {
        sheet: 'Ä & B',
        data: [
          [
            { value: 0.29, type: Number, format: '0.0%' },
            { value: 0.29, type: Number, format: '0.00' },
            { value: new Date(Date.UTC(2023, 0, 1)), type: Date, format: 'yyyy' },
            { value: '12 %', type: String },
          ],
        ],
      },
    ]).toBuffer()
    const [sheet] = await readSheets(bytes)
    expect(sheet).toEqual({
      name: 'Ä & B',
      isHidden: false,
      merged: [],
      rows: [[0.29, 0.29, new Date(Date.UTC(2023, 0, 1)), '12 %']],
      percent: new Set(['A1']),
    })
  })

  test('are told to be hidden', async () => {
    const parts = partsOf(`<row r="1">${textCell('A1', 'x')}</row>`).map((part) =>
      part.name === 'xl/workbook.xml'
        ? { ...part, content: String(part.content).replace('<sheet ', '<sheet state="veryHidden" ') }
        : part,
    )
    expect((await readSheets(archiveOf(parts)))[0]?.isHidden).toBe(true)
  })

  test('have of a formula the value that was computed', async () => {
    const [sheet] = await readSheets(bookOf('<c r="A1"><f>40+2</f><v>42</v></c>'))
    expect(sheet?.rows).toEqual([[42]])
  })
})

describe('refused with sheet and cell', () => {
  test.each([
    [
      'a formula that was never computed',
      '<c r="A1"><f>40+2</f></c><c r="B1"><v>1</v></c>',
      ['workbook-formula eCRF_3 A1'],
    ],
    ['the last cell of a sheet', '<c r="B1"><f>40+2</f></c>', ['workbook-formula eCRF_3 B1']],
    ['a value without content', '<c r="A1"><f>40+2</f><v/></c>', ['workbook-formula eCRF_3 A1']],
    ['an error', '<c r="C1" t="e"><f>1/0</f><v>#DIV/0!</v></c>', ['cell-not-read eCRF_3 C1']],
  ])('%s', async (_, cells, codes) => {
    expect(await refusalsOf(bookOf(cells))).toEqual(codes)
  })

  test.each([
    ['macros', 'xl/vbaProject.bin'],
    ['links', 'xl/externalLinks/externalLink1.xml'],
  ])('%s', async (_, name) => {
    expect(await refusalsOf(bookOf(textCell('A1', 'x'), { name, content: 'x' }))).toEqual(['workbook-active'])
  })

  test('what is no workbook', async () => {
    expect(await refusalsOf(Buffer.from('%PDF-1.7'))).toEqual(['workbook-not-xlsx'])
  })
})

describe('in a thread', () => {
  const reader = sheetsReader()
  afterAll(() => reader.close())

  test('the same comes out, faults too', async () => {
    const bytes = bookOf(textCell('A1', 'x'))
    expect(await reader.read(bytes)).toEqual(await readSheets(bytes))
    await expect(reader.read(Buffer.from('{}'))).rejects.toMatchObject({
      slug: 'workbook-refused',
      faults: [{ code: 'workbook-not-xlsx' }],
    })
  })
})

test('cells are named as spreadsheets name them', () => {
  expect([
    addressOf(0, 0),
    addressOf(11, 25),
    addressOf(2, 26),
    addressOf(0, 701),
    addressOf(0, 702),
  ]).toEqual(['A1', 'Z12', 'AA3', 'ZZ1', 'AAA1'])
})
