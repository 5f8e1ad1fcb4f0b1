import type { CellObject } from 'write-excel-file/node'
import { type Language, say, type WordKey } from '../words/catalogue.ts'
import { countryName } from '../words/country-name.ts'
import { type UnitKey, unitWord } from '../words/unit.ts'
import { withRowHeights } from '../workbook/row-heights.ts'
import { type CellHelp, type SheetExtras, sheetExtras } from '../workbook/sheet-extras.ts'
import { withoutTimes } from '../workbook/without-times.ts'
import {
  CITY_COLUMNS,
  type ColumnKey,
  FIELD_KEYS,
  FIELDS,
  type FieldKey,
  MEASURES,
  type ProposedRow,
  SHEET_KEYS,
  SHEETS,
  type SheetKey,
  TEMPLATE_VERSION,
  TEMPLATE_YEARS,
} from './layout.ts'
import { WordLists } from './word-lists.ts'
import { ROWS_ABOVE, text, titleRow, type WrittenSheet } from './written-sheet.ts'

const HEAD = { fontWeight: 'bold', backgroundColor: '#DCE6F0', wrap: true, alignVertical: 'center' } as const
const GIVEN = { backgroundColor: '#F3F5F7', wrap: true, alignVertical: 'top' } as const
const EXAMPLE = {
  textColor: '#6B7280',
  fontStyle: 'italic',
  backgroundColor: '#F3F5F7',
  alignVertical: 'top',
} as const
const OPEN = { borderStyle: 'thin', borderColor: '#C5CDD6', alignVertical: 'top' } as const
const PERCENT = '0.0%'

const WIDTHS: Readonly<Record<ColumnKey, number>> = {
  item: 26,
  mode: 24,
  carrier: 20,
  powertrain: 22,
  measure: 24,
  flow: 18,
  source: 26,
  unit: 22,
  note: 60,
  example: 13,
  allYears: 24,
}
const YEAR_WIDTH = 12
/** An empty cell to fill in. */
const open = (format?: string): CellObject =>
  ({ ...OPEN, ...(format === undefined ? {} : { format, type: Number }) }) as CellObject

/** The file name that the first sheet names in its command. */
const FILE_NAME = 'city.xlsx'

/**
 * The empty workbook that an officer fills in: sheets for the city and for each kind of figure, a column for each year, lists to
 * choose from. The same language gives the same bytes.
 */
export async function writeTemplate(
  language: Language,
  years: readonly number[] = TEMPLATE_YEARS,
): Promise<Buffer> {
  // Loaded for the first workbook, not at the start.
  const [{ default: writeWorkbook }, utility] = await Promise.all([
    import('write-excel-file/node'),
    import('write-excel-file/utility'),
  ])
  const lists = new WordLists(language)
  const sheets: readonly (readonly [WordKey, WrittenSheet])[] = [
    ['sheet.start', startSheet(language)],
    ['sheet.city', citySheet(language, years, lists)],
    ...SHEET_KEYS.map((key) => [sheetWord(key), activitySheet(key, language, years, lists)] as const),
    ['sheet.lists', lists.sheet()],
  ]
  const named = sheets.map(([key, sheet]) => ({ name: say(language, key), ...sheet }))
  const extras = named.map(
    ({ name, data, help }, at): SheetExtras => ({
      name,
      help,
      isLandscape: at > 0,
      ...(at === 0 ? {} : { titleRows: ROWS_ABOVE }),
      printTo: [data.length - 1, Math.max(...data.map((row) => row.length)) - 1],
    }),
  )
  const bytes = await writeWorkbook(
    named.map(({ name, data, widths, sticky }, at) => ({
      sheet: name,
      data: withRowHeights(data, widths),
      columns: widths.map((width) => ({ width })),
      ...(at === 0 ? { showGridLines: false } : { stickyRowsCount: ROWS_ABOVE, stickyColumnsCount: sticky }),
    })),
    { features: [sheetExtras(extras, utility)] },
  ).toBuffer()
  return withoutTimes(bytes)
}

const sheetWord = (key: SheetKey): WordKey => `sheet.${key}`

function startSheet(language: Language): WrittenSheet {
  const line = (key: WordKey, values: Readonly<Record<string, string>> = {}) => [
    text(say(language, key, values), { wrap: true, alignVertical: 'top' }),
  ]
  return {
    data: [
      [text(say(language, 'start.title'), { fontWeight: 'bold', fontSize: 16, wrap: true })],
      ...(['start.fill', 'start.enough', 'start.once', 'start.rows', 'start.aggregates'] as const).map(
        (key) => line(key),
      ),
      line('start.command', { file: FILE_NAME }),
      line('start.version', { version: TEMPLATE_VERSION }),
    ],
    // Not wider than a page: a single column is cut, and not made smaller.
    widths: [76],
    help: [],
    sticky: 0,
  }
}

