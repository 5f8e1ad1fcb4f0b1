import { FLOWS, MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import { DIMENSIONS, type FactsOf, factRelation, MEASURES, MOST } from '../store/fact-column.ts'
import type { ImportDatabase } from '../store/intake.ts'

/** How a period of each grain is written. */
const PERIODS = {
  year: '(19|20)[0-9]{2}',
  month: '(19|20)[0-9]{2}-(0[1-9]|1[0-2])',
  day: '(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])',
} as const

const MAX_TEXT_LENGTH = 64

/**
 * One function of one column: where a column is kept as a dictionary, the engine asks it once for each word and not for
 * each fact.
 */
const isOneOf = (column: string, patterns: readonly string[]): string =>
  `regexp_full_match(${column}, '${patterns.join('|')}')`

/** A rule for the facts of every format, with the SQL condition of the facts that break it. */
interface FactRule {
  readonly column: string
  readonly broken: string
  readonly detail: string
}

/** @param has the columns that facts can have a value in: nothing can be wrong with the others */
function rulesOf({ grain }: Dataset, has: (column: string) => boolean): readonly FactRule[] {
  const finest = { day: ['day', 'month', 'year'], month: ['month', 'year'], year: ['year'] } as const
  const patterns = finest[grain].map((one) => PERIODS[one])
  return [
    {
      column: 'period',
      broken: `period IS NULL OR NOT ${isOneOf('period', patterns)}`,
      detail: `Periods must not be finer than the ${grain} that the dataset declares.`,
    },
    {
      column: 'mode',
      broken: !has('mode') ? 'false' : `NOT ${isOneOf('mode', MODES)}`,
      detail: 'Every mode must be one of /v1/vocabulary.',
    },
    {
      column: 'flow',
      broken: !has('flow') ? 'false' : `NOT ${isOneOf('flow', FLOWS)}`,
      detail: 'Every flow must be one of /v1/vocabulary.',
    },
    ...DIMENSIONS.filter(has).map((column) => ({
      column,
      // Bytes are counted faster than characters, which are never more; most texts begin with no blank.
      broken:
        `CASE WHEN strlen(${column}) > ${MAX_TEXT_LENGTH} THEN length(${column}) > ${MAX_TEXT_LENGTH} ` +
        `WHEN ${column} < '0' OR strlen(${column}) <> length(${column}) THEN trim(${column}) = '' ELSE false END`,
      detail: `Texts must have 1 to ${MAX_TEXT_LENGTH} characters.`,
    })),
    ...MEASURES.filter(has).map((column) => ({
      column,
      // NaN is larger than every number.
      broken: `NOT ${column} BETWEEN 0 AND ${MOST}`,
      detail: 'Numbers must be 0 or more, and not larger than anything that can be counted.',
    })),
    {
      column: 'trips',
      broken: ['true', ...MEASURES.filter(has).map((column) => `${column} IS NULL`)].join(' AND '),
      detail: 'Every fact needs a number, such as trips, a distance, a speed or an index.',
    },
  ]
}

/** Faults of facts of any format: each broken rule with the number of facts that break it. */
export async function factFaults(
  written: FactsOf,
  database: ImportDatabase,
  dataset: Dataset,
): Promise<readonly Fault[]> {
  const rules = rulesOf(dataset, (column) => column in written.columns)
  const counts = rules.map(({ broken }, index) => `coalesce(countif(${broken}), 0)::DOUBLE AS rule_${index}`)
  const [row] = await database.rows<Record<string, number>>(
    `SELECT count(*)::DOUBLE AS facts, ${counts.join(', ')} FROM ${factRelation(written)}`,
  )
  if (!row?.['facts']) return [{ code: 'file-empty', detail: 'No row of the file gives a fact to import.' }]
  return rules.flatMap(({ column, detail }, index) => {
    const count = row[`rule_${index}`] ?? 0
    return count > 0 ? [{ code: 'fact-invalid', column, detail, count }] : []
  })
}
