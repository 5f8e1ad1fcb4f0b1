import type { Fault } from '../request/failure.ts'
import { foldedName, isAscii, plainName } from '../request/folded-name.ts'
import { nearestFirst } from '../request/nearest.ts'
import { isPersonalColumn } from '../request/personal-name.ts'
import { kindOfCode } from '../request/personal-sign.ts'
import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import { meaningsIn } from '../words/meaning.ts'
import { requireBoundedNames, unnamedColumn } from './csv-head.ts'
import type { TableFile } from './file-relation.ts'
import { dayDetail } from './head-of-day.ts'
import { headOfUnit, isNamed } from './head-unit.ts'
import type { SourceColumn } from './source-column.ts'
import { sqlName } from './sql-text.ts'
import { type OpenedRelation, openRelation } from './utf8-file.ts'

export type { SourceColumn } from './source-column.ts'

/** The columns of a file under our names, as trimmed texts; missing columns are null. */
export interface SourceTable {
  readonly view: string
  /**
   * A relation with the rows of the view as it was opened, in which these columns of a text file are numbers: no statement passes
   * a text that is none, and none costs as much as when numbers are read from texts of their own.
   */
  readonly withNumbers?: (names: readonly string[]) => string
  /** The view that keeps columns of few texts as words, if it is one: a function of such a column is asked once for each word. */
  readonly wordsIn?: string
  readonly columns: readonly SourceColumn[]
  readonly has: (name: string) => boolean
  /** Whether the file has a column of numbers as texts. */
  readonly isText: (name: string) => boolean
  /** The head of a column as the file writes it. */
  readonly header: (name: string) => string | undefined
  /** What a column has in the first row as the file writes it, if that is known without asking the engine. */
  readonly firstText: (name: string) => string | undefined
  /** The text above the head that the columns were found in: comments, a title, notes. */
  readonly above: string
  /** Faults of the columns; the guard checks the rows and reports all faults together. */
  readonly faults: readonly Fault[]
  readonly notices: readonly ImportNotice[]
}

/** The columns of a format, or of it with these heads. */
type Documented = readonly SourceColumn[] | ((heads: readonly string[]) => readonly SourceColumn[])

interface Described {
  readonly column_name: string
  readonly column_type: string
}

/**
 * Opens a file of rows. A column that the format does not document is a fault.
 *
 * @param view the name of the view
 * @throws {Failure} if the file cannot be read at all
 */
export async function openSourceTable(
  file: TableFile,
  database: ImportDatabase,
  documented: Documented,
  view = 'source_row',
): Promise<SourceTable> {
  return sourceTableOf(await openRelation(file), database, documented, view)
}

/** As {@link openSourceTable}, of rows that are opened already. */
export async function sourceTableOf(
  { relation, withNumbers, mayHaveBlanks, notices, first = [], above = '', unnamed = [] }: OpenedRelation,
  database: ImportDatabase,
  documented: Documented,
  view: string,
): Promise<SourceTable> {
  const all = await database.rows<Described>(`DESCRIBE SELECT * FROM ${relation}`)
  const empty = await emptyColumns(relation, unnamed, database)
  const described = await withPlainJson(
    relation,
    all.filter(({ column_name: name }) => !empty.has(name)),
    database,
  )
  const columns =
    typeof documented === 'function' ? documented(described.map(({ column_name: name }) => name)) : documented
  requireBoundedNames(described.map(({ column_name: name }) => name))
  const found = new Map<string, Described>()
  const faults: Fault[] = []
  const families = new Map<string, number>()
  described.forEach((header, at) => {
    const column = columnOf(header.column_name, columns)
    const family = column ? undefined : familyOf(header.column_name, columns)
    if (family) families.set(family.name, (families.get(family.name) ?? 0) + 1)
    else if (column === undefined || found.has(column.name))
      faults.push(headerFault(header.column_name, at, columns))
    else {
      found.set(column.name, header)
      if (isNested(header.column_type) && isRead(column)) faults.push(nestedFault(column.name))
    }
  })
  for (const { name, required, role } of columns)
    if (required && !found.has(name))
      faults.push({ code: 'column-missing', column: name, detail: role === 'period' ? NO_PERIOD : NO_COLUMN })
  const isWide = described.some(({ column_name: header }) => !isAscii(header))
  const select = (numbers: readonly string[] = []): string =>
    columns
      .filter(isRead)
      .map(({ name, role }) => {
        const header = found.get(name)
        const typed = header && numbers.includes(name) ? { ...header, column_type: 'DOUBLE' } : header
        return `${asText(typed, role, { isWide, mayHaveBlanks })} AS ${sqlName(name)}`
      })
      .join(', ')
  await database.run(`CREATE OR REPLACE TEMP VIEW ${view} AS SELECT ${select()} FROM ${relation}`)
  return {
    view,
    ...(withNumbers
      ? {
          withNumbers: (names: readonly string[]) => {
            const heads = names.flatMap((name) => found.get(name)?.column_name ?? [])
            return `(SELECT ${select(names)} FROM ${withNumbers(new Set(heads))})`
          },
        }
      : {}),
    columns: columns.filter(isRead),
    has: (name) => found.has(name),
    isText: (name) => ['VARCHAR', PLAIN_JSON].includes(found.get(name)?.column_type ?? ''),
    header: (name) => found.get(name)?.column_name,
    firstText: (name) => {
      const header = found.get(name)?.column_name
      return header && first[all.findIndex(({ column_name: other }) => other === header)]
    },
    above,
    faults,
    notices: [
      ...notices,
      ...droppedNotice(columns.filter(({ role, name }) => role === 'personal' && found.has(name))),
      ...[...families].map(([name, count]) => familyNotice(name, count)),
    ],
  }
}

