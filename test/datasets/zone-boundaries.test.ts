import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { keyedService } from '../access/keyed-service.ts'
import { runCommand } from '../fixtures/command.ts'

type Service = Awaited<ReturnType<typeof keyedService>>

/** A square of so many degrees from a corner; RFC 7946 turns outer rings against the clock. */
const square = (west: number, south: number, size: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [west, south],
      [west + size, south],
      [west + size, south + size],
      [west, south + size],
      [west, south],
    ],
  ],
})
const feature = (properties: object, geometry: unknown = null) => ({ type: 'Feature', properties, geometry })
const drawn = (...features: object[]) => ({ type: 'FeatureCollection', features })

/** 0.02° of latitude are 2.2 km: about 4.9 km² at the equator. */
const CENTRE = feature({ zone: 'centre', city: 'leeds' }, square(0.1234567, 0, 0.02))
const NORTH = feature({ zone: 'north', city: 'leeds' }, square(0, 0.02, 0.02))
const OUT = feature({ zone: 'out', city: null }, square(1, 1, 0.02))

const OPEN = {
  id: 'open',
  title: 'Flows',
  owner: 'Town',
  legalBasis: 'open-licence',
  licence: 'CC BY 4.0',
  country: 'DE',
  grain: 'month',
}
const CLOSED = {
  ...OPEN,
  id: 'closed',
  legalBasis: 'agreement',
  licence: undefined,
  contributorUnit: 'device',
}

let service: Service
let owner: string
beforeEach(async () => {
  service = await keyedService({ openRead: true })
  owner = (await service.keyFor(['contribute', 'release'])).secret
  for (const payload of [OPEN, CLOSED])
    await service.ask(owner, { method: 'POST', url: '/v1/datasets', payload })
})
afterEach(() => service.close())

const put = (id: string, document: unknown, secret = owner) =>
  service.ask(secret, {
    method: 'PUT',
    url: `/v1/datasets/${id}/zones`,
    headers: { 'content-type': 'application/geo+json' },
    payload: typeof document === 'string' ? document : JSON.stringify(document),
  })
const send = (id: string, rows: readonly string[]) =>
  service.ask(owner, {
    method: 'PUT',
    url: `/v1/datasets/${id}/content?format=tidy`,
    headers: { 'content-type': 'text/csv' },
    payload: ['period,origin,destination,mode,trips,passenger_distance_pkm,contributors', ...rows].join('\n'),
  })
const get = (url: string, accept = 'application/json') =>
  service.ask(undefined, { method: 'GET', url, headers: { accept } })
const GEO = 'application/geo+json'

test('what a program of maps writes beside the columns is not read, and said; a code may be a number', async () => {
  const properties = { OBJECTID: 4, Shape_Area: 12.5, Zona: 101, Ciudad: 'leeds', name: 'Centre' }
  const saved = await put('open', drawn(feature(properties, square(0, 0, 0.02))))
  expect(saved.statusCode).toBe(200)
  expect(saved.json()).toMatchObject({
    zones: 1,
    notices: [{ code: 'import-assumption', detail: expect.stringMatching(/^3 properties .* were not read/) }],
  })
  expect((await service.store.listZones('open')).map(({ zone, city }) => [zone, city])).toEqual([
    ['101', 'leeds'],
  ])
})

