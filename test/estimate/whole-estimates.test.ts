import { readFileSync } from 'node:fs'
import type { FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { factorSetsOf } from '../../api/sets/factor-sets.ts'
import { memoryStore } from '../../api/store/memory-store.ts'
import { runCommand } from '../fixtures/command.ts'
import { datasetOf, storeWith } from '../fixtures/memory-datasets.ts'
import { releasedSet } from '../fixtures/released-set.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

/**
 * Whatever makes an estimate takes every step of `src/city/estimate-city.ts`. Before that list stood there, four did not, as
 * the tests below name them: a reconciliation, an allocation beside the one asked for, a series, and what is told beside
 * faulty own figures.
 */
const LEEDS_FUEL = JSON.parse(readFileSync('examples/leeds-fuel-2019.json', 'utf8'))
const [ANY_CAR, ...OTHERS] = LEEDS_FUEL.demand
/** An intensity is of a powertrain. */
const CAR = { ...ANY_CAR, powertrain: 'petrol' }
const INTENSITY = { demand: [{ ...CAR, energyIntensity: '2300 MJ/vkm' }, ...OTHERS] }
const POPULATION = { city: { ...LEEDS_FUEL.city, population: 2_000_000_000 } }

/** A change of the example that no estimate is made of, and what it is refused for. */
const IMPOSSIBLE: readonly (readonly [string, object, readonly string[]])[] = [
  ['energy of 2300 MJ/vkm', INTENSITY, ['vehicle-fuel-impossible /demand/0/energyIntensity']],
  ['2 000 000 000 inhabitants', POPULATION, ['population-impossible /city/population']],
  [
    'an impossible population beside a class that is none',
    { ...POPULATION, demand: [{ ...CAR, vehicleClass: 'midi' }, ...OTHERS] },
    ['class-not-of-mode /demand/0/vehicleClass', 'population-impossible /city/population'],
  ],
  [
    'a refusal that is acknowledged',
    { ...POPULATION, acknowledge: [{ code: 'population-impossible', reason: 'It is a large city.' }] },
    ['not-acknowledgeable /acknowledge/0/code', 'population-impossible /city/population'],
  ],
  [
    'a notation key of a row with a number',
    {
      inventory: {
        notationKeys: [{ ref: 'II.1.1', key: 'NE', explanation: 'As the city council decided.' }],
      },
    },
    ['key-with-number /inventory/notationKeys/0'],
  ],
]

interface Fault {
  readonly code: string
  readonly pointer: string
  readonly detail: string
}
const placesOf = (faults: readonly Fault[]): readonly string[] =>
  faults.map(({ code, pointer }) => `${code} ${pointer}`)

const SETS = factorSetsOf([releasedSet('2026.2')])
let app: FastifyInstance
beforeAll(async () => {
  app = await newApp({ factorSets: SETS })
})
afterAll(() => app.close())

const post = async (url: string, payload: object) => {
  const answer = await app.inject({ method: 'POST', url, payload })
  return { status: answer.statusCode, faults: answer.json().errors as readonly Fault[] }
}

const run = (command: string, body: object) =>
  runCommand([command, '-'], { input: JSON.stringify(body), factorSets: () => SETS })

describe.each(IMPOSSIBLE)('%s', (_, change, places) => {
  const body = { ...LEEDS_FUEL, ...change }

  test('is refused by an estimate', async () => {
    const { status, faults } = await post('/v1/estimates', body)
    expect([status, ...placesOf(faults)]).toEqual([422, ...places])
  })

  // It left out plausibility, acknowledgements and notation keys.
  test('is refused by a reconciliation in the same words', async () => {
    expect(await post('/v1/reconciliations', body)).toEqual(await post('/v1/estimates', body))
  })

  test('is refused by both in a shell, in the same words', async () => {
    const [estimate, reconciliation] = [await run('estimate', body), await run('reconcile', body)]
    expect(reconciliation).toEqual(estimate)
    expect(reconciliation.exitCode).toBe(2)
    for (const place of places) expect(reconciliation.complaint).toContain(place.split(' ')[0])
  })

  // It took every step.
  test('is refused by a restatement, in its place in the series', async () => {
    const estimates = [{ ...LEEDS_FUEL, period: '2018' }, body]
    const { status, faults } = await post('/v1/restatements', { estimates })
    expect(status).toBe(422)
    expect(placesOf(faults)).toEqual(places.map((place) => place.replace(' ', ' /estimates/1')))
  })

  // It took every step: a document that carries such a request does not come out again.
  test('does not come out again when a result with it is verified', async () => {
    const made = (await postEstimate(app, LEEDS_FUEL)).json()
    const payload = { ...made, request: { ...made.request, ...change } }
    const verified = await app.inject({ method: 'POST', url: '/v1/verifications', payload })
    expect(verified.json()).toMatchObject({ outcome: 'differs' })
    for (const place of places) expect(verified.body).toContain(`Refused [${place.split(' ')[0]}]`)
  })
})

describe('POST /v1/reconciliations', () => {
  test('refuses what is impossible together with what it needs itself', async () => {
    const { faults } = await post('/v1/reconciliations', {
      ...LEEDS_FUEL,
      ...INTENSITY,
      uncertainty: { method: 'none' },
    })
    expect(placesOf(faults)).toEqual([
      'vehicle-fuel-impossible /demand/0/energyIntensity',
      'uncertainty-invalid /uncertainty/method',
    ])
  })

  const CODE = 'vehicle-fuel-unusual'
  // Usual of cars is at most 14 MJ/vkm, possible ten times that: src/plausibility/vehicle-band.ts.
  const UNUSUAL = {
    ...LEEDS_FUEL,
    demand: [{ ...CAR, energyIntensity: '23 MJ/vkm' }, ...OTHERS],
  }
  const REASON = 'The city drives armoured cars.'
  const noticesOf = async (acknowledge?: readonly object[]) => {
    const payload = { ...UNUSUAL, ...(acknowledge ? { acknowledge } : {}) }
    const answer = await app.inject({ method: 'POST', url: '/v1/reconciliations', payload })
    expect(answer.statusCode).toBe(200)
    return answer.json().notices as readonly { code: string; detail: string; acknowledged?: string }[]
  }

  test('says what is unusual, and what the caller says of it', async () => {
    const [plain] = (await noticesOf()).filter(({ code }) => code === CODE)
    const [known] = (await noticesOf([{ code: CODE, reason: REASON }])).filter(({ code }) => code === CODE)
    expect(plain?.acknowledged).toBeUndefined()
    expect(known).toEqual({ ...plain, acknowledged: REASON })
    const { output } = await run('reconcile', {
      ...UNUSUAL,
      acknowledge: [{ code: CODE, reason: REASON }],
    })
    expect(output).toContain(`Acknowledged: ${REASON}`)
  })

  test('an acknowledgement of its own notice holds', async () => {
    const code = 'inconsistent-sources'
    const [known] = (await noticesOf([{ code, reason: REASON }])).filter((one) => one.code === code)
    expect(known?.acknowledged).toBe(REASON)
  })

  test('says that an acknowledgement is unused, but not of what the totals alone are noticed for', async () => {
    const unused = (
      await noticesOf([
        { code: 'grid-intensity-unusual', reason: REASON },
        { code: 'fuel-sales-not-used', reason: REASON },
      ])
    ).filter(({ code }) => code === 'acknowledgement-unused')
    expect(unused.map(({ detail }) => detail)).toEqual([
      'This estimate does not raise grid-intensity-unusual. Remove the acknowledgement.',
    ])
  })
})

// The other allocations were made without plausibility.
describe('an allocation beside the one asked for', () => {
  const SOLD = { ...LEEDS_FUEL, ...INTENSITY, allocation: 'fuel-sales' }
  const PLACES = ['vehicle-fuel-impossible /demand/0/energyIntensity']

  test('an estimate of fuel sold does not look at what demand says of vehicles', async () => {
    expect((await postEstimate(app, SOLD)).statusCode).toBe(200)
  })

  test('is refused where it cannot be, and then nothing is kept', async () => {
    const store = memoryStore()
    const own = await newApp({ factorSets: SETS, store })
    const answer = await postEstimate(own, SOLD, '?include=boundaries&save=true')
    expect([answer.statusCode, ...placesOf(answer.json().errors)]).toEqual([422, ...PLACES])
    expect((await store.listEstimates({ limit: 10 })).items).toEqual([])
    await own.close()
  })

  test('is refused of a saved estimate, and in a shell', async () => {
    const { id } = (await postEstimate(app, SOLD, '?save=true')).json()
    const answer = await app.inject(`/v1/estimates/${id}/boundaries`)
    expect([answer.statusCode, ...placesOf(answer.json().errors)]).toEqual([422, ...PLACES])
    const { exitCode, complaint } = await run('boundaries', SOLD)
    expect(exitCode).toBe(2)
    expect(complaint).toContain('vehicle-fuel-impossible')
  })

  test('is no candidate where it cannot be', async () => {
    const { faults } = await post('/v1/estimates', {
      ...LEEDS_FUEL,
      allocation: 'induced-activity',
      fuelSales: [{ carrier: 'jet-kerosene', quantity: '1 TJ' }],
    })
    expect(faults).toMatchObject([
      { code: 'allocation-not-available', pointer: '/allocation', candidates: ['geographic'] },
    ])
  })
})

// Beside faulty own figures nothing was judged, so that a second answer was needed to learn of it.
test('what is impossible is refused together with own figures that are faulty', async () => {
  const own = JSON.parse(readFileSync('examples/own-factors.json', 'utf8'))
  const [first, ...rest] = own.factors
  const { faults } = await post('/v1/estimates', {
    ...own,
    factors: [{ ...first, unit: 'firkin' }, ...rest],
    city: { ...own.city, population: 2_000_000_000 },
  })
  expect(placesOf(faults)).toContain('population-impossible /city/population')
  expect(faults.length).toBeGreaterThan(1)
})

// A unit of a mode was not judged at all.
describe('a series with what an estimate says of vehicles', () => {
  const facts = [{ period: '2019-01-01', city: 'leeds', mode: 'car', vehicleDistanceVkm: 1e6 }]
  const place = { id: 'leeds', name: 'Leeds', country: 'GB', population: {} }
  /** The series of cars by an estimate of buses, which names a fleet of cars that it does not drive. */
  const seriesWith = async (energyIntensity: string, more: object = {}) => {
    const store = storeWith([{ dataset: datasetOf(), facts }], [place])
    const own = await newApp({ factorSets: SETS, store })
    const saved = await postEstimate(
      own,
      {
        ...SMALL_CITY,
        demand: [{ mode: 'bus', energy: '1 TJ', carrier: 'diesel' }],
        fleet: [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity }],
        ...more,
      },
      '?save=true',
    )
    expect(saved.statusCode).toBe(201)
    const answers = await Promise.all(
      ['/v1/cities/leeds/series?dataset=daily&by=month&', '/v1/datasets/daily/estimates?period=2019-01&'].map(
        (url) => own.inject(`${url}estimate=${saved.json().id}`),
      ),
    )
    await own.close()
    return answers
  }

  test('is refused where the vehicles cannot be', async () => {
    const [series, cities] = await seriesWith('2300 MJ/vkm')
    const fault = { code: 'vehicle-fuel-impossible', parameter: 'estimate' }
    expect(series?.statusCode).toBe(422)
    expect(series?.json().errors).toMatchObject([fault])
    expect(cities?.json().items).toMatchObject([{ status: 'refused', errors: [fault] }])
  })

  test('says what is unusual of them, and what the estimate says of that', async () => {
    const [plain] = await seriesWith('23 MJ/vkm')
    const found = plain?.json().notices.find(({ code }: Fault) => code === 'vehicle-fuel-unusual')
    expect(found).toMatchObject({ detail: expect.stringContaining('23 MJ/vkm') })
    const reason = 'The city drives armoured cars.'
    const [known] = await seriesWith('23 MJ/vkm', { acknowledge: [{ code: 'vehicle-fuel-unusual', reason }] })
    expect(known?.json().notices).toContainEqual({ ...found, acknowledged: reason })
  })

  test('is not judged as a city: a day of cars is less than a city drives in a year', async () => {
    const [series] = await seriesWith('2.5 MJ/vkm')
    expect(series?.statusCode).toBe(200)
    expect(series?.json().notices.filter(({ code }: Fault) => code.endsWith('-unusual'))).toEqual([])
  })
})
