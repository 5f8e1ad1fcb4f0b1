import { FLOWS, MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { Dataset } from '../store/datasets.ts'
import { DIMENSIONS, MEASURES, MOST } from '../store/fact-column.ts'
import type { ImportDatabase } from '../store/intake.ts'

/** How a period of each grain is written. */
const PERIODS = {
  year: '^(19|20)[0-9]{2}$',
  month: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])$',
  day: '^(19|20)[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$',
} as const

const MAX_TEXT_LENGTH = 64

const inList = (words: readonly string[]): string => words.map((word) => `'${word}'`).join(', ')

/** Rules for the facts of every format, each with the SQL condition of the facts that break it. */
function rulesOf({ grain }: Dataset): readonly { column: string; broken: string; detail: string }[] {
  const finest = { day: ['day', 'month', 'year'], month: ['month', 'year'], year: ['year'] } as const
  const fits = finest[grain].map((one) => `regexp_matches(period, '${PERIODS[one]}')`).join(' OR ')
  return [
    {
      column: 'period',
      broken: `period IS NULL OR NOT (${fits})`,
      detail: `Periods must not be finer than the ${grain} that the dataset declares.`,
    },
    {
      column: 'mode',
      broken: `mode IS NOT NULL AND mode NOT IN (${inList(MODES)})`,
      detail: 'Every mode must be one of /v1/vocabulary.',
    },
    {
      column: 'flow',
      broken: `flow IS NOT NULL AND flow NOT IN (${inList(FLOWS)})`,
      detail: 'Every flow must be one of /v1/vocabulary.',
    },
    ...DIMENSIONS.map((column) => ({
      column,
      broken: `length(${column}) > ${MAX_TEXT_LENGTH} OR trim(${column}) = ''`,
      detail: `Texts must have 1 to ${MAX_TEXT_LENGTH} characters.`,
    })),
    ...MEASURES.map((column) => ({
      column,
      broken: `${column} IS NOT NULL AND NOT (isfinite(${column}) AND ${column} BETWEEN 0 AND ${MOST})`,
      detail: 'Numbers must be 0 or more, and not larger than anything that can be counted.',
    })),
    {
      column: 'trips',
      broken: MEASURES.map((column) => `${column} IS NULL`).join(' AND '),
      detail: 'Every fact needs a number, such as trips, a distance, a speed or an index.',
    },
  ]
}

/** Faults of facts of any format: each broken rule with the number of facts that break it. */
export async function factFaults(
  facts: string,
  database: ImportDatabase,
  dataset: Dataset,
): Promise<readonly Fault[]> {
  const rules = rulesOf(dataset)
  const counts = rules.map(({ broken }, index) => `count(*) FILTER (${broken})::DOUBLE AS rule_${index}`)
  const [row] = await database.rows<Record<string, number>>(
    `SELECT count(*)::DOUBLE AS facts, ${counts.join(', ')} FROM ${facts}`,
  )
  if (!row?.['facts']) return [{ code: 'file-empty', detail: 'No row of the file gives a fact to import.' }]
  return rules.flatMap(({ column, detail }, index) => {
    const count = row[`rule_${index}`] ?? 0
    return count > 0 ? [{ code: 'fact-invalid', column, detail, count }] : []
  })
}
