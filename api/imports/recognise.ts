import { plainName } from '../request/folded-name.ts'
import { cellsOf, firstRow } from './csv-head.ts'
import { headOfUnit, isNamed } from './head-unit.ts'
import type { Importer } from './importer.ts'
import { type Delimiter, tableStartOf } from './preamble.ts'
import type { SourceColumn } from './source-column.ts'
import { decodeText, ENCODING_TITLES, type TextEncoding } from './text-encoding.ts'

/** As much of a file as heads and titles of tables take. */
export const RECOGNISED_BYTES = 65_536

/** A format that a file may be of. */
export interface Recognised {
  /** The name that `format=` takes. */
  readonly format: string
  readonly title: string
  /** From 0 to 1: the share of the required columns that are there, times that of the columns that the format knows. */
  readonly confidence: number
  /** Required columns that are not there. */
  readonly missing: readonly string[]
  /** Names and meanings of the options that the format has. */
  readonly options: Readonly<Record<string, string>>
  /** Names of those that must be stated. */
  readonly required: readonly string[]
}

/** What a file looks like by its first bytes. */
export interface LooksLike {
  readonly container: 'text' | 'json' | 'zip' | 'workbook' | 'parquet' | 'other'
  /** Of a text, where it can be told. */
  readonly encoding?: TextEncoding
  readonly delimiter?: Delimiter
  /** Formats, the likeliest first; empty if it is none that can be imported. */
  readonly formats: readonly Recognised[]
  /** What a file of another kind is, and what takes it. */
  readonly instead?: string
  /** The file is a result and no activity: what is wrong with its columns says nothing more. */
  readonly isResult?: true
}

/** Formats that fit worse are no use to anybody. */
const MIN_CONFIDENCE = 0.4

/** Heads of files that are no activity of a dataset, by columns that they all have in one spelling. */
const OTHERS: readonly {
  readonly columns: readonly string[]
  readonly instead: string
  readonly isResult?: true
}[] = [
  {
    columns: ['houseid', 'tdtrpnum'],
    instead: 'trips of single households (NHTS): only tables that were summed before can be taken',
  },
  {
    columns: ['gpcreferencenumber', 'totalemissions'],
    instead: 'an inventory of CityCatalyst: cordon filed-inventory, or POST /v1/filed-inventories',
  },
  {
    columns: ['gpcrefno', 'notationkey'],
    instead: 'a filed inventory (eCRF): cordon filed-inventory, or POST /v1/filed-inventories',
  },
  {
    columns: ['fuel', 'fleetcomposition'],
    instead: 'a fleet of vehicles (gtfs2emis): cordon state fleet turns it into rows of a request',
  },
  {
    columns: ['euro', 'vehtype', 'fuel'],
    instead: 'a fleet of vehicles (gtfs2emis): cordon state fleet turns it into rows of a request',
  },
  {
    columns: ['busestotal'],
    instead: 'road fuel by authority (DESNZ): cordon state fuel-sales turns it into rows of a request',
  },
  {
    columns: ['lalghgsector'],
    instead: 'emissions by authority (DESNZ): a result to compare with, not an input',
    isResult: true,
  },
  ...[
    ['scc', 'poll', 'annvalue'],
    ['scc', 'pollutantcode', 'totalemissions'],
    ['sector', 'pollutantcode', 'totalemissions'],
  ].map((columns) => ({
    columns,
    instead:
      'emissions of the US inventory (EPA NEI): a result to compare with, not activity. Take the table of vehicle miles, which begins with #FORMAT=FF10_ACTIVITY, as format=epa-nei',
    isResult: true as const,
  })),
]

/**
 * What a file looks like, by its first bytes: nothing is read beyond them, and no value of it is given back.
 *
 * @param columns the names of its columns, where an engine has told them already (Parquet)
 */
