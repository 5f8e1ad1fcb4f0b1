import { expect, test } from 'vitest'
import { gridCodeOf, gridsOfState } from '../../../src/factors/grid-name.ts'

test.each([
  // EPA, eGRID subregions: code and name.
  ['RMPA', 'US-RMPA'],
  ['mrow', 'US-MROW'],
  ['ERCOT', 'US-ERCT'],
  ['WECC Rockies', 'US-RMPA'],
  ['SERC Mississippi Valley', 'US-SRMV'],
  // GB/T 2260 and ISO 3166-2:CN.
  ['Sichuan', 'CN-SC'],
  ['Sichuan Province', 'CN-SC'],
  ['四川', 'CN-SC'],
  ['四川省', 'CN-SC'],
  ['Shaanxi', 'CN-SN'],
  ['Shanxi', 'CN-SX'],
  ['华东', 'CN-EAST'],
  // A code, and what nobody knows, stay as they are.
  ['US-RMPA', 'US-RMPA'],
  ['US-TX', 'US-TX'],
  ['constructor', 'constructor'],
])('%s is the grid %s', (name, code) => {
  expect(gridCodeOf(name)).toBe(code)
})

test('a state with several grids is asked about, those of most of it first', () => {
  expect(gridsOfState('US-TX')).toEqual(['US-ERCT', 'US-SPSO', 'US-SRMV', 'US-AZNM'])
  expect(gridsOfState('US-ERCT')).toEqual([])
  expect(gridsOfState('CN-SC')).toEqual([])
})
