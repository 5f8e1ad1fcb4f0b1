import { describe, expect, test } from 'vitest'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

/** Two places of a table of DESNZ; ktoe. */
const TABLE = [
  'Sub-national road transport fuel consumption, 2019',
  'Local Authority Code,Local Authority,Year,Buses - A roads,Diesel cars - Motorways,Diesel cars - A roads,Petrol cars - A roads,Petrol cars - Minor roads',
  'E06000001,Hartlepool,2019,0.5,1.25,4,6,2.5',
  'E06000002,Middlesbrough,2019,1,2,3,4,5',
].join('\n')

async function post(path: string, payload: string, type = 'text/csv') {
  const app = await newApp()
  const { statusCode, body } = await app.inject({
    method: 'POST',
    url: `/v1/statements/${path}`,
    headers: { 'content-type': type },
    payload,
  })
  return { app, status: statusCode, body: JSON.parse(body) }
}

describe('road fuel of an authority', () => {
  test('becomes fuel sold, and is reconciled', async () => {
    const { app, status, body } = await post('fuel-sales?place=E06000001&year=2019', TABLE)
    expect(status).toBe(200)
    expect(body.fuelSales).toEqual([
      // 0.5 + 1.25 + 4 and 6 + 2.5 ktoe.
      { carrier: 'diesel', quantity: '5.75 ktoe' },
      { carrier: 'petrol', quantity: '8.5 ktoe' },
    ])
    expect(body.parts).toContainEqual({
      vehicle: 'diesel cars',
      road: 'motorways',
      carrier: 'diesel',
      ktoe: 1.25,
    })
    expect(body.notes.join(' ')).toContain('ktoe')
    const request = { ...SMALL_CITY, fuelSales: body.fuelSales }
    const reconciled = await app.inject({ method: 'POST', url: '/v1/reconciliations', payload: request })
    expect(reconciled.statusCode).toBe(200)
    const { carriers, oneSided } = reconciled.json<Record<'carriers' | 'oneSided', { carrier: string }[]>>()
    expect([...carriers, ...oneSided].map(({ carrier }) => carrier)).toEqual(
      expect.arrayContaining(['diesel', 'petrol']),
    )
  })

  test('needs the place and the year, and a row of them', async () => {
    const lacking = await post('fuel-sales', TABLE)
    expect(lacking.status).toBe(400)
    expect(lacking.body.errors.map(({ parameter }: { parameter: string }) => parameter)).toEqual([
      'place',
      'year',
    ])
    const none = await post('fuel-sales?place=E99&year=2019', TABLE)
    expect([none.status, none.body.errors[0].code]).toEqual([422, 'value-not-read'])
  })
})

test('a fleet becomes shares', async () => {
  const { status, body } = await post('fleet?mode=bus', 'N,fuel,euro\n3,D,VI\n1,E,VI\n')
  expect(status).toBe(200)
  expect(body.fleet.map(({ distanceShare }: { distanceShare: number }) => distanceShare)).toEqual([
    0.75, 0.25,
  ])
})

describe('what is no such table', () => {
  test('vehicles in parts, and thousands that may be fractions', async () => {
    const half = await post('fleet', 'N,fuel\n3.5,D\n')
    expect(half.body.errors).toMatchObject([{ code: 'value-not-read', column: 'N', count: 1 }])
    const thousands = await post('fleet', 'N;fuel\n35.000;D\n')
    expect(thousands.body.errors).toMatchObject([{ code: 'number-ambiguous', column: 'N', count: 1 }])
  })

  test('a million columns are refused before anybody reads them', async () => {
    const start = process.cpuUsage()
    const { status, body } = await post('fleet', ','.repeat(1e6))
    expect([status, body.errors[0].code]).toEqual([422, 'file-too-large'])
    // Seconds without the bound.
    expect(process.cpuUsage(start).user / 1e6).toBeLessThan(5)
  })

  test('another part, another type of body, and none', async () => {
    expect((await post('cars', 'a,b\n1,2\n')).status).toBe(400)
    expect((await post('fleet', '{}', 'application/json')).status).toBe(415)
    expect((await post('fleet', '')).status).toBeGreaterThanOrEqual(400)
  })
})

test.each(['fleet?mode=car', 'fuel-sales?place=E06000001&year=2019'])(
  '%s without a table is refused, and no fault of ours',
  async (path) => {
    const app = await newApp()
    const { statusCode } = await app.inject({ method: 'POST', url: `/v1/statements/${path}` })
    expect(statusCode).toBeGreaterThanOrEqual(400)
    expect(statusCode).toBeLessThan(500)
  },
)
