import { describe, expect, test } from 'vitest'
import type { EstimateResult } from '../../api/estimate/result-schema.ts'
import { datasetOf, type Fact, type Given, releasedCell, storeWith } from '../fixtures/memory-datasets.ts'
import { newApp, postEstimate, SMALL_CITY } from '../fixtures/service.ts'

const { demand: _, ...CITY } = SMALL_CITY
const FLEET = [{ mode: 'car', powertrain: 'petrol', distanceShare: 1, energyIntensity: '8 L/100km' }] as const

/** Two days of cars, 400 000 and 600 000 vkm, and walking without a distance. */
const FACTS: readonly Fact[] = [
  { period: '2019-03-01', city: 'leeds', mode: 'car', flow: 'within', vehicleDistanceVkm: 400_000 },
  { period: '2019-03-02', city: 'leeds', mode: 'car', flow: 'within', vehicleDistanceVkm: 600_000 },
  { period: '2019-03-01', city: 'leeds', mode: 'walk', distanceBand: '0-2', trips: 1_500_000 },
  { period: '2019-03-02', city: 'leeds', mode: 'walk', distanceBand: '0-2', trips: 1_500_000 },
]

async function ask(demand: object, given: Partial<Given> = {}, more: object = {}) {
  const app = await newApp({ store: storeWith([{ dataset: datasetOf(), facts: FACTS, ...given }]) })
  const { statusCode, body } = await postEstimate(app, {
    ...CITY,
    fleet: FLEET,
    demand: { dataset: 'daily', city: 'leeds', ...demand },
    ...more,
  })
  return { statusCode, body: JSON.parse(body), app }
}

const codesOf = ({ errors = [] }: { errors?: { code: string }[] }): readonly string[] =>
  errors.map(({ code }) => code)

describe('an estimate of a dataset', () => {
  test('is the one of its facts stated by hand', async () => {
    const { statusCode, body } = await ask({})
    expect(statusCode).toBe(200)
    const app = await newApp()
    const byHand = await postEstimate(app, {
      ...CITY,
      fleet: FLEET,
      demand: [
        { mode: 'car', flow: 'within', vehicleDistance: '1 million vkm' },
        // 3 million trips of a band 0-2, whose usual mean is 1 km.
        {
          mode: 'walk',
          trips: '3 million trips',
          meanTripLength: { value: 1, unit: 'km', plusMinus: '25 %' },
        },
      ],
    })
    const { totals } = byHand.json<EstimateResult>()
    expect(body.totals).toEqual(totals)
  })

  test('says what was taken from where, and that missing days are not 0', async () => {
    const { body } = await ask({})
    const { notices, request } = body as EstimateResult
    const detail = (code: string): string => notices.find((one) => one.code === code)?.detail ?? ''
    expect(detail('dataset-used')).toContain('dataset daily (Daily activity, City of Leeds), version 1')
    expect(detail('dataset-gaps')).toContain('car 2 of 365')
    expect(detail('length-derived')).toContain('walk')
    expect(request['demandSource']).toMatchObject({
      dataset: 'daily',
      city: 'leeds',
      version: 1,
      gaps: 'leave',
    })
  })

  test('comes out again from the request that it repeats, without the dataset', async () => {
    const { body } = await ask({})
    const app = await newApp()
    const again = await postEstimate(app, (body as EstimateResult).request)
    expect(again.json()).toEqual(body)
  })

  test('scales to the whole period only if asked', async () => {
    const left = await ask({}, {}, { period: '2019-03' })
    const scaled = await ask({ gaps: 'scale' }, {}, { period: '2019-03' })
    // 31 days expected, 2 present.
    const ratio = scaled.body.totals.vehicleDistance.value / left.body.totals.vehicleDistance.value
    expect(ratio).toBeCloseTo(31 / 2, 12)
  })

  test('chooses modes and flows', async () => {
    const { body } = await ask({ filter: { modes: ['car'], flows: ['within'] } })
    expect(body.byMode.map(({ mode }: { mode: string }) => mode)).toEqual(['car'])
    const none = await ask({ filter: { flows: ['through'] } })
    expect(codesOf(none.body)).toEqual(['dataset-empty'])
  })
})

