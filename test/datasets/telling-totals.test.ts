import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const AGREED = { legalBasis: 'agreement', contributorUnit: 'person', grain: 'day' }
const HEAD = 'period,city,mode,trips,contributors\n'

/** Days of March 2024, each of 700 trips and 301 people or some more. */
const days = (of: readonly number[]): string =>
  HEAD + of.map((day) => `2024-03-${String(day).padStart(2, '0')},a,car,${700 + day},${301 + day}\n`).join('')

const upTo = (last: number): number[] => Array.from({ length: last }, (_, at) => at + 1)

/** 700 trips and the number of the day, from the first to the 31st: 31 × 700 + 496. */
const MARCH = 31 * 700 + 496

async function sent(id: string, files: readonly string[], facts: object = AGREED) {
  const answers = []
  for (const file of files) {
    const { status, body } = await service.takeIn(id, 'format=tidy', file, facts)
    const [error] = body.errors ?? []
    answers.push(status === 201 ? 201 : [status, error?.['code'], error?.['count'], error?.['detail']])
  }
  return answers
}

describe('what a supplier left out', () => {
  test('is refused where a sum tells it: the one day that is missing', async () => {
    const month = `${HEAD}2024-03,a,car,${MARCH},900\n`
    const [first, second] = await sent('one-day', [days(upTo(30)), month])
    expect(first).toBe(201)
    expect(second).toEqual([
      422,
      'part-follows',
      1,
      expect.stringContaining('Withhold these sums, or for each'),
    ])
    // Nothing of the refused file is kept, and the days are not told by what is left.
    expect(await sent('one-day', [days([31])])).toEqual([201])
  })

  test('is refused where it is of fewer than ten contributors together', async () => {
    // 22 of some 20 800 trips are left to two days, and 400 people made all of them: 22 ÷ 20 800 × 400 is under one.
    const sum = upTo(29).reduce((total, day) => total + 700 + day, 0)
    const month = `${HEAD}2024-03,a,car,${sum + 22},400\n`
    expect((await sent('few', [days(upTo(29)), month]))[1]).toEqual([
      ...[422, 'part-follows', 1],
      expect.stringContaining('fewer than ten contributors'),
    ])
  })

  test('or where sum and parts would count twice', async () => {
    const month = `${HEAD}2024-03,a,car,${MARCH},900\n`
    expect((await sent('twice', [days(upTo(10)), month]))[1]).toEqual([
      ...[422, 'part-follows', 1],
      expect.stringContaining('would count twice'),
    ])
    // Of another place, mode or month nothing follows.
    const others = `${HEAD}2024-03,b,car,${MARCH},900\n2024-03,a,bus,${MARCH},901\n2024-04,a,car,${MARCH + 1},902\n`
    expect(await sent('beside', [days(upTo(30)), others])).toEqual([201, 201])
  })

  test('of a dataset that is openly published everybody has', async () => {
    const month = `${HEAD}2024-03,a,car,${MARCH},900\n`
    const open = { legalBasis: 'open-licence', licence: 'CC0', grain: 'day' }
    expect(await sent('open', [days(upTo(30)), month], open)).toEqual([201, 201])
  })
})
