import { expect, test } from 'vitest'
import { scaleAroundZero, scaleFromZero, tickLabels } from '../../web/charts/strip-scale.ts'

const labelsAt = (width: number, largest: number) => {
  const scale = scaleFromZero(largest)
  const at = (tick: number): number => scale.at(tick) * width
  return tickLabels(scale, at, width, 'en')
}

test('on a wide chart every grid line has its number', () => {
  expect(labelsAt(640, 1_900_000).map(({ text }) => text)).toEqual([
    '0',
    '500,000',
    '1,000,000',
    '1,500,000',
    '2,000,000',
  ])
})

// Nine signs of 14 px are about 77 px wide and grid lines stand 80 px apart: no two neighbours have room and a gap.
test('on a phone numbers leave out those that would run into each other, and none leaves the drawing', () => {
  const labels = labelsAt(320, 3_900_000)
  expect(labels.map(({ text }) => text)).toEqual(['0', '1,000,000', '3,000,000'])
  expect(labels.every(({ anchor }) => anchor !== 'end')).toBe(true)
  expect(labelsAt(320, 900_000).at(-1)).toMatchObject({ text: '1,000,000', anchor: 'end' })
})

test('of changes, the number of the largest fall stays in the drawing, and that of 0 at its other edge', () => {
  const scale = scaleAroundZero([-140_000])
  const labels = tickLabels(scale, (tick) => scale.at(tick) * 320, 320, 'en')
  expect(labels[0]).toMatchObject({ text: '-150,000', anchor: 'start' })
  expect(labels.at(-1)).toMatchObject({ text: '0', anchor: 'end' })
})
