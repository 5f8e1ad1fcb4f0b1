import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { caseService, detailsOf } from '../fixtures/case-service.ts'
import { CALENDAR, townFeed } from '../fixtures/town-feed.ts'

let service: Awaited<ReturnType<typeof caseService>>
beforeAll(async () => {
  service = await caseService()
})
afterAll(() => service.close())

const FACTS =
  'period,origin,destination,mode,trips,passenger_distance_pkm\n2024-03-04,Süd,Süd,car,4000,20000\n'
const ZONES = 'zone,city\nSüd,sued\n'

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le')
const ENCODED: readonly (readonly [
  name: string,
  encode: (text: string) => Buffer,
  said: string | undefined,
])[] = [
  ['UTF-8', (text) => Buffer.from(text), undefined],
  ['UTF-8 with a mark', (text) => Buffer.from(`\uFEFF${text}`), undefined],
  // The letters of these texts have the same numbers in Latin-1 and Windows-1252.
  ['Windows-1252', (text) => Buffer.from(text, 'latin1'), 'Windows-1252'],
  ['UTF-16 with a mark, small end first', (text) => utf16(`\uFEFF${text}`), 'UTF-16'],
  ['UTF-16 with a mark, big end first', (text) => utf16(`\uFEFF${text}`).swap16(), 'UTF-16'],
  ['UTF-16 without a mark', utf16, 'UTF-16'],
]

describe.each(ENCODED)('%s', (name, encode, said) => {
  const id = name.toLowerCase().replaceAll(/\W+/g, '-')
  const expected = said === undefined ? [] : [expect.stringContaining(`it is in ${said} and was read so`)]

  test('facts and zones find each other', async () => {
    const taken = await service.takeIn(id, 'format=tidy', encode(FACTS))
    expect(taken.status).toBe(201)
    expect(detailsOf(taken.body.notices, 'text-encoding')).toEqual(expected)
    const saved = await service.app.inject({
      method: 'PUT',
      url: `/v1/datasets/${id}/zones`,
      headers: { 'content-type': 'text/csv' },
      payload: encode(ZONES),
    })
    expect(saved.statusCode).toBe(200)
    expect(detailsOf(saved.json().notices, 'text-encoding')).toEqual(expected)
    const { status, body } = await service.series('sued', id)
    expect([status, body.items[0]?.passengerDistance?.value]).toEqual([200, expect.closeTo(20_000, 3)])
  })
})

test('letters that Latin-1 does not have: a euro sign is one in Windows-1252', async () => {
  const content = Buffer.concat([
    Buffer.from('period,city,mode,vehicle_distance_vkm\n2024-03-04,Z'),
    Buffer.from([0x80]),
    Buffer.from(',car,5\n'),
  ])
  await service.takeIn('euro', 'format=tidy', content)
  expect((await service.series('Z€', 'euro')).status).toBe(200)
})

test('a table of China in GB 18030', async () => {
  // 日期,出发城市,到达城市,人数,距离(公里) and 杭州,上海 in GB 2312, each two bytes.
  const head = 'c8d5c6da2cb3f6b7a2b3c7cad02cb5bdb4efb3c7cad02cc8cbcafd2cbee0c0eb28b9abc0ef290a'
  const row = '323032342d30332d30342c' + 'babcd6dd' + '2c' + 'c9cfbaa3' + '2c343030302c3137350a'
  const taken = await service.takeIn('china', 'format=city-pairs&mode=rail', Buffer.from(head + row, 'hex'), {
    country: 'CN',
  })
  expect([taken.status, detailsOf(taken.body.notices, 'text-encoding')]).toMatchObject([
    201,
    [expect.stringContaining('GB 18030')],
  ])
  const [pair] = await service.store.cube({ dataset: 'china', by: ['origin', 'destination'] })
  expect(pair).toMatchObject({
    origin: '杭州',
    destination: '上海',
    trips: 4000,
    passengerDistancePkm: 700_000,
  })
})

test.each([
  [
    'UTF-8 with a letter cut in two',
    Buffer.concat([
      Buffer.from(FACTS),
      Buffer.from('2024-03-05,S'),
      Buffer.from([0xc3]),
      Buffer.from('d,Süd,car,4000,20000\n'),
    ]),
  ],
  [
    'control characters',
    Buffer.concat([Buffer.from(FACTS), Buffer.from([0x01, 0xff, 0x02]), Buffer.from('\n')]),
  ],
  [
    'bytes that Windows-1252 does not define',
    Buffer.from('period,city,mode,vehicle_distance_vkm\n2024,\x81\x8d,car,5\n', 'latin1'),
  ],
])('%s: refused', async (name, content) => {
  const id = `refused-${name.length}`
  const { status, body } = await service.takeIn(id, 'format=tidy', content)
  expect([status, body.errors]).toMatchObject([422, [{ code: 'file-unreadable' }]])
})

test('a feed whose tables are in Windows-1252 names its calendars as they are', async () => {
  const calendar = Buffer.from(CALENDAR('Mo-Fr-früh,1,1,1,1,1,0,0,20240304,20240308'), 'latin1')
  const trips = Buffer.from(
    'route_id,service_id,trip_id,direction_id,shape_id\nR,Mo-Fr-früh,T1,0,S\n',
    'latin1',
  )
  const taken = await service.takeIn(
    'feed',
    'format=gtfs&city=town',
    townFeed({ 'calendar.txt': calendar, 'trips.txt': trips }),
  )
  expect(taken.status).toBe(201)
  expect(detailsOf(taken.body.notices, 'text-encoding').map((detail) => detail.split(':')[0])).toEqual([
    'trips.txt',
    'calendar.txt',
  ])
})

describe('bodies of JSON', () => {
  const body =
    '{"city":{"name":"Tübingen","country":"DE","population":90000},"period":"2022","demand":[{"mode":"car","vehicleDistance":"500 million vkm"}]}'
  const post = (payload: Buffer | string) =>
    service.app.inject({
      method: 'POST',
      url: '/v1/estimates',
      headers: { 'content-type': 'application/json' },
      payload,
    })

  test('in UTF-8 they are read', async () => {
    expect((await post(body)).json().city.name).toBe('Tübingen')
  })

  test.each(['latin1', 'utf16le'] as const)('in %s they are refused', async (encoding) => {
    const answer = await post(Buffer.from(body, encoding))
    expect([answer.statusCode, answer.json().type]).toEqual([400, '/docs/problems#malformed-body'])
  })

  test.each([
    ['at the top', body.replace('"period"', '"period":"2021","period"'), '/period'],
    ['in a row', body.replace('"mode":"car"', '"mode":"bus","mode":"car"'), '/demand/0/mode'],
    ['by another spelling', body.replace('"period"', '"peri\\u006fd":"2021","period"'), '/period'],
    [
      'after a text with quotes',
      body.replace('Tübingen', 'A \\" {\\\\').replace('"country"', '"country":"FR","country"'),
      '/city/country',
    ],
  ])('a field twice is refused, %s', async (_, text, pointer) => {
    const answer = await post(text)
    expect([answer.statusCode, answer.json().errors]).toMatchObject([
      400,
      [{ code: 'invalid-field', pointer }],
    ])
  })

  test('the same name in two objects, or as a value, is no repeat', async () => {
    const twice = body.replace('[{', '[{"mode":"bus","vehicleDistance":"1 million vkm"},{')
    expect((await post(twice)).statusCode).toBe(200)
  })
})