/** The sheet of the city: one row for each field, with a column for all years and one for each. */
function citySheet(language: Language, years: readonly number[], lists: WordLists): WrittenSheet {
  const before = CITY_COLUMNS.filter((key) => key !== 'note')
  const first = before.indexOf('allYears')
  const last = first + years.length
  const rows = FIELD_KEYS.map((field) => {
    const { units } = FIELDS[field] as { readonly units: readonly UnitKey[] }
    const format = units[0] === 'percent' ? PERCENT : undefined
    return [
      text(say(language, `field.${field}`), GIVEN),
      units[0] === undefined ? text('', GIVEN) : text(say(language, unitWord(units[0])), GIVEN),
      exampleOf(cityExample(field, language), format),
      open(format),
      ...years.map(() => open(format)),
      text(say(language, FIELDS[field].note), GIVEN),
    ]
  })
  const help = FIELD_KEYS.flatMap((field, at): CellHelp[] => {
    const { units } = FIELDS[field] as { readonly units: readonly UnitKey[] }
    const row = ROWS_ABOVE + at
    const title = say(language, `field.${field}`)
    const prompt = say(language, FIELDS[field].note)
    return [
      ...(units.length > 1 ? [{ from: [row, 1], to: [row, 1], list: lists.units(units) } as const] : []),
      {
        from: [row, first],
        to: [row, last],
        title,
        prompt,
        ...(field === 'setting' ? { list: lists.words('setting') } : {}),
      },
    ]
  })
  return {
    data: [
      titleRow(language, 'sheet.city'),
      [
        ...before.map((key) => text(say(language, `column.${key}`), HEAD)),
        ...years.map((year) => ({ value: year, type: Number, ...HEAD }) as CellObject),
        text(say(language, 'column.note'), HEAD),
      ],
      ...rows,
    ],
    widths: [...before.map((key) => WIDTHS[key]), ...years.map(() => YEAR_WIDTH), WIDTHS.note],
    help,
    sticky: 1,
  }
}

function cityExample(field: FieldKey, language: Language): string | number {
  const examples: Readonly<Record<FieldKey, string | number>> = {
    name: 'Freiburg im Breisgau',
    country: countryName('DE', language),
    region: 'Baden-Württemberg',
    population: 235_000,
    area: 153,
    setting: say(language, 'setting.urban'),
    boundary: '',
    meanTemperature: 11.5,
    grid: '',
    intensity: 380,
    lossShare: 0.06,
    compiler: '',
    department: '',
    webPage: 'https://www.freiburg.de',
  }
  return examples[field]
}

function exampleOf(value: string | number, format?: string): CellObject {
  if (typeof value === 'string') return text(value, { ...EXAMPLE, wrap: true })
  return { value, type: Number, ...EXAMPLE, ...(format === undefined ? {} : { format }) } as CellObject
}

/** A sheet of activity or own factors: proposed rows, then empty ones to choose in. */
function activitySheet(
  key: SheetKey,
  language: Language,
  years: readonly number[],
  lists: WordLists,
): WrittenSheet {
  const { measures, rows, spare } = SHEETS[key]
  const columns: readonly ColumnKey[] = SHEETS[key].columns.filter((column) => column !== 'note')
  const at = (column: ColumnKey): number => columns.indexOf(column)
  const firstYear = columns.length
  const lastYear = firstYear + years.length - 1
  const help: CellHelp[] = []
  const proposed: readonly (ProposedRow | undefined)[] = [
    ...rows,
    ...Array.from({ length: spare }, () => undefined),
  ]
  const data = proposed.map((row, index) => {
    const place = ROWS_ABOVE + index
    const measure = row && MEASURES[row.measure]
    const unit = row?.unit ?? measure?.units[0]
    const format = unit === 'percent' ? PERCENT : undefined
    if (measure && row) {
      help.push({
        from: [place, firstYear],
        to: [place, lastYear],
        title: say(language, `measure.${row.measure}`),
        prompt: say(language, measure.note),
      })
      help.push({ from: [place, at('unit')], to: [place, at('unit')], list: lists.units(measure.units) })
    }
    const cells: Readonly<Record<ColumnKey, CellObject | null>> = {
      item: null,
      allYears: null,
      note: null,
      mode: row?.mode ? text(say(language, `mode.${row.mode}`), OPEN) : open(),
      carrier: row?.carrier ? text(say(language, `carrier.${row.carrier}`), OPEN) : open(),
      powertrain: row?.powertrain ? text(say(language, `powertrain.${row.powertrain}`), OPEN) : open(),
      measure: row ? text(say(language, `measure.${row.measure}`), OPEN) : open(),
      flow: open(),
      source: open(),
      unit: unit ? text(say(language, unitWord(unit)), OPEN) : open(),
      example: measure && row ? exampleOf(row.example ?? measure.example, format) : exampleOf(''),
    }
    return [
      ...columns.map((column) => cells[column]),
      ...years.map(() => open(format)),
      text(measure ? say(language, measure.note) : '', GIVEN),
    ]
  })
  const [from, to] = [ROWS_ABOVE, ROWS_ABOVE + proposed.length - 1]
  for (const column of ['mode', 'carrier', 'powertrain', 'flow'] as const)
    if (at(column) >= 0)
      help.push({ from: [from, at(column)], to: [to, at(column)], list: lists.words(column) })
  if (at('measure') >= 0)
    help.push({
      from: [from, at('measure')],
      to: [to, at('measure')],
      list: lists.keys(measures.map((one): WordKey => `measure.${one}`)),
    })
  const units = [...new Set(measures.flatMap((one): readonly UnitKey[] => MEASURES[one].units))]
  help.push({ from: [from + rows.length, at('unit')], to: [to, at('unit')], list: lists.units(units) })
  return {
    data: [
      titleRow(language, sheetWord(key)),
      [
        ...columns.map((column) => text(say(language, `column.${column}`), HEAD)),
        ...years.map((year) => ({ value: year, type: Number, ...HEAD }) as CellObject),
        text(say(language, 'column.note'), HEAD),
      ],
      ...data,
    ],
    widths: [...columns.map((column) => WIDTHS[column]), ...years.map(() => YEAR_WIDTH), WIDTHS.note],
    help,
    sticky: at('unit'),
  }
}
