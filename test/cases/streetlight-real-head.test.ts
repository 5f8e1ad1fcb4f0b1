import { afterAll, beforeAll, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const US = { country: 'US', grain: 'year', url: 'https://data.example.org/od' }
const ENDS =
  'Data Periods,Mode of Travel,Origin Zone ID,Origin Zone Name,Origin Zone Is Pass-Through,Origin Zone Direction (degrees),Origin Zone is Bi-Direction,Destination Zone ID,Destination Zone Name,Destination Zone Is Pass-Through,Destination Zone Direction (degrees),Destination Zone is Bi-Direction,Day Type,Day Part'
const fileOf = (part: string, unit = 'StL Volume', more = 'Avg Travel Time (sec)'): string =>
  [
    `${ENDS},Average Daily O-D Traffic (${unit}),Average Daily Origin Zone Traffic (${unit}),Average Daily Destination Zone Traffic (${unit}),${more}`,
    `"Jan 01, 2024 - Dec 31, 2024",All Vehicles - LBS Plus,11,Zone A,no,N/A,no,12,Zone B,no,N/A,no,0: All Days (M-Su),${part},1200,3000,3100,640`,
    '',
  ].join('\n')
const QUERY = 'format=streetlight&period=2024&measure=volume&mode=car'

test.each(['0: All Day (12am-12am)', '00: All Day (12am-12am)'])(
  'the head that exports have, %s',
  async (part) => {
    const id = `od-${part.indexOf(':')}`
    const taken = await service.takeIn(id, QUERY, fileOf(part), US)
    expect(taken.status).toBe(201)
    expect(detailsOf(taken.body.notices, 'import-assumption')).toContainEqual(
      expect.stringMatching(/^2 columns were not read/),
    )
    await service.app.inject({
      method: 'PUT',
      url: `/v1/datasets/${id}/zones`,
      payload: {
        zones: [
          { zone: '11', city: 'a' },
          { zone: '12', city: 'a' },
        ],
      },
    })
    const rows = await service.store.cube({ dataset: id, by: ['origin', 'destination', 'mode'] })
    // 1200 trips a day × 366 days of 2024.
    expect(rows).toMatchObject([{ origin: '11', destination: '12', mode: 'car', trips: 439_200 }])
  },
)

test('lengths and speeds beside the traffic are left out', async () => {
  const content = fileOf('0: All Day (12am-12am)', 'StL Volume', 'Avg Trip Length (mi)')
  expect((await service.takeIn('length', QUERY, content, US)).status).toBe(201)
})

test('a head that says index is not read as a volume', async () => {
  const content = fileOf('0: All Day (12am-12am)', 'StL Index')
  const { status, body } = await service.takeIn('index', QUERY, content, US)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'import-option-invalid' }]])
})

test('an export is under a contract: as open data it comes in with the address where it is published', async () => {
  const { url: _, ...withoutUrl } = US
  const { status, body } = await service.takeIn('bare', QUERY, fileOf('0: All Day (12am-12am)'), withoutUrl)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'under-contract' }]])
  expect(body.errors?.[0]?.['detail']).toContain('legalBasis agreement')
  expect(await service.store.listFiles('bare')).toEqual([])
})
