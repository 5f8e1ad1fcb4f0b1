import type { ImportDatabase, ImportNotice } from '../store/intake.ts'
import { optionFault, refuseFaults } from './import-option.ts'
import type { StagedFile } from './importer.ts'
import { daysOfPeriod } from './period.ts'
import { openSourceTable, type SourceTable } from './source-table.ts'

/** The first and the last day of a part of the data, as 2024-03-01. */
interface Span {
  readonly first: string
  readonly last: string
}

/** What “Data Periods” says; undefined if it cannot be read, or says nothing. */
export type DataPeriods = readonly Span[] | undefined

const MAX_PERIODS = 100
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
/** `Mar 01, 2019`, `March 2019` or `2019-03-01`, at the beginning of a text. */
const WRITTEN_DAY = /^([a-z]{3})[a-z]{0,6}\.? (?:(\d{1,2}), ?)?(\d{4})/i
const ISO_DAY = /^(\d{4})-(\d{2})-(\d{2})/
const BETWEEN = /^(?:-|–|to(?= ))/i
const AFTER = /^(?:[,;|&]|and(?= ))/i

/** The spans of all rows. They are compared and never kept, so they are read apart from the columns of the format. */
export async function dataPeriods(
  file: Pick<StagedFile, 'path' | 'container'>,
  { header }: SourceTable,
  database: ImportDatabase,
): Promise<DataPeriods> {
  const head = header('data_periods')
  if (head === undefined) return undefined
  const { view } = await openSourceTable(
    file,
    database,
    [{ name: 'data_periods', headers: [head], role: 'name' }],
    'data_period_row',
  )
  const texts = await database.rows<{ periods: string }>(
    `SELECT DISTINCT data_periods AS periods FROM ${view} WHERE data_periods IS NOT NULL LIMIT ${MAX_PERIODS}`,
  )
  const spans = texts.map(({ periods }) => spansOf(periods))
  return spans.length > 0 && spans.every((some) => some !== undefined) ? spans.flat() : undefined
}

/** Spans such as `Mar 01, 2019 - Mar 31, 2019`, one or several. */
export function spansOf(text: string): DataPeriods {
  const spans: Span[] = []
  let rest = text.trim()
  while (rest !== '') {
    const first = dayAt(rest)
    if (!first) return undefined
    rest = rest.slice(first.length).trimStart()
    const between = BETWEEN.exec(rest)?.[0] ?? ''
    rest = rest.slice(between.length).trimStart()
    const last = between === '' ? first : dayAt(rest)
    if (!last) return undefined
    if (between !== '') rest = rest.slice(last.length).trimStart()
    spans.push({ first: first.first, last: last.last })
    rest = rest.slice(AFTER.exec(rest)?.[0].length ?? 0).trimStart()
  }
  return spans.length > 0 ? spans : undefined
}

function dayAt(text: string): (Span & { readonly length: number }) | undefined {
  const iso = ISO_DAY.exec(text)
  if (iso) return { first: iso[0], last: iso[0], length: iso[0].length }
  const [all = '', name = '', day, year = ''] = WRITTEN_DAY.exec(text) ?? []
  const month = MONTHS.indexOf(name.toLowerCase()) + 1
  if (month === 0) return undefined
  const of = `${year}-${String(month).padStart(2, '0')}`
  const at = (number: number): string => `${of}-${String(number).padStart(2, '0')}`
  return day === undefined
    ? { first: at(1), last: at(daysOfPeriod(of)), length: all.length }
    : { first: at(Number(day)), last: at(Number(day)), length: all.length }
}

const endOf = (period: string): string => {
  const month = period.length === 4 ? `${period}-12` : period
  return month.length === 7 ? `${month}-${daysOfPeriod(month)}` : month
}
const startOf = (period: string): string => `${period}-01-01`.slice(0, 10)

/** @throws {Failure} if the file has days outside the period that the caller states */
export function requireWithin(covered: DataPeriods, period: string): void {
  const isWithin = ({ first, last }: Span): boolean => first >= startOf(period) && last <= endOf(period)
  if (covered?.every(isWithin) === false)
    refuseFaults([
      optionFault(
        'Column “Data Periods” names days outside option “period”: the option must hold all days of the file.',
      ),
    ])
}

export function coverNotices(covered: DataPeriods, period: string): ImportNotice[] {
  const assumed = (detail: string): ImportNotice[] => [{ code: 'import-assumption', detail }]
  if (covered === undefined)
    return assumed('The file does not tell the days that it covers, so option “period” was not compared.')
  const days = new Set(covered.flatMap(daysOf)).size
  const whole = daysOf({ first: startOf(period), last: endOf(period) }).length
  return days < whole
    ? assumed(`The data are of ${days} of the ${whole} days of the period: they stand for all of them.`)
    : []
}

function daysOf({ first, last }: Span): readonly string[] {
  const days: string[] = []
  const end = Date.parse(last)
  for (let day = Date.parse(first); day <= end; day += 86_400_000)
    days.push(new Date(day).toISOString().slice(0, 10))
  return days
}
