import { describe, expect, test } from 'vitest'
import { ecrfWorkbook } from '../../api/inventory/ecrf-workbook.ts'
import { writeTemplate } from '../../api/templates/write-template.ts'
import { SMALL_INVENTORY } from '../fixtures/inventory.ts'
import { zipPart } from '../fixtures/zip-part.ts'

/** The elements of a worksheet and of a workbook in the order that ECMA-376 (CT_Worksheet, CT_Workbook) demands, each once. */
const WORKSHEET =
  'sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetProtection autoFilter mergeCells conditionalFormatting dataValidations hyperlinks printOptions pageMargins pageSetup headerFooter drawing'
const WORKBOOK = 'fileVersion workbookPr bookViews sheets externalReferences definedNames calcPr pivotCaches'

/** The names of the elements right under the root of an XML text. */
function childrenOf(xml: string): readonly string[] {
  const names: string[] = []
  let depth = 0
  for (const [, isEnd, name = '', isEmpty] of xml.matchAll(
    /<(\/?)([A-Za-z][\w:]*)(?:"[^"]*"|[^<>"])*?(\/?)>/g,
  )) {
    if (isEnd) depth -= 1
    else {
      if (depth === 1) names.push(name)
      if (!isEmpty) depth += 1
    }
  }
  return names
}

const inOrder = (order: string, names: readonly string[]): readonly string[] =>
  order.split(' ').filter((name) => names.includes(name))

/** What a cell shows when it is chosen. */
const PROMPT = /(?:promptTitle|prompt)="([^"]*)"/g

describe.each([
  ['the template', () => writeTemplate('fr'), 9],
  ['the workbook of an inventory', () => ecrfWorkbook(SMALL_INVENTORY), 3],
] as const)('%s', (_, write, sheets) => {
  test('has each element once and in its order: spreadsheets take anything else for damage', async () => {
    const bytes = await write()
    const workbook = childrenOf(await zipPart(bytes, 'xl/workbook.xml'))
    expect(workbook).toEqual(inOrder(WORKBOOK, workbook))
    for (let number = 1; number <= sheets; number += 1) {
      const names = childrenOf(await zipPart(bytes, `xl/worksheets/sheet${number}.xml`))
      expect(names).toContain('pageSetup')
      expect(names).toEqual(inOrder(WORKSHEET, names))
    }
  })
})

test('two of one element, or a wrong order, would be found', () => {
  const names = childrenOf('<workbook><sheets><sheet/></sheets><definedNames/><definedNames/></workbook>')
  expect(names).toEqual(['sheets', 'definedNames', 'definedNames'])
  expect(names).not.toEqual(inOrder(WORKBOOK, names))
})

test.each(['en', 'de', 'es', 'fr', 'pt', 'zh'] as const)(
  'notes in %s are as short as spreadsheets take them',
  async (language) => {
    const bytes = await writeTemplate(language)
    const xml = await zipPart(bytes, 'xl/worksheets/sheet3.xml')
    const found = [...xml.matchAll(PROMPT)].map(([, text = '']) => text)
    expect(found.length).toBeGreaterThan(10)
    for (const text of found) expect(text.length).toBeLessThanOrEqual(255)
  },
)
