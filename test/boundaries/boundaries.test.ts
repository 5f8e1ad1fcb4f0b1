import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type BoundariesDocument, boundariesDocument } from '../../api/boundaries/schema.ts'
import { estimateAnswer } from '../../api/estimates/schema.ts'
import { FOUR_FLOWS, PETROL } from '../fixtures/flows.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

let app: FastifyInstance
beforeAll(async () => {
  app = await newApp()
})
afterAll(() => app.close())

const { city, period } = SMALL_CITY
const FLOWS = { city, period, ...FOUR_FLOWS }
const INDUCED = { ...FLOWS, allocation: 'induced-activity' }

/** The codes of a refusal with their places. */
async function refusals(body: object): Promise<readonly string[]> {
  const answer = await postEstimate(app, { city, period, ...body })
  expect([400, 422]).toContain(answer.statusCode)
  return answer
    .json()
    .errors.map(({ code, pointer }: { code: string; pointer: string }) => `${code} ${pointer}`)
}

test('a city whose only sale is fuel of aircraft has its other boundaries, and hears why not this one', async () => {
  const body = {
    ...SMALL_CITY,
    fuelSales: [{ carrier: 'jet-kerosene', quantity: '210000 t' }],
  }
  const answer = await postEstimate(app, body, '?include=boundaries')
  expect(answer.statusCode).toBe(200)
  const { boundaries } = answer.json()
  const named = ({ allocation }: { allocation: string }) => allocation
  expect(boundaries.sides.map(named)).toEqual(['geographic'])
  expect(boundaries.notAvailable.map(named)).toContain('fuel-sales')
  expect(JSON.stringify(boundaries.notAvailable)).toContain('the share of the journeys')
})

describe('POST /v1/estimates with an allocation', () => {
  test('answers what belongs to the city by it', async () => {
    const answer = await postEstimate(app, INDUCED)
    expect(answer.statusCode).toBe(200)
    const result = estimateAnswer.parse(answer.json())
    expect([result.allocation, result.transboundarySplit]).toEqual(['induced-activity', 'nearest-half'])
    // 130 million vkm (allocate.test.ts) × 0.1386 kg CO2/vkm.
    expect(result.totals.co2.value).toBeCloseTo(18_018, 6)
    expect(result.byScope.map(({ scope }) => scope).sort()).toEqual(['1', '3'])
    expect(result.notEstimated).toBeUndefined()
  })

  test('names the parts that are not estimated, and leaves them out', async () => {
    const train = { mode: 'rail', energy: '1 TJ', carrier: 'diesel' }
    const answer = await postEstimate(app, { ...INDUCED, demand: [...FLOWS.demand, train] })
    expect(answer.json().notEstimated).toEqual(
      ['1', '3'].map((scope) => ({
        subSector: 'II.2',
        scope,
        detail: `II.2.${scope} is not estimated. Missing: rows by flow (within, inbound, outbound, through) instead of /demand/4.`,
        missing: ['rows by flow (within, inbound, outbound, through) instead of /demand/4'],
      })),
    )
  })

  test('its document verifies: the new rules are computed again', async () => {
    for (const transboundarySplit of ['nearest-half', 'proportional']) {
      const { insideShare: _, ...inbound } = FLOWS.demand[1]
      const trip = { trips: 1e6, meanTripLength: '20 km', insideLength: '6 km', ...PETROL }
      const demand = [FLOWS.demand[0], inbound, { mode: 'van', flow: 'outbound', ...trip }]
      const answer = await postEstimate(app, { ...INDUCED, transboundarySplit, demand }, '?include=lines')
      const verified = await app.inject({
        method: 'POST',
        url: '/v1/verifications',
        payload: answer.json(),
      })
      expect(verified.json().outcome).toBe('equal')
    }
  })

  test('a request that states no split does not have one', async () => {
    expect((await postEstimate(app, INDUCED)).json().request).not.toHaveProperty('transboundarySplit')
  })

  test.each([
    [
      'an inside length longer than the trip',
      { insideLength: '11 km' },
      'inside-longer-than-trip /demand/0/insideLength',
    ],
    [
      'both an inside length and a share',
      { insideLength: '5 km', insideShare: 0.5 },
      'invalid-field /demand/0/insideShare',
    ],
    ['a share above 1', { insideShare: 1.2 }, 'quantity-out-of-range /demand/0/insideShare'],
    ['a city share of a car', { cityShare: 0.5 }, 'invalid-field /demand/0/cityShare'],
    [
      'residents of through traffic',
      { flow: 'through', residentShare: 0.5 },
      'invalid-field /demand/0/residentShare',
    ],
    [
      'an inside share without a flow',
      { flow: undefined, insideShare: 0.5 },
      'activity-incomplete /demand/0/insideShare',
    ],
    [
      'an inside length of trips of unknown length',
      { meanTripLength: undefined, insideLength: '5 km' },
      'activity-incomplete /demand/0/insideLength',
    ],
  ])('refuses %s', async (_, more, refusal) => {
    const van = { mode: 'van', flow: 'inbound', trips: 1e6, meanTripLength: '10 km', ...PETROL }
    expect(await refusals({ demand: [{ ...van, ...more }] })).toContain(refusal)
  })

  test('refuses flows that do not add up to the total of their mode', async () => {
    const of = (vehicleDistance: number) => ({
      ...FOUR_FLOWS,
      flowTotals: [{ mode: 'car', vehicleDistance }],
    })
    // 100 + 40 + 20 + 10 = 170 million vkm; 0.5 % of it is 0.85.
    expect(await refusals(of(171e6))).toEqual(['flows-disagree /flowTotals/0/vehicleDistance'])
    expect((await postEstimate(app, { city, period, ...of(170.8e6) })).statusCode).toBe(200)
    expect(await refusals({ ...FOUR_FLOWS, flowTotals: [{ mode: 'car', trips: 1e6 }] })).toHaveLength(4)
    expect(await refusals({ ...FOUR_FLOWS, flowTotals: [{ mode: 'bus', trips: 1e6 }] })).toEqual([
      'activity-incomplete /flowTotals/0',
    ])
  })

  test('refuses an allocation that can give nothing, and says which can', async () => {
    const answer = await postEstimate(app, { ...SMALL_CITY, allocation: 'resident-activity' })
    expect(answer.statusCode).toBe(422)
    expect(answer.json().errors[0]).toMatchObject({
      code: 'allocation-not-available',
      pointer: '/allocation',
      candidates: ['geographic'],
    })
  })
})

