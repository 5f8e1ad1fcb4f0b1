import { afterEach, beforeEach, expect, test } from 'vitest'
import { keyedService } from '../access/keyed-service.ts'

type Service = Awaited<ReturnType<typeof keyedService>>

const FACTS = { title: 'Flows', owner: 'Town', country: 'DE', grain: 'day' }
const OPEN = { ...FACTS, id: 'open', legalBasis: 'open-licence', licence: 'CC0' }
const CLOSED = { ...FACTS, id: 'closed', grain: 'month', legalBasis: 'agreement', contributorUnit: 'device' }

let service: Service
let owner: string
beforeEach(async () => {
  service = await keyedService({ openRead: true })
  owner = (await service.keyFor(['contribute'])).secret
})
afterEach(() => service.close())

async function take(facts: { id: string }, rows: readonly string[]): Promise<void> {
  await service.ask(owner, { method: 'POST', url: '/v1/datasets', payload: facts })
  const sent = await service.ask(owner, {
    method: 'PUT',
    url: `/v1/datasets/${facts.id}/content?format=tidy`,
    headers: { 'content-type': 'text/csv' },
    payload: ['period,city,mode,trips,passenger_distance_pkm,contributors', ...rows].join('\n'),
  })
  expect(sent.statusCode).toBe(201)
}
const get = (url: string, accept = 'application/json', secret?: string) =>
  service.ask(secret, { method: 'GET', url, headers: { accept } })

test('an open dataset is listed by month, with the days that have facts', async () => {
  await take(OPEN, [
    '2024-01-01,leeds,car,100,10,',
    '2024-01-02,leeds,car,100,20,',
    '2024-01-01,york,bus,100,5,',
  ])
  const { cities, items, isCut } = (await get('/v1/datasets/open/released?city=leeds')).json()
  expect(cities).toEqual(['leeds', 'york'])
  expect(isCut).toBe(false)
  expect(items).toEqual([
    {
      city: 'leeds',
      mode: 'car',
      period: '2024-01',
      trips: 200,
      passengerDistancePkm: 30,
      vehicleDistanceVkm: null,
      tonneDistanceTkm: null,
      present: 2,
      days: 2,
      persons: null,
    },
  ])
})

test('of another dataset only what its releases gave out is listed, as CSV too', async () => {
  await take(CLOSED, ['2024-01,leeds,car,4000,30000,100', '2023-05,leeds,car,400,3000,10'])
  const { items } = (await get('/v1/datasets/closed/released')).json()
  // Of May 2023 there are fewer than 25, and nothing says that it is there.
  expect(items.map(({ period }: { period: string }) => period)).not.toContain('2023-05')
  expect(items.map(({ period }: { period: string }) => period)).toContain('2024-01')
  const table = (await get('/v1/datasets/closed/released', 'text/csv')).body.split('\r\n')
  expect(table[0]).toBe(
    'city,mode,period,trips,passengerDistancePkm,vehicleDistanceVkm,tonneDistanceTkm,present,days,persons',
  )
  expect(table).toContain('leeds,car,2024-01,4000,30000,,,1,31,100')
})

test('what nobody registered is not found', async () => {
  expect((await get('/v1/datasets/none/released')).statusCode).toBe(404)
})

test('a key is told what it may do, and so is who has none', async () => {
  expect((await get('/v1/keys/me')).json()).toEqual({ kind: 'none', scopes: ['read'] })
  expect((await get('/v1/keys/me', '*/*', owner)).json()).toEqual({
    kind: 'key',
    scopes: ['read', 'contribute'],
  })
  const registered = await service.ask(owner, { method: 'POST', url: '/v1/datasets', payload: OPEN })
  const { key } = registered.json()
  expect((await get('/v1/keys/me', '*/*', key)).json()).toMatchObject({ dataset: 'open' })
  expect((await get('/v1/keys/me', '*/*', 'cordon_wrong')).statusCode).toBe(401)
})