describe('a part that cannot be estimated', () => {
  const year = (mode: string | undefined, vehicleDistanceVkm: number): Fact => ({
    period: '2019',
    city: 'leeds',
    ...(mode === undefined ? {} : { mode }),
    vehicleDistanceVkm,
  })
  const dataset = datasetOf({ grain: 'year' })
  const leftOut = (body: EstimateResult) => body.notices.filter(({ code }) => code === 'mode-left-out')

  test('vehicles without a mode, as of the British count, do not block the cars', async () => {
    const { statusCode, body } = await ask({}, { dataset, facts: [year('car', 1e6), year(undefined, 4e5)] })
    expect(statusCode).toBe(200)
    const cars = await ask({}, { dataset, facts: [year('car', 1e6)] })
    expect(body.totals).toEqual(cars.body.totals)
    expect(leftOut(body)).toMatchObject([{ detail: /^no mode: 400000 km .*otherVehicles/ }])
    expect(leftOut(cars.body)).toEqual([])
  })

  test('alone they are refused, and told what to do', async () => {
    const { body } = await ask({}, { dataset, facts: [year(undefined, 4e5)] })
    expect(codesOf(body)).toEqual(['mode-missing'])
  })

  test('a mode without figures does not block the others', async () => {
    const ferry: Fact = { period: '2019', city: 'leeds', mode: 'ferry', passengerDistancePkm: 1000 }
    const { statusCode, body } = await ask({}, { dataset, facts: [year('car', 1e6), ferry] })
    expect(statusCode).toBe(200)
    expect(body.byMode.map(({ mode }: { mode: string }) => mode)).toEqual(['car'])
    expect(leftOut(body)).toMatchObject([{ detail: /^ferry: 1000 km are not in the sums/ }])
  })

  const ferryTrips = (more: Partial<Fact> = {}): Fact => ({
    period: '2019',
    city: 'leeds',
    mode: 'ferry',
    trips: 1000,
    ...more,
  })

  test('trips without a length do not block the others; they are told as trips, and coverage names them', async () => {
    const { statusCode, body } = await ask({}, { dataset, facts: [year('car', 1e6), ferryTrips()] })
    const cars = await ask({}, { dataset, facts: [year('car', 1e6)] })
    expect(statusCode).toBe(200)
    expect(body.totals).toEqual(cars.body.totals)
    expect(leftOut(body)).toMatchObject([
      {
        detail:
          /^ferry: 1000 trips are not in the sums \(Some facts have trips, but no distance.*import distances\)/,
      },
    ])
    expect(body.coverage.missing).toContainEqual({
      code: 'not-estimated',
      what: "the dataset's ferry",
      ask: 'The notice mode-left-out says why it is not in the sums, and what to state or to import.',
    })
    expect(body.coverage.sentence).toContain("the dataset's ferry")
    expect(cars.body.coverage.sentence).not.toContain("the dataset's")
  })

  test('a mode of which some trips have no length is left out whole: a part of it would look like all of it', async () => {
    // 500 trips in the band of 2 to 10 km have a usual length, 1000 have none; 40 km are told.
    const some = ferryTrips({ trips: 500, distanceBand: '2-10' })
    const told: Fact = {
      period: '2019',
      city: 'leeds',
      mode: 'ferry',
      flow: 'within',
      passengerDistancePkm: 40,
    }
    const { body } = await ask({}, { dataset, facts: [year('car', 1e6), some, ferryTrips(), told] })
    expect(body.byMode.map(({ mode }: { mode: string }) => mode)).toEqual(['car'])
    expect(leftOut(body)).toMatchObject([
      { detail: /^ferry: 40 km are not/ },
      { detail: /^ferry: 1500 trips are not/ },
    ])
  })

  test('trips without a mode and a length are of every mode: they are refused', async () => {
    const unsplit: Fact = { period: '2019', city: 'leeds', trips: 1000 }
    const modalSplit = [{ mode: 'car', share: 1 }]
    const { body } = await ask({ modalSplit }, { dataset, facts: [year('car', 1e6), unsplit] })
    expect(codesOf(body)).toEqual(['activity-incomplete'])
  })

  test('only trips without a length: nothing can be estimated, and why', async () => {
    const { body } = await ask({}, { dataset, facts: [ferryTrips()] })
    expect(codesOf(body)).toEqual(['activity-incomplete'])
  })

  test('another fault still refuses all of it', async () => {
    const ferry: Fact = { period: '2019', city: 'leeds', mode: 'ferry', passengerDistancePkm: 1000 }
    const { statusCode } = await ask(
      {},
      { dataset, facts: [year('car', 1e6), ferry] },
      { occupancy: [{ mode: 'car', personsPerVehicle: 90 }] },
    )
    expect(statusCode).toBe(422)
  })
})

