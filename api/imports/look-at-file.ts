import { constants, gunzipSync } from 'node:zlib'
import type { Grain } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import { isPersonalColumn } from '../request/personal-name.ts'
import { fileKind } from '../workbook/archive.ts'
import { cellsOf, firstRow } from './csv-head.ts'
import { datePartsOf, partOf } from './date-parts.ts'
import type { Importer } from './importer.ts'
import { tableStartOf } from './preamble.ts'
import {
  columnOf,
  type LooksLike,
  looksLikeText,
  RECOGNISED_BYTES,
  type Recognised,
  recogniseFile,
  wholeLines,
} from './recognise.ts'
import { isTemplate } from './sheet-names.ts'
import { decodeText } from './text-encoding.ts'

/** What takes a file: a dataset, an estimate (a filled template, a request), or nothing. */
export const FILE_KINDS = ['dataset', 'template', 'request', 'other'] as const

/** What a file looks like and what it needs to be taken; of its content, years alone. */
export interface FileLook extends Omit<LooksLike, 'instead'> {
  readonly kind: (typeof FILE_KINDS)[number]
  /** What it looks like and what to do, in a sentence. */
  readonly detail: string
  /** Columns that the first format reads, by its own names. */
  readonly columns: readonly string[]
  /** How many columns the first format does not know. */
  readonly unknownColumns: number
  /** Years in the first rows. */
  readonly years: readonly string[]
  /** The finest period in the first rows. */
  readonly grain?: Grain
  /** Columns about persons, for which the file would be refused. */
  readonly errors: readonly Fault[]
}

const MAX_ROWS = 500
const GZIP = [0x1f, 0x8b]
/** A format that fits worse says little of what a column is. */
const MIN_SURE = 0.75

const OF_PERSONS =
  'The file has columns about persons, vehicles, devices, places or moments. Sum it by zone and day, leave these columns out, and send the sums.'
const UNKNOWN =
  'The file is of no kind that can be taken: GET /v1/import-formats lists all. A table of your own needs a period, a place and a measure in its head.'

/** Looks at the first bytes of a file, packed or not, before any of it is taken. */
export function lookAtFile(firstBytes: Uint8Array, importers: readonly Importer[]): FileLook {
  const start = unzipped(Buffer.from(firstBytes.subarray(0, RECOGNISED_BYTES)))
  const { instead, isResult, ...found } = recogniseFile(start, importers)
  const { container } = found
  if (container === 'workbook' && isTemplate(start))
    return lookOf('template', TEMPLATE, { ...found, formats: [] })
  if (container === 'workbook' || container === 'parquet')
    return lookOf('dataset', instead ?? PARQUET, { ...found, formats: takenAs(container, importers) })
  if (instead?.startsWith('a request')) return lookOf('request', `This looks like ${instead}.`, found)
  const other = otherKind(start)
  if (other !== undefined) return lookOf('other', other, { ...found, formats: [] })
  const table = container === 'text' ? tableOf(start) : undefined
  const [best] = found.formats
  const known = importers.find(({ format }) => format === best?.format)?.columns ?? []
  const errors = isResult
    ? []
    : personalColumns(table?.head ?? [], best && best.confidence >= MIN_SURE ? known : [])
  const kind = errors.length === 0 && best !== undefined ? 'dataset' : 'other'
  const said =
    errors.length > 0 ? OF_PERSONS : instead === undefined ? undefined : `This looks like ${instead}.`
  const detail = said ?? looksLikeText(found) ?? (best ? mayBe(best) : UNKNOWN)
  return { ...lookOf(kind, detail, found), errors, ...(table && best ? ofTable(table, known) : {}) }
}

const TEMPLATE = 'This is the filled template of GET /v1/templates/city: POST /v1/estimates takes it.'
const PARQUET = 'The columns of a Parquet file stand at its end: state its format yourself.'

const mayBe = ({ format, title, missing }: Recognised): string =>
  `This may be ${format} (${title})${missing.length > 0 ? `, without its columns ${missing.join(', ')}` : ''}.`

const lookOf = (
  kind: FileLook['kind'],
  detail: string,
  found: Omit<LooksLike, 'instead' | 'isResult'>,
): FileLook => ({
  ...found,
  kind,
  detail,
  columns: [],
  unknownColumns: 0,
  years: [],
  errors: [],
})

/** The start of a file that gzip packed; other bytes as they are. */
function unzipped(start: Buffer): Buffer {
  if (start[0] !== GZIP[0] || start[1] !== GZIP[1]) return start
  try {
    const options = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: RECOGNISED_BYTES * MAX_RATIO }
    return gunzipSync(start, options).subarray(0, RECOGNISED_BYTES)
  } catch {
    return start
  }
}

/** Tables pack to a tenth; what packs better than this is no table. */
const MAX_RATIO = 200

