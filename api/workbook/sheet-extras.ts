import type writeWorkbook from 'write-excel-file/node'
import { columnName } from './sheets.ts'

/** Cells that choose from a list or show what they take, from one cell to another; rows and columns count from 0. */
export interface CellHelp {
  readonly from: readonly [row: number, column: number]
  readonly to: readonly [row: number, column: number]
  /** The range that the list stands in, such as `Lists!$A$2:$A$29`. */
  readonly list?: string
  readonly title?: string
  readonly prompt?: string
}

/** What the writer of workbooks does not do by itself: lists to choose from, notes, and how a sheet is printed. */
export interface SheetExtras {
  readonly name: string
  readonly help?: readonly CellHelp[]
  readonly isLandscape: boolean
  /** Rows that are printed at the top of every page. */
  readonly titleRows?: number
  /** Columns that are printed at the left of every page, such as `$A:$B`. */
  readonly titleColumns?: string
  /** How many pages lie side by side; one, if nothing is said. */
  readonly pagesWide?: number
  /** The last row and column to print, counted from 0. */
  readonly printTo: readonly [row: number, column: number]
}

type Utility = typeof import('write-excel-file/utility')
type Options = NonNullable<Parameters<typeof writeWorkbook>[1]>
type Feature = NonNullable<Options['features']>[number]

const SHEET = 'xl/worksheets/sheet{id}.xml'
const WORKBOOK = 'xl/workbook.xml'
const A4 = 9
const MAX_TITLE_LENGTH = 32
const MAX_PROMPT_LENGTH = 255

/** Sheets that fit the width of A4, with lists to choose from. */
export function sheetExtras(sheets: readonly SheetExtras[], utility: Utility): Feature {
  const { insertElementMarkupAccordingToOrderOfSiblings: insert, getOrderOfSiblings } = utility
  const orderIn = (file: typeof SHEET | typeof WORKBOOK, parent: string): string[] =>
    getOrderOfSiblings(file, parent) ?? []
  return {
    files: {
      transform: {
        [SHEET]: {
          transform: (content, _, { sheetIndex }) => {
            const extras = sheets[sheetIndex]
            if (!extras) return content
            const order = orderIn(SHEET, 'worksheet')
            return markupOf(extras, utility).reduce(
              (xml, markup) => insert(xml, markup, order, 'worksheet'),
              content,
            )
          },
        },
        [WORKBOOK]: {
          transform: (content) => {
            const names = definedNames(sheets, utility)
            // The writer leaves an empty list; spreadsheets take two for damage.
            const before = utility.findElement(content, 'definedNames')
            return before
              ? utility.replaceElement(content, before, names)
              : insert(content, names, orderIn(WORKBOOK, 'workbook'), 'workbook')
          },
        },
      },
    },
  }
}

function markupOf(
  { help = [], isLandscape, pagesWide = 1 }: SheetExtras,
  utility: Utility,
): readonly string[] {
  const single = utility.getSelfClosingTagMarkup
  const page = {
    paperSize: A4,
    orientation: isLandscape ? 'landscape' : 'portrait',
    fitToWidth: pagesWide,
    // Any number of pages below each other.
    fitToHeight: 0,
  }
  return [
    `<sheetPr>${single('pageSetUpPr', { fitToPage: 1 })}</sheetPr>`,
    ...(help.length > 0
      ? [
          `<dataValidations count="${help.length}">${help.map((one) => helpMarkup(one, utility)).join('')}</dataValidations>`,
        ]
      : []),
    single('pageMargins', { left: 0.4, right: 0.4, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 }),
    single('pageSetup', page),
  ]
}

/** A wrong word is warned of and not refused: names of other languages are read too. */
function helpMarkup({ from, to, list, title, prompt }: CellHelp, utility: Utility): string {
  const attributes = {
    ...(list === undefined ? {} : { type: 'list', errorStyle: 'warning', showErrorMessage: 1 }),
    allowBlank: 1,
    ...(prompt === undefined
      ? {}
      : {
          showInputMessage: 1,
          promptTitle: (title ?? '').slice(0, MAX_TITLE_LENGTH),
          prompt: prompt.slice(0, MAX_PROMPT_LENGTH),
        }),
    sqref: `${addressAt(from)}:${addressAt(to)}`,
  }
  if (list === undefined) return utility.getSelfClosingTagMarkup('dataValidation', attributes)
  const formula = `<formula1>${utility.sanitizeTextContent(list)}</formula1>`
  return `${utility.getOpeningTagMarkup('dataValidation', attributes)}${formula}</dataValidation>`
}

const addressAt = ([row, column]: readonly [number, number]): string => `${columnName(column)}${row + 1}`
const absoluteAt = ([row, column]: readonly [number, number]): string => `$${columnName(column)}$${row + 1}`

/** The name of a sheet as formulas write it. */
export const quotedSheet = (name: string): string => `'${name.replaceAll("'", "''")}'`

/** A range of one column as formulas write it. */
export const listRange = (
  sheet: string,
  column: number,
  rows: readonly [first: number, last: number],
): string => `${quotedSheet(sheet)}!${absoluteAt([rows[0], column])}:${absoluteAt([rows[1], column])}`

function definedNames(sheets: readonly SheetExtras[], utility: Utility): string {
  const names = sheets.flatMap(({ name, titleRows, titleColumns, printTo }, index) => {
    const sheet = quotedSheet(name)
    const area = `${sheet}!$A$1:${absoluteAt(printTo)}`
    const columns = titleColumns === undefined ? '' : `${sheet}!${titleColumns},`
    return [
      definedName('_xlnm.Print_Area', index, area, utility),
      ...(titleRows === undefined
        ? []
        : [definedName('_xlnm.Print_Titles', index, `${columns}${sheet}!$1:$${titleRows}`, utility)]),
    ]
  })
  return `<definedNames>${names.join('')}</definedNames>`
}

const definedName = (name: string, localSheetId: number, of: string, utility: Utility): string =>
  `${utility.getOpeningTagMarkup('definedName', { name, localSheetId })}${utility.sanitizeTextContent(of)}</definedName>`
