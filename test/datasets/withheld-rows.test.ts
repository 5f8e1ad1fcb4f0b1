import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const OPEN = { legalBasis: 'open-licence', licence: 'CC0-1.0' }
const HEAD = 'period,city,mode,passenger_distance_pkm,contributors\n'

test('a mark of what a supplier withheld is missing, and no number', async () => {
  const { status, body } = await service.takeIn(
    'marks',
    'format=tidy',
    `${HEAD}2024,a,car,900000,400\n2024,a,bus,*,400\n2024,a,rail,<10,400\n2024,a,tram,,\n`,
    OPEN,
  )
  expect(status).toBe(201)
  // Three of four rows have no other number: nothing of them is kept, and nothing is 0.
  expect(body.notices).toContainEqual({
    code: 'withheld-by-supplier',
    detail: expect.stringMatching(/^3 rows have numbers .* 3 rows had no other number/),
  })
  expect(body.facts).toBe(1)
})