export function recogniseFile(
  firstBytes: Uint8Array,
  importers: readonly Importer[],
  columns?: readonly string[],
): LooksLike {
  const start = Buffer.from(firstBytes.subarray(0, RECOGNISED_BYTES))
  const signature = start.subarray(0, 4).toString('latin1')
  if (signature === 'PAR1')
    return { container: 'parquet', formats: columns ? ranked(columns, importers) : [] }
  if (signature === 'PK\u0003\u0004') return archiveOf(start, importers)
  const decoded = decodeText(wholeLines(start))
  if (!decoded) return { container: 'other', formats: [] }
  const { text, encoding } = decoded
  const [first] = text.trimStart()
  if (first === '{' || first === '[' || /^[\w.]{1,40}\(\{/.test(text))
    return jsonOf(text, encoding, importers)
  const { head, delimiter } = headOf(text)
  const formats = ranked(head, importers)
  const plain = new Set(head.map(plainName))
  const other = OTHERS.find((one) => one.columns.every((name) => plain.has(name)))
  const isOther = other !== undefined && (formats[0]?.confidence ?? 0) < 1
  return {
    container: 'text',
    encoding,
    delimiter,
    formats: isOther ? [] : formats,
    ...(isOther ? { instead: other.instead, ...(other.isResult ? { isResult: true } : {}) } : {}),
  }
}

/** Bytes up to the last line end, so that no letter is cut in two; all of them if there is none. */
export function wholeLines(start: Buffer): Buffer {
  const end = start.length < RECOGNISED_BYTES ? -1 : start.lastIndexOf(0x0a)
  return end > 0 ? start.subarray(0, end + 1) : start
}

function headOf(text: string): { readonly head: readonly string[]; readonly delimiter: Delimiter } {
  const { from, delimiter } = tableStartOf(text)
  const cells = cellsOf(firstRow(text.slice(from), false) ?? '', delimiter)
  return { head: cells.map((name) => name.trim()).filter((name) => name !== ''), delimiter }
}

/** Formats of rows by how well the names of the columns fit them. */
function ranked(head: readonly string[], importers: readonly Importer[]): readonly Recognised[] {
  const scored = importers.flatMap((importer) => {
    const { columns } = importer
    if (!columns || head.length === 0) return []
    const found = new Set<string>()
    let known = 0
    for (const name of head) {
      const column = columnOf(name, columns)
      if (!column) continue
      known += 1
      found.add(column.name)
    }
    const required = columns.filter((column) => column.required)
    const missing = required.filter(({ name }) => !found.has(name)).map(({ name }) => name)
    const confidence = (1 - missing.length / Math.max(1, required.length)) * (known / head.length)
    const used = found.size / columns.length
    return [{ ...toRecognised(importer, confidence, missing), used }]
  })
  // What fits half as well as another only shares a few names with it.
  const least = Math.max(0, ...scored.map(({ confidence }) => confidence)) / 2
  return scored
    .filter(({ confidence }) => confidence >= MIN_CONFIDENCE && confidence > least)
    .sort((a, b) => b.confidence - a.confidence || b.used - a.used)
    .map(({ used: _, ...one }) => one)
}

/** The column of a format that a head names. */
export function columnOf(name: string, columns: readonly SourceColumn[]): SourceColumn | undefined {
  const plain = plainName(name)
  const named = columns.find(
    (column) => isNamed(plain, column) || (plain.length <= 64 && column.family?.test(plain)),
  )
  if (named) return named
  const found = headOfUnit(name, columns)
  return found?.isSame ? found.column : undefined
}

const toRecognised = (
  { format, title, options, required = [] }: Importer,
  confidence: number,
  missing: readonly string[] = [],
): Recognised => ({
  format,
  title,
  confidence: Number(confidence.toFixed(2)),
  missing,
  options,
  required: [...required],
})

const byName = (importers: readonly Importer[], format: string): readonly Recognised[] =>
  importers.filter((one) => one.format === format).map((one) => toRecognised(one, 1))

const WORKBOOK =
  'a workbook: format=tidy reads a table of your own; for every other format save the sheet as CSV in UTF-8'

/** The names of the first files of an archive stand before their content. */
function archiveOf(start: Buffer, importers: readonly Importer[]): LooksLike {
  const text = start.toString('latin1')
  if (text.includes('xl/') || text.includes('[Content_Types].xml'))
    return { container: 'workbook', formats: [], instead: WORKBOOK }
  const isFeed = /(agency|stops|routes|trips|stop_times|calendar|calendar_dates|shapes|feed_info)\.txt/.test(
    text,
  )
  return { container: 'zip', formats: isFeed ? byName(importers, 'gtfs') : [] }
}

function jsonOf(text: string, encoding: TextEncoding, importers: readonly Importer[]): LooksLike {
  const common = { container: 'json', encoding } as const
  if (/"list"\s*:\s*\{\s*"\d{8}"/.test(text)) return { ...common, formats: byName(importers, 'baidu-index') }
  if (/"demand"|"travel"\s*:/.test(text))
    return { ...common, formats: [], instead: 'a request: cordon estimate, or POST /v1/estimates' }
  const [line = ''] = text.split('\n')
  const names = [...line.matchAll(/"([^"\\]+)"\s*:/g)].map(([, name = '']) => name)
  return { ...common, formats: ranked(names, importers) }
}

/** What a file looks like, in a sentence; undefined if nothing is sure enough to be said. */
export function looksLikeText({ formats, instead, encoding }: LooksLike): string | undefined {
  if (instead !== undefined) return `This looks like ${instead}.`
  const [best] = formats
  if (!best || best.confidence < 0.75) return undefined
  const text = encoding === undefined || encoding === 'utf-8' ? '' : `, in ${ENCODING_TITLES[encoding]}`
  return `This looks like ${best.format} (${best.title}${text}): import it with format=${best.format}.`
}