describe('facts without a distance', () => {
  const trips: readonly Fact[] = [
    { period: '2019-03-01', city: 'leeds', origin: 'a', destination: 'b', trips: 1000 },
    { period: '2019-03-01', city: 'leeds', origin: 'a', destination: 'a', trips: 500 },
  ]
  // A tenth of a degree of latitude is 6371.0088 × π ÷ 1800 = 11.1195 km.
  const zones = [
    { zone: 'a', city: 'leeds', centroid: [0, 53] as const, areaKm2: 4 },
    { zone: 'b', city: 'leeds', centroid: [0, 53.1] as const },
  ]
  const modalSplit = [
    { mode: 'car', share: '60 %' },
    { mode: 'cycle', share: '40 %' },
  ]

  test('are refused without a modal split, and told what lacks', async () => {
    const { statusCode, body } = await ask({}, { facts: trips, zones })
    expect(statusCode).toBe(422)
    expect(codesOf(body)).toEqual(['mode-missing'])
    const noZones = await ask({ modalSplit }, { facts: trips })
    expect(codesOf(noZones.body)).toEqual(['activity-incomplete'])
  })

  test('take it from their zones, with a stated detour factor', async () => {
    // 1500 trips of 793 100 inhabitants would be refused as a count in millions: nothing is said of inhabitants.
    const city = { name: 'Leeds', country: 'GB' }
    const { body } = await ask({ modalSplit, detourFactor: 1.25 }, { facts: trips, zones }, { city })
    const [car] = body.request.demand
    expect(car.trips.value).toBe(900) // 60 % of 1500
    // (1000 × 11.1195 + 500 × 0.521405 × 2) × 1.25 ÷ 1500 = 9.7008 km
    expect(car.meanTripLength.value).toBeCloseTo(9.7008, 3)
    expect(body.notices.map(({ code }: { code: string }) => code)).toContain('modal-split-used')
  })

  test('of an open band need a statement', async () => {
    const facts = [{ period: '2019-03-01', city: 'leeds', mode: 'car', distanceBand: '50+', trips: 1000 }]
    const refused = await ask({}, { facts })
    expect(codesOf(refused.body)).toEqual(['activity-incomplete'])
    const { body } = await ask({ bandLengths: [{ distanceBand: '50+', meanTripLength: '80 km' }] }, { facts })
    expect(body.request.demand[0].meanTripLength.value).toBe(80)
  })

  test('shares that do not sum to 1, or a mode twice, are refused together', async () => {
    const split = [
      { mode: 'car', share: 0.6 },
      { mode: 'car', share: 0.3 },
    ]
    const { body } = await ask({ modalSplit: split }, { facts: trips, zones })
    expect(codesOf(body)).toEqual(['shares-not-one', 'duplicate-row'])
  })
})

describe('what cannot be asked', () => {
  test('an unknown dataset and an unknown city, with near ones', async () => {
    const noSet = await ask({ dataset: 'dayly' })
    expect(noSet.body.errors).toMatchObject([
      { code: 'dataset-unknown', pointer: '/demand/dataset', candidates: ['daily'] },
    ])
    const noCity = await ask({ city: 'leads' })
    expect(noCity.body.errors).toMatchObject([
      { code: 'city-unknown', pointer: '/demand/city', candidates: ['leeds'] },
    ])
  })

  test('years without facts, and facts that would count twice', async () => {
    expect(codesOf((await ask({}, {}, { period: '2018' })).body)).toEqual(['dataset-empty'])
    const facts = [...FACTS, { period: '2019', city: 'leeds', mode: 'car', vehicleDistanceVkm: 1 }]
    expect(codesOf((await ask({}, { facts })).body)).toEqual(['activity-disagrees'])
  })

  test('a mode that cannot be estimated', async () => {
    const facts = [{ period: '2019-03-01', city: 'leeds', mode: 'sledge', trips: 10, distanceBand: '0-2' }]
    const { body } = await ask({}, { facts })
    expect(body.errors[0]).toMatchObject({ code: 'mode-missing', pointer: '/demand/filter' })
  })

  test('faults of the form are told by field', async () => {
    const { body } = await ask({ detourFactor: 0.5, size: 1 })
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/demand/detourFactor',
      '/demand/size',
    ])
  })

  test('no fleet for a mode: the place is the demand that was sent', async () => {
    const facts = [{ period: '2019-03-01', city: 'leeds', mode: 'ferry', passengerDistancePkm: 1000 }]
    const { body } = await ask({}, { facts })
    expect(body.errors[0]).toMatchObject({ code: 'factor-not-found', pointer: '/demand' })
  })
})