/** Columns without a name that hold nothing: table programs write one behind the last. */
async function emptyColumns(
  relation: string,
  unnamed: readonly string[],
  database: ImportDatabase,
): Promise<ReadonlySet<string>> {
  if (unnamed.length === 0) return new Set()
  const counts = unnamed.map(
    (name) => `count(nullif(trim(${sqlName(name)}), ''))::DOUBLE AS ${sqlName(name)}`,
  )
  const [filled = {}] = await database.rows<Record<string, number>>(
    `SELECT ${counts.join(', ')} FROM ${relation}`,
  )
  return new Set(unnamed.filter((name) => filled[name] === 0))
}

/** Values of JSON that are numbers in some lines and texts in others are texts; objects and lists stay what they are. */
async function withPlainJson(
  relation: string,
  described: readonly Described[],
  database: ImportDatabase,
): Promise<readonly Described[]> {
  const mixed = described.filter(({ column_type: type }) => type === 'JSON')
  if (mixed.length === 0) return described
  const areNested = mixed.map(
    ({ column_name: name }) =>
      `bool_or(json_type(${sqlName(name)}) IN ('OBJECT', 'ARRAY')) AS ${sqlName(name)}`,
  )
  const [found = {}] = await database.rows<Record<string, boolean | null>>(
    `SELECT ${areNested.join(', ')} FROM ${relation}`,
  )
  return described.map((column) =>
    column.column_type === 'JSON' && found[column.column_name] !== true
      ? { ...column, column_type: PLAIN_JSON }
      : column,
  )
}

const PLAIN_JSON = 'PLAIN JSON'

const NO_COLUMN = 'The file needs this column.'
const NO_PERIOD =
  'The file needs this column. If its name, a title or the name of a sheet says the period, add the column and write it in every row.'

const isRead = ({ role }: SourceColumn): boolean => role !== 'personal' && role !== 'unused'

