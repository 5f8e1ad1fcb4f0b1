import type { z } from 'zod'
import { BREAK_COLUMNS, checkBreaks, checkMeans, checkSteps } from './breaks.ts'
import {
  checkColdStarts,
  checkCurves,
  checkFactors,
  checkFleets,
  checkGasCurves,
  checkReferences,
  type Located,
  type Place,
} from './check.ts'
import type { DeclaredBreak } from './domain.ts'
import { FACTOR_TABLES, factorRowsOf, listReferences } from './factor-rows.ts'
import { normalsOf, readSetFiles, type SetHeader, seriesOf } from './load.ts'
import { PERIODS } from './normals.ts'
import {
  breakSchema,
  coldStartSchema,
  curveSchema,
  factorSchema,
  gasCurveSchema,
  normalRecordSchema,
  regionsSchema,
  setSchema,
  sourcesSchema,
  yearRecordSchema,
} from './schema.ts'
import {
  COLD_START_COLUMNS,
  type ColdStartRow,
  CURVE_COLUMNS,
  type CurveRow,
  type FactorRow,
  GAS_CURVE_COLUMNS,
  type GasCurveRow,
  readTable,
} from './table.ts'

/** A set that does not hold together; carries every fault found, at least one. */
export class FactorSetFaulty extends Error {
  readonly faults: readonly string[]

  constructor(folder: string, faults: readonly string[]) {
    super(`${folder}: ${faults.length} fault(s)\n${faults.join('\n')}`)
    this.name = 'FactorSetFaulty'
    this.faults = faults
  }
}

/** What a verified set holds. */
export interface Verified {
  readonly header: SetHeader
  readonly records: number
  readonly curves: number
  /** 0 in sets without them. */
  readonly gasCurves: number
  readonly coldStarts: number
}

/**
 * Checks a set file by file and row by row: form, sources, units, bounds, plausible size, fleet sums and
 * records that speak of the same thing.
 *
 * @param folder the folder of one set, holding `set.json`
 * @throws {FactorSetFaulty} with every fault as `file:row: what`
 * @throws {Error} if a file is missing or does not match its digest
 */
export function verifyFactorSet(folder: string): Verified {
  const { header, texts } = readSetFiles(folder)
  const faults: string[] = []
  const report = ({ file, row }: Place, what: string): void => {
    faults.push(row === undefined ? `${file}: ${what}` : `${file}:${row}: ${what}`)
  }
  const json = <S extends z.ZodType>(schema: S, file: string, value: unknown): z.output<S> | undefined =>
    checked(schema, value, { file }, report)
  const textOf = (file: string): string => {
    const found = texts[file]
    if (found === undefined) report({ file: 'set.json' }, `names no ${file}`)
    return found ?? ''
  }
  json(setSchema, 'set.json', header)
  const sources = json(sourcesSchema, 'sources.json', parsed(textOf('sources.json'))) ?? []
  const regions = json(regionsSchema, 'regions.json', parsed(textOf('regions.json')))
  textOf('factors.csv')
  const curveRows = readTable(textOf('curves.csv'), CURVE_COLUMNS, 'curves.csv').rows
  const factors = FACTOR_TABLES.flatMap((table) =>
    rowsOf(factorSchema, table, factorRowsOf(texts, table), report),
  ) as Located<FactorRow>[]
  const curves = rowsOf(curveSchema, 'curves.csv', curveRows, report) as Located<CurveRow>[]
  const optionalRows = (file: string, columns: readonly string[], schema: z.ZodType) =>
    texts[file] === undefined ? [] : rowsOf(schema, file, readTable(texts[file], columns, file).rows, report)
  const gasCurves = optionalRows(
    'gas-curves.csv',
    GAS_CURVE_COLUMNS,
    gasCurveSchema,
  ) as Located<GasCurveRow>[]
  const coldStarts = optionalRows(
    'cold-start.csv',
    COLD_START_COLUMNS,
    coldStartSchema,
  ) as Located<ColdStartRow>[]
  const known = {
    sources: new Set(sources.map((source) => source.id)),
    regions: new Set([
      'GLO',
      ...(regions?.groups.map((group) => group.code) ?? []),
      ...Object.keys(regions?.subnational ?? {}),
    ]),
  }
  checkFactors(factors, known, report)
  checkReferences(listReferences(texts), factors, report)
  const years = rowsOf(yearRecordSchema, 'series.csv', seriesOf(texts), report) as Located<FactorRow>[]
  checkFactors(years, known, report)
  const normals = rowsOf(
    normalRecordSchema,
    'normals.csv',
    normalsOf(texts),
    report,
    PERIODS,
  ) as Located<FactorRow>[]
  checkFactors(normals, known, report)
  const breaks = optionalRows('breaks.csv', BREAK_COLUMNS, breakSchema) as Located<DeclaredBreak>[]
  const declared = breaks.map(({ row }) => row)
  checkBreaks(breaks, years, report)
  checkSteps(years, declared, report)
  checkMeans(years, declared, report)
  checkFleets([...factors, ...years], report)
  checkCurves(curves, known, report)
  checkGasCurves(gasCurves, known, report)
  checkColdStarts(coldStarts, known, report)
  unusedSources(
    sources,
    [...factors, ...years, ...normals, ...curves, ...gasCurves, ...coldStarts].map(({ row }) => row.sourceId),
    regions,
    report,
  )
  if (faults.length > 0) throw new FactorSetFaulty(folder, faults)
  return {
    header,
    records: factors.length + years.length + normals.length,
    curves: curves.length,
    gasCurves: gasCurves.length,
    coldStarts: coldStarts.length,
  }
}

type Report = (place: Place, what: string) => void

function parsed(text: string): unknown {
  return text === '' ? undefined : JSON.parse(text)
}

function checked<S extends z.ZodType>(
  schema: S,
  value: unknown,
  place: Place,
  report: Report,
): z.output<S> | undefined {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  for (const { path, message } of result.error.issues)
    report(place, `${path.join('.') || 'the file'} ${message}`)
  return undefined
}

function rowsOf(
  schema: z.ZodType,
  file: string,
  rows: readonly object[],
  report: Report,
  recordsPerLine = 1,
): Located<unknown>[] {
  return rows.flatMap((value, index) => {
    const place = { file, row: Math.floor(index / recordsPerLine) + 2 }
    const row = checked(schema, value, place, report)
    return row === undefined ? [] : [{ row, place }]
  })
}

function unusedSources(
  sources: readonly { id: string }[],
  used: readonly string[],
  regions: { groups: readonly { sourceId: string }[] } | undefined,
  report: Report,
): void {
  const named = new Set([...used, ...(regions?.groups.map((group) => group.sourceId) ?? [])])
  const seen = new Set<string>()
  for (const { id } of sources) {
    if (!named.has(id)) report({ file: 'sources.json' }, `${id} is the source of nothing`)
    if (seen.has(id)) report({ file: 'sources.json' }, `${id} is there twice`)
    seen.add(id)
  }
  for (const { sourceId } of regions?.groups ?? [])
    if (!seen.has(sourceId)) report({ file: 'regions.json' }, `no source ${sourceId}`)
}
