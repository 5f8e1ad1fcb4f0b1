import { describe, expect, test } from 'vitest'
import { withRowHeights } from '../../api/workbook/row-heights.ts'

const heightOf = (value: string, width: number, style: object = {}): number | undefined => {
  const [[cell] = []] = withRowHeights([[{ value, type: String, wrap: true, ...style }]], [width])
  return (cell as { readonly height?: number }).height
}

describe('rows are as high as the lines that their texts are wrapped to', () => {
  // 14 points a line. A column of 11 has 10 beside its edges, and letters are 0.92 wide: ten letters are 9.2.
  test.each([
    ['one line needs nothing', 'abcdefghij', undefined],
    ['two words that do not fit beside each other', 'abcdef ghijkl', 28],
    ['two that do', 'abcd ghijk', undefined],
    // 25 letters are 23 wide.
    ['a word that is longer than two lines', 'abcdefghijklmnopqrstuvwxy', 42],
    // Six signs of 2 are 12 wide.
    ['Chinese, which is wider and breaks anywhere', '城市交通排放', 28],
    ['lines of its own', 'a\nb\nc', 42],
  ])('%s', (_, text, height) => {
    expect(heightOf(text, 11)).toBe(height)
  })

  test('a line that is full to the last letter is followed by another', () => {
    // Five signs of 2 are all of 10.
    expect(heightOf('城市交通排 a b', 11)).toBe(28)
  })

  test('bold and larger letters take more of both', () => {
    // 9.2 × 1.15 is more than 10.
    expect(heightOf('abcd ghijk', 11, { fontWeight: 'bold' })).toBe(28)
    // Of twice the size: three lines, and each is twice as high.
    expect(heightOf('abcd ghijk', 11, { fontSize: 22 })).toBe(56)
  })

  test('the highest cell of a row counts, and what is not wrapped does not', () => {
    const [row = []] = withRowHeights(
      [
        [
          null,
          { value: 'a', type: String },
          { value: 'abcdef ghijkl', type: String, wrap: true },
          { value: 'abcdef ghijkl mnopqr', type: String },
        ],
      ],
      [11, 11, 11, 11],
    )
    expect(row.map((cell) => (cell as { readonly height?: number } | null)?.height)).toEqual([
      undefined,
      28,
      undefined,
      undefined,
    ])
  })

  test('no row is higher than spreadsheets take', () => {
    expect(heightOf('word '.repeat(1000), 11)).toBe(409)
  })
})
