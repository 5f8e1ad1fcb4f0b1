import { FLOWS, MODES } from '../../src/index.ts'
import type { Fault } from '../request/failure.ts'
import type { ImportDatabase } from '../store/intake.ts'
import { refuseFaults } from './import-option.ts'
import { measureCheck, patternCheck, type RowCheck, wordCheck } from './row-check.ts'
import { isCalledSum, sumWordChecks } from './row-of-sums.ts'
import type { SourceTable } from './source-table.ts'
import { TIDY_AMOUNTS, TIDY_MEASURES } from './tidy-columns.ts'
import type { WrittenMeasures } from './written-measure.ts'

const BAND = '[0-9]{1,5}([.][0-9]{1,2})?(-[0-9]{1,5}([.][0-9]{1,2})?|[+])'
/** Classes of a table; more of them are values. */
const MAX_BANDS = 30
/** Where bands end at most, and the narrowest one as a share of its lower bound. */
const MAX_BAND_KM = 20_000
const MAX_BAND_SPEED_KM_PER_H = 400
const MIN_BAND_WIDTH = 0.01
/** The largest mean speed. */
const MAX_SPEED_KM_PER_H = 1000

/** A class of a table is told apart from others; a value of each row is none. */
export async function requireFewBands({ view, has }: SourceTable, database: ImportDatabase): Promise<void> {
  const names = ['distance_band_km', 'speed_band_km_per_h'].filter(has)
  if (names.length === 0) return
  const counts = names.map((name) => `count(DISTINCT ${name})::DOUBLE AS ${name}`)
  const [bands = {}] = await database.rows<Record<string, number>>(`SELECT ${counts.join(', ')} FROM ${view}`)
  refuseFaults(
    names.flatMap((name): Fault[] => {
      const count = bands[name] ?? 0
      const detail = `A table has at most ${MAX_BANDS} different bands.`
      return count > MAX_BANDS ? [{ code: 'value-not-read', column: name, detail, count }] : []
    }),
  )
}

/** What no row of a tidy table may have, besides data about persons. */
export function tidyChecks({ has }: SourceTable, number: WrittenMeasures['number']): RowCheck[] {
  const band = (column: string): RowCheck =>
    patternCheck(column, BAND, 'Bands must be written like 2-10 or 50+.')
  const from = (column: string): string => `TRY_CAST(string_split(rtrim(${column}, '+'), '-')[1] AS DOUBLE)`
  const to = (column: string): string => `TRY_CAST(string_split(${column}, '-')[2] AS DOUBLE)`
  const rising = (column: string, most: number): RowCheck => ({
    code: 'value-not-read',
    column,
    detail: `Bands must rise, by a hundredth at least, and end at ${most} at most.`,
    where: `${to(column)} < ${from(column)} * ${1 + MIN_BAND_WIDTH} OR coalesce(${to(column)}, ${from(column)}) > ${most}`,
    of: column,
  })
  const named = ['period', 'city', 'origin', 'destination', 'mode'].filter(has)
  // A row that is called a sum is told as such, and lacks what tells rows apart.
  const isSum = named.map((name) => `coalesce(${isCalledSum(name)}, false)`).join(' OR ')
  const measures = TIDY_AMOUNTS.filter((name) => name !== 'contributors' && has(name))
  return [
    ...[
      wordCheck('flow', FLOWS),
      {
        ...wordCheck('mode', MODES),
        where: `${wordCheck('mode', MODES).where} AND NOT ${isCalledSum('mode')}`,
      },
      band('distance_band_km'),
      band('speed_band_km_per_h'),
      rising('distance_band_km', MAX_BAND_KM),
      rising('speed_band_km_per_h', MAX_BAND_SPEED_KM_PER_H),
      // What a missing column has in no row costs as much to look for as what it has.
    ].filter(({ column }) => column !== undefined && has(column)),
    ...sumWordChecks(named),
    ...(has('mean_speed_km_per_h')
      ? [
          {
            code: 'value-not-read' as const,
            column: 'mean_speed_km_per_h',
            detail: `Speeds must be ${MAX_SPEED_KM_PER_H} km/h at most.`,
            where: `${number('mean_speed_km_per_h')} > ${MAX_SPEED_KM_PER_H}`,
          },
        ]
      : []),
    ...sharesCheck(has, number),
    ...TIDY_MEASURES.filter(has).map((name) => measureCheck(name, { number: number(name) })),
    {
      code: 'value-not-read',
      detail: 'Rows need a city, an origin or a destination.',
      where: `coalesce(city, origin, destination) IS NULL AND NOT (${isSum === '' ? 'false' : isSum})`,
    },
    {
      code: 'value-not-read',
      detail: 'Rows need at least one sum, such as trips or vehicle_distance_vkm.',
      where: ['true', ...measures.map((name) => `${name} IS NULL`)].join(' AND '),
    },
  ]
}

/** Two shares of one row are at most all of it, the larger first. */
function sharesCheck(has: SourceTable['has'], number: WrittenMeasures['number']): RowCheck[] {
  const share = (name: string): string => (has(name) ? `coalesce(${number(name)}, 0)` : '0')
  const [first, second] = [share('largest_share'), share('second_share')]
  if (!has('largest_share') && !has('second_share')) return []
  return [
    {
      code: 'value-not-read',
      column: has('largest_share') ? 'largest_share' : 'second_share',
      detail: 'Shares of the two largest are parts of 1, the larger first.',
      where: `${second} > ${first} OR ${first} + ${second} > 1.000001`,
    },
  ]
}
