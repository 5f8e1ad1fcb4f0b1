import { expect, test } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { importHarnessInTest, refusalOf } from '../fixtures/import-harness.ts'

const harness = importHarnessInTest()

/** 400 cities in 500 months: 200 000 keys, from where on each is the number of a bit. */
const ROWS = Array.from({ length: 200_000 }, (_, at) => {
  const month = Math.floor(at / 400)
  const period = `${1980 + Math.floor(month / 12)}-${String(1 + (month % 12)).padStart(2, '0')}`
  return `${period},city-${at % 400},1200`
})

const repeatedIn = async (...lines: readonly string[]): Promise<readonly (number | undefined)[]> => {
  const { faults } = await refusalOf(harness.read(tidy, { container: 'csv', content: lines.join('\n') }))
  return faults.flatMap(({ code, count }) => (code === 'duplicate-key' ? [count] : []))
}
const TABLE = ROWS.join('\n')

test.each([
  ['one row', [ROWS[123_456]], 1],
  ['the last key, twice', [ROWS.at(-1), ROWS.at(-1)], 2],
  ['keys of many places', [ROWS[0], ROWS[1], ROWS[400], ROWS[199_600]], 4],
  // A row without a period or a city has no number: then keys are told apart by what they hash to.
  ['one row, where another has no city', [ROWS[7], '1980-01,,1200'], 1],
])('of a large table that repeats %s, so many rows are told', async (_, again, count) => {
  expect(await repeatedIn('period,city,trips', TABLE, ...again.map((row) => row ?? ''))).toEqual([count])
})

test('a column of the key that all rows leave empty makes no key different', async () => {
  const rows = ROWS.map((row) => `${row},`).join('\n')
  expect(await repeatedIn('period,city,trips,mode', rows, `${ROWS[5]},`)).toEqual([1])
})
