import { describe, expect, test } from 'vitest'
import { type NormalRow, recordsOfNormals } from '../../emission-factors/normals.ts'

const LIST = '9.4 0.8 1.5 4.9 8.9 13.3 16.4 18.3 18 14 9.7 5 -1.8'
const ROW: NormalRow = {
  id: 'mean-temperature.de.copernicus-era5',
  region: 'DE',
  values: LIST,
  lowers: LIST,
  uppers: LIST,
  tier: 2,
  quality: 'M',
  verification: 'secondary',
  sourceId: 'copernicus-era5',
  locator: 'test',
}

describe('a row of normal temperatures', () => {
  test('is a record of the year and one of each month, in order', () => {
    const records = recordsOfNormals([ROW])
    expect(records.map(({ month, value }) => [month, value])).toEqual(
      LIST.split(' ').map((value, month) => [month === 0 ? undefined : month, Number(value)]),
    )
    expect(records[0]).not.toHaveProperty('month')
    expect(records.map(({ id }) => id)).toEqual(records.map(({ id }) => id).toSorted())
    expect(records[12]?.id).toBe('mean-temperature.de.copernicus-era5.12')
  })

  test.each([
    ['a month left out', LIST.replace(' 0.8', '')],
    ['a word', LIST.replace('0.8', 'cold')],
    ['an empty place', LIST.replace('0.8 ', ' ')],
  ])('with %s is refused, and the row named', (_, values) => {
    expect(() => recordsOfNormals([{ ...ROW, values }])).toThrow('mean-temperature.de.copernicus-era5')
  })
})
