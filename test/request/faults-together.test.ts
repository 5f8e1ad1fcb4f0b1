import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { processorTimeOf } from '../fixtures/processor-time.ts'
import { newApp } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const CITY = { city: { name: 'Leeds', country: 'GB' }, period: '2019' }
const WALK = { mode: 'walk', passengerDistance: 1e6 }

/** The faults of a body as `code pointer`, in order. */
async function faultsOf(payload: object): Promise<readonly string[]> {
  const answer = await app.inject({ method: 'POST', url: '/v1/estimates', payload })
  const { errors } = answer.json() as { errors: readonly { code: string; pointer: string }[] }
  return errors.map(({ code, pointer }) => `${code} ${pointer}`)
}

test('faults of form and faults across fields come together', async () => {
  const fleet = [{ mode: 'car', powertrain: 'petrol', distanceShare: 0.4 }]
  const body = {
    ...CITY,
    period: '2090',
    colour: 1,
    demand: [WALK, { mode: 'car', vehicleDistance: '5 ton' }],
    fleet,
  }
  expect(await faultsOf(body)).toEqual([
    'unit-ambiguous /demand/1/vehicleDistance',
    'invalid-field /colour',
    'period-invalid /period',
    'shares-not-one /fleet',
  ])
})

test('a row that lost a field is not blamed for the loss, nor the list it stands in', async () => {
  const fleet = [
    { mode: 'car', powertrain: 'petrol', distanceShare: 0.4 },
    { mode: 'car', powertrain: 'rocket', distanceShare: 0.4 },
  ]
  expect(await faultsOf({ ...CITY, demand: [WALK, { mode: 'car', trips: -1 }], fleet })).toEqual([
    'quantity-out-of-range /demand/1/trips',
    'invalid-field /fleet/1/powertrain',
  ])
})

test('a row that lacks what it cannot do without hides nothing of the others', async () => {
  const source = { title: 'Report of the municipal utility' }
  const factors = [
    { kind: 'density', carrier: 'petrol', value: 0.74, unit: 'kg/L' },
    { replaces: 'nowhere', value: 1, unit: 'kg/L', source },
    { kind: 'density', carrier: 'diesel', value: 832, unit: 'kg/L', source },
  ]
  expect(await faultsOf({ ...CITY, colour: 1, demand: [WALK], factors })).toEqual([
    'invalid-field /factors/0/source',
    'invalid-field /colour',
    'factor-unknown /factors/1/replaces',
    'factor-implausible /factors/2/value',
  ])
})

test('a missing field that everything needs leaves the faults of form alone', async () => {
  expect(await faultsOf({ city: { name: 'Leeds' }, period: '2090', demand: [WALK] })).toEqual([
    'invalid-field /city/country',
  ])
})

test('data about persons come first, with what else is wrong', async () => {
  expect(await faultsOf({ ...CITY, period: '2090', demand: [{ ...WALK, deviceId: 'x' }] })).toEqual([
    'person-level-data /demand/0/deviceId',
    'period-invalid /period',
  ])
})

test('work is bounded: a body of 50 000 unknown fields ends quickly', async () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`field${index}x`, 1]))
  const { value, ms } = await processorTimeOf(() => faultsOf({ ...CITY, demand: [WALK], ...many }))
  expect(value.length).toBe(500)
  expect(ms).toBeLessThan(5000)
})