const IS_NUMBER = /^(U?(TINY|SMALL|BIG)INT|U?INTEGER|FLOAT|DOUBLE|DECIMAL.*)$/
const isNested = (type: string): boolean => type !== PLAIN_JSON && /STRUCT|MAP|JSON|BLOB|UNION|\[/.test(type)

export function columnOf(header: string, columns: readonly SourceColumn[]): SourceColumn | undefined {
  const plain = plainName(header)
  const named = columns.find((column) => isNamed(plain, column))
  if (named) return named
  const found = headOfUnit(header, columns)
  return found?.isSame ? found.column : undefined
}

/** The family is asked last: a column that the format names is that column. */
function familyOf(header: string, columns: readonly SourceColumn[]): SourceColumn | undefined {
  const plain = plainName(header)
  return plain.length > MAX_FAMILY_NAME ? undefined : columns.find(({ family }) => family?.test(plain))
}

const MAX_FAMILY_NAME = 64

const familyNotice = (name: string, count: number): ImportNotice => ({
  code: 'import-assumption',
  detail: `${count} columns were not read, because facts do not need them: ${name}.`,
})

/** Digits and marks of Chinese keyboards, and what they stand for in numbers and days. */
const WIDE = ['０１２３４５６７８９．－／', '0123456789.-/'] as const

interface TextHabits {
  /** Whether numbers and days may be written with signs of Chinese keyboards, as heads beyond ASCII tell. */
  readonly isWide: boolean
  /** Whether a text may begin or end with a blank, or be empty. */
  readonly mayHaveBlanks: boolean
}

function asText(
  header: Described | undefined,
  role: SourceColumn['role'],
  { isWide, mayHaveBlanks }: TextHabits,
): string {
  if (header === undefined || isNested(header.column_type)) return 'CAST(NULL AS VARCHAR)'
  const column = sqlName(header.column_name)
  const isText = header.column_type === 'VARCHAR' || header.column_type === PLAIN_JSON
  const ofJson = header.column_type === PLAIN_JSON ? `(${column} ->> '$')` : column
  const plain = isText ? ofJson : `CAST(${column} AS VARCHAR)`
  const isFolded = isWide && (role === 'measure' || role === 'period') && isText
  const text = isFolded ? `translate(${plain}, '${WIDE[0]}', '${WIDE[1]}')` : plain
  // Numbers keep the type that a file gives them, and may have blanks around them.
  if (role === 'measure' && IS_NUMBER.test(header.column_type)) return column
  if (!mayHaveBlanks) return text
  return `nullif(${role === 'measure' ? text : `trim(${text})`}, '')`
}

/** What is wrong with a head of no column. It may itself be somebody's number: then the fault names the column by its position. */
export function headerFault(header: string, at: number, columns: readonly SourceColumn[]): Fault {
  const shown = isHarmless(header) ? header : `column ${at + 1}`
  if (header === unnamedColumn(at))
    return {
      code: 'column-unknown',
      column: `column ${at + 1}`,
      detail: 'The column has no name in the head, and holds values: name it, or leave it out.',
    }
  const ofUnit = headOfUnit(header, columns)
  if (ofUnit) {
    const { name, units } = ofUnit.column
    const write = units?.[0] === undefined ? '' : `Write its values in ${units[0]}, and head it`
    const detail = `The column seems to be ${name} in another unit, or in one that is not known. ${write || 'Write its values in the unit that the format documents, and head it'} ${name}.`
    return { code: 'column-unknown', column: shown, detail }
  }
  if (isPersonalColumn(header) || kindOfCode(header) !== undefined)
    return {
      code: 'person-level-data',
      column: shown,
      detail:
        'The column seems to describe a person, vehicle, device, place or point in time: remove it (rule I1).',
    }
  const known = wideDetail(header, columns) ?? dayDetail(header, columns, (name) => columnOf(name, columns))
  if (known !== undefined) return { code: 'column-unknown', column: shown, detail: known }
  const nearest = nearestFirst(
    foldedName(header),
    columns.filter(isRead).map(({ name }) => name),
  ).slice(0, 3)
  const detail = `The format has no such column, or the file has it twice (rule I1). Remove it, or head it with the name of a column; the nearest are: ${nearest.join(', ')}.`
  return { code: 'column-unknown', column: shown, detail }
}

/** What to do with a table that has a column for each year or mode. */
function wideDetail(header: string, columns: readonly SourceColumn[]): string | undefined {
  const has = (name: string): boolean => columns.some((column) => column.name === name)
  if (has('period') && /^(19|20)[0-9]{2}$/.test(header.trim()))
    return 'A year heads this column: bring the years into one column, period, with a row for each year.'
  if (has('mode') && has('period') && meaningsIn('mode', header).length > 0)
    return 'A mode heads this column: bring the modes into one column, mode, with a row for each mode.'
  return undefined
}

const isHarmless = (header: string): boolean =>
  /^[A-Za-z][A-Za-z_ ()./-]{0,63}[0-9]{0,2}$/.test(header) && kindOfCode(header) === undefined

const nestedFault = (column: string): Fault => ({
  code: 'value-not-read',
  column,
  detail: 'The column holds objects or lists; each cell must be one value.',
})

function droppedNotice(dropped: readonly SourceColumn[]): ImportNotice[] {
  if (dropped.length === 0) return []
  const detail = `These columns describe persons and were never read: ${dropped.map(({ name }) => name).join(', ')}.`
  return [{ code: 'columns-dropped', detail }]
}