describe('boundaries', () => {
  const saved = async (body: object, accept = 'application/json') => {
    const { id } = (await postEstimate(app, body, '?save=true')).json()
    return app.inject({ url: `/v1/estimates/${id}/boundaries`, headers: { accept } })
  }

  test('every allocation side by side, and a bridge that sums', async () => {
    const answer = await saved(FLOWS)
    expect(answer.statusCode).toBe(200)
    const { sides, bridges, notAvailable } = boundariesDocument.parse(answer.json())
    expect(sides.map(({ allocation, complete }) => [allocation, complete])).toEqual([
      ['geographic', true],
      ['induced-activity', true],
      ['departing-activity', true],
      ['resident-activity', true],
    ])
    expect(notAvailable).toEqual([])
    for (const [index, { steps }] of bridges.entries()) {
      const from = sides[index]?.co2e.value ?? 0
      const to = sides[index + 1]?.co2e.value ?? 0
      const sum = steps.reduce((total, { co2e }) => total + co2e.value, from)
      expect(Math.abs(sum - to)).toBeLessThanOrEqual(1e-12 * Math.max(from, to))
    }
    // Inbound trips of which 30 % lie inside count 12 in both: no step of nothing.
    expect(bridges[0]?.steps.map(({ id }) => id)).not.toContain('inbound/inside')
  })

  test('do not depend on the allocation that was asked for', async () => {
    const [geographic, induced] = await Promise.all([saved(FLOWS), saved(INDUCED)])
    expect({ ...induced.json(), estimate: '' }).toEqual({ ...geographic.json(), estimate: '' })
  })

  test('are part of the answer on request, the same', async () => {
    const answer = await postEstimate(app, FLOWS, '?include=boundaries')
    expect(answer.json().boundaries).toEqual((await saved(FLOWS)).json())
  })

  test('say what is missing where an allocation gives nothing, and are text for reading', async () => {
    const { notAvailable } = (await saved(SMALL_CITY)).json() as BoundariesDocument
    expect(notAvailable.map(({ allocation }) => allocation)).toEqual([
      'induced-activity',
      'departing-activity',
      'resident-activity',
    ])
    const text = await saved(SMALL_CITY, 'text/plain')
    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text.body).toContain('instead of /demand/0')
  })

  test('are drawn where the request asks for draws, and have no interval where it asks for none', async () => {
    const drawn = (
      await saved({ ...FLOWS, uncertainty: { method: 'monte-carlo', draws: 2000, seed: 1 } })
    ).json() as BoundariesDocument
    expect(drawn.uncertainty.method).toBe('monte-carlo')
    expect(drawn.sides[0]?.co2e.lower).toBeLessThan(drawn.sides[0]?.co2e.value ?? 0)
    const none = (await saved({ ...FLOWS, uncertainty: { method: 'none' } })).json() as BoundariesDocument
    expect(none.sides[0]?.co2e).not.toHaveProperty('lower')
  })

  test('of an estimate that is not saved are not found', async () => {
    expect((await app.inject({ url: '/v1/estimates/est_0/boundaries' })).statusCode).toBe(404)
  })
})
