import { expect, test } from 'vitest'
import { findHeld, leakOf, type Sample } from './leaks.ts'

/** A hundred samples of a process that holds so much. */
const samplesOf = (mebibytesAt: (share: number) => number): readonly Sample[] =>
  Array.from({ length: 100 }, (_, index) => {
    const share = (index + 1) / 100
    return { share, files: 40, mebibytes: mebibytesAt(share) }
  })

test('a process that goes up and down does not leak', () => {
  expect(
    leakOf(
      samplesOf((share) => (Math.round(share * 100) % 9 === 0 ? 900 : 2200)),
      'mebibytes',
    ),
  ).toBe(0)
})

test('a process that loads what it keeps does not leak', () => {
  expect(
    leakOf(
      samplesOf((share) => (share < 0.1 ? 300 : 1500)),
      'mebibytes',
    ),
  ).toBe(0)
})

test('a process whose least rises leaks', () => {
  // From 900 + 1000 × 0.1 to 900 + 1000 × 0.7.
  expect(
    leakOf(
      samplesOf((share) => 900 + 1000 * share),
      'mebibytes',
    ),
  ).toBe(600)
})

test('files that are never closed are a leak', () => {
  const samples = samplesOf(() => 900).map((sample) => ({ ...sample, files: 40 + 100 * sample.share }))
  expect(leakOf(samples, 'files')).toBe(60)
})

test('a run too short to tell has no leak', () => {
  expect(leakOf([], 'files')).toBe(0)
  expect(leakOf([{ share: 1, files: 500, mebibytes: 5000 }], 'files')).toBe(0)
})

test.skipIf(process.platform !== 'linux')('this process holds something', () => {
  expect(findHeld(process.pid)?.files).toBeGreaterThan(3)
  expect(findHeld(process.pid)?.mebibytes).toBeGreaterThan(20)
  expect(findHeld(0)).toBeUndefined()
})
