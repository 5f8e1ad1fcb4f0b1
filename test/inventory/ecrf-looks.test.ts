import { beforeAll, describe, expect, test } from 'vitest'
import { DETAIL_HEADERS } from '../../api/inventory/ecrf-form.ts'
import { ecrfWorkbook } from '../../api/inventory/ecrf-workbook.ts'
import { readSheets } from '../../api/workbook/sheets.ts'
import { SMALL_INVENTORY } from '../fixtures/inventory.ts'
import { zipPart } from '../fixtures/zip-part.ts'

const CITY = {
  ...SMALL_INVENTORY,
  city: { ...SMALL_INVENTORY.city, area: 552, region: 'West Yorkshire', boundary: 'Metropolitan district' },
  compiler: { office: 'City Council', department: 'Climate unit', webPage: 'https://www.example.org' },
}

let bytes: Buffer
beforeAll(async () => {
  bytes = await ecrfWorkbook(CITY)
})
const sheetXml = (number: number) => zipPart(bytes, `xl/worksheets/sheet${number}.xml`)

describe('the city sheet', () => {
  test('is filled in from the request', async () => {
    const [city] = await readSheets(bytes)
    const cellOf = (label: string) => city?.rows.find((row) => row[0] === label)?.[1]
    expect(
      ['Region', 'Geographic boundary', 'Land area (km2)', 'Name', 'Department', 'Web page'].map(cellOf),
    ).toEqual([
      'West Yorkshire',
      'Metropolitan district',
      552,
      'City Council',
      'Climate unit',
      'https://www.example.org',
    ])
  })

  test('asks for no person: there is no e-mail to fill in', async () => {
    const [city] = await readSheets(bytes)
    expect(city?.rows.find((row) => row[0] === 'E-mail')?.[1] ?? null).toBeNull()
  })
})

describe('printed on A4', () => {
  test('each sheet is as wide as its pages and as long as it needs', async () => {
    for (const [number, width] of [
      [1, 1],
      [2, 1],
      [3, 2],
    ] as const) {
      const xml = await sheetXml(number)
      expect(xml).toContain('<pageSetUpPr fitToPage="1"/>')
      expect(xml).toMatch(
        new RegExp(`<pageSetup [^>]*paperSize="9"[^>]* fitToWidth="${width}" fitToHeight="0"`),
      )
    }
  })

  test('the heads come again on every page, and nothing empty is printed', async () => {
    const names = await zipPart(bytes, 'xl/workbook.xml')
    const [, , detail] = await readSheets(bytes)
    expect(names).toContain(
      `<definedName name="_xlnm.Print_Area" localSheetId="2">'eCRF_3'!$A$1:$AG$${detail?.rows.length}<`,
    )
    expect(names).toContain(`'eCRF_3'!$A:$B,'eCRF_3'!$1:$1<`)
    expect(Object.keys(DETAIL_HEADERS)).toHaveLength(33)
  })
})

describe('as it looks', () => {
  test('heads wrap, and numbers have a format each by what they are', async () => {
    const styles = await zipPart(bytes, 'xl/styles.xml')
    expect(styles).toContain('wrapText="1"')
    for (const format of ['#,##0.0', '0.000E+00']) expect(styles).toContain(`formatCode="${format}"`)
  })

  test('columns are wide enough for their heads, which wrap between words', async () => {
    const widths = [...(await sheetXml(3)).matchAll(/<col min="(\d+)"[^>]* width="([\d.]+)"/g)].map(
      ([, , width]) => Number(width),
    )
    const longestWord = (head: string) => Math.max(...head.split(/[\s-]/).map((word) => word.length))
    expect(widths).toHaveLength(33)
    for (const [at, head] of Object.values(DETAIL_HEADERS).entries())
      expect((widths[at] ?? 0) + 2, head).toBeGreaterThanOrEqual(longestWord(head))
  })

  test('cells keep every digit', async () => {
    const [, , detail] = await readSheets(bytes)
    const head = detail?.rows[0] ?? []
    const at = head.indexOf(DETAIL_HEADERS.co2e)
    expect(detail?.rows[1]?.[at]).toBe(SMALL_INVENTORY.rows[0]?.details[0]?.emissions.co2e.value)
  })
})
