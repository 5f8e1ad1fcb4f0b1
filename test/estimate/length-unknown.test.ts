import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { newApp, postEstimate } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const ask = async (more: object, query = '') => {
  const reply = await postEstimate(
    app,
    { city: { name: 'Kano', country: 'NG', population: 1_000_000 }, period: '2023', ...more },
    query,
  )
  return { status: reply.statusCode, body: reply.json() }
}
const CAR = { mode: 'car', vehicleDistance: '1000 million vkm' }

// Nigeria has no documented trip lengths.
describe('trips by human power whose length nobody states', () => {
  test('emit nothing, so that the city is estimated, and their distance is not known', async () => {
    const occupancy = [{ mode: 'car', personsPerVehicle: 2 }]
    const walking = { mode: 'walk', trips: '100 million trips' }
    const { status, body } = await ask({ demand: [CAR, walking], occupancy })
    const cars = await ask({ demand: [CAR], occupancy })
    expect(status).toBe(200)
    expect(body.totals.co2e).toEqual(cars.body.totals.co2e)
    expect(body.totals.vehicleDistance).toEqual(cars.body.totals.vehicleDistance)
    const walk = body.byMode.find(({ mode }: { mode: string }) => mode === 'walk')
    expect(walk.co2e.value).toBe(0)
    // Not 0: a hundred million walks have some length.
    expect(walk.passengerDistance).toEqual({
      value: null,
      unit: 'pkm',
      reason: '1 of 1 line does not give passenger distance in full: walk.',
    })
    // Of the cars 10^9 vkm × 2 persons are known.
    expect(body.totals.passengerDistance).toMatchObject({
      value: null,
      known: { value: expect.closeTo(2e9, 0) },
      reason: expect.stringMatching(/walk/),
    })
    expect(body.notices).toContainEqual(
      expect.objectContaining({
        code: 'distance-incomplete',
        pointer: '/demand/1/meanTripLength',
        detail: expect.stringMatching(/^Walking: .* State the meanTripLength of walk, in km\.$/),
      }),
    )
  })

  test('with a length, the distance is known', async () => {
    const { body } = await ask({
      demand: [CAR, { mode: 'walk', trips: '100 million trips', meanTripLength: '0.9 km' }],
    })
    // 10^8 trips × 0.9 km.
    const walk = body.byMode.find(({ mode }: { mode: string }) => mode === 'walk')
    expect(walk.passengerDistance.value).toBeCloseTo(9e7, 0)
    expect(
      body.notices.some(({ pointer }: { pointer?: string }) => pointer?.includes('meanTripLength')),
    ).toBe(false)
  })

  test('of a modal split do not block the others, in every view', async () => {
    const { status, body } = await ask(
      {
        travel: {
          tripsPerPersonPerDay: 2,
          modes: [
            { mode: 'walk', tripShare: '60 %' },
            { mode: 'car', tripShare: '40 %', meanTripLength: '8 km' },
          ],
        },
        occupancy: [{ mode: 'car', personsPerVehicle: 2 }],
      },
      '?include=lines,boundaries,inventory',
    )
    expect(status).toBe(200)
    // 10^6 persons × 2 trips × 365 d × 0.4 × 8 km ÷ 2 persons = 1.168 × 10^9 vkm.
    expect(body.totals.vehicleDistance.value).toBeCloseTo(1.168e9, 0)
    const lines = body.lines.lines ?? body.lines
    const walk = lines.find(({ mode }: { mode: string }) => mode === 'walk')
    expect(walk.products).toEqual([])
  })
})

test('trips by an engine need their length: the refusal names the mode, and what to state', async () => {
  const { status, body } = await ask({
    demand: [CAR, { mode: 'walk', trips: '100 million trips' }, { mode: 'bus', trips: '3 million trips' }],
  })
  expect(status).toBe(422)
  expect(body.errors).toMatchObject([{ code: 'factor-not-found', pointer: '/demand/2/meanTripLength' }])
})
