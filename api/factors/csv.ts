import { type AnyRecord, type FactorSet, SUBJECT_FIELDS } from '../../src/index.ts'
import { csvText } from '../http/csv.ts'
import { recordsOf } from './answer.ts'

/** Columns that say what a record is; the rest are what its kind states, in the order of the set. */
const FIRST = [
  'id',
  'kind',
  ...SUBJECT_FIELDS,
  'region',
  'yearFrom',
  'yearTo',
  'value',
  'unit',
  'lower',
  'upper',
  'canonicalValue',
  'canonicalUnit',
]
const LAST = [
  'tier',
  'quality',
  'verification',
  'sourceId',
  'source',
  'publisher',
  'licence',
  'locator',
  'note',
]
const ROWS_A_PART = 500

/**
 * Records as CSV (RFC 4180) with their source, part by part. The columns depend on the kinds among the records alone.
 *
 * @param records of `set`
 */
export function* factorsCsv(records: readonly AnyRecord[], set: FactorSet): Generator<string> {
  const columns = columnsOf(records, set)
  if (records.length === 0) {
    yield `${columns.join(',')}\r\n`
    return
  }
  for (let start = 0; start < records.length; start += ROWS_A_PART) {
    const rows = records.slice(start, start + ROWS_A_PART).map((record) => {
      const source = set.source(record.sourceId)
      return { ...record, source: source?.title, publisher: source?.publisher, licence: source?.licence }
    })
    yield csvText(rows, columns, start === 0)
  }
}

function columnsOf(records: readonly AnyRecord[], set: FactorSet): readonly string[] {
  const kinds = new Set(records.map(({ kind }) => kind))
  const examples = new Map(recordsOf(set).map((record) => [record.kind, record]))
  const stated = [...examples].flatMap(([kind, record]) => (kinds.has(kind) ? Object.keys(record) : []))
  const ends = new Set([...FIRST, ...LAST])
  return [...FIRST, ...new Set(stated.filter((column) => !ends.has(column))), ...LAST]
}