function takenAs(container: 'workbook' | 'parquet', importers: readonly Importer[]): readonly Recognised[] {
  const wanted = container === 'workbook' ? 'xlsx' : container
  return importers
    .filter(({ containers }) => containers.includes(wanted))
    .map(({ format, title, options, required = [] }) => ({
      format,
      title,
      confidence: 0,
      missing: [],
      options,
      required: [...required],
    }))
}

/** What the file is, if people often take it for a table and it is none. */
function otherKind(start: Buffer): string | undefined {
  const kind = fileKind(start)
  if (kind.is === 'empty') return 'The file is empty.'
  if (kind.is === 'compound' || kind.is === 'encrypted')
    return 'This is a workbook from before 2007, or one with a password. Save it as .xlsx without a password.'
  if (kind.is !== 'other' || kind.name === 'not a workbook' || kind.name === 'a JSON text') return undefined
  return `This is ${kind.name}. ${UNKNOWN}`
}

interface Table {
  readonly head: readonly string[]
  readonly rows: readonly (readonly string[])[]
}

function tableOf(start: Buffer): Table | undefined {
  const decoded = decodeText(wholeLines(start))
  if (!decoded) return undefined
  const { from, delimiter } = tableStartOf(decoded.text)
  const text = decoded.text.slice(from)
  const head = firstRow(text, false) ?? ''
  const lines = text.slice(head.length).split(/\r\n|\n|\r/, MAX_ROWS)
  return {
    head: cellsOf(head, delimiter).map((name) => name.trim()),
    rows: lines.filter((line) => line !== '').map((line) => cellsOf(line, delimiter)),
  }
}

/** A column is named by its place: its head may itself be somebody's name. */
const personalColumns = (
  head: readonly string[],
  known: NonNullable<Importer['columns']>,
): readonly Fault[] =>
  head.flatMap((name, at) =>
    name === '' || columnOf(name, known) || !isPersonalColumn(name)
      ? []
      : [{ code: 'person-level-data' as const, column: `column ${at + 1}`, detail: OF_ONE_PERSON }],
  )

const OF_ONE_PERSON =
  'The column seems to describe a person, vehicle, device, place or point in time: remove it (rule I1).'

function ofTable({ head, rows }: Table, known: NonNullable<Importer['columns']>): Partial<FileLook> {
  const columns = head.map((name) => (name === '' ? undefined : columnOf(name, known)))
  const read = columns.flatMap((one) =>
    one && one.role !== 'unused' && one.role !== 'personal' ? one.name : [],
  )
  const unknownColumns = columns.filter((one, at) => one === undefined && head[at] !== '').length
  const period = columns.find((one) => one?.role === 'period')
  const parts = period ? datePartsOf(head, period) : []
  const at = parts.includes('year')
    ? head.findIndex((name) => partOf(name) === 'year')
    : columns.indexOf(period)
  const periods =
    at < 0 ? [] : rows.filter(isOfData).flatMap((row) => readPeriod(row[at]?.trim() ?? '') ?? [])
  const years = [...new Set(periods.map(({ year }) => year))].sort()
  const grain = parts.includes('day') ? 'day' : parts.includes('month') ? 'month' : grainOf(periods)
  return { columns: [...new Set(read)], unknownColumns, years, ...(grain ? { grain } : {}) }
}

/** A note under a table stands alone in its row. */
const isOfData = (row: readonly string[]): boolean =>
  row.length === 1 || row.filter((cell) => cell.trim() !== '').length > 1

interface Period {
  readonly year: string
  readonly grain: Grain
}

/** A year, a month or a day: `2024`, `2024-03`, `20240315`, `2024年3月4日`; a midnight may stand behind it. */
const YEAR_FIRST =
  /^((?:19|20)\d\d)(?:[-/.年]?(\d{1,2}))?(?:[-/.月]?(\d{1,2}))?[年月日]?(?:[T ]\d{1,2}:\d\d(?::\d\d)?)?$/u
/** `03.2024`, `15.03.2024`. */
const YEAR_LAST = /^\d{1,2}[-/.](?:(\d{1,2})[-/.])?((?:19|20)\d\d)$/

/** The period that a cell holds; undefined of a text that only begins with a number. */
function readPeriod(text: string): Period | undefined {
  const [, first, month, day] = YEAR_FIRST.exec(text) ?? []
  if (first !== undefined) return { year: first, grain: day ? 'day' : month ? 'month' : 'year' }
  const [, second, last] = YEAR_LAST.exec(text) ?? []
  return last === undefined ? undefined : { year: last, grain: second === undefined ? 'month' : 'day' }
}

function grainOf(periods: readonly Period[]): Grain | undefined {
  const grains = new Set(periods.map(({ grain }) => grain))
  return (['day', 'month', 'year'] as const).find((grain) => grains.has(grain))
}
