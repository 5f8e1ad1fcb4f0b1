import { describe, expect, test } from 'vitest'
import { tidy } from '../../api/imports/tidy.ts'
import { csv, dataset, importHarnessInTest, refusalOf, said } from '../fixtures/import-harness.ts'

/**
 * Thousands written with points, in a file with semicolons, as a German, Spanish or French office writes 41 237 trips and
 * 382 114 passenger-kilometres. Read as fractions they were a thousandth, without a word. All numbers have exactly three digits
 * behind the point, so that nothing in the file says what they are: it is refused until the option says so.
 */
const FILE = csv(
  'period;city;mode;trips;passenger_distance_pkm',
  '2024-03-04;example-town;car;41.237;382.114',
  '2024-03-05;example-town;car;42.020;389.367',
)
const PLACE = { country: 'DE', legalBasis: 'open-licence', grain: 'day' } as const

const harness = importHarnessInTest()

const measuresOf = async (file: typeof FILE, options = {}) =>
  said((await harness.read(tidy, file, dataset(PLACE), options)).rows).map((row) => [
    row['trips'],
    row['passenger_distance_pkm'],
  ])

describe('thousands with points', () => {
  test('are asked about, by column, and no value is repeated', async () => {
    const { faults } = await refusalOf(harness.read(tidy, FILE, dataset(PLACE)))
    expect(faults.map(({ code, column, count }) => [code, column, count])).toEqual([
      ['number-ambiguous', 'trips', 2],
      ['number-ambiguous', 'passenger_distance_pkm', 2],
    ])
    for (const { detail } of faults) expect(detail).toContain('option “decimal”')
    expect(JSON.stringify(faults)).not.toMatch(/41.?237|382.?114/)
  })

  test('are 41 237 trips and 382 114 pkm with a decimal comma', async () => {
    expect(await measuresOf(FILE, { decimal: 'comma' })).toEqual([
      [41_237, 382_114],
      [42_020, 389_367],
    ])
  })

  test('are fractions if the option says so', async () => {
    expect(await measuresOf(FILE, { decimal: 'point' })).toEqual([
      [41.237, 382.114],
      [42.02, 389.367],
    ])
  })

  test('are read unasked once a number of the file shows its mark', async () => {
    const row = (trips: string) =>
      csv('period;city;mode;trips;passenger_distance_pkm', `2024-03-04;x;car;${trips};382.114`)
    // 41.237,5 has a decimal comma, so that 382.114 has thousands; 41237.5 has a decimal point.
    expect(await measuresOf(row('41.237,5'))).toEqual([[41_237.5, 382_114]])
    expect(await measuresOf(row('41237.5'))).toEqual([[41_237.5, 382.114]])
    expect(await measuresOf(row('41\u202f237,5'))).toEqual([[41_237.5, 382_114]])
  })

  test('are refused where numbers show both marks', async () => {
    const file = csv(
      'period;city;mode;trips;passenger_distance_pkm',
      '2024-03-04;x;car;1,5;382.114',
      '2024-03-05;x;car;2.5;7',
    )
    const { faults } = await refusalOf(harness.read(tidy, file, dataset(PLACE)))
    expect(faults.map(({ code }) => code)).toContain('number-ambiguous')
  })

  test('need no question where cells are parted by commas, or nothing is ambiguous', async () => {
    const commas = csv('period,city,mode,trips,passenger_distance_pkm', '2024-03-04,x,car,41.237,382.114')
    expect(await measuresOf(commas)).toEqual([[41.237, 382.114]])
    const whole = csv('period;city;mode;trips;passenger_distance_pkm', '2024-03-04;x;car;41 237;382114')
    expect(await measuresOf(whole)).toEqual([[41_237, 382_114]])
  })

  test('an option that there is not is refused', async () => {
    const { faults } = await refusalOf(harness.read(tidy, FILE, dataset(PLACE), { decimal: 'dot' }))
    expect(faults.map(({ code }) => code)).toEqual(['import-option-invalid'])
  })
})
