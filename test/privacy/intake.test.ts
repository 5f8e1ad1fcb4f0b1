import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { MARKS, mutated, sumOf, tried } from './intake.ts'
import { FURTHER_COLUMNS, furtherColumn } from './intake-honest.ts'
import { type IntakeTarget, intakeTarget } from './intake-target.ts'

/** No form tells a name from a place, nor 11 contributors that were invented from 11 that were counted. */
const KEPT = [
  'a name with a number, jane-doe-3: kept',
  // The day 2024-03-15 as programs write it, in every row: no finer than a day may be.
  'a period 20240315: kept',
  'contributors of 10, 11 and 12: kept',
]

test('of 227 ways to bring persons in, those that are known are kept, and no others', async () => {
  const { tries, honest } = await tried()
  expect(sumOf(tries, (one) => one.tries)).toBe(227)
  expect(tries.flatMap(({ wrong }) => wrong)).toEqual(KEPT)
  expect(KEPT.length / 227).toBeLessThanOrEqual(MARKS.kept)
  // Of the 116 honest files, 15 have further columns: below.
  expect(sumOf(honest, (one) => one.tries)).toBe(101)
  expect(honest.flatMap(({ wrong }) => wrong)).toEqual([])
})

/** Three to six of each kind but one, of which there are sixteen; `npm run adversary intake` tries 10 000. */
test('files into which persons were put by chance', async () => {
  const { tries, fates, wrong } = await mutated(1, 60)
  expect(tries).toBe(60)
  expect([wrong, fates.kept]).toEqual([[], 0])
})

describe('one file after the other', () => {
  let target: IntakeTarget
  beforeAll(async () => {
    target = await intakeTarget()
  })
  afterAll(() => target.close())

  test.each(FURTHER_COLUMNS)('a further column %s is refused: a format is closed', async (column) => {
    const { fate, codes } = await target.send({ name: column, file: furtherColumn(column) })
    expect(fate).toBe('refused')
    expect(codes[0]).toMatch(/^(column-unknown|person-level-data|value-not-read)/)
  })
})