describe('boundaries of zones', () => {
  test('come with the zones, and go out with what is given out of each', async () => {
    expect((await put('open', drawn(CENTRE, NORTH, OUT))).json()).toMatchObject({ zones: 3 })
    expect((await send('open', ['2024-01,centre,north,car,10,100,'])).statusCode).toBe(201)
    const answer = await get('/v1/datasets/open/zones?city=leeds&period=2024-01', GEO)
    expect(answer.headers['content-type']).toContain(GEO)
    const { type, features } = answer.json()
    expect(type).toBe('FeatureCollection')
    // Of the city alone; a zone of which nothing is given out is drawn, without a figure.
    expect(features.map((one: { properties: unknown }) => one.properties)).toEqual([
      { zone: 'centre', flows: [expect.objectContaining({ mode: 'car', passengerDistancePkm: 100 })] },
      { zone: 'north', flows: [] },
    ])
    // 1e-5 degrees are about 1 m.
    expect(features[0].geometry.coordinates[0][0]).toEqual([0.12346, 0])
  })

  test('of data that are not openly published are kept to 0.0001 degrees, and zones stay', async () => {
    await put('closed', drawn(CENTRE, NORTH))
    const rows = ['2024-01', '2024-02', '2024-03'].flatMap((month) => [
      `${month},centre,north,car,4000,30000,4000`,
      `${month},north,centre,car,4000,30000,4000`,
    ])
    expect((await send('closed', rows)).statusCode).toBe(201)
    const answer = await get('/v1/datasets/closed/zones?city=leeds&period=2024-Q1', GEO)
    expect(answer.json().features[0].geometry.coordinates[0][0]).toEqual([0.1235, 0])
    // After a release the same zones may be drawn otherwise, and other zones are refused.
    const moved = feature({ zone: 'centre', city: 'leeds' }, square(0.5, 0, 0.02))
    expect((await put('closed', drawn(moved, NORTH))).statusCode).toBe(200)
    const again = await get('/v1/datasets/closed/zones?city=leeds&period=2024-Q1', GEO)
    expect(again.json().features[0].geometry.coordinates[0][0]).toEqual([0.5, 0])
    expect((await put('closed', drawn(moved))).statusCode).toBe(409)
    const table = await get('/v1/datasets/closed/zones?city=leeds&period=2024-Q1', 'text/csv')
    expect(table.body.split('\r\n')[0]).toBe(
      'city,mode,period,zone,destination,trips,passengerDistancePkm,vehicleDistanceVkm,tonneDistanceTkm,persons',
    )
  })

  test('of a building are refused, whatever size is stated', async () => {
    // 0.001° are 111 m: 0.012 km², under 0.25 km².
    const house = feature({ zone: 'centre', city: 'leeds', areaKm2: 3 }, square(0, 0, 0.001))
    const refused = await put('closed', drawn(house))
    expect(refused.json()).toMatchObject({ status: 400, errors: [{ code: 'about-a-household' }] })
    expect((await put('open', drawn(house))).statusCode).toBe(200)
  })

  test.each([
    ['metres', square(400_000, 5_000_000, 1000)],
    [
      'an open ring',
      {
        type: 'Polygon',
        coordinates: [
          [
            [0, 0],
            [1, 0],
            [1, 1],
            [0, 1],
          ],
        ],
      },
    ],
    ['a point', { type: 'Point', coordinates: [0, 0] }],
  ])('of %s are refused with their place, and nothing is kept', async (_, geometry) => {
    const refused = await put('open', drawn(NORTH, feature({ zone: 'x', city: 'leeds' }, geometry)))
    expect(refused.json()).toMatchObject({ errors: [{ pointer: '/features/1/geometry' }] })
    expect(refused.body).not.toContain('400000')
    expect((await get('/v1/datasets/open/zones?city=leeds&period=2024', GEO)).json().features).toEqual([])
  })

  test('ask for a key of the owner, for JSON, and for the columns of zones', async () => {
    expect((await put('open', drawn(CENTRE), (await service.keyFor(['contribute'])).secret)).statusCode).toBe(
      403,
    )
    expect((await put('open', '{')).statusCode).toBe(400)
    expect((await put('open', { type: 'Feature' })).statusCode).toBe(400)
    expect((await put('open', drawn(feature({ zone: 'a', name: 'A' })))).statusCode).toBe(400)
  })

  test('go with the zones that go, and stay with those that stay', async () => {
    await put('open', drawn(CENTRE, NORTH))
    await service.ask(owner, {
      method: 'PUT',
      url: '/v1/datasets/open/zones',
      payload: { zones: [{ zone: 'north', city: 'leeds' }] },
    })
    const { features } = (await get('/v1/datasets/open/zones?city=leeds&period=2024', GEO)).json()
    expect(features.map((one: { properties: { zone: string } }) => one.properties.zone)).toEqual(['north'])
    await service.ask(owner, { method: 'DELETE', url: '/v1/datasets/open' })
    expect((await service.store.listBoundaries('open')).size).toBe(0)
  })
})

test('a command takes them too', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'cordon-zones-'))
  const environment = { CORDON_DATA_DIR: join(folder, 'data') }
  const table = join(folder, 'table.csv')
  writeFileSync(
    table,
    'period,origin,destination,mode,trips,passenger_distance_pkm\n2024-01,centre,north,car,100,1000\n',
  )
  const facts = ['--title', 'T', '--owner', 'Town', '--legal-basis', 'open-licence', '--licence', 'CC0']
  await runCommand(
    ['import', 'tidy', table, '--dataset', 'open', ...facts, '--country', 'DE', '--grain', 'month'],
    { environment },
  )
  const zones = join(folder, 'zones.geojson')
  writeFileSync(zones, JSON.stringify(drawn(CENTRE, NORTH)))
  const said = await runCommand(['zones', 'open', zones], { environment })
  expect(said).toMatchObject({ exitCode: 0, output: expect.stringContaining('2 zones') })
  rmSync(folder, { recursive: true, force: true })
})
