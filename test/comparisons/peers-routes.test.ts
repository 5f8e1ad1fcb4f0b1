import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { peers } from '../../api/comparisons/peers-schema.ts'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { HAND_SET } from '../fixtures/hand-set.ts'
import { newApp, SMALL_CITY } from '../fixtures/service.ts'

/** 187.2 t for a million vkm, whose distance is known to ±2 %. */
const cityOf = (name: string, vkm: string): object => ({
  city: { name, country: 'GB', population: 100_000 },
  period: '2019',
  demand: [{ ...SMALL_CITY.demand[0], vehicleDistance: { value: vkm, plusMinus: '2 %' } }],
})

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: factorSetsOf([HAND_SET]), store: memoryStore() })
  await app.inject({ method: 'PUT', url: '/v1/cities/corby', payload: { name: 'Corby', country: 'GB' } })
  for (const [year, vkm] of [
    ['2018', '9 million vkm'],
    ['2019', '3 million vkm'],
  ] as const)
    await app.inject({
      method: 'PUT',
      url: `/v1/cities/corby/years/${year}`,
      payload: { ...cityOf('Corby', vkm), period: year },
    })
})
afterAll(() => app.close())
const post = (payload: object, headers = {}) =>
  app.inject({ method: 'POST', url: '/v1/peers', payload, headers })

test('requests, saved estimates and the last year of a saved city are ranked together', async () => {
  const saved = await app.inject({
    method: 'POST',
    url: '/v1/estimates?save=true',
    payload: cityOf('Brough', '1.01 million vkm'),
  })
  const answer = await post({ cities: [cityOf('Ashby', '1 million vkm'), saved.json().id, 'corby'] })
  const { peers: rows } = peers.parse(answer.json())
  expect(
    rows
      .filter(({ per }) => per === 'inhabitant')
      .map(({ city, rank, isDifferent }) => [city, rank, isDifferent]),
  ).toEqual([
    ['Ashby', 1, false],
    ['Brough', 2, false],
    // Three times as much at ±2 % of distance and of inhabitants.
    ['Corby', 3, true],
  ])
})

test('are a table for those who ask for CSV, and another city may be the measure', async () => {
  const cities = [cityOf('Ashby', '1 million vkm'), 'corby']
  const csv = await post({ cities, against: 'Corby' }, { accept: 'text/csv' })
  expect(csv.headers['content-type']).toContain('text/csv')
  expect(csv.body.trimEnd().split('\r\n')).toHaveLength(5)
  const wrong = await post({ cities, against: 'Derby' })
  expect(wrong.statusCode).toBe(400)
  expect(wrong.json().errors[0]).toMatchObject({ code: 'invalid-field', parameter: 'against' })
})

test('faults of all are told at once, each at its place', async () => {
  const answer = await post({ cities: ['nowhere', { city: {} }, cityOf('Ashby', 'many')], wrong: 1 })
  const places = answer.json().errors.map(({ pointer }: { pointer: string }) => pointer)
  expect(places).toEqual(
    expect.arrayContaining([
      '/wrong',
      '/cities/0',
      '/cities/1/city/name',
      '/cities/2/demand/0/vehicleDistance/value',
    ]),
  )
  expect((await post({ cities: [cityOf('Ashby', '1 million vkm')] })).statusCode).toBe(400)
})

test('a city without inhabitants is said to have no figure of each, and hides none of the others', async () => {
  const nobody = { ...cityOf('Derby', '2 million vkm'), city: { name: 'Derby', country: 'GB' } }
  const cities = [nobody, cityOf('Ashby', '1 million vkm'), cityOf('Brough', '3 million vkm')]
  const { peers: rows } = peers.parse((await post({ cities, against: 'Derby' })).json())
  const of = (per: string) => rows.filter((row) => row.per === per)
  // Derby is the measure of what it has; of the rest it is the city in the middle.
  expect(of('vkm').map(({ against }) => against)).toEqual(['Derby', 'Derby', 'Derby'])
  expect(of('inhabitant').map(({ city, against }) => [city, against])).toEqual([
    ['Ashby', 'Ashby'],
    ['Brough', 'Ashby'],
  ])
  const derby = of('vkm').find(({ city }) => city === 'Derby')
  expect(derby).toMatchObject({ codes: ['population-missing'] })
  expect(derby?.note).toContain('state city.population')
})

test('a city that no figure stands beside is left out, and why is said', async () => {
  const litres = {
    city: { name: 'Derby', country: 'GB' },
    period: '2019',
    demand: [{ mode: 'car', energy: '80000 L', carrier: 'petrol' }],
  }
  const cities = [litres, cityOf('Ashby', '1 million vkm'), cityOf('Brough', '3 million vkm')]
  const { peers: rows, leftOut } = peers.parse((await post({ cities })).json())
  expect(rows.map(({ city }) => city)).not.toContain('Derby')
  expect(leftOut).toEqual([
    {
      city: 'Derby',
      reason: expect.stringContaining('state city.population'),
      codes: ['population-missing'],
    },
  ])
})

test('a city that emits nothing is the first, and nothing is counted over it', async () => {
  const cycling = {
    city: { name: 'Delve', country: 'GB', population: 100_000 },
    period: '2019',
    demand: [{ mode: 'cycle', passengerDistance: '1 million pkm' }],
  }
  const cities = [cityOf('Ashby', '1 million vkm'), cycling]
  const answer = await post({ cities, against: 'Ashby' })
  const [first] = peers.parse(answer.json()).peers
  expect([first?.city, first?.value, first?.ratio]).toEqual(['Delve', 0, 0])
  // Of two, the lower one is in the middle.
  for (const against of [{}, { against: 'Delve' }]) {
    const refused = await post({ cities, ...against })
    expect(refused.statusCode).toBe(422)
    expect(refused.json().errors).toEqual([
      {
        code: 'not-comparable',
        parameter: 'against',
        detail: 'Delve emits nothing, so that no city can be counted over it. Name another with against.',
      },
    ])
  }
})