describe('a dataset that is not open', () => {
  const dataset = datasetOf({ legalBasis: 'agreement' })
  // Nothing is made of the facts themselves, which would give other figures.
  const facts: readonly Fact[] = [
    { period: '2019-03-01', city: 'leeds', mode: 'car', vehicleDistanceVkm: 9e9 },
  ]
  const car = releasedCell({
    city: 'leeds',
    mode: 'car',
    period: '2019',
    vehicleDistanceVkm: 1e6,
    present: 365,
    days: 365,
  })
  const walk = releasedCell({
    city: 'leeds',
    mode: 'walk',
    period: '2019',
    trips: 3e6,
    tripDistanceKm: 3e6,
    lengthOrigin: 'usual-band',
    present: 31,
    days: 31,
  })
  const given = { dataset, facts, released: [car, walk] }

  test('gives out no flows', async () => {
    const refused = await ask({ filter: { flows: ['within'] } }, given)
    expect(codesOf(refused.body)).toEqual(['release-too-fine'])
    const { body } = await ask({}, given)
    expect(body.byFlow.map(({ flow }: { flow: string }) => flow)).toEqual(['not-split'])
  })

  test('is estimated of what was released, lengths and gaps too', async () => {
    const { body } = await ask({}, given)
    // 1 million vkm of cars, and 3 million trips of 1 km, the usual mean of a band 0-2.
    expect(body.totals.vehicleDistance.value).toBeCloseTo(1e6, 6)
    const detail = (code: string) => body.notices.find((one: { code: string }) => one.code === code)?.detail
    expect(detail('length-derived')).toContain('walk')
    expect(detail('dataset-gaps')).toContain('walk 31 of 365')
    // Lengths of a question would tell more of the same trips each time.
    for (const more of [
      { detourFactor: 2 },
      { bandLengths: [{ distanceBand: '0-2', meanTripLength: '1 km' }] },
    ])
      expect(codesOf((await ask(more, given)).body)).toEqual(['release-too-fine'])
  })

  test('names a mode that was asked for and is not given out, and does not tell why', async () => {
    const { body } = await ask({ filter: { modes: ['car', 'ferry'] } }, given)
    expect(body.byMode.map(({ mode }: { mode: string }) => mode)).toEqual(['car'])
    const said = body.notices.find(({ code }: { code: string }) => code === 'dataset-withheld')
    expect(said.detail).toContain('ferry')
    expect(said.detail).not.toContain('walk')
    const nothing = await ask({}, { dataset, facts, released: [] })
    const nobody = await ask({ city: 'york' }, given)
    expect(codesOf(nothing.body)).toEqual(['dataset-empty'])
    expect(nobody.body.errors[0].detail).toBe(nothing.body.errors[0].detail)
  })

  test('tells nothing per inhabitant of a small place, or of few contributors', async () => {
    const small = await ask({}, given, { city: { ...CITY.city, population: 4999 } })
    expect(small.body.errors[0]).toMatchObject({ code: 'release-too-fine', pointer: '/city/population' })
    const few = { ...given, released: [{ ...car, persons: 25 }] }
    expect(codesOf((await ask({}, few)).body)).toEqual(['release-too-fine'])
    const {
      city: { population: _population, ...city },
    } = CITY
    expect((await ask({}, few, { city })).statusCode).toBe(200)
  })
})
