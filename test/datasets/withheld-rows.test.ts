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

// As statistical offices write it: no statement (de), not available (en, fr, es, pt), no datum (es), unknown (Destatis), missing (zh).
test.each(['k.A.', 'n.a.', 'n.d.', 'nd', 's/d', '.', '/', '缺失'])(
  '%s is such a mark in other languages',
  async (mark) => {
    const { status, body } = await service.takeIn(
      `marks-${mark.replaceAll(/[^a-z]/g, '')}${mark.codePointAt(0)}-${mark.length}`,
      'format=tidy',
      `period;city;mode;vehicle_distance_vkm\n2024;a;car;900000\n2024;a;bus;${mark}\n`,
      { ...OPEN, grain: 'year' },
    )
    expect(body.errors ?? []).toEqual([])
    expect(status).toBe(201)
    expect(body.facts).toBe(1)
    expect(body.notices?.map(({ code }) => code)).toContain('withheld-by-supplier')
  },
)
