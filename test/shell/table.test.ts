import { expect, test } from 'vitest'
import { tableText } from '../../api/shell/table.ts'

test('signs that take two columns are shown whole, and the columns behind them stand in line', () => {
  const text = tableText(
    'Cities',
    [{ head: 'City' }, { head: 'Year', numbers: true }],
    [
      ['深圳市交通运输局', '2018'],
      ['São Paulo', '2020'],
    ],
  )
  // Eight signs take sixteen columns.
  expect(text.split('\n').slice(2)).toEqual([
    'City              Year',
    '────────────────  ────',
    '深圳市交通运输局  2018',
    'São Paulo         2020',
    '',
  ])
})

test('where they do not fit, they go on in the next line', () => {
  const text = tableText('Cities', [{ head: 'City', width: 8 }], [['深圳市交通运输局']])
  expect(text.split('\n').slice(4)).toEqual(['深圳市交', '通运输局', ''])
})
